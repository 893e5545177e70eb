/** What every potential has to satisfy, for weights of a range of sizes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bregmanDivergence, type Potential } from '../../../src/numeric/mirror/potential.ts';

const sign = fc.constantFrom(-1, 1);
/** Weights that a potential can compare: of one sign where signs stay fixed. */
const weightsBetween =
  (min: number, max: number) =>
  (potential: Potential, count: number): fc.Arbitrary<number[]> =>
    fc
      .tuple(
        fc.array(fc.double({ min, max, noNaN: true }), { minLength: count, maxLength: count }),
        fc.array(sign, { minLength: count, maxLength: count }),
      )
      .map(([sizes, signs]) =>
        sizes.map(
          (size, i) => size * (potential.domain === 'line' ? (signs[i] as number) : (signs[0] as number)),
        ),
      );

/** @param sizes of |w| */
export function testPotential(potential: Potential, [min, max]: readonly [number, number]): void {
  const weights = weightsBetween(min, max);
  describe(`potential ${potential.name}`, () => {
    it('has a gradient map whose inverse leads back', () => {
      fc.assert(
        fc.property(weights(potential, 1), ([w]) => {
          const back = potential.inverseGradient(potential.gradient(w as number), Math.sign(w as number));
          expect(Math.abs(back - (w as number))).toBeLessThan(1e-12 * Math.abs(w as number));
        }),
      );
    });

    it('has the gradient and curvature that differences show', () => {
      fc.assert(
        fc.property(weights(potential, 1), ([w]) => {
          const step = 1e-4 * (w as number);
          const slope = (f: (w: number) => number) =>
            (f((w as number) + step) - f((w as number) - step)) / (2 * step);
          const scale =
            Math.abs(potential.value(w as number) / (w as number)) +
            Math.abs(potential.gradient(w as number)) +
            1;
          expect(Math.abs(slope(potential.value) - potential.gradient(w as number))).toBeLessThan(
            1e-6 * scale,
          );
          expect(Math.abs(slope(potential.gradient) / potential.curvature(w as number) - 1)).toBeLessThan(
            1e-6,
          );
        }),
      );
    });

    it('has a divergence that is never negative, 0 only from w to itself, and the one of its definition', () => {
      fc.assert(
        fc.property(weights(potential, 2), ([u, v]) => {
          const [a, b] = [u as number, v as number];
          const divergence = potential.bregmanDivergence(a, b);
          expect(divergence).toBeGreaterThanOrEqual(0);
          expect(potential.bregmanDivergence(a, a)).toBe(0);
          const terms = [potential.value(a), -potential.value(b), -potential.gradient(b) * (a - b)];
          const defined = terms.reduce((sum, term) => sum + term, 0);
          const size = terms.reduce((sum, term) => sum + Math.abs(term), Math.abs(a) + Math.abs(b));
          expect(Math.abs(divergence - defined)).toBeLessThan(1e-13 * size);
        }),
      );
    });

    it('keeps its digits between weights that are close', () => {
      for (const e of [1e-3, 1e-6, 1e-9]) {
        const [v, u] = [0.7, 0.7 * (1 + e)];
        const leading = (potential.curvature(v) * (u - v) ** 2) / 2;
        expect(Math.abs(potential.bregmanDivergence(u, v) / leading - 1)).toBeLessThan(2 * e);
      }
    });

    it('satisfies the three-point identity', () => {
      fc.assert(
        fc.property(weights(potential, 9), (all) => {
          const [u, v, w] = [all.slice(0, 3), all.slice(3, 6), all.slice(6, 9)];
          const left =
            bregmanDivergence(potential, u, v) +
            bregmanDivergence(potential, v, w) -
            bregmanDivergence(potential, u, w);
          let right = 0;
          let size =
            bregmanDivergence(potential, u, v) +
            bregmanDivergence(potential, v, w) +
            bregmanDivergence(potential, u, w);
          for (let i = 0; i < 3; i++) {
            const [dual, between] = [
              potential.gradient(w[i] as number) - potential.gradient(v[i] as number),
              (u[i] as number) - (v[i] as number),
            ];
            right += dual * between;
            size +=
              Math.abs(dual * between) +
              Math.abs(potential.value(u[i] as number)) +
              Math.abs(potential.value(w[i] as number));
          }
          expect(Math.abs(left - right)).toBeLessThan(1e-12 * size);
        }),
      );
    });
  });
}
