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
  // A batch of 4096 samples has 40 KB of sums: kept, the additional 730 batches would take 59 MB, their samples 2.4 GB.
  it('needs no more memory for 16 times the samples', () => {
    const [few, many] = [probe('memoryProbe.ts', '200000'), probe('memoryProbe.ts', '3200000')].map(Number);
    expect(many).toBeLessThan((few ?? 0) + 40);
  });

  it('ends by itself after a cancelled run', () => {
    expect(probe('abortProbe.ts')).toBe('cancelled');
  });
});
