/** |w| log |w|; why signs stay fixed: potential.ts. */
import type { Potential } from './potential.ts';

export const entropyPotential: Potential = {
  name: 'negative-entropy',
  domain: 'half-lines',
  value: (w) => (w === 0 ? 0 : Math.abs(w) * Math.log(Math.abs(w))),
  gradient: (w) => Math.sign(w) * (Math.log(Math.abs(w)) + 1),
  curvature: (w) => 1 / Math.abs(w),
  inverseGradient: (dual, sign) => sign * Math.exp(sign * dual - 1),
  bregmanDivergence: divergence,
};

/** Infinite across 0. With u = v (1 + e): |v| [ (1 + e) log(1 + e) - e ], of which the bracket is summed as a series where e is small. */
function divergence(u: number, v: number): number {
  if (u === v) return 0;
  if (u * v < 0 || v === 0) return Infinity;
  if (u === 0) return Math.abs(v);
  const e = (u - v) / v;
  if (Math.abs(e) >= 0.1) return Math.abs(u) * Math.log(u / v) - Math.abs(u) + Math.abs(v);
  // sum over k >= 2 of (-1)^k e^k / (k (k - 1))
  let power = e * e;
  let sum = power / 2;
  for (let k = 3; Math.abs(power) > Number.EPSILON * sum; k++) {
    power *= -e;
    sum += power / (k * (k - 1));
  }
  return Math.abs(v) * sum;
}
