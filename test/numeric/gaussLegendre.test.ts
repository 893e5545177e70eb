import { describe, expect, it } from 'vitest';
import { gaussLegendre } from '../../src/numeric/gaussLegendre.ts';

const integral = (n: number, f: (t: number) => number): number => {
  const { nodes, weights } = gaussLegendre(n);
  return nodes.reduce((sum, t, k) => sum + (weights[k] as number) * f(t), 0);
};

describe('Gauss-Legendre quadrature', () => {
  it.each([1, 2, 5, 12, 24, 100])('with %i nodes integrates polynomials of degree 2 n - 1', (n) => {
    for (const degree of [0, 1, n, 2 * n - 1])
      expect(integral(n, (t) => t ** degree) * (degree + 1)).toBeCloseTo(1, 12);
  });

  it('does not integrate degree 2 n exactly', () => {
    expect(Math.abs(integral(2, (t) => t ** 4) * 5 - 1)).toBeGreaterThan(1e-3);
  });

  it('refuses other numbers of nodes', () => {
    for (const n of [0, 1.5, 101])
      expect(() => gaussLegendre(n)).toThrow(/expected an integer from 1 to 100/);
  });
});
