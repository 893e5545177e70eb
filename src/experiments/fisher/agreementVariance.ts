/**
 * The exact mean and variance of h(V) x^T W x, which is what a Monte Carlo estimate of tr(W G), G = E[h(V) x x^T], averages.
 *
 * h and h^2 are written as sums of exponentials, so that E[h(V) Q] and E[h(V)^2 Q^2], Q = x^T W x, are values of E[exp(z V) Q] and
 * E[exp(z V) Q^2]. Under the weight exp(z V) the x_i stay independent, with cumulants m_i, d_i, t_i, f_i of order 1 to 4 (complex):
 *   E[Q]   = m^T W m + tr(W D)
 *   E[Q^2] = (m^T W m + tr(W D))^2 + 4 m^T W D W m + 2 tr(W D W D) + 4 sum_i W_ii t_i (W m)_i + sum_i W_ii^2 f_i,   D = diag(d).
 *   spiking    cumulant of order j: r_i int eps^j exp(z w_i eps) dt;   log E[exp(z V)] = sum_i r_i int (exp(z w_i eps) - 1) dt
 *   gaussian   m = e0 r + z Sigma w, D = Sigma, t = f = 0;             log E[exp(z V)] = z mu + z^2 s2/2
 *
 * Shapes: W n x n, symmetric, row by row. Units: x, V mV; h Hz/mV^2; with W dimensionless, mean Hz and variance Hz^2.
 * Reference: moments from cumulants over set partitions, McCullagh, Tensor Methods in Statistics, section 2.3.
 */

import { uncheckedRate } from '../../numeric/coefficients/integrandRate.ts';
import { type Complex, expOf, times } from '../../numeric/complex.ts';
import { UNIT_ROUNDOFF } from '../../numeric/estimate.ts';
import type { Inputs } from '../../numeric/monteCarlo/inputs.ts';
import { kernelMoment } from '../../numeric/neuron/kernel.ts';
import { checkNeuron, type Neuron, voltageMoments } from '../../numeric/neuron/neuron.ts';
import { type Transfer, transferFunctions } from '../../numeric/neuron/transfer.ts';
import type { ExponentialSum, LogTiltedNorm } from '../../numeric/shotNoise/exponentialSum.ts';
import { logGaussianNorm } from '../../numeric/shotNoise/gaussianDerivatives.ts';
import { type KernelRule, kernelRule } from '../../numeric/shotNoise/kernelRule.ts';
import { largestJump } from '../../numeric/shotNoise/shotNoiseInputs.ts';
import { logTiltedNorm } from '../../numeric/shotNoise/tiltedNorm.ts';
import { steepestTilt, transferSum } from '../../numeric/shotNoise/transferSum.ts';
import { tiltsFor } from '../../numeric/shotNoise/voltageRange.ts';

export interface MeanAndVariance {
  readonly mean: number;
  readonly variance: number;
}

/** One entry of W, i <= j; it stands for (j, i) too. */
export interface FormEntry {
  readonly i: number;
  readonly j: number;
  readonly value: number;
}

/**
 * Mean and variance of one sample's h(V) x^T W x for several W, each as its entries on and above the diagonal that are not 0.
 * Relative error about 1e-8 of the second moment (not bounded): enough for a standard error.
 * @throws RangeError (one line) on a bad neuron, and where E[h^2 ...] does not exist or cannot be computed.
 */
export function formMoments(
  neuron: Neuron,
  inputs: Inputs,
  forms: readonly (readonly FormEntry[])[],
): MeanAndVariance[] {
  checkNeuron(neuron);
  const law = inputs === 'gaussian' ? gaussianLaw(neuron) : spikingLaw(neuron);
  const first = totals(exponentials(neuron, inputs, neuron.transfer), law, forms, firstMoment);
  const second = totals(exponentials(neuron, inputs, squared(neuron.transfer)), law, forms, secondMoment);
  return first.map((mean, at) => ({ mean, variance: (second[at] as number) - mean * mean }));
}

/** What is left of a sum's terms must be more than this share of them. */
const LEAST_SHARE = 1e-6;

