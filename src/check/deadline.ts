/** Deadlines by the clock. */
import type { Deadline } from './problem.ts';

/** Ends `milliseconds` from now, and not after `whole` does. */
export function deadlineIn(milliseconds: number, whole?: Deadline): Deadline {
  const end = performance.now() + Math.min(milliseconds, whole?.remaining() ?? Number.POSITIVE_INFINITY);
  return {
    expired: () => performance.now() >= end,
    remaining: () => Math.max(0, end - performance.now()),
  };
}
