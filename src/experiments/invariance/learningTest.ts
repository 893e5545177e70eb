/**
 * Are learning curves the same in two coordinate systems? Equivalence for the natural rule, a difference for the Euclidean one.
 *
 * Per trial and checkpoint: d = error in w - error in w^s, relative to the error at the start, same spikes. Two one-sided t tests
 * (Schuirmann 1987) at 2.5 % each: equivalent when the 95 % interval of the mean of d lies within +-margin, at every checkpoint.
 * Margins: RATE_MARGIN mean gaps of the natural rule in these trials for the rate error, twice that for D_KL, which is quadratic in it.
 * Power: the probability to find equivalence if the means do not differ at all, by the normal approximation; all checkpoints
 * together by Bonferroni's inequality.
 */
import { normalTail } from '../../numeric/coefficients/mills.ts';
import { CHECKPOINTS, type CurvePair, type CurvesOfRule } from './learningCurves.ts';
import { type Estimate, estimate, quantile } from './statistics.ts';

export const RATE_MARGIN = 2;
export const DIVERGENCE_MARGIN = 4;

export interface CurveTest {
  readonly margin: number;
  /** Of the mean of d, at the checkpoints after the start. */
  readonly differences: readonly Estimate[];
  readonly equivalent: boolean;
  /** At least; all checkpoints together. */
  readonly power: number;
  /** Of the mean of |d| at the end. */
  readonly size: Estimate;
  /** The interval of `size` lies above the margin. */
  readonly different: boolean;
}

export interface RuleCurves {
  readonly trials: number;
  readonly left: number;
  /** Parts of the duration. */
  readonly checkpoints: readonly number[];
  /** Means over the trials, relative to the start. */
  readonly rateErrorSomatic: readonly number[];
  readonly rateErrorOther: readonly number[];
  readonly meanGap: number;
  readonly rateError: CurveTest;
  readonly divergence: CurveTest;
}

export type LearningTest = Readonly<Record<keyof CurvePair, RuleCurves>>;

/** Undefined with fewer than two trials that stayed. */
export function testLearning(trials: readonly CurvePair[]): LearningTest | undefined {
  const stayed = (rule: keyof CurvePair): CurvesOfRule[] =>
    trials.map((trial) => trial[rule]).filter((each) => each !== 'left');
  const [natural, euclidean] = [stayed('natural'), stayed('euclidean')];
  if (natural.length < 2 || euclidean.length < 2) return undefined;
  const gap = mean(natural.map((each) => each.gap));
  const of = (curves: readonly CurvesOfRule[]): RuleCurves => ({
    trials: trials.length,
    left: trials.length - curves.length,
    checkpoints: CHECKPOINTS,
    rateErrorSomatic: CHECKPOINTS.map((_, k) =>
      mean(curves.map(({ somatic }) => somatic.rateError[k] as number)),
    ),
    rateErrorOther: CHECKPOINTS.map((_, k) => mean(curves.map(({ other }) => other.rateError[k] as number))),
    meanGap: mean(curves.map((each) => each.gap)),
    rateError: testCurves(curves, 'rateError', RATE_MARGIN * gap),
    divergence: testCurves(curves, 'divergence', DIVERGENCE_MARGIN * gap),
  });
  return { natural: of(natural), euclidean: of(euclidean) };
}

function testCurves(
  curves: readonly CurvesOfRule[],
  measure: 'rateError' | 'divergence',
  margin: number,
): CurveTest {
  const at = (k: number): number[] =>
    curves.map(({ somatic, other }) => (other[measure][k] as number) - (somatic[measure][k] as number));
  const differences = CHECKPOINTS.slice(1).map((_, k) => estimate(at(k + 1)));
  const size = estimate(at(CHECKPOINTS.length - 1).map(Math.abs));
  const missed = differences.map(({ standardError }) => {
    const room = margin / standardError - quantile(curves.length - 1);
    return Math.min(1, 2 * normalTail(room));
  });
  return {
    margin,
    differences,
    equivalent: differences.every(({ ci }) => ci[0] > -margin && ci[1] < margin),
    power: Math.max(0, 1 - missed.reduce((total, each) => total + each, 0)),
    size,
    different: size.ci[0] > margin,
  };
}

const mean = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length;
