/** An interpolant evaluated as its file says, by other means: T_k = cos(k arccos u), sums term by term. */
import type { VoltageMoments } from '../../src/numeric/coefficients/voltageMoments.ts';

interface File {
  readonly range: { readonly mean: readonly [number, number]; readonly variance: readonly [number, number] };
  readonly degree: number;
  readonly tree: readonly number[];
  readonly patches: readonly (readonly number[])[];
}

export const plainEvaluation =
  ({ range, degree, tree, patches }: File) =>
  ({ mean, variance, q }: VoltageMoments): number[] => {
    const x = [mean, Math.sqrt(variance)] as const;
    const a = [range.mean[0], Math.sqrt(range.variance[0])];
    const b = [range.mean[1], Math.sqrt(range.variance[1])];
    const at = (list: readonly number[], k: number): number => list[k] ?? Number.NaN;
    let k = 0;
    while (at(tree, 2 * k) < 2) {
      const t = at(tree, 2 * k);
      const c = 0.5 * (at(a, t) + at(b, t));
      const lower = at(x, t) < c;
      (lower ? b : a)[t] = c;
      k = lower ? k + 1 : at(tree, 2 * k + 1);
    }
    const [u, v] = x.map((value, t) =>
      Math.acos(Math.min(1, Math.max(-1, (2 * value - at(a, t) - at(b, t)) / (at(b, t) - at(a, t))))),
    ) as [number, number];
    const patch = patches[at(tree, 2 * k + 1)] ?? [];
    const sums = [0, 0, 0];
    let p = 0;
    for (let i = 0; i <= degree; i++) {
      for (let j = 0; j <= degree - i; j++) {
        for (const quantity of [0, 1, 2])
          sums[quantity] = at(sums, quantity) + Math.cos(i * u) * Math.cos(j * v) * at(patch, p++);
      }
    }
    const [level, slope, narrowing] = sums as [number, number, number];
    const c1 = Math.exp(level);
    const z = variance * narrowing;
    const r = Math.exp(z);
    const e = Math.abs(z) < 1e-20 ? narrowing : Math.expm1(z) / variance;
    const curvature = e + slope ** 2;
    const tilted = mean + variance * slope;
    const D =
      variance === 0 ? 1 + q : r * (1 + Math.max(0, q - mean ** 2 / variance)) + tilted ** 2 / variance;
    const g2 = -(slope - e * mean) / D;
    return [
      c1,
      c1 * tilted,
      c1 * (variance * r + tilted ** 2),
      c1,
      c1 * slope,
      c1 * curvature,
      1 / c1,
      -r / D,
      g2,
      g2,
      -(curvature + e * q) / D,
    ];
  };
