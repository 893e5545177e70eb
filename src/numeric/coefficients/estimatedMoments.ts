/**
 * Tilted moments of any transfer function under V ~ N(mean, variance), each with an error estimate.
 *
 * Notation as in tiltedMoments.ts. Each moment has two forms, and the one with the smaller error estimate is taken:
 *   derivative form:  c2/c1 = E[h'] / E[h],  c3/c1 = E[h''] / E[h]               (narrow Gaussians)
 *   moment form:      c2/c1 = E_h[z] / sd,   delta/c1^2 = (Var_h(z) - 1) / sd^2  (wide Gaussians)
 * with z centred at the integrand's peak. Where the two disagree beyond their errors (h has a jump or a kink, whose part
 * of h' or h'' no pointwise derivative holds), the moment form stands.
 */

import {
  agree,
  difference,
  type Estimate,
  exactly,
  product,
  quotient,
  sharper,
  square,
  sum,
  UNIT_ROUNDOFF,
} from '../estimate.ts';
import type { TransferFunction } from '../neuron/transferFunction.ts';
import { integrandInterval } from './integrandInterval.ts';
import { checkedDerivative, checkedRate, uncheckedRate } from './integrandRate.ts';
import { type Expectations, type RateFunctions, refinedExpectations } from './refinedTrapezoid.ts';
import type { TiltedMoments } from './tiltedMoments.ts';

export type EstimatedMoments = { readonly [Name in keyof TiltedMoments]: Estimate };

/**
 * @throws RangeError where phi is not finite and positive, phi' not finite, h'(V), h''(V) not finite, where h has no
 *   integral, and for variance 0 without h' and h''.
 */
export function estimatedMoments(
  transfer: TransferFunction,
  mean: number,
  variance: number,
): EstimatedMoments {
  const rates = checkedRates(transfer);
  if (variance === 0) return limits(rates, mean);
  const sd = Math.sqrt(variance);
  const interval = integrandInterval(uncheckedRate(transfer), rates.h, mean, sd);
  const expectations = refinedExpectations(rates, { mean, sd }, interval);
  const moments = momentForm(expectations, interval.peak, mean, sd);
  const derivatives = derivativeForm(expectations, mean, variance);
  return derivatives === undefined ? moments : combined(moments, derivatives);
}

function checkedRates(transfer: TransferFunction): RateFunctions {
  const { hPrime, hSecond, hPrimeTerms, hSecondTerms } = transfer;
  return {
    h: checkedRate(transfer),
    ...(hPrime && { hPrime: checkedDerivative('hPrime', hPrime) }),
    ...(hSecond && { hSecond: checkedDerivative('hSecond', hSecond) }),
    ...(hPrimeTerms && { hPrimeTerms: checkedDerivative('hPrimeTerms', hPrimeTerms) }),
    ...(hSecondTerms && { hSecondTerms: checkedDerivative('hSecondTerms', hSecondTerms) }),
  };
}

/** The slope of h at one point is known to a few units of the last place. */
const POINT_ROUNDOFFS = 16 * 2 ** -53;
const pointwise = (value: number, terms = Math.abs(value)): Estimate => ({
  value,
  error: POINT_ROUNDOFFS * terms,
});

/** variance = 0: V = mean. */
function limits(rates: RateFunctions, mean: number): EstimatedMoments {
  const { h, hPrime, hSecond, hPrimeTerms, hSecondTerms } = rates;
  if (hPrime === undefined || hSecond === undefined) {
    throw new RangeError(
      'transfer function: variance = 0 without hPrime and hSecond (expected both derivatives of h)',
    );
  }
  const c1 = pointwise(h(mean));
  const slope = quotient(pointwise(hPrime(mean), hPrimeTerms?.(mean)), c1);
  const curvature = quotient(pointwise(hSecond(mean), hSecondTerms?.(mean)), c1);
  const excess = difference(curvature, square(slope));
  return { c1, slope, curvature, excess, varianceRatio: exactly(1), tiltedMean: exactly(mean) };
}

function momentForm({ h, hw, hww }: Expectations, peak: number, mean: number, sd: number): EstimatedMoments {
  const width = { value: sd, error: UNIT_ROUNDOFF * sd };
  const tiltedW = quotient(hw, h);
  const varianceRatio = difference(quotient(hww, h), square(tiltedW));
  const slope = quotient(sum(exactly(peak), tiltedW), width);
  const excess = quotient(difference(varianceRatio, exactly(1)), square(width));
  const center = sum(exactly(mean), product(width, exactly(peak)));
  const tiltedMean = sum(center, product(width, tiltedW));
  return { c1: h, slope, curvature: sum(excess, square(slope)), excess, varianceRatio, tiltedMean };
}

/** Undefined unless both h' and h'' are given. */
function derivativeForm(
  { h, hPrime, hSecond }: Expectations,
  mean: number,
  variance: number,
): EstimatedMoments | undefined {
  if (hPrime === undefined || hSecond === undefined) return undefined;
  const slope = quotient(hPrime, h);
  const curvature = quotient(hSecond, h);
  const excess = difference(curvature, square(slope));
  const varianceRatio = sum(exactly(1), product(exactly(variance), excess));
  const tiltedMean = sum(exactly(mean), product(exactly(variance), slope));
  return { c1: h, slope, curvature, excess, varianceRatio, tiltedMean };
}

function combined(moments: EstimatedMoments, derivatives: EstimatedMoments): EstimatedMoments {
  const smooth =
    agree(moments.slope, derivatives.slope) &&
    agree(moments.curvature, derivatives.curvature) &&
    agree(moments.varianceRatio, derivatives.varianceRatio);
  if (!smooth) return moments;
  return {
    c1: moments.c1,
    slope: sharper(moments.slope, derivatives.slope),
    curvature: sharper(moments.curvature, derivatives.curvature),
    excess: sharper(moments.excess, derivatives.excess),
    varianceRatio: sharper(moments.varianceRatio, derivatives.varianceRatio),
    tiltedMean: sharper(moments.tiltedMean, derivatives.tiltedMean),
  };
}
