/**
 * Which potential explains weights before and after learning: T of the dual change under each (src/experiments/geometry), and the verdict of
 * `natgrad geometry identify`: the only potential not rejected at 0.01, Bonferroni over the potentials, when every other one is.
 */

import { readPotential } from '../../../transfer/potentialSpecification.ts';
import { NormalDistance } from '../../geometry/normalDistance.ts';
import type { NullDistribution } from '../../geometry/nullDistribution.ts';
import { crossings, dualChange } from './dualChange.ts';

export const LEVEL = 0.01;

/** T under one assumed potential; null where signs changed that it keeps, or where T has no value: excluded without a test. */
export type Distance = number | null;

/** In the order of the assumed potentials. */
export function distances(
  assumed: readonly string[],
  before: ArrayLike<number>,
  after: ArrayLike<number>,
): Distance[] {
  const distance = new NormalDistance(before.length);
  return assumed.map((name) => {
    const potential = readPotential(name);
    if (crossings(potential, before, after) > 0) return null;
    const statistic = distance.of(dualChange(potential, before, after), 'centred');
    return Number.isFinite(statistic) ? statistic : null;
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
  return left.length === 1 ? (left[0] as string) : 'cannot tell';
}
