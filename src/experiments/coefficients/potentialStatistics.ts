/**
 * Mean and standard deviation of gammaU, gammaW (1/mV) and of their approximations over draws of the USPs x (mV), the exact ones of
 * independent Poisson spike trains.
 *
 *   gammaU     -ce e0 (ce e0 g1 sum x + g3 V)     Equation 108, V = w.x
 *   gammaW     ce e0 g2 sum x + g4 V              Equation 109
 *   gammaU110  -(ce e0)^2 g1 sum x                Equation 110, with the sign that follows from 108
 *   gammaU111  ce sum x / sum r                   Equation 111
 *   gammaU112  c_u ce                             Equation 112, c_u = 0.95 e0
 *   gammaW113  c_w V                              Equation 113, c_w = 0.05/mV^2
 *
 * Reference: Kreutzer, Senn & Petrovici, eLife 2022, Figure 11J-L; c_u, c_w as in its Figure 12.
 */
import type { Random } from '../../numeric/monteCarlo/random.ts';
import type { Kernel } from '../../numeric/neuron/kernel.ts';
import { drawPotential } from '../../numeric/neuron/spikingPotential.ts';

export interface PotentialCondition {
  /** Of every afferent, Hz; > 0. */
  readonly rate: number;
  readonly weights: Float64Array;
  readonly kernel: Kernel;
  /** mV s. */
  readonly e0: number;
  /** c_eps, 1/(mV^2 s). */
  readonly ce: number;
  readonly g1: number;
  /** And g3. */
  readonly g2: number;
  readonly g4: number;
}

/** In units of e0. */
export const CU = 0.95;
/** 1/mV^2. */
export const CW = 0.05;

const QUANTITIES = ['gammaU', 'gammaW', 'gammaU110', 'gammaU111', 'gammaU112', 'gammaW113'] as const;

/** The columns, all in 1/mV: gammaUMean, gammaUSd, gammaWMean, ... */
export const POTENTIAL_STATISTICS: readonly string[] = QUANTITIES.flatMap((name) => [
  `${name}Mean`,
  `${name}Sd`,
]);

/** Writes the values of POTENTIAL_STATISTICS to `out`; standard deviations have the divisor draws - 1. `draws` >= 2. */
export function writePotentialStatistics(
  condition: PotentialCondition,
  draws: number,
  random: Random,
  out: Float64Array,
): void {
  const values = new Float64Array(QUANTITIES.length);
  out.fill(0);
  // Running means and sums of squared deviations (Welford 1962).
  for (let draw = 1; draw <= draws; draw++) {
    writeFactors(condition, random, values);
    for (const [k, value] of values.entries()) {
      const before = value - (out[2 * k] as number);
      out[2 * k] = (out[2 * k] as number) + before / draw;
      out[2 * k + 1] = (out[2 * k + 1] as number) + before * (value - (out[2 * k] as number));
    }
  }
  for (let k = 1; k < out.length; k += 2) out[k] = Math.sqrt((out[k] as number) / (draws - 1));
}

/** One draw of x, and the six quantities there. */
function writeFactors(condition: PotentialCondition, random: Random, values: Float64Array): void {
  const { rate, weights, kernel, e0, ce, g1, g2, g4 } = condition;
  const uniform = () => random.uniform();
  let [sumX, v] = [0, 0];
  for (const weight of weights) {
    const x = drawPotential(rate, kernel, uniform);
    sumX += x;
    v += weight * x;
  }
  const unit = ce * e0;
  values[0] = -unit * (unit * g1 * sumX + g2 * v);
  values[1] = unit * g2 * sumX + g4 * v;
  values[2] = -unit * unit * g1 * sumX;
  values[3] = (ce * sumX) / (rate * weights.length);
  values[4] = CU * e0 * ce;
  values[5] = CW * v;
}
