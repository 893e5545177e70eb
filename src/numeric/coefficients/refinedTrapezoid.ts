/**
 * Expectations under z ~ N(0, 1) by the trapezoid rule, the step halved until the result stands still.
 *
 * Notation: V = mean + sd z, w = z - peak;  estimates E[h], E[h w], E[h w^2], and E[h'], E[h''] where given.
 * Error estimate of each, absolute: truncation + rounding.
 *   Truncation: max(|T_n - T_2n|, |T_n/2 - T_n| / 4). For a jump of the integrand, |T_n - T_2n| bounds the error of T_2n
 *   for every position of the jump between the nodes; for a kink it can vanish by accident (at a quarter of a step from
 *   a node), where the previous difference, a quarter of which bounds the error there, takes over. For analytic integrands, where
 *   convergence is spectral, it is far too large: the price of being right for the others. Nested grids can alias alike;
 *   a last grid of another, incommensurate step must agree too: its difference enters the maximum.
 *   Rounding: see trapezoidRule.ts; for h', h'' also that of the terms they are differences of, where these are given.
 * Work: at most 1.4 MOST_NODES evaluations of each function; what has not converged by then has a large error estimate.
 */
import { type Estimate, UNIT_ROUNDOFF } from '../estimate.ts';
import type { Interval } from './integrandInterval.ts';
import type { Rate } from './integrandRate.ts';
import {
  equidistantGrid,
  type Gaussian,
  halvedGrid,
  type Moment,
  type WeightedSum,
  weightedSum,
} from './trapezoidRule.ts';

const FEWEST_NODES = 32;
/** Units of the last place by which the terms of h' and h'' may be wrong: quotients and products of three functions. */
const CANCELLATION_ROUNDOFFS = 16;
const MOST_NODES = 4096;
/** Step of the last, independent grid relative to the finest: the square of the golden ratio. */
const INCOMMENSURATE = 2.618;

/** h, h', h'' (the derivatives optional, also the sums of their absolute terms), all checked. */
export interface RateFunctions {
  readonly h: Rate;
  readonly hPrime?: Rate;
  readonly hSecond?: Rate;
  readonly hPrimeTerms?: Rate;
  readonly hSecondTerms?: Rate;
}

export interface Expectations {
  readonly h: Estimate;
  readonly hw: Estimate;
  readonly hww: Estimate;
  readonly hPrime?: Estimate;
  readonly hSecond?: Estimate;
}

const MOMENTS: readonly Moment[] = [() => 1, (w) => w, (w) => w * w];

export function refinedExpectations(
  rates: RateFunctions,
  gaussian: Gaussian,
  interval: Interval,
): Expectations {
  const h = refined(rates.h, MOMENTS, gaussian, interval);
  const expectation = (f: Rate | undefined, terms: Rate | undefined): Estimate | undefined => {
    const estimate = f && refined(f, MOMENTS.slice(0, 1), gaussian, interval)[0];
    return estimate && withCancellation(estimate, terms, gaussian, interval);
  };
  const first = expectation(rates.hPrime, rates.hPrimeTerms);
  const second = expectation(rates.hSecond, rates.hSecondTerms);
  const [h0, h1, h2] = h as [Estimate, Estimate, Estimate];
  return { h: h0, hw: h1, hww: h2, ...(first && { hPrime: first }), ...(second && { hSecond: second }) };
}

/** Adds the rounding of a function that is a difference of terms: some units of the last place of these. */
function withCancellation(
  { value, error }: Estimate,
  terms: Rate | undefined,
  gaussian: Gaussian,
  interval: Interval,
): Estimate {
  if (terms === undefined) return { value, error };
  const grid = equidistantGrid(terms, gaussian, interval, 2 * FEWEST_NODES);
  const absolute = weightedSum(grid, () => 1, gaussian).value;
  return { value, error: error + CANCELLATION_ROUNDOFFS * UNIT_ROUNDOFF * absolute };
}

/** E[f(V) moment(w)] for each moment, all from the same values of f. */
function refined(f: Rate, moments: readonly Moment[], gaussian: Gaussian, interval: Interval): Estimate[] {
  let grid = equidistantGrid(f, gaussian, interval, FEWEST_NODES);
  let coarse = moments.map((moment) => weightedSum(grid, moment, gaussian));
  let lastChange = moments.map(() => Infinity);
  for (;;) {
    grid = halvedGrid(f, gaussian, grid);
    const fine = moments.map((moment) => weightedSum(grid, moment, gaussian));
    const change = changes(fine, coarse);
    const truncation = change.map((d, k) => Math.max(d, (lastChange[k] as number) / 4));
    const still = fine.every((integral, k) => (truncation[k] as number) <= integral.rounding);
    if (still || grid.values.length >= MOST_NODES) {
      const check = equidistantGrid(f, gaussian, interval, Math.round(grid.values.length / INCOMMENSURATE));
      const checkChange = changes(
        fine,
        moments.map((moment) => weightedSum(check, moment, gaussian)),
      );
      return fine.map(({ value, rounding }, k) => ({
        value,
        error: Math.max(truncation[k] as number, checkChange[k] as number) + rounding,
      }));
    }
    coarse = fine;
    lastChange = change;
  }
}

const changes = (fine: readonly WeightedSum[], coarse: readonly WeightedSum[]): number[] =>
  fine.map((integral, k) => Math.abs(integral.value - (coarse[k] as WeightedSum).value));
