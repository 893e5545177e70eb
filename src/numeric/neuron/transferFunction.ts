/**
 * The transfer function phi: firing rate (Hz) of membrane voltage v (mV), and what the learning rule needs of it.
 *
 * Notation: phi' (Hz/mV), h = phi'^2 / phi (Hz/mV^2), the integrand's rate in Equations 77-79.
 * Reference: Kreutzer, Senn & Petrovici, eLife 2022, Equation 24 (the sigmoid).
 */

export interface TransferFunction {
  /** phi(v) > 0, Hz. */
  readonly phi: (v: number) => number;
  /** phi'(v), Hz per mV. */
  readonly phiPrime: (v: number) => number;
  /** h(v) = phi'^2 / phi where that form is 0/0 or loses digits; phi and phi' are then never called. */
  readonly h?: (v: number) => number;
  /** h'(v), Hz/mV^3. With h'' it keeps c2, c3 exact for small variance; both are required at variance 0. */
  readonly hPrime?: (v: number) => number;
  /** h''(v), Hz/mV^4. */
  readonly hSecond?: (v: number) => number;
  /** What hPrime, hSecond are differences of: the sum of the absolute terms, if these cancel. Their rounding is relative to it. */
  readonly hPrimeTerms?: (v: number) => number;
  readonly hSecondTerms?: (v: number) => number;
}

/** phi(v) = phiMax / (1 + exp(-beta (v - theta))) (Equation 24). */
export interface Sigmoid {
  /** Largest rate, Hz; > 0. */
  readonly phiMax: number;
  /** Slope, 1/mV; > 0. */
  readonly beta: number;
  /** Voltage of half the largest rate, mV. */
  readonly theta: number;
}

/** The paper's parameters: 100 Hz, 0.3 / mV, 10 mV. */
export const paperSigmoid: Sigmoid = { phiMax: 100, beta: 0.3, theta: 10 };

/** @throws RangeError unless phiMax and beta are positive and all three finite. */
export function checkSigmoid({ phiMax, beta, theta }: Sigmoid, name = 'sigmoid'): void {
  if (!(phiMax > 0 && phiMax < Infinity)) {
    throw new RangeError(`${name}: phiMax = ${phiMax} (expected a finite positive rate, Hz)`);
  }
  if (!(beta > 0 && beta < Infinity)) {
    throw new RangeError(`${name}: beta = ${beta} (expected a finite positive slope, 1/mV)`);
  }
  if (!Number.isFinite(theta))
    throw new RangeError(`${name}: theta = ${theta} (expected a finite voltage, mV)`);
}
