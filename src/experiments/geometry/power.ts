/**
 * How probably potentials would be rejected were another one true: from the weights before learning, normal dual changes of the true one
 * are drawn, and what follows is tested as observed weights are.
 */
import type { Potential } from '../../numeric/mirror/potential.ts';
import { standardNormal } from '../../numeric/monteCarlo/normal.ts';
import { Random } from '../../numeric/monteCarlo/random.ts';
import type { Calibration } from './calibration.ts';
import { dualChange } from './dualChange.ts';
import { spreadOf } from './normalDistance.ts';

export interface RejectionRate {
  readonly potential: string;
  /** Share of the draws in which it is rejected. */
  readonly rate: number;
  /** That of (rejected + 1)/(draws + 2), so that it is not 0 where all draws agree. */
  readonly standardError: number;
  readonly draws: number;
}

export interface Supposition {
  readonly truth: {
    readonly potential: Potential;
    /** Observed, of the weights that have a dual; only mean and standard deviation are used. */
    readonly change: Float64Array;
  };
  readonly others: readonly Potential[];
  readonly before: Float64Array;
  /** A potential is rejected where its p-value is at most this. */
  readonly level: number;
  readonly calibration: Calibration;
  readonly seed: number;
}

const MOST_DRAWS = 400;
const FEWEST_DRAWS = 10;
/** Draws times weights: some seconds. */
const MOST_WEIGHTS = 4_000_000;

const STREAM = 3;

/** Yields what is being done. */
export function* rejectionRates(supposed: Supposition): Generator<string, RejectionRate[]> {
  const { truth, others, before, seed } = supposed;
  const draws = Math.round(Math.min(MOST_DRAWS, Math.max(FEWEST_DRAWS, MOST_WEIGHTS / before.length)));
  const spread = spreadOf(truth.change);
  const after = new Float64Array(before.length);
  const rejected = others.map(() => 0);
  for (let draw = 0; draw < draws; draw++) {
    drawNormalChange(truth.potential, before, spread, new Random(seed, draw, STREAM), after);
    for (const [k, other] of others.entries())
      if (isRejected(other, after, supposed)) rejected[k] = (rejected[k] ?? 0) + 1;
    yield `power, ${draw}/${draws} draws`;
  }
  return others.map(({ name: potential }, k) => {
    const count = rejected[k] ?? 0;
    const shrunk = (count + 1) / (draws + 2);
    return {
      potential,
      rate: count / draws,
      standardError: Math.sqrt((shrunk * (1 - shrunk)) / draws),
      draws,
    };
  });
}

function isRejected(
  potential: Potential,
  after: Float64Array,
  { before, calibration, level }: Supposition,
): boolean {
  const change = dualChange(potential, before, after);
  if (change.kind !== 'change') return change.kind === 'impossible';
  const { values } = change;
  return calibration.statistic(values) >= calibration.null(values.length).criticalValue(level);
}

/**
 * Phi'(after_i) = Phi'(before_i) + mean + deviation z_i, z_i standard normal; weights without a dual stay as they are, and so does one
 * that a potential of bounded range keeps from moving, in a hundred draws.
 */
export function drawNormalChange(
  { gradient, inverseGradient }: Potential,
  before: Float64Array,
  { mean, deviation }: { readonly mean: number; readonly deviation: number },
  random: Random,
  after: Float64Array,
): void {
  for (let i = 0; i < before.length; i++) {
    const w = before[i] as number;
    const dual = gradient(w);
    after[i] = w;
    if (!Number.isFinite(dual)) continue;
    for (let attempt = 0; attempt < 100; attempt++) {
      const drawn = dual + mean + deviation * standardNormal(random);
      const reached = orNaN(() => inverseGradient(drawn, Math.sign(w)));
      if (!Number.isFinite(reached)) continue;
      after[i] = reached;
      break;
    }
  }
}

/** A potential throws where no weight has the dual. */
function orNaN(inverse: () => number): number {
  try {
    return inverse();
  } catch (error) {
    if (error instanceof RangeError) return Number.NaN;
    throw error;
  }
}
