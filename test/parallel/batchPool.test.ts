/** The pool of threads, where a thread cannot start. */
import { describe, expect, it } from 'vitest';
import { openBatchPool } from '../../src/parallel/batchPool.ts';
import { threeAfferents } from './neurons.ts';

describe('a thread that cannot start', () => {
  it('is one clear error', async () => {
    const pool = openBatchPool(threeAfferents, 2, new URL('./absent.ts', import.meta.url));
    try {
      await expect(pool.run({ inputs: 'spiking', seed: 1, batch: 0, samples: 10 })).rejects.toThrow(
        /^a Monte Carlo thread could not run: Cannot find module/,
      );
    } finally {
      await pool.close();
    }
  });
});
