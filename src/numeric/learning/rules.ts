/**
 * The learning rules: what multiplies the score, w += k (homosynaptic - gammaU 1 + gammaW w), k = eta gammaS (phi'/phi)(y - phi dt).
 *
 *   rule          homosynaptic   gammaS   gammaU                              gammaW                              Equations
 *   euclidean     x              1        0                                   0                                   10
 *   natural       ce x/r         1/c1     -ce e0 (g1 ce e0 sum x + g3 V)      g2 ce e0 sum x + g4 V               13, 107-109
 *   approximated  ce x/r         1/c1     cu ce                               cw V                                114
 *   local         ce x/r         1/c1     ce (sum x/sum r) q/(1 + q)          -(log h)'(V), or the limit below    theory
 *   quadratic     ce x/r         1        ce^2 e0^2 sum x/(q + 1)             0                                   123-124
 *   exact         G^-1 x with the exact Fisher matrix of the spiking model (plain loop only)
 *
 * c1 = E[h], slope = c2/c1, excess = c3/c1 - slope^2 with h = phi'^2/phi and V ~ N(mean, variance) (coefficients/tiltedMoments.ts). With
 * ratio = 1 + variance excess and D the determinant of the closed form over c1^2 (coefficients/closedForm.ts),
 *   D  = ratio (1 + q) - mean^2 excess + 2 mean slope + variance slope^2,
 *   g1 = -ratio/D,  g2 = g3 = -(slope - excess mean)/D,  g4 = -(slope^2 + excess (1 + q))/D.
 * The limit q -> infinity of gammaW is -(slope + excess (V - mean))/ratio, and for small variance -(log h)'(V).
 */
import type { Transfer } from '../neuron/transfer.ts';
import { voltageFunctions } from './voltageFunctions.ts';

export type LearningRule =
  | { readonly name: 'euclidean'; readonly learningRate: number }
  | { readonly name: 'natural'; readonly learningRate: number }
  /** Default constants: the paper's, 0.95 (e0) and 0.05. */
  | {
      readonly name: 'approximated';
      readonly learningRate: number;
      readonly cu?: number;
      readonly cw?: number;
    }
  /** Default third factor: 'voltage', -(log h)'(V). */
  | { readonly name: 'local'; readonly learningRate: number; readonly thirdFactor?: ThirdFactor }
  | { readonly name: 'quadratic'; readonly learningRate: number }
  /** The matrix is computed anew every `refresh` steps (default 1). */
  | { readonly name: 'exact'; readonly learningRate: number; readonly refresh?: number };

export type ThirdFactor = 'voltage' | 'limit';

/** @throws RangeError on a learning rate or constant out of range. */
export function checkRule(rule: LearningRule, transfer: Transfer): void {
  const { name, learningRate } = rule;
  if (!(learningRate >= 0 && learningRate < Infinity))
    throw new RangeError(`${name}: learningRate = ${learningRate} (expected a finite number >= 0)`);
  if (rule.name === 'approximated') {
    for (const constant of ['cu', 'cw'] as const) {
      const value = rule[constant];
      if (value !== undefined && !Number.isFinite(value))
        throw new RangeError(`approximated: ${constant} = ${value} (expected a finite number)`);
    }
  }
  if (
    rule.name === 'exact' &&
    rule.refresh !== undefined &&
    !(Number.isInteger(rule.refresh) && rule.refresh > 0)
  )
    throw new RangeError(`exact: refresh = ${rule.refresh} (expected a positive whole number of steps)`);
  if (rule.name === 'local' && rule.thirdFactor !== 'limit') voltageFunctions(transfer).logHSlope(0);
}
