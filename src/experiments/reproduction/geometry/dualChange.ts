/**
 * Weights before and after learning, seen by one potential: the dual change d_i = Phi'(after_i) - Phi'(before_i), and whether the potential
 * can have led from one to the other at all: where it is convex on each half-line only, a weight that changed its sign excludes it.
 */
import type { Potential } from '../../../numeric/mirror/potential.ts';

/** Not finite where a weight is 0 and has no dual. */
export const dualChange = (
  { gradient }: Potential,
  before: ArrayLike<number>,
  after: ArrayLike<number>,
): Float64Array =>
  Float64Array.from(
    { length: before.length },
    (_, i) => gradient(after[i] as number) - gradient(before[i] as number),
  );

/** Weights whose sign changed, or that are 0: where the potential cannot have led. */
export function crossings(
  { domain }: Potential,
  before: ArrayLike<number>,
  after: ArrayLike<number>,
): number {
  if (domain === 'line') return 0;
  let count = 0;
  for (let i = 0; i < before.length; i++) if (!((before[i] as number) * (after[i] as number) > 0)) count++;
  return count;
}
