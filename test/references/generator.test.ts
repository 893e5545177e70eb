/** The committed references are those that the committed program makes. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const hasMpmath = spawnSync('python3', ['-c', 'import mpmath']).status === 0;

describe('makeReferences.py', () => {
  it.skipIf(!hasMpmath)(
    'makes every fortieth point again, digit by digit (needs python3 with mpmath)',
    () => {
      const script = fileURLToPath(new URL('makeReferences.py', import.meta.url));
      const { status, stdout } = spawnSync('python3', [script, '--check', '40'], { encoding: 'utf8' });
      expect(stdout).toMatch(/^[1-9]\d* rows made again, 0 differ\n$/);
      expect(status).toBe(0);
    },
    120_000,
  );
});
