/**
 * Arithmetic modulo the prime 2^61 - 1, for the Schwartz-Zippel test: a rational identity of degree d that is false survives
 * one random evaluation with probability at most d / (2^61 - 1).
 */
import type { Ring } from '../expression/ring.ts';

export const PRIME = 2n ** 61n - 1n;

const reduce = (a: bigint): bigint => {
  const rest = a % PRIME;
  return rest < 0n ? rest + PRIME : rest;
};

function inverseModulo(a: bigint): bigint {
  if (a === 0n) throw new RangeError('division by 0 modulo 2^61 - 1');
  let [r, s, x, y] = [PRIME, a, 0n, 1n];
  while (s !== 0n) {
    const q = r / s;
    [r, s, x, y] = [s, r - q * s, y, x - q * y];
  }
  return reduce(x);
}

export const primeField: Ring<bigint> = {
  fromRational: ({ numerator, denominator }) =>
    reduce(reduce(numerator) * inverseModulo(reduce(denominator))),
  add: (a, b) => reduce(a + b),
  multiply: (a, b) => reduce(a * b),
  negate: (a) => reduce(-a),
  invert: inverseModulo,
  isZero: (a) => a === 0n,
};
