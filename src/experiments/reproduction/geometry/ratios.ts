/** T over its critical value at the level of `identify`: above 1 the potential is rejected. */

import { LEVEL } from '../../geometry/identify.ts';
import type { NullDistribution } from '../../geometry/nullDistribution.ts';
import type { Distance } from './identification.ts';

/** What a potential that is excluded without a test counts as, and the most that any counts as: means do not hang on the farthest. */
export const MOST = 5;

export const ratio = (distance: Distance, known: NullDistribution, potentials: number): number =>
  distance === null ? MOST : Math.min(MOST, distance / known.criticalValue(LEVEL / potentials));
