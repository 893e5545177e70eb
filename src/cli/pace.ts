/** Long loops in one thread: now and then they show how far they are and let signals through. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ProgressDisplay } from './progress.ts';

const TURN_MILLISECONDS = 100;

/** Runs all steps; `text` says how far, from the number of those that are done. */
export async function paced(
  steps: Iterable<unknown>,
  text: (done: number) => string,
  progress: ProgressDisplay,
): Promise<void> {
  let done = 0;
  let lastTurn = performance.now();
  for (const _ of steps) {
    done++;
    if (performance.now() - lastTurn < TURN_MILLISECONDS) continue;
    progress.show(text(done));
    await nextTurn();
    lastTurn = performance.now();
  }
}
