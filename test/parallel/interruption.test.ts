/** An interruption rejects what waits, and leaves everything else alone. */
import { describe, expect, it } from 'vitest';
import { Interruption } from '../../src/parallel/interruption.ts';

const never = new Promise<never>(() => {});

describe('an interruption', () => {
  it('rejects what waits, and what comes later, with the first reason', async () => {
    const interruption = new Interruption();
    const waiting = interruption.guard(never);
    interruption.happen(new Error('first'));
    interruption.happen(new Error('second'));
    await expect(waiting).rejects.toThrow('first');
    await expect(interruption.guard(never)).rejects.toThrow('first');
  });

  it('that does not happen changes nothing', async () => {
    const interruption = new Interruption();
    await expect(interruption.guard(Promise.resolve(3))).resolves.toBe(3);
    await expect(interruption.guard(Promise.reject(new Error('own')))).rejects.toThrow('own');
  });
});
