/** |w|^p / p. */
import type { Potential } from './potential.ts';

/** @param p 1 < p <= 3. @throws RangeError otherwise */
export function powerPotential(p: number): Potential {
  if (!(p > 1 && p <= 3)) throw new RangeError(`potential p=${p}: got p = ${p}, expected 1 < p <= 3`);
  return {
    name: `p=${p}`,
    domain: 'line',
    value: (w) => Math.abs(w) ** p / p,
    gradient: (w) => signedPower(w, p - 1),
    curvature: (w) => (p - 1) * Math.abs(w) ** (p - 2),
    inverseGradient: (dual) => signedPower(dual, 1 / (p - 1)),
    bregmanDivergence: (u, v) => divergence(u, v, p),
  };
}

const signedPower = (w: number, exponent: number): number =>
  exponent === 1 ? w : Math.sign(w) * Math.abs(w) ** exponent;

/** With u = v (1 + e): |v|^p [ ((1 + e)^p - 1)/p - e ], of which the bracket is summed as a series where e is small. */
function divergence(u: number, v: number, p: number): number {
  if (p === 2) return (u - v) ** 2 / 2;
  const e = (u - v) / v;
  if (!(Math.abs(e) < 0.1)) {
    const direct = Math.abs(u) ** p / p - Math.abs(v) ** p / p - signedPower(v, p - 1) * (u - v);
    return Math.max(direct, 0);
  }
  // sum over k >= 2 of (p-1)(p-2)...(p-k+1) e^k / k!
  let term = ((p - 1) * e * e) / 2;
  let sum = term;
  for (let k = 3; Math.abs(term) > Number.EPSILON * Math.abs(sum); k++) {
    term *= ((p - k + 1) * e) / k;
    sum += term;
  }
  return Math.abs(v) ** p * sum;
}
