/**
 * Which potential explains weights before and after learning: T of the dual change under each (src/experiments/geometry), and the verdict of
 * `natgrad geometry identify`: the only potential not rejected at 0.01, Bonferroni over the potentials, when every other one is.
 */
import { readPotential } from '../../../transfer/potentialSpecification.ts';
import { dualChange } from '../../geometry/dualChange.ts';
import { CANNOT_TELL, LEVEL } from '../../geometry/identify.ts';
import { NormalDistance } from '../../geometry/normalDistance.ts';
import type { NullDistribution } from '../../geometry/nullDistribution.ts';

/** T under one assumed potential; null where it cannot have led there (signs changed that it keeps): rejected without a test. */
export type Distance = number | null;

/** In the order of the assumed potentials. @throws RangeError where a potential is neither impossible nor can be tested */
export function distances(assumed: readonly string[], before: Float64Array, after: Float64Array): Distance[] {
  const distance = new NormalDistance(before.length);
  return assumed.map((name) => {
    const change = dualChange(readPotential(name), before, after);
    if (change.kind === 'impossible') return null;
    if (change.kind === 'untestable')
      throw new RangeError(
        `dual change under ${name}: got ${change.reason}, expected one that can be tested`,
      );
    return distance.of(change.values, 'centred');
  });
}

export const isRejected = (distance: Distance, known: NullDistribution, level: number): boolean =>
  distance === null || known.pValue(distance).pValue <= level;

/** Its name, or 'cannot tell'. */
export function identified(
  assumed: readonly string[],
  found: readonly Distance[],
  known: NullDistribution,
): string {
  const left = assumed.filter((_, k) => !isRejected(found[k] as Distance, known, LEVEL / assumed.length));
  return left.length === 1 ? (left[0] as string) : CANNOT_TELL;
}
