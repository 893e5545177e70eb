/**
 * h = phi'^2 / phi (Hz/mV^2) of a user's transfer function, checked wherever the integrals need it.
 */
import type { TransferFunction } from '../neuron/transferFunction.ts';

export type Rate = (v: number) => number;

const complain = (name: string, v: number, got: number, expected: string): RangeError =>
  new RangeError(`transfer function: ${name}(${v}) = ${got} (expected ${expected})`);

/** h, unchecked: NaN, negative or infinite where the transfer function is not valid. */
export function uncheckedRate({ phi, phiPrime, h }: TransferFunction): Rate {
  if (h !== undefined) return h;
  return (v) => {
    const rate = phi(v);
    const slope = phiPrime(v);
    return rate > 0 && rate < Infinity ? slope * (slope / rate) : Number.NaN;
  };
}

export const isRate = (value: number): boolean => value >= 0 && value < Infinity;

/** h; throws a one-line RangeError where phi is not finite and positive, phi' not finite, or h overflows. */
export function checkedRate(transfer: TransferFunction): Rate {
  const rate = uncheckedRate(transfer);
  return (v) => {
    const value = rate(v);
    if (!isRate(value)) throw invalidRate(transfer, v, value);
    return value;
  };
}

function invalidRate({ phi, phiPrime, h }: TransferFunction, v: number, got: number): RangeError {
  if (h === undefined) {
    const rate = phi(v);
    if (!(rate > 0 && rate < Infinity)) return complain('phi', v, rate, 'a finite positive rate');
    const slope = phiPrime(v);
    if (!Number.isFinite(slope)) return complain('phiPrime', v, slope, 'a finite number');
  }
  return complain('h', v, got, 'a finite number >= 0');
}

/** h' or h'', or the sum of its terms, checked to be finite. */
export function checkedDerivative(
  name: 'hPrime' | 'hSecond' | 'hPrimeTerms' | 'hSecondTerms',
  derivative: Rate,
): Rate {
  return (v) => {
    const value = derivative(v);
    if (!Number.isFinite(value)) throw complain(name, v, value, 'a finite number');
    return value;
  };
}
