/**
 * Which voltages contribute to E[h(V) x x^T], from the moment generating function of the inputs.
 *
 * By Chernoff's bound, voltages near v contribute about exp(S(v)), S(v) = log h(v) + min_p (log |E[exp(p V) x x^T]| - p v): for a growing h
 * these may lie far above those that usually occur.
 */
import type { LogTiltedNorm } from './exponentialSum.ts';

/** Left out is what contributes less than exp(-RARE) of the largest. */
const RARE = 40;

export interface VoltageRange {
  readonly low: number;
  readonly high: number;
}

/** Exponents p that are tried, 1/mV, for a largest jump of V at one spike (mV); ascending, with 0. */
export function tiltsFor(jump: number): number[] {
  const positive = Array.from({ length: 24 }, (_, j) => 2 ** (j / 2 - 8.5) / jump);
  return [...positive.map((p) => -p).reverse(), 0, ...positive];
}

/** @throws RangeError where the largest contribution lies beyond all voltages that were tried: the expectation is out of reach. */
export function voltageRange(
  h: (v: number) => number,
  logNorm: LogTiltedNorm,
  tilts: readonly number[],
): VoltageRange {
  const norms = tilts.map(logNorm);
  const chernoff = (v: number): number =>
    norms.reduce((least, norm, j) => Math.min(least, norm - (tilts[j] as number) * v), Infinity);
  const voltages = voltagesToTry(norms, tilts);
  const contribution = voltages.map((v) => {
    const rare = chernoff(v);
    const value = h(v);
    if (Number.isFinite(value) && value >= 0) return Math.log(value) + rare;
    return rare > chernoff(0) - RARE ? Number.NaN : -Infinity;
  });
  const wrong = contribution.findIndex(Number.isNaN);
  if (wrong >= 0) {
    throw new RangeError(
      `shot-noise: phi'^2/phi = ${h(voltages[wrong] as number)} at v = ${voltages[wrong]} mV, a voltage that occurs (expected a finite number)`,
    );
  }
  const largest = Math.max(...contribution);
  const first = contribution.findIndex((each) => each > largest - RARE);
  const last = contribution.findLastIndex((each) => each > largest - RARE);
  if (!(first > 0 && last < voltages.length - 1)) {
    throw new RangeError(
      'shot-noise: E[h(V) x x^T] is dominated by voltages so rare that it cannot be computed (expected a transfer function that grows more slowly, or smaller weights)',
    );
  }
  return { low: voltages[first - 1] as number, high: voltages[last + 1] as number };
}

/** From the lowest to the highest voltage for which a tilt is the best one, in equal steps. */
function voltagesToTry(norms: readonly number[], tilts: readonly number[]): number[] {
  const finite = tilts.flatMap((p, j) =>
    Number.isFinite(norms[j]) ? [{ p, norm: norms[j] as number }] : [],
  );
  const slope = (j: number): number => {
    const [a, b] = [finite[j], finite[j + 1]];
    return a === undefined || b === undefined ? Number.NaN : (b.norm - a.norm) / (b.p - a.p);
  };
  const [low, high] = [slope(0), slope(finite.length - 2)];
  const count = 2000;
  const margin = 0.5 * (high - low) + (2 * RARE) / (finite.at(-1)?.p ?? 1);
  return Array.from({ length: count + 1 }, (_, j) => low - margin + ((high - low + 2 * margin) * j) / count);
}
