/** What only a process of its own can show: its memory, and that it ends. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

function probe(file: string, ...args: string[]): string {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child = spawnSync(process.execPath, ['--import', 'tsx', path, ...args], {
    encoding: 'utf8',
    timeout: 55_000,
  });
  expect(child.stderr).toBe('');
  expect(child.status).toBe(0);
  return child.stdout.trim();
}

describe('a process', () => {
  // A batch of 1024 samples has 640 KB of sums: kept, those of the 342 additional batches would take 219 MB.
  it('needs no more memory for eight times the samples', () => {
    const [few, many] = [probe('memoryProbe.ts', '50000'), probe('memoryProbe.ts', '400000')].map(Number);
    expect(many).toBeLessThan((few ?? 0) + 110);
  });

  it('ends by itself after a cancelled run', () => {
    expect(probe('abortProbe.ts')).toBe('cancelled');
  });
});
