/**
 * The transfer functions that natgrad knows by name, and anyone's own: which one, with which parameters.
 *
 *   sigmoid      phiMax/(1 + exp(-beta (v - theta)))      Equation 24
 *   exponential  phi0 exp(beta v)
 *   quadratic    (v - theta)^2/4 above theta, 0 below     Equation 116
 *   softplus     phiMax log(1 + exp(beta (v - theta)))
 *   expression   a formula in v; its functions are made elsewhere, since numeric code never sees a formula
 *
 * Units: rates Hz (phi0, phiMax), theta mV, beta 1/mV, v mV; the quadratic's factor 1/4 is in Hz/mV^2.
 */
import { checkSigmoid, type Sigmoid, type TransferFunction } from './transferFunction.ts';

export interface Exponential {
  readonly phi0: number;
  readonly beta: number;
}

export type Transfer =
  | ({ readonly name: 'sigmoid' } & Sigmoid)
  | ({ readonly name: 'exponential' } & Exponential)
  | { readonly name: 'quadratic'; readonly theta: number }
  | ({ readonly name: 'softplus' } & Sigmoid)
  | { readonly name: 'expression'; readonly text: string; readonly functions: TransferFunction };

export type TransferName = Transfer['name'];

/** phi, phi', h, h', h'' as functions of v, none of which cancels or overflows where its value does not. */
export function transferFunctions(transfer: Transfer): TransferFunction {
  switch (transfer.name) {
    case 'sigmoid':
      return sigmoidFunctions(transfer);
    case 'exponential':
      return exponentialFunctions(transfer);
    case 'quadratic':
      return quadraticFunctions(transfer.theta);
    case 'softplus':
      return softplusFunctions(transfer);
    case 'expression':
      return transfer.functions;
  }
}

/** @throws RangeError (one line: what, got, expected) unless rates and slopes are positive and everything is finite. */
export function checkTransfer(transfer: Transfer): void {
  switch (transfer.name) {
    case 'sigmoid':
    case 'softplus':
      checkSigmoid(transfer, transfer.name);
      return;
    case 'exponential':
      for (const [name, value, unit] of [
        ['phi0', transfer.phi0, 'rate, Hz'],
        ['beta', transfer.beta, 'slope, 1/mV'],
      ] as const) {
        if (!(value > 0 && value < Infinity))
          throw new RangeError(`exponential: ${name} = ${value} (expected a finite positive ${unit})`);
      }
      return;
    case 'quadratic':
      if (!Number.isFinite(transfer.theta))
        throw new RangeError(`quadratic: theta = ${transfer.theta} (expected a finite voltage, mV)`);
      return;
    case 'expression':
  }
}

/** 1/(1 + exp(-u)), without overflow. */
const logistic = (u: number): number => (u < 0 ? Math.exp(u) / (1 + Math.exp(u)) : 1 / (1 + Math.exp(-u)));

/** With s = logistic(u), u = beta (v - theta): h = phiMax beta^2 s (1 - s)^2, h' = beta h (1 - 3 s), h'' = beta^2 h (1 - 9 s + 12 s^2). */
function sigmoidFunctions({ phiMax, beta, theta }: Sigmoid): TransferFunction {
  const s = (v: number): number => logistic(beta * (v - theta));
  // logistic(-u), not 1 - s, which has no digits left far above threshold.
  const h = (v: number): number => phiMax * beta ** 2 * s(v) * logistic(-beta * (v - theta)) ** 2;
  return {
    phi: (v) => phiMax * s(v),
    phiPrime: (v) => phiMax * beta * s(v) * logistic(-beta * (v - theta)),
    h,
    hPrime: (v) => beta * h(v) * (1 - 3 * s(v)),
    hSecond: (v) => beta ** 2 * h(v) * (1 - 9 * s(v) + 12 * s(v) ** 2),
  };
}

function exponentialFunctions({ phi0, beta }: Exponential): TransferFunction {
  const derivative = (order: number) => (v: number) => phi0 * beta ** order * Math.exp(beta * v);
  return {
    phi: derivative(0),
    phiPrime: derivative(1),
    h: derivative(2),
    hPrime: derivative(3),
    hSecond: derivative(4),
  };
}

/** h = 1 above threshold and 0 below, where the neuron is silent; h' and h'' are those off the jump. */
function quadraticFunctions(theta: number): TransferFunction {
  return {
    phi: (v) => (v > theta ? 0.25 * (v - theta) ** 2 : 0),
    phiPrime: (v) => (v > theta ? 0.5 * (v - theta) : 0),
    h: (v) => (v > theta ? 1 : 0),
  };
}

/** With s = logistic(u), L = log(1 + exp(u)): h = phiMax beta^2 s^2/L. */
function softplusFunctions({ phiMax, beta, theta }: Sigmoid): TransferFunction {
  const parts = (v: number) => {
    const u = beta * (v - theta);
    const s = logistic(u);
    // log(1 + e^u)/s, which tends to 1 far below threshold, where both vanish.
    const L = u < 0 ? Math.log1p(Math.exp(u)) : u + Math.log1p(Math.exp(-u));
    return { s, t: logistic(-u), L, a: s / L };
  };
  const scale = phiMax * beta ** 2;
  const at = (v: number): number => {
    const { s, L } = parts(v);
    return s === 0 ? 0 : scale * s * (s / L);
  };
  return {
    phi: (v) => phiMax * parts(v).L,
    phiPrime: (v) => phiMax * beta * parts(v).s,
    h: at,
    // (log h)' = beta (2 t - a) and t' = -beta s t, a' = beta a (t - a).
    hPrime: (v) => {
      const { t, a } = finite(parts(v));
      return beta * at(v) * (2 * t - a);
    },
    hSecond: (v) => {
      const { s, t, a } = finite(parts(v));
      return beta ** 2 * at(v) * ((2 * t - a) ** 2 - 2 * s * t - a * (t - a));
    },
  };
}

/** a = s/L is 0/0 where exp(u) underflows, and tends to 1 there. */
const finite = <P extends { readonly a: number }>(parts: P): P =>
  Number.isNaN(parts.a) ? { ...parts, a: 1 } : parts;
