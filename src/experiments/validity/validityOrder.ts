/**
 * How fast the error of the closed form and of its next order falls with the number of afferents or with their rate: the slope of
 * log error against log N, by least squares over all draws, with its 95 % confidence interval (Student's t).
 *
 * Equal weights have no draws: the scatter about their line is its curvature, and so is their interval.
 */
import { paperKernel } from '../../numeric/neuron/kernel.ts';
import type { Neuron } from '../../numeric/neuron/neuron.ts';
import { paperSigmoid } from '../../numeric/neuron/transferFunction.ts';
import { studentQuantile } from '../../numeric/studentQuantile.ts';
import { stream, uniformWeights } from '../draws.ts';

/** Which quantity falls: the Frobenius difference, or the largest error in a direction, max |lambda - 1|. */
export type ErrorMeasure = 'frobenius' | 'direction';

export interface Scaling {
  readonly id: string;
  /** In words. */
  readonly says: string;
  /** What N is. */
  readonly variable: 'n' | 'rate';
  readonly values: readonly number[];
  readonly draws: number;
  /** Neurons at N; draw k of every N uses the stream of its own. */
  readonly neuron: (value: number, draw: number, seed: number) => Neuron;
}

const sizes = [30, 50, 100, 200, 500, 1000];
const rateSteps = [5, 10, 20, 40, 80, 160, 320];
const sigmoid = { name: 'sigmoid', ...paperSigmoid } as const;
const RATE = 10;
const AFFERENTS = 20;

function neuron(n: number, rate: number, weights: Float64Array): Neuron {
  return { rates: new Float64Array(n).fill(rate), weights, kernel: paperKernel, transfer: sigmoid };
}

export const scalings: readonly Scaling[] = [
  {
    id: 'n-equal',
    says: `equal weights 1/n at ${RATE} Hz: the mean of V is fixed, its variance falls like 1/n`,
    variable: 'n',
    values: sizes,
    draws: 1,
    neuron: (n) => neuron(n, RATE, new Float64Array(n).fill(1 / n)),
  },
  {
    id: 'n-random',
    says: `weights U(-1/n, 1/n) at ${RATE} Hz: the variance of V falls like 1/n`,
    variable: 'n',
    values: sizes,
    draws: 5,
    neuron: (n, draw, seed) =>
      neuron(n, RATE, uniformWeights(n, 1 / n, stream(seed, `order 1/n, ${n}, ${draw}`))),
  },
  {
    id: 'n-root',
    says: `weights U(-0.5/sqrt n, 0.5/sqrt n) at ${RATE} Hz: the variance of V is fixed`,
    variable: 'n',
    values: sizes,
    draws: 5,
    neuron: (n, draw, seed) =>
      neuron(n, RATE, uniformWeights(n, 0.5 / Math.sqrt(n), stream(seed, `order 1/sqrt n, ${n}, ${draw}`))),
  },
  {
    id: 'rate-mean',
    says: `${AFFERENTS} afferents, equal weights (10 Hz/r)/n: the mean of V is fixed`,
    variable: 'rate',
    values: rateSteps,
    draws: 1,
    neuron: (rate) => neuron(AFFERENTS, rate, new Float64Array(AFFERENTS).fill(10 / rate / AFFERENTS)),
  },
  {
    id: 'rate-variance',
    says: `${AFFERENTS} afferents, weights U(-1, 1) sqrt(10 Hz/r)/n, the same draws at every rate: the variance of V is fixed`,
    variable: 'rate',
    values: rateSteps,
    draws: 5,
    neuron: (rate, draw, seed) =>
      neuron(
        AFFERENTS,
        rate,
        uniformWeights(AFFERENTS, Math.sqrt(10 / rate) / AFFERENTS, stream(seed, `order rate, ${draw}`)),
      ),
  },
];

export interface Fit {
  /** error ~ N^slope. */
  readonly slope: number;
  /** Half the width of the 95 % confidence interval. */
  readonly halfWidth: number;
  /** log error = intercept + slope log N. */
  readonly intercept: number;
}

/** The line through (log N, log error). @throws RangeError with fewer than four points, or one that is not positive. */
export function fitOrder(points: readonly { readonly value: number; readonly error: number }[]): Fit {
  if (points.length < 4) throw new RangeError(`order: got ${points.length} points, expected at least 4`);
  const bad = points.find(({ value, error }) => !(value > 0 && error > 0));
  if (bad !== undefined)
    throw new RangeError(`order: got the error ${bad.error}, expected a positive number`);
  const x = points.map(({ value }) => Math.log(value));
  const y = points.map(({ error }) => Math.log(error));
  const [meanX, meanY] = [mean(x), mean(y)];
  const spread = x.reduce((total, each) => total + (each - meanX) ** 2, 0);
  const slope = x.reduce((total, each, k) => total + (each - meanX) * ((y[k] as number) - meanY), 0) / spread;
  const intercept = meanY - slope * meanX;
  const residual = x.reduce(
    (total, each, k) => total + ((y[k] as number) - intercept - slope * each) ** 2,
    0,
  );
  const freedom = points.length - 2;
  return {
    slope,
    intercept,
    halfWidth: studentQuantile(0.975, freedom) * Math.sqrt(residual / freedom / spread),
  };
}

const mean = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length;
