/** The error of an interpolant, measured at points that its construction has not seen. */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import {
  COEFFICIENT_NAMES,
  type CoefficientName,
  type Coefficients,
} from '../coefficients/coefficientNames.ts';
import type { VoltageMoments } from '../coefficients/voltageMoments.ts';
import { betweenNodes } from './chebyshev.ts';
import { rowWriter } from './evaluate.ts';
import type { Interpolant } from './interpolant.ts';
import { relativeErrors } from './scales.ts';
import { inside, patchBoxes } from './tree.ts';

const WIDTH = COEFFICIENT_NAMES.length;

/** The direct coefficients. */
export type DirectCoefficients = (moments: VoltageMoments) => Coefficients;

export interface Measurement {
  /** Largest relative error of each coefficient, of all points. */
  readonly worst: Readonly<Record<CoefficientName, number>>;
  /** Where the largest of all was. */
  readonly at: VoltageMoments;
  readonly points: number;
}

/** Points a patch: half of them random, half on the grid that lies between the nodes and on the edges. */
const POINTS_A_PATCH = 64;

/** For whoever reads the bound. */
export const HOW_MEASURED =
  `${POINTS_A_PATCH} a patch that the construction has not seen, half of them random, half between its nodes and on the edges; ` +
  'every second with the least q, mean^2/variance, the others 10^-3 to 10^6 above it; the direct quadrature counts as exact';

/** Errors at the points of HOW_MEASURED. Yields the number of the patch that is done. */
export function* measure(
  interpolant: Interpolant,
  direct: DirectCoefficients,
  seed: number,
): Generator<number, Measurement> {
  const generator = xoroshiro128plus(seed);
  const uniform = (low: number, high: number): number => low + (high - low) * uniformFloat64(generator);
  const grid = betweenNodes(interpolant.degree);
  const write = rowWriter(interpolant);
  const approximate = new Float64Array(WIDTH);
  const worst = new Float64Array(WIDTH);
  let [largest, at, points] = [-1, { mean: 0, variance: 0, q: 0 }, 0];
  for (const [patch, { mean, sd }] of patchBoxes(interpolant).entries()) {
    for (let k = 0; k < POINTS_A_PATCH; k++) {
      const pick = (): number =>
        k % 4 < 2 ? uniform(-1, 1) : (grid[Math.floor(uniform(0, grid.length))] as number);
      const m = inside(mean, pick());
      const variance = Math.min(interpolant.range.variance[1], inside(sd, pick()) ** 2);
      // At variance 0 only mean 0 can be: the point next to it instead.
      const v = Math.max(variance, interpolant.range.variance[0], 1e-9 * interpolant.range.variance[1]);
      const moments = { mean: m, variance: v, q: (m * m) / v + (k % 2 === 0 ? 0 : 10 ** uniform(-3, 6)) };
      write(m, v, moments.q, approximate, 0);
      const exact = direct(moments);
      const errors = relativeErrors(
        approximate,
        Float64Array.from(COEFFICIENT_NAMES, (name) => exact[name]),
        moments,
      );
      points++;
      errors.forEach((error, name) => {
        worst[name] = Math.max(worst[name] as number, error);
        if (error > largest) [largest, at] = [error, moments];
      });
    }
    yield patch;
  }
  return {
    worst: Object.fromEntries(COEFFICIENT_NAMES.map((name, k) => [name, worst[k]])) as Coefficients,
    at,
    points,
  };
}
