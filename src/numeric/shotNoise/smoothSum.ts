/**
 * Any smooth h as a sum of exponentials: the Fourier series of h(v) exp(-shift v) W(v) on a period that contains all voltages that
 * occur, with a window W that is 1 on these and falls to 0 outside.
 *
 * W is made of normal distribution functions, so its transform falls like a Gaussian; how fast the series converges is decided by h: one
 * with a jump or a kink does not converge, and is refused. The error is estimated, not bounded: the largest difference at points between
 * the nodes, times the moment generating function at the shift, and what may lie outside the range.
 */

import { normalTail } from '../coefficients/mills.ts';
import type { Complex } from '../complex.ts';
import type { ExponentialSum, LogTiltedNorm } from './exponentialSum.ts';
import { type VoltageRange, voltageRange } from './voltageRange.ts';

/** Half the window's fall in standard deviations: 1 to 16 digits inside the range, 0 at the period's ends. */
const FALL = 8.3;
/** Least width of the fall, mV. */
const LEAST_FALL = 20;
const MOST_NODES = 16_384;
/** Coefficients are negligible once below this share of the largest, this many in a row. */
const NEGLIGIBLE = 1e-16;
const IN_A_ROW = 16;
const PROBES = 97;

/** @throws RangeError where h is not finite near the range, or its Fourier series does not converge. */
export function smoothSum(
  h: (v: number) => number,
  logNorm: LogTiltedNorm,
  tilts: readonly number[],
): ExponentialSum {
  const range = voltageRange(h, logNorm, tilts);
  const shift = flattest(h, logNorm, tilts, range);
  const fall = Math.max(LEAST_FALL, 0.5 * (range.high - range.low));
  const period = range.high - range.low + 2 * fall;
  const start = range.low - fall;
  const flat = (v: number): number => {
    const weight = windowAt(v, range, fall);
    return weight === 0 ? 0 : h(v) * Math.exp(-shift * v) * weight;
  };
  const { re, im } = seriesOf(flat, start, period);
  const step = (2 * Math.PI) / period;
  const sizes = re.map((x, k) => Math.hypot(x, im[k] as number));
  const remainders = new Float64Array(re.length + 1);
  for (let k = re.length - 1; k >= 0; k--)
    remainders[k] = (remainders[k + 1] as number) + (sizes[k] as number);
  const residual = largestResidual(flat, { re, im, step }, range);
  const atShift = Math.exp(logNorm(shift));
  return {
    shift,
    step,
    terms: re.length,
    coefficient: (k): Complex => ({ re: re[k] as number, im: im[k] as number }),
    remainder: (k) => remainders[Math.min(k, re.length)] as number,
    error: 2 * residual * atShift,
  };
}

/** The shift for which the largest h exp(-shift v) times E[exp(shift V) x x^T] is smallest: there the terms cancel least. */
function flattest(
  h: (v: number) => number,
  logNorm: LogTiltedNorm,
  tilts: readonly number[],
  { low, high }: VoltageRange,
): number {
  const voltages = Array.from({ length: 65 }, (_, j) => low + ((high - low) * j) / 64);
  const logs = voltages.map((v) => Math.log(h(v)));
  let [best, least] = [0, Infinity];
  for (const p of tilts) {
    const size = Math.max(...logs.map((log, j) => log - p * (voltages[j] as number))) + logNorm(p);
    if (size < least) [best, least] = [p, size];
  }
  return best;
}

/** 1 on the range, 0 a fall outside it. */
function windowAt(v: number, { low, high }: VoltageRange, fall: number): number {
  const outside = Math.max(low - v, v - high);
  return outside <= 0 ? 1 : outside >= fall ? 0 : normalTail(((2 * outside) / fall - 1) * FALL);
}

/** Coefficients of f(v) = Re sum_k C_k exp(i k step v) by the trapezoid rule, with twice the nodes until they are negligible. */
function seriesOf(
  f: (v: number) => number,
  start: number,
  period: number,
): { re: Float64Array; im: Float64Array } {
  for (let count = 256; count <= MOST_NODES; count *= 2) {
    const values = Float64Array.from({ length: count }, (_, j) => f(start + (period * j) / count));
    const wrong = values.findIndex((value) => !Number.isFinite(value));
    if (wrong >= 0) {
      const v = start + (period * wrong) / count;
      throw new RangeError(
        `shot-noise: phi'^2/phi = ${values[wrong]} at v = ${v} (expected a finite number)`,
      );
    }
    const series = transform(values, start, period);
    if (series !== undefined) return series;
  }
  throw new RangeError(
    `shot-noise: the transform of phi'^2/phi is not negligible after ${MOST_NODES / 2} terms (expected a smooth transfer function)`,
  );
}

/** The coefficients up to where IN_A_ROW are negligible; undefined where they never are. */
function transform(
  values: Float64Array,
  start: number,
  period: number,
): { re: Float64Array; im: Float64Array } | undefined {
  const count = values.length;
  const cosine = Float64Array.from(values, (_, j) => Math.cos((2 * Math.PI * j) / count));
  const [re, im]: [number[], number[]] = [[], []];
  let [largest, row] = [0, 0];
  for (let k = 0; 2 * k < count; k++) {
    let [x, y] = [0, 0];
    for (let j = 0; j < count; j++) {
      const value = values[j] as number;
      x += value * (cosine[(k * j) % count] as number);
      // -sin is cos a quarter of the circle on.
      y += value * (cosine[(k * j + count / 4) % count] as number);
    }
    const size = Math.hypot(x, y);
    largest = Math.max(largest, size);
    row = size <= NEGLIGIBLE * count ** 0.5 * largest ? row + 1 : 0;
    const phase = (-2 * Math.PI * k * start) / period;
    const scale = (k === 0 ? 1 : 2) / count;
    re.push(scale * (x * Math.cos(phase) - y * Math.sin(phase)));
    im.push(scale * (x * Math.sin(phase) + y * Math.cos(phase)));
    if (row === IN_A_ROW) return { re: Float64Array.from(re), im: Float64Array.from(im) };
  }
  return undefined;
}

function largestResidual(
  f: (v: number) => number,
  { re, im, step }: { readonly re: Float64Array; readonly im: Float64Array; readonly step: number },
  { low, high }: VoltageRange,
): number {
  let largest = 0;
  for (let probe = 0; probe < PROBES; probe++) {
    const v = low + ((high - low) * (probe + 0.5)) / PROBES;
    let value = 0;
    for (let k = 0; k < re.length; k++)
      value += (re[k] as number) * Math.cos(k * step * v) - (im[k] as number) * Math.sin(k * step * v);
    largest = Math.max(largest, Math.abs(value - f(v)));
  }
  return largest;
}
