import { describe, expect, it } from 'vitest';
import {
  betweenNodes,
  chebyshevCoefficients,
  chebyshevNodes,
  chebyshevValues,
  triangleSize,
} from '../../../src/numeric/interpolant/chebyshev.ts';

describe('Chebyshev polynomials', () => {
  const n = 6;

  it('are cos(k arccos x)', () => {
    const values = new Float64Array(n + 1);
    for (const x of [-1, -0.3, 0, 0.71, 1]) {
      chebyshevValues(x, n, values);
      values.forEach((value, k) => {
        expect(value).toBeCloseTo(Math.cos(k * Math.acos(x)), 13);
      });
    }
  });

  it('have each coefficient of a product of two found from its values', () => {
    const nodes = chebyshevNodes(n);
    const [inX, inY] = [new Float64Array(n + 1), new Float64Array(n + 1)];
    for (const [i, j] of [
      [0, 0],
      [3, 2],
      [6, 0],
      [1, 6],
    ] as const) {
      const values = Float64Array.from(
        nodes.length ** 2 === 49
          ? [...nodes].flatMap((x) =>
              [...nodes].map((y) => {
                chebyshevValues(x, n, inX);
                chebyshevValues(y, n, inY);
                return (inX[i] as number) * (inY[j] as number);
              }),
            )
          : [],
      );
      chebyshevCoefficients(values, n).forEach((c, at) => {
        expect(c).toBeCloseTo(at === i * (n + 1) + j ? 1 : 0, 13);
      });
    }
  });

  it('vanish at the nodes of the next degree and are largest between them', () => {
    const values = new Float64Array(n + 2);
    const next = (x: number): number => {
      chebyshevValues(x, n + 1, values);
      return Math.abs(values[n + 1] as number);
    };
    for (const x of chebyshevNodes(n)) expect(next(x)).toBeCloseTo(0, 13);
    for (const x of betweenNodes(n)) expect(next(x)).toBeCloseTo(1, 13);
  });

  it('of total degree n are (n + 1)(n + 2)/2', () => {
    const pairs = Array.from({ length: (n + 1) ** 2 }, (_, k) => (k % (n + 1)) + Math.floor(k / (n + 1)));
    expect(triangleSize(n)).toBe(pairs.filter((total) => total <= n).length);
  });
});
