/**
 * The rules of Figures 4, 5 and 7 for equal rates: what multiplies eta times the score,
 *
 *   dw_i/(eta score) = homosynaptic x_i - uniform + proportional w_i;   at an unstimulated synapse homosynaptic x_i = 0.
 *
 *   held, following   gammaS (ce/r, gammaU, gammaW) of Equations 13, 107-109 (src/numeric/learning/factors.ts); 'held' keeps gammaS and g1..g4
 *                     at the initial weights, as the authors' scripts do, and 'following' takes those of the current ones. V, sum x and w are
 *                     the current ones in both.
 *   exact             the exact Fisher matrix of the spiking neuron at the initial weights: for equal rates and weights
 *                     G^-1 x = p x - u (sum x) 1, so homosynaptic = p, uniform = u sum x, proportional = 0.
 *   euclidean         x alone.
 */
import { exactFisherMatrix } from '../../../numeric/fisher/exact.ts';
import { ruleFactors } from '../../../numeric/learning/factors.ts';
import { constantsOf, type LearningProblem } from '../../../numeric/learning/problem.ts';
import type { TiltedPoint } from '../../../numeric/learning/tiltedPoint.ts';
import { type Neuron, voltageMoments } from '../../../numeric/neuron/neuron.ts';
import { tableOf } from './memory.ts';

/** Writes homosynaptic, uniform, proportional from V, sum x (mV), mean (mV) and variance (mV^2) of V at the current weights. */
export type SynapticRule = (
  v: number,
  total: number,
  mean: number,
  variance: number,
  out: Float64Array,
) => void;

/** `rate`: of the stimulated afferents, Hz; `neuron` has the initial weights. */
export function closedRule(neuron: Neuron, rate: number, coefficients: 'held' | 'following'): SynapticRule {
  const { mean: initialMean, variance: initialVariance } = voltageMoments(neuron);
  const table = tableOf(neuron.transfer);
  const held = new Float64Array(3);
  table(initialMean, initialVariance, held);
  const atStart: TiltedPoint = (_mean, _variance, out) => {
    out[0] = held[0] as number;
    out[1] = held[1] as number;
    out[2] = held[2] as number;
  };
  const follows = coefficients === 'following';
  const constants = constantsOf(problemOf(neuron));
  const natural = { name: 'natural', learningRate: 0 } as const;
  const factors = ruleFactors(natural, constants, neuron.transfer, follows ? table : atStart);
  const perPotential = constants.ce / rate;
  return (v, total, mean, variance, out) => {
    factors(v, total, follows ? mean : initialMean, follows ? variance : initialVariance, out);
    const scale = out[0] as number;
    out[0] = scale * perPotential;
    out[1] = scale * (out[1] as number);
    out[2] = scale * (out[2] as number);
  };
}

/** G^-1 x = p x - u (sum x) 1 at equal rates and weights. */
export interface EqualInverse {
  /** 1/(Hz mV^2), both. */
  readonly p: number;
  readonly u: number;
}

export function equalInverse(neuron: Neuron): EqualInverse {
  const unit = new Float64Array(neuron.rates.length);
  unit[0] = 1;
  const [first = 0, second = 0] = exactFisherMatrix(neuron).solve(unit);
  return unit.length === 1 ? { p: first, u: 0 } : { p: first - second, u: -second };
}

export function exactRule({ p, u }: EqualInverse): SynapticRule {
  return (_v, total, _mean, _variance, out) => {
    out[0] = p;
    out[1] = u * total;
    out[2] = 0;
  };
}

export const euclideanRule: SynapticRule = (_v, _total, _mean, _variance, out) => {
  out[0] = 1;
  out[1] = 0;
  out[2] = 0;
};

const problemOf = ({ rates, weights, kernel, transfer }: Neuron): LearningProblem => ({
  rates,
  weights,
  teacher: weights,
  kernel,
  transfer,
  dt: 1,
  rules: [],
});
