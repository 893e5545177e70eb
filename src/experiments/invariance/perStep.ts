/**
 * One step of the rule by two routes that share nothing but the neuron.
 *
 *   somatic   dw^s = G_s^-1 g_s, G_s the paper's closed form (Equation 38), g_s = (Y* - phi dt)(phi'/phi) x
 *   in w      dw = G_w^-1 g_w. g_w is the gradient of log p(Y*|x, f(w)) = Y* log phi - phi dt by w, by dual numbers through f; G_w is
 *             the Fisher matrix per unit time, E[phi (d log phi/dw)(d log phi/dw)^T], n x n, each entry summed over the nodes of a
 *             quadrature for Gaussian x, from the same gradients; the linear system is solved by Cholesky's method.
 * Invariance: J dw = dw^s (Equation 43), J = diag(f'(w)) or full.
 *
 * Quadrature: x = e0 r + Sigma^(1/2) Q z with z standard normal and the first column of Q along Sigma^(1/2) w^s, so V depends on z_1
 * only. In z_1 a trapezoid rule (converges faster than any power of its step); in z_2..z_n, of which the integrand is a quadratic
 * polynomial, the 2(n-1) points +-sqrt(n-1) e_j with equal weights (exact to degree 3; Stroud 1971, U_n: 3-1).
 */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { closedFisherMatrix } from '../../numeric/fisher/closed.ts';
import { Cholesky } from '../../numeric/linear/cholesky.ts';
import { norm } from '../../numeric/linear/vectors.ts';
import { kernelAt, kernelMoment, paperKernel } from '../../numeric/neuron/kernel.ts';
import { transferFunctions } from '../../numeric/neuron/transfer.ts';
import { paperSigmoid, type Sigmoid } from '../../numeric/neuron/transferFunction.ts';
import {
  affine,
  constant,
  type Dual,
  exp,
  plus,
  reciprocal,
  variable,
} from '../../numeric/reparametrization/dual.ts';
import type { Parametrization } from '../../numeric/reparametrization/parametrization.ts';
import type { State } from './arbitraries.ts';
import { distanceBetween } from './pair.ts';

/** The neuron at one moment. */
export interface Moment {
  readonly rates: Float64Array;
  readonly somatic: Float64Array;
  /** USPs, mV. */
  readonly x: Float64Array;
  readonly Y: 0 | 1;
  /** s. */
  readonly dt: number;
}

export interface Step {
  /** J dw. */
  readonly carried: Float64Array;
  /** dw^s. */
  readonly somatic: Float64Array;
  /** |J dw - dw^s| / |dw^s|; 0 where both are 0. */
  readonly relativeError: number;
  /** Of the matrix that was solved with, in the 2-norm. */
  readonly conditionNumber: number;
}

/** How a step in w is made from the gradient by w. */
export type StepRule = 'natural' | 'euclidean' | 'wrong power of J';

export function momentOf({ synapses, Y, dt }: State): Moment {
  return {
    rates: Float64Array.from(synapses, ({ rate }) => rate),
    somatic: Float64Array.from(synapses, ({ weight }) => weight),
    x: Float64Array.from(synapses, ({ ages }) =>
      ages.reduce((sum, age) => sum + kernelAt(age / 1000, paperKernel), 0),
    ),
    Y,
    dt: dt / 1000,
  };
}

/** Both routes. `wrong power of J`: the natural step in w with 1/f'(w)^2, as if Equation 13 had it. */
export function stepBothWays(
  moment: Moment,
  parametrization: Parametrization,
  rule: StepRule = 'natural',
): Step {
  const { rates, somatic, x, Y, dt } = moment;
  const w = parametrization.inverse(somatic);
  const voltage = voltageIn(parametrization, w);
  const gradient = logLikelihoodGradient(voltage, x, Y, dt);
  const matrix = fisherMatrixIn(voltage, rates, somatic);
  const solved = new Cholesky(matrix, rates.length).solve(gradient);
  const dw =
    rule === 'euclidean' ? gradient : rule === 'natural' ? solved : parametrization.backward(w, solved);
  const carried = parametrization.forward(w, dw);
  const expected = rule === 'euclidean' ? somaticGradient(moment) : somaticStep(moment);
  const size = norm(expected);
  const apart = distanceBetween(carried, expected);
  return {
    carried,
    somatic: expected,
    relativeError: apart === 0 ? 0 : apart / size,
    conditionNumber: conditionNumber(matrix, rates.length),
  };
}

/** Equation 38, without eta. */
function somaticStep(moment: Moment): Float64Array {
  const { rates, somatic } = moment;
  const transfer = { name: 'sigmoid', ...paperSigmoid } as const;
  return closedFisherMatrix({ rates, weights: somatic, kernel: paperKernel, transfer }).solve(
    somaticGradient(moment),
  );
}

