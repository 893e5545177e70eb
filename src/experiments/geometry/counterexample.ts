/**
 * Settings in which weights learned under a potential are taken for those of another: the true potential is rejected far more often than
 * the level of the test says. Found by random draws of the setting and shrunk to the plainest one (fast-check).
 *
 * The weights are those that a regression ends with (simulate.ts), from w_0 ~ N(0, 1/D).
 *
 * For p = 2 and independent normal inputs there is none: X and w_0, hence the dual change, have a distribution that no rotation changes, so
 * that its direction is that of D independent normal numbers for every D and N. The uniform part of the inputs spoils this a little, zeros
 * spoil it altogether: a weight whose inputs were all 0 has not changed.
 */
import fc from 'fast-check';
import type { Potential } from '../../numeric/mirror/potential.ts';
import { standardNormal } from '../../numeric/monteCarlo/normal.ts';
import { Calibration } from './calibration.ts';
import { dualChange } from './dualChange.ts';
import { drawWeights, learnedByRegression } from './simulate.ts';

/** From the plainest: fewer weights, fewer samples, fewer zeros, no correlation. */
export interface Setting {
  /** D and N < D. */
  readonly weights: number;
  readonly samples: number;
  /** Probability that an input is 0, in tenths, 0 .. 9. */
  readonly zeroTenths: number;
  /** p in C_ij of the inputs; null for independent ones. */
  readonly correlation: number | null;
}

export interface Rejection {
  /** Share of all data sets in which the true potential is rejected at the level. */
  readonly rate: number;
  readonly standardError: number;
  readonly dataSets: number;
  /** Of these, without weights that fit all samples, or without dual changes that can be tested; they count as not rejected. */
  readonly untested: number;
}

export interface Search {
  readonly potential: Potential;
  /** Settings to draw from; default of fewestWeights: 4. */
  readonly fewestWeights?: number;
  readonly mostWeights: number;
  readonly mostSamples: number;
  readonly mostZeroTenths: number;
  readonly seed: number;
  /** Settings drawn. */
  readonly settings?: number;
  /** For each setting. */
  readonly dataSets?: number;
}

export interface Counterexample {
  readonly setting: Setting;
  /** From data sets other than those of the search, which chose the setting. */
  readonly rejection: Rejection;
  /** Settings that were drawn before the first counterexample, and steps of shrinking. */
  readonly drawn: number;
  readonly shrinks: number;
}

/** Of the single test. */
export const SEARCH_LEVEL = 0.01;
const SEARCH_DRAWS = 4000;
/** A counterexample's rate has to exceed 1/2 by this many of its standard errors. */
const MARGIN = 2;

/** The plainest setting found in which the true potential is rejected with probability above 1/2; undefined where none is. */
export function findCounterexample(search: Search): Counterexample | undefined {
  const { potential, seed, settings = 100, dataSets = 100 } = search;
  const calibration = new Calibration('centred', SEARCH_DRAWS);
  const holds = (setting: Setting): boolean => {
    const { rate, standardError } = rejectionOfTruth(potential, setting, { seed, dataSets, calibration });
    return rate < 0.5 + MARGIN * standardError;
  };
  const result = fc.check(fc.property(settingsOf(search), holds), { seed, numRuns: settings });
  const [setting] = result.counterexample ?? [];
  if (setting === undefined) return undefined;
  const other = { seed: seed + 1, dataSets: 10 * dataSets, calibration: new Calibration('centred') };
  const rejection = rejectionOfTruth(potential, setting, other);
  return { setting, rejection, drawn: result.numRuns, shrinks: result.numShrinks };
}

function settingsOf({
  fewestWeights = 4,
  mostWeights,
  mostSamples,
  mostZeroTenths,
}: Search): fc.Arbitrary<Setting> {
  return fc
    .record({
      weights: fc.integer({ min: fewestWeights, max: mostWeights }),
      samples: fc.integer({ min: 1, max: mostSamples }),
      zeroTenths: fc.integer({ min: 0, max: mostZeroTenths }),
      correlation: fc.constantFrom(null, 1, 2),
    })
    .filter(({ weights, samples }) => samples < weights);
}

export interface RejectionDraws {
  readonly seed: number;
  readonly dataSets: number;
  readonly calibration: Calibration;
}

/** How often the true potential is rejected at the level 0.01. */
export function rejectionOfTruth(
  potential: Potential,
  { weights, samples, zeroTenths, correlation }: Setting,
  { seed, dataSets, calibration }: RejectionDraws,
): Rejection {
  const inputs = { samples, active: 1 - zeroTenths / 10, ...(correlation !== null && { correlation }) };
  let [rejected, untested] = [0, 0];
  for (let dataSet = 0; dataSet < dataSets; dataSet++) {
    const before = drawWeights(
      (random) => standardNormal(random) / Math.sqrt(weights),
      weights,
      seed,
      dataSet,
    );
    const after = weightsAfter(() => learnedByRegression(potential, before, inputs, seed, dataSet).after);
    const change = after === undefined ? undefined : dualChange(potential, before, after);
    if (change?.kind !== 'change') untested++;
    else if (pValueOf(change.values, calibration) <= SEARCH_LEVEL) rejected++;
  }
  const rate = rejected / dataSets;
  return { rate, standardError: Math.sqrt((rate * (1 - rate)) / dataSets), dataSets, untested };
}

const pValueOf = (values: Float64Array, calibration: Calibration): number =>
  calibration.null(values.length).pValue(calibration.statistic(values)).pValue;

/** Undefined where the regression has no solution. */
function weightsAfter(learn: () => Float64Array): Float64Array | undefined {
  try {
    return learn();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
