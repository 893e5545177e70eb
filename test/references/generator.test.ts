/** The committed references are those that the committed program makes. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const hasMpmath = spawnSync('python3', ['-c', 'import mpmath']).status === 0;

describe.each<[string, string[], RegExp]>([
  ['makeReferences.py', ['40'], /^[1-9]\d* rows made again, 0 differ\n$/],
  ['makeShotNoise.py', ['1', '5'], /^2 cases made again, 0 differ\n$/],
])('%s', (program, which, expected) => {
  it.skipIf(!hasMpmath)(
    'makes some of its values again, digit by digit (needs python3 with mpmath)',
    () => {
      const script = fileURLToPath(new URL(program, import.meta.url));
      const { status, stdout } = spawnSync('python3', [script, '--check', ...which], { encoding: 'utf8' });
      expect(stdout).toMatch(expected);
      expect(status).toBe(0);
    },
    180_000,
  );
});
