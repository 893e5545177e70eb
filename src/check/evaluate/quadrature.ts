/**
 * Gaussian expectations by the trapezoidal rule, for bodies without a closed form: an estimate, not a bound.
 *
 * x = mean + sd z, z = -14, ..., 14 in steps of 1/8, then 1/16: for bodies analytic near the real line the error falls like
 * exp(-2 pi d/h) with the distance d of the nearest singularity in units of sd. The error estimate is the difference of both
 * steps, the last summands and the rounding of doubles; the interval returned is a thousand times as wide.
 * A body must have a certain value and be analytic on every cell of [mean - 14 sd, mean + 14 sd], so that poles, edges and kinks
 * are noticed.
 */
import type { Term } from '../term.ts';
import type { Dyadic } from './dyadic.ts';
import type { Evaluator } from './evaluate.ts';
import { Undecided } from './outcome.ts';
import { type Real, realToNumber } from './real.ts';

const REACH = 14;
const CELLS = 14;
const SAFETY = 1000;

export function quadrature(
  evaluator: Evaluator,
  term: Term & { kind: 'gaussian' },
  mean: Real,
  variance: Real,
): Real {
  const [m, sd] = [realToNumber(mean), Math.sqrt(realToNumber(variance))];
  if (!Number.isFinite(m) || !(sd > 0) || sd < 1e-6 * Math.abs(m))
    throw new Undecided('quadrature: badly scaled');
  const at = (low: number, high: number): Real =>
    evaluator.inherit(
      evaluator.with(
        term.variable,
        { lower: dyadic(low), upper: dyadic(high) },
        { bits: 64, smoothIn: term.variable },
      ),
      (other) => other.scalar(term.of),
    );
  for (let k = -CELLS; k < CELLS; k++) {
    const width = REACH / CELLS;
    at(m + sd * k * width, m + sd * (k + 1) * width);
  }
  const value = (z: number): number => {
    const x = m + sd * z;
    return (realToNumber(at(x, x)) * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
  };
  return estimate(value);
}

function estimate(value: (z: number) => number): Real {
  const steps = 8 * REACH;
  let [coarse, size, tail, between] = [0, 0, 0, 0];
  for (let k = -steps; k <= steps; k++) {
    const y = value(k / 8);
    coarse += y / 8;
    size += Math.abs(y) / 8;
    if (Math.abs(k) > steps - 4) tail = Math.max(tail, Math.abs(y));
    if (k < steps) between += value((k + 0.5) / 8) / 8;
  }
  const fine = (coarse + between) / 2;
  const error = SAFETY * (Math.abs(fine - coarse) + 10 * tail + 1e-14 * size);
  if (!Number.isFinite(fine) || !Number.isFinite(error) || tail > 1e-12 * size)
    throw new Undecided('quadrature: does not converge');
  return { lower: dyadic(fine - error), upper: dyadic(fine + error) };
}

/** A double, exactly. */
export function dyadic(value: number): Dyadic {
  if (!Number.isFinite(value)) throw new Undecided('a number beyond doubles');
  let [mantissa, exponent] = [value, 0];
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent--;
  }
  return { mantissa: BigInt(mantissa), exponent };
}
