/**
 * The vector fields of three learning rules, in somatic and in any other coordinates.
 *
 * A rule moves weights by dw = eta (Y* - phi(V)) dt times its direction b, evaluated at the weights and the USPs x:
 *   natural       b_s = gamma_s (phi'/phi) [ce x/r - gamma_u 1 + gamma_w w^s]       Equations 13, 38, 108, 109
 *   approximated  b_s = gamma_s (phi'/phi) [ce x/r - ce c_u 1 + c_w V w^s]          Equation 114
 *   euclidean     b_s = (phi'/phi) x                                               Equation 10
 * In coordinates w with w^s = f(w) and Jacobian J the first two are b = J^-1 b_s (the 1/f'(w) of Equation 13), the third is the
 * gradient by w, b = J^T b_s.
 * Units: rates Hz, V mV, x mV; eta 1/s for the first two, mV^2 for the third.
 * Reference: Kreutzer, Senn & Petrovici, eLife 2022.
 */
import { COEFFICIENT_NAMES } from '../../numeric/coefficients/coefficientNames.ts';
import { sigmoidCoefficientRows } from '../../numeric/coefficients/sigmoidCoefficients.ts';
import { type Kernel, kernelMoment } from '../../numeric/neuron/kernel.ts';
import { transferFunctions } from '../../numeric/neuron/transfer.ts';
import type { Sigmoid } from '../../numeric/neuron/transferFunction.ts';
import type { Parametrization } from '../../numeric/reparametrization/parametrization.ts';

export type RuleName = 'natural' | 'approximated' | 'euclidean';

/** c_u and c_w of Equation 114 (mV s, 1/mV^2), as the paper has them. */
export const CU = 0.95;
export const CW = 0.05;

/** Afferents (Hz, all > 0), kernel and transfer function. */
export interface Inputs {
  readonly rates: Float64Array;
  readonly kernel: Kernel;
  readonly sigmoid: Sigmoid;
}

/** Direction at weights and USPs. */
export interface Field {
  /** Writes b at w, and returns phi(V), Hz. */
  readonly at: (w: Float64Array, x: Float64Array, b: Float64Array) => number;
}

const [GAMMA_S, G1, G2, G3, G4] = (['gammaS', 'g1', 'g2', 'g3', 'g4'] as const).map((name) =>
  COEFFICIENT_NAMES.indexOf(name),
) as [number, number, number, number, number];

/** b_s of a rule. */
export function somaticField(rule: RuleName, { rates, kernel, sigmoid }: Inputs): Field {
  const { phi, phiPrime } = transferFunctions({ name: 'sigmoid', ...sigmoid });
  const [e0, ce] = [kernelMoment(kernel, 1), 1 / kernelMoment(kernel, 2)];
  const total = rates.reduce((sum, rate) => sum + rate, 0);
  const moments = {
    mean: new Float64Array(1),
    variance: new Float64Array(1),
    q: Float64Array.of(ce * e0 * e0 * total),
  };
  const row = new Float64Array(COEFFICIENT_NAMES.length);
  return {
    at(w, x, b) {
      let [V, sumX, first, second] = [0, 0, 0, 0];
      for (let i = 0; i < w.length; i++) {
        const [weight, usp, rate] = [w[i] as number, x[i] as number, rates[i] as number];
        V += weight * usp;
        sumX += usp;
        first += rate * weight;
        second += rate * weight * weight;
      }
      const rate = phi(V);
      const ratio = phiPrime(V) / rate;
      if (rule === 'euclidean') {
        for (let i = 0; i < b.length; i++) b[i] = ratio * (x[i] as number);
        return rate;
      }
      moments.mean[0] = e0 * first;
      moments.variance[0] = second / ce;
      sigmoidCoefficientRows(moments, sigmoid, row);
      const scale = (row[GAMMA_S] as number) * ratio;
      const natural = rule === 'natural';
      const gammaU = natural
        ? -ce * e0 * (ce * e0 * (row[G1] as number) * sumX + (row[G3] as number) * V)
        : ce * CU;
      const gammaW = natural ? ce * e0 * (row[G2] as number) * sumX + (row[G4] as number) * V : CW * V;
      for (let i = 0; i < b.length; i++)
        b[i] = scale * ((ce * (x[i] as number)) / (rates[i] as number) - gammaU + gammaW * (w[i] as number));
      return rate;
    },
  };
}

/**
 * b of a rule in the coordinates of a parametrization: what is changed is w, and nothing else is known of w^s than f(w).
 * @param euclideanRate what the Euclidean direction is multiplied with: the learning rate of that coordinate system
 */
export function fieldIn(
  parametrization: Parametrization,
  rule: RuleName,
  inputs: Inputs,
  euclideanRate = 1,
): Field {
  const somatic = somaticField(rule, inputs);
  const bs = new Float64Array(inputs.rates.length);
  return {
    at(w, x, b) {
      const rate = somatic.at(parametrization.somatic(w), x, bs);
      b.set(rule === 'euclidean' ? parametrization.gradient(w, bs) : parametrization.backward(w, bs));
      if (rule === 'euclidean') for (let i = 0; i < b.length; i++) b[i] = euclideanRate * (b[i] as number);
      return rate;
    },
  };
}
