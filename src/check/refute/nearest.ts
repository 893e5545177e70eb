/** Doubles as rationals with small denominators (continued fractions). */
import { type Rational, rational } from '../../expression/rational.ts';

/** The last convergent of a double whose denominator is at most the limit; undefined for NaN and infinities. */
export function nearestRational(value: number, limit: number): Rational | undefined {
  if (!Number.isFinite(value)) return undefined;
  if (Math.abs(value) > 2 ** 53) return rational(BigInt(value));
  let [p0, q0, p1, q1] = [0n, 1n, 1n, 0n];
  let rest = value;
  for (let step = 0; step < 64; step++) {
    const whole = BigInt(Math.floor(rest));
    const [p2, q2] = [whole * p1 + p0, whole * q1 + q0];
    if (q2 > BigInt(Math.floor(limit))) break;
    [p0, q0, p1, q1] = [p1, q1, p2, q2];
    const fraction = rest - Math.floor(rest);
    if (fraction < 1e-15 || Math.abs(Number(p1) / Number(q1) - value) <= 1e-16 * Math.abs(value)) break;
    rest = 1 / fraction;
  }
  return q1 === 0n ? rational(BigInt(Math.round(value))) : rational(p1, q1);
}