/** E[h Q] or E[h^2 Q^2] of every form. @throws RangeError where the terms cancel to so little that rounding shows. */
function totals(
  sum: ExponentialSum,
  law: Law,
  forms: readonly (readonly FormEntry[])[],
  moment: (form: readonly FormEntry[], tilted: Tilted) => Complex,
): number[] {
  const result = forms.map(() => 0);
  const absolute = forms.map(() => 0);
  forEachTerm(sum, law, (factor, tilted) => {
    forms.forEach((form, at) => {
      const { re, im } = times(factor, moment(form, tilted));
      result[at] = (result[at] as number) + re;
      absolute[at] = (absolute[at] as number) + Math.hypot(re, im);
    });
  });
  result.forEach((value, at) => {
    const share = Math.abs(value) / (absolute[at] as number);
    if (!(share >= LEAST_SHARE && absolute[at] !== Infinity))
      throw new RangeError(
        `sampling variance: a moment is ${share.toExponential(1)} of the terms that cancel in it (expected at least ${LEAST_SHARE}): phi'^2/phi is almost 0 at the voltages that occur`,
      );
  });
  return result;
}

/**
 * The part of G_ii that pairs of spikes of different afferents do not have: for Gaussian inputs c1 Sigma_ii, for spiking ones diag B of
 * the Fourier-Mecke formula; n numbers, Hz. @throws RangeError as formMoments.
 */
export function diagonalPart(neuron: Neuron, inputs: Inputs): Float64Array {
  checkNeuron(neuron);
  const law = inputs === 'gaussian' ? gaussianLaw(neuron) : spikingLaw(neuron);
  const part = new Float64Array(neuron.rates.length);
  forEachTerm(exponentials(neuron, inputs, neuron.transfer), law, (factor, { cumulants }) => {
    for (const [i, [, d]] of cumulants.entries()) part[i] = (part[i] as number) + times(factor, d).re;
  });
  return part;
}

/** A transfer function whose h is the square of the given one's. */
function squared(transfer: Transfer): Transfer {
  if (transfer.name === 'exponential')
    return { name: 'exponential', phi0: (transfer.phi0 * transfer.beta) ** 2 / 4, beta: 2 * transfer.beta };
  // 0 or 1.
  if (transfer.name === 'quadratic') return transfer;
  const functions = transferFunctions(transfer);
  const h = uncheckedRate(functions);
  return { name: 'expression', text: 'h^2', functions: { ...functions, h: (v) => h(v) ** 2 } };
}

/** What the inputs are under the weight exp(z V). */
interface Tilted {
  readonly psi: Complex;
  /** Cumulants of order 1 to 4, afferent by afferent. */
  readonly cumulants: readonly (readonly [Complex, Complex, Complex, Complex])[];
}

type Law = (z: Complex) => Tilted;

const zero: Complex = { re: 0, im: 0 };
const plus = (x: Complex, y: Complex): Complex => ({ re: x.re + y.re, im: x.im + y.im });
const scaled = (a: number, x: Complex): Complex => ({ re: a * x.re, im: a * x.im });

function gaussianLaw(neuron: Neuron): Law {
  const { rates, weights, kernel } = neuron;
  const { mean, variance } = voltageMoments(neuron);
  const [e0, inverseCe] = [kernelMoment(kernel, 1), kernelMoment(kernel, 2)];
  return (z) => ({
    psi: expOf(plus(scaled(mean, z), scaled(0.5 * variance, times(z, z)))),
    cumulants: Array.from(rates, (rate, i) => {
      const shift = scaled(inverseCe * rate * (weights[i] as number), z);
      return [plus({ re: e0 * rate, im: 0 }, shift), { re: inverseCe * rate, im: 0 }, zero, zero];
    }),
  });
}

function spikingLaw({ rates, weights, kernel }: Neuron): Law {
  const rule = kernelRule(kernel);
  return (z) => {
    let log = zero;
    const cumulants = Array.from(rates, (rate, i) => {
      const [l, ...orders] = kernelIntegrals(rule, scaled(weights[i] as number, z));
      log = plus(log, scaled(rate, l));
      return orders.map((each) => scaled(rate, each)) as [Complex, Complex, Complex, Complex];
    });
    return { psi: expOf(log), cumulants };
  };
}

/** int (exp(s eps) - 1) dt, and int eps^j exp(s eps) dt for j = 1 .. 4. */
function kernelIntegrals(
  { potential, weight }: KernelRule,
  s: Complex,
): [Complex, Complex, Complex, Complex, Complex] {
  const sums = [0, 1, 2, 3, 4].map(() => ({ re: 0, im: 0 }));
  for (let k = 0; k < potential.length; k++) {
    const eps = potential[k] as number;
    const size = Math.exp(s.re * eps);
    const half = Math.sin(0.5 * s.im * eps);
    let re = (weight[k] as number) * (Math.expm1(s.re * eps) - 2 * size * half * half);
    let im = (weight[k] as number) * size * Math.sin(s.im * eps);
    for (const [j, sum] of sums.entries()) {
      sum.re += re;
      sum.im += im;
      if (j === 0) re += weight[k] as number;
      re *= eps;
      im *= eps;
    }
  }
  return sums as [Complex, Complex, Complex, Complex, Complex];
}

