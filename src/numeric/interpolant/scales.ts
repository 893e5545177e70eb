/**
 * How far the coefficients of an interpolant are from the direct ones, relative to what can be asked of each.
 *
 *   I1, c1, gammaS, I3, g1   themselves
 *   I2                       sqrt(I1 I3), the bound of E[h |V|]
 *   c2, c3                   c1 k, c1 k^2
 *   g2, g3                   (k + e |mean|)/D
 *   g4                       (k^2 + e q)/D
 * with slope = c2/c1, excess = c3/c1 - slope^2, k^2 = slope^2 + |excess|, e = |excess| but at least LEAST k^2, and D = Var_h(V)/variance/(-g1),
 * the determinant over c1^2: the sums of the absolute terms that a coefficient is made of, since coefficients cross zero.
 */
import type { CoefficientName } from '../coefficients/coefficientNames.ts';
import type { VoltageMoments } from '../coefficients/voltageMoments.ts';

const LEAST = 1e-3;

/** The scales above, in words. */
export const RELATIVE_TO: Readonly<Record<CoefficientName, string>> = {
  I1: 'I1',
  I2: 'sqrt(I1*I3)',
  I3: 'I3',
  c1: 'c1',
  c2: 'c1*k',
  c3: 'c1*k^2',
  gammaS: 'gammaS',
  g1: '|g1|',
  g2: '(k + e*|mean|)/D',
  g3: '(k + e*|mean|)/D',
  g4: '(k^2 + e*q)/D',
};
export const SCALES = `slope = c2/c1, excess = c3/c1 - slope^2, k^2 = slope^2 + |excess|, e = max(|excess|, ${LEAST}*k^2), D = -(1 + variance*excess)/g1`;

/** What the error of each coefficient is relative to, in the order of COEFFICIENT_NAMES. */
export function scales(row: Float64Array, { mean, variance, q }: VoltageMoments): Float64Array {
  const [I1, , I3, c1, c2, c3, gammaS, g1] = row as unknown as number[] as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const slope = c2 / c1;
  const excess = c3 / c1 - slope * slope;
  const kk = slope * slope + Math.abs(excess);
  const k = Math.sqrt(kk);
  const e = Math.max(Math.abs(excess), LEAST * kk);
  const inverse = -g1 / (1 + variance * excess);
  const mixed = (k + e * Math.abs(mean)) * inverse;
  return Float64Array.of(
    I1,
    Math.sqrt(I1 * I3),
    I3,
    c1,
    c1 * k,
    c1 * kk,
    gammaS,
    -g1,
    mixed,
    mixed,
    (kk + e * q) * inverse,
  );
}

/** |approximate - exact| over the scale, in the order of COEFFICIENT_NAMES; 0 where there is no difference, never NaN. */
export function relativeErrors(
  approximate: Float64Array,
  exact: Float64Array,
  moments: VoltageMoments,
): Float64Array {
  const unit = scales(exact, moments);
  return exact.map((value, k) => {
    const difference = Math.abs((approximate[k] as number) - value);
    if (difference === 0) return 0;
    const error = difference / (unit[k] as number);
    return Number.isNaN(error) ? Infinity : error;
  });
}
