/**
 * Tilted moments of the sigmoid for a narrow Gaussian: derivative form, trapezoid rule on a fixed grid of z.
 *
 * Notation: u = beta (V - theta) = M + S z, z ~ N(0, 1), M = beta (mean - theta), S = beta sd; s = logistic(u), t = 1 - s;
 *   h = phiMax beta^2 H, H(u) = s t^2, so H'/H = 1 - 3s and H''/H = 1 - 9s + 12 s^2; y is the smaller of s and t.
 * Method: E_h[y], E_h[y^2] give, in units of beta,
 *   c2/c1 = 1 - 3 E_h[s],   c3/c1 = 1 - 9 E_h[s] + 12 E_h[s^2]   (t: -2 + 3 E_h[t],  4 - 15 E_h[t] + 12 E_h[t^2]),
 *   delta/c1^2 = 12 E_h[y^2] - 3 E_h[y] - 9 E_h[y]^2   (the same for s and t),
 * which stays accurate far from threshold, where y -> 0 and the difference c1 c3 - c2^2 would lose every digit.
 * Accuracy: the integrand is analytic for |Im z| < pi/S, so the trapezoid error is exp(a^2/2 - 2 pi a / step) with
 *   a = pi/S: below 1e-16 of the integral for S <= 0.7. The grid ends 8.1 tilted standard deviations out (6e-16).
 * Reference: Trefethen & Weideman, SIAM Review 56 (2014), on the trapezoid rule; Equations 24, 82 of the paper.
 */
import type { TiltedMoments } from './tiltedMoments.ts';

/** Largest S = beta sd this grid serves. */
export const NARROW_LIMIT = 0.7;

const STEP = 0.5;
const NODES_PER_SIDE = 19;

/** STEP N(z_j) at z_j = j STEP, j = 0 ... NODES_PER_SIDE. */
const WEIGHTS = Float64Array.from(
  { length: NODES_PER_SIDE + 1 },
  (_, j) => (STEP * Math.exp(-((j * STEP) ** 2) / 2)) / Math.sqrt(2 * Math.PI),
);

/** Fills `tilted` for u ~ N(M, S^2), 0 <= S <= NARROW_LIMIT, in units of beta: c1 = E[H], slope c2/(beta c1) ... */
export function narrowSigmoidMoments(M: number, S: number, tilted: TiltedMoments): void {
  const left = M < 0;
  // x = exp(u) left of threshold, exp(-u) right of it: H = x tau^3 or x^2 tau^3 and y = x tau, with tau = 1 / (1 + x).
  const center = Math.exp(left ? M : -M);
  const ratio = Math.exp(S * STEP);
  let up = 1;
  let down = 1;
  const tau0 = 1 / (1 + center);
  let sumH = (WEIGHTS[0] as number) * tau0 * tau0 * tau0;
  const y0 = center * tau0;
  let sumY = sumH * y0;
  let sumYY = sumY * y0;
  const inverseRatio = 1 / ratio;
  for (let j = 1; j <= NODES_PER_SIDE; j++) {
    up *= ratio;
    down *= inverseRatio;
    const weight = WEIGHTS[j] as number;
    const xUp = center * up;
    const xDown = center * down;
    const tauUp = 1 / (1 + xUp);
    const tauDown = 1 / (1 + xDown);
    const hUp = weight * (left ? up : up * up) * tauUp * tauUp * tauUp;
    const hDown = weight * (left ? down : down * down) * tauDown * tauDown * tauDown;
    const yUp = xUp * tauUp;
    const yDown = xDown * tauDown;
    sumH += hUp + hDown;
    sumY += hUp * yUp + hDown * yDown;
    sumYY += hUp * yUp * yUp + hDown * yDown * yDown;
  }
  const y1 = sumY / sumH;
  const y2 = sumYY / sumH;
  tilted.c1 = (left ? center : center * center) * sumH;
  tilted.slope = left ? 1 - 3 * y1 : 3 * y1 - 2;
  tilted.curvature = left ? 1 - 9 * y1 + 12 * y2 : 4 - 15 * y1 + 12 * y2;
  tilted.excess = 12 * y2 - 3 * y1 - 9 * y1 * y1;
  tilted.varianceRatio = 1 + tilted.excess * S * S;
}