/** h on the voltages that occur; exact where V is constant. */
function exponentials(neuron: Neuron, inputs: Inputs, transfer: Transfer): ExponentialSum {
  const { rates, weights, kernel } = neuron;
  const { mean, variance } = voltageMoments(neuron);
  if (variance === 0) return constant(uncheckedRate(transferFunctions(transfer))(mean));
  const active = Uint8Array.from(rates, (rate) => (rate > 0 ? 1 : 0));
  const spiking = { rates, weights, active, kernel };
  const tilts = tiltsFor(inputs === 'gaussian' ? Math.sqrt(variance) : largestJump(spiking));
  const norm: LogTiltedNorm =
    inputs === 'gaussian'
      ? logGaussianNorm(mean, variance)
      : logTiltedNorm(spiking, steepestTilt(transfer, tilts));
  return transferSum(transfer, norm, tilts, Math.log(1e-14));
}

const constant = (h: number): ExponentialSum => ({
  constant: h,
  shift: 0,
  step: 0,
  terms: 0,
  coefficient: () => zero,
  remainder: () => 0,
  error: 0,
});

/** Calls `add` with the constant and with C_k psi(z_k), and the cumulants at 0 and at z_k, up to where psi has become negligible. */
function forEachTerm(sum: ExponentialSum, law: Law, add: (factor: Complex, tilted: Tilted) => void): void {
  if (sum.constant !== undefined && sum.constant !== 0) add({ re: sum.constant, im: 0 }, law(zero));
  let largest = 0;
  let negligible = 0;
  for (let k = 0; k < sum.terms && negligible < IN_A_ROW; k++) {
    const tilted = law({ re: sum.shift, im: k * sum.step });
    const factor = times(sum.coefficient(k), tilted.psi);
    const size = Math.hypot(factor.re, factor.im);
    largest = Math.max(largest, size);
    negligible = size <= UNIT_ROUNDOFF * largest ? negligible + 1 : 0;
    add(factor, tilted);
  }
}

const IN_A_ROW = 8;

/** W m by rows, from the entries on and above the diagonal. */
function image(form: readonly FormEntry[], { cumulants }: Tilted): Map<number, Complex> {
  const result = new Map<number, Complex>();
  const add = (row: number, column: number, value: number): void => {
    const m = (cumulants[column] as readonly Complex[])[0] as Complex;
    result.set(row, plus(result.get(row) ?? zero, scaled(value, m)));
  };
  for (const { i, j, value } of form) {
    add(i, j, value);
    if (i !== j) add(j, i, value);
  }
  return result;
}

/** m^T W m + tr(W D). */
function firstMoment(form: readonly FormEntry[], { cumulants }: Tilted): Complex {
  let total = zero;
  for (const { i, j, value } of form) {
    const [mi, di] = cumulants[i] as readonly Complex[] as [Complex, Complex];
    const [mj] = cumulants[j] as readonly Complex[] as [Complex];
    const product = scaled(i === j ? value : 2 * value, times(mi, mj));
    total = plus(total, i === j ? plus(product, scaled(value, di)) : product);
  }
  return total;
}

function secondMoment(form: readonly FormEntry[], tilted: Tilted): Complex {
  const first = firstMoment(form, tilted);
  const Wm = image(form, tilted);
  let total = times(first, first);
  for (const [i, y] of Wm) {
    const [, d] = tilted.cumulants[i] as readonly Complex[] as [Complex, Complex];
    total = plus(total, scaled(4, times(d, times(y, y))));
  }
  for (const { i, j, value } of form) {
    const [, di, t, f] = tilted.cumulants[i] as readonly [Complex, Complex, Complex, Complex];
    const [, dj] = tilted.cumulants[j] as readonly Complex[] as [Complex, Complex];
    total = plus(total, scaled((i === j ? 2 : 4) * value * value, times(di, dj)));
    if (i !== j) continue;
    total = plus(total, scaled(4 * value, times(t, Wm.get(i) ?? zero)));
    total = plus(total, scaled(value * value, f));
  }
  return total;
}