function somaticGradient({ somatic, x, Y, dt }: Moment): Float64Array {
  const { phi, phiPrime } = transferFunctions({ name: 'sigmoid', ...paperSigmoid });
  const V = x.reduce((sum, usp, i) => sum + usp * (somatic[i] as number), 0);
  return x.map((usp) => (Y - phi(V) * dt) * (phiPrime(V) / phi(V)) * usp);
}

// In the coordinates w

/** V(w) = f(w).x with its derivative by w_k, as a dual number, for each k. */
type VoltageIn = (x: Float64Array) => readonly Dual[];

function voltageIn(parametrization: Parametrization, w: Float64Array): VoltageIn {
  // f(w + e e_k) for each k.
  const moved = Array.from(w, (_, k) =>
    parametrization.dual(Array.from(w, (each, i) => (i === k ? variable(each) : constant(each)))),
  );
  return (x) =>
    moved.map((f) => {
      let [value, slope] = [0, 0];
      for (let i = 0; i < x.length; i++) {
        const component = f[i] as Dual;
        value += component.value * (x[i] as number);
        slope += component.slope * (x[i] as number);
      }
      return { value, slope };
    });
}

/** Equation 24 of a dual number. */
function intensity(V: Dual, { phiMax, beta, theta }: Sigmoid = paperSigmoid): Dual {
  return affine(reciprocal(plus(constant(1), exp(affine(V, -beta, beta * theta)))), phiMax);
}

/** The gradient by w of Y* log(phi dt) - phi dt (Equations 53-57 for short dt). */
function logLikelihoodGradient(voltage: VoltageIn, x: Float64Array, Y: number, dt: number): Float64Array {
  return Float64Array.from(voltage(x), (V) => {
    const phi = intensity(V);
    return (Y * phi.slope) / phi.value - phi.slope * dt;
  });
}

const HALF_WIDTH = 14;
const STRIDE = 1 / 8;

/** Equations 11 and 67 per unit time, in w. */
function fisherMatrixIn(voltage: VoltageIn, rates: Float64Array, somatic: Float64Array): Float64Array {
  const n = rates.length;
  const G = new Float64Array(n * n);
  const score = new Float64Array(n);
  forEachNode(rates, somatic, (x, weight) => {
    let phi = 0;
    for (const [k, V] of voltage(x).entries()) {
      const at = intensity(V);
      phi = at.value;
      score[k] = at.slope / at.value;
    }
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++)
        G[n * i + j] = (G[n * i + j] as number) + weight * phi * (score[i] as number) * (score[j] as number);
  });
  return G;
}

/** The nodes x of the quadrature, with weights that add to 1. */
function forEachNode(
  rates: Float64Array,
  somatic: Float64Array,
  visit: (x: Float64Array, weight: number) => void,
): void {
  const n = rates.length;
  const [e0, variance] = [kernelMoment(paperKernel, 1), kernelMoment(paperKernel, 2)];
  const sd = rates.map((rate) => Math.sqrt(variance * rate));
  const Q = basisAlong(sd.map((each, i) => each * (somatic[i] as number)));
  const at = (z: number, column: number, amount: number): Float64Array =>
    rates.map((rate, i) => {
      const across = column === 0 ? 0 : amount * (Q[n * i + column] as number);
      return e0 * rate + (sd[i] as number) * (z * (Q[n * i] as number) + across);
    });
  const radius = Math.sqrt(n - 1);
  for (let k = -HALF_WIDTH / STRIDE; k <= HALF_WIDTH / STRIDE; k++) {
    const z = k * STRIDE;
    const weight = (STRIDE * Math.exp(-0.5 * z * z)) / Math.sqrt(2 * Math.PI);
    if (n === 1) visit(at(z, 0, 0), weight);
    for (let column = 1; column < n; column++)
      for (const sign of [-1, 1]) visit(at(z, column, sign * radius), weight / (2 * (n - 1)));
  }
}

/** An orthogonal matrix, row by row, whose first column is along a vector (a Householder reflection); the unit matrix for 0. */
function basisAlong(vector: Float64Array): Float64Array {
  const n = vector.length;
  const Q = new Float64Array(n * n);
  for (let i = 0; i < n; i++) Q[i * (n + 1)] = 1;
  const length = norm(vector);
  if (length === 0) return Q;
  // u = e_1 +- v/|v|, the sign that does not cancel.
  const first = (vector[0] as number) / length;
  const sign = first >= 0 ? 1 : -1;
  const u = vector.map((each, i) => (sign * each) / length + (i === 0 ? 1 : 0));
  const squared = norm(u) ** 2;
  return Q.map((each, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    return each - (2 * (u[i] as number) * (u[j] as number)) / squared;
  });
}

function conditionNumber(matrix: Float64Array, n: number): number {
  const values = new EigenvalueDecomposition(Matrix.from1DArray(n, n, matrix), { assumeSymmetric: true })
    .realEigenvalues;
  return Math.max(...values) / Math.min(...values);
}
