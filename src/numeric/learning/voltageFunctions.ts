/**
 * What a step needs of the transfer function at one voltage: phi (Hz), phi'/phi (1/mV), (log h)' (1/mV) with h = phi'^2/phi.
 *
 * phi'/phi has its own formula wherever phi underflows and the quotient would be 0/0.
 */
import { type Transfer, transferFunctions } from '../neuron/transfer.ts';

export interface VoltageFunctions {
  readonly rate: (v: number) => number;
  /** Not finite where phi(v) = 0 has no meaningful logarithm. */
  readonly logSlope: (v: number) => number;
  /** @throws RangeError where the transfer function has no derivative of h. */
  readonly logHSlope: (v: number) => number;
  /** phi never exceeds it, Hz. */
  readonly bound: number;
}

/** 1/(1 + exp(-u)), without overflow. */
export const logistic = (u: number): number =>
  u < 0 ? Math.exp(u) / (1 + Math.exp(u)) : 1 / (1 + Math.exp(-u));

export function voltageFunctions(transfer: Transfer): VoltageFunctions {
  switch (transfer.name) {
    case 'sigmoid': {
      const { phiMax, beta, theta } = transfer;
      return {
        rate: (v) => phiMax * logistic(beta * (v - theta)),
        logSlope: (v) => beta * logistic(beta * (theta - v)),
        logHSlope: (v) => beta * (1 - 3 * logistic(beta * (v - theta))),
        bound: phiMax,
      };
    }
    case 'exponential': {
      const { phi0, beta } = transfer;
      return {
        rate: (v) => phi0 * Math.exp(beta * v),
        logSlope: () => beta,
        logHSlope: () => beta,
        bound: Infinity,
      };
    }
    case 'quadratic': {
      const { theta } = transfer;
      return {
        rate: (v) => (v > theta ? 0.25 * (v - theta) ** 2 : 0),
        logSlope: (v) => (v > theta ? 2 / (v - theta) : Infinity),
        logHSlope: () => 0,
        bound: Infinity,
      };
    }
    case 'softplus': {
      const { phiMax, beta, theta } = transfer;
      const soft = (u: number): number => (u < 0 ? Math.log1p(Math.exp(u)) : u + Math.log1p(Math.exp(-u)));
      // logistic(u)/soft(u), which tends to 1 far below threshold, where both vanish.
      const share = (u: number): number => (u < -40 ? 1 : logistic(u) / soft(u));
      return {
        rate: (v) => phiMax * soft(beta * (v - theta)),
        logSlope: (v) => beta * share(beta * (v - theta)),
        logHSlope: (v) => {
          const u = beta * (v - theta);
          return beta * (2 * logistic(-u) - share(u));
        },
        bound: Infinity,
      };
    }
    case 'expression':
      return fromFunctions(transfer);
  }
}

function fromFunctions(transfer: Transfer): VoltageFunctions {
  const { phi, phiPrime, h, hPrime } = transferFunctions(transfer);
  return {
    rate: phi,
    logSlope: (v) => phiPrime(v) / phi(v),
    logHSlope: (v) => {
      if (hPrime === undefined)
        throw new RangeError(
          'local: hPrime is missing (expected a transfer function with the derivative of h)',
        );
      return hPrime(v) / (h === undefined ? phiPrime(v) ** 2 / phi(v) : h(v));
    },
    bound: Infinity,
  };
}

/**
 * The score (phi'/phi)(V) (y - phi(V) dt) of Equation 56, 1/mV; 0 without a spike where phi(V) = 0.
 * @throws RangeError at a teacher spike where phi(V) = 0 has no logarithm: the student holds the spike impossible.
 */
export function scoreAt({ rate, logSlope }: VoltageFunctions, v: number, spikes: number, dt: number): number {
  const slope = logSlope(v);
  if (Math.abs(slope) < Infinity) return slope * (spikes - rate(v) * dt);
  if (spikes === 0) return 0;
  throw new RangeError(`phi(V) = ${rate(v)} at V = ${v} when the teacher spikes (expected a positive rate)`);
}
