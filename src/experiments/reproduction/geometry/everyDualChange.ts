/** The dual change of every weight, Phi'(after_i) - Phi'(before_i), whether or not the potential can have led there (src/experiments/geometry). */
import type { Potential } from '../../../numeric/mirror/potential.ts';

/** Not finite where a weight has no dual. */
export const everyDualChange = (
  { gradient }: Potential,
  before: ArrayLike<number>,
  after: ArrayLike<number>,
): Float64Array =>
  Float64Array.from(
    { length: before.length },
    (_, i) => gradient(after[i] as number) - gradient(before[i] as number),
  );
