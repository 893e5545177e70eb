/**
 * One patch of an interpolant: its polynomials, from the quadrature at the Gauss-Chebyshev points, and their error at CONTROLS x CONTROLS
 * other points, edges and corners among them: the largest of all coefficients, relative to their scales (scales.ts), for several q.
 */
import { COEFFICIENT_NAMES } from '../coefficients/coefficientNames.ts';
import { emptyTiltedMoments, writeCoefficients } from '../coefficients/tiltedMoments.ts';
import type { VoltageMoments } from '../coefficients/voltageMoments.ts';
import { tiltedPoint } from '../learning/tiltedPoint.ts';
import type { Transfer } from '../neuron/transfer.ts';
import { betweenNodes, chebyshevCoefficients, chebyshevNodes, chebyshevValues } from './chebyshev.ts';
import { fillTilted, sumPatch } from './evaluate.ts';
import { DEGREE, NODE, QUANTITIES, type Range } from './interpolant.ts';
import { located } from './located.ts';
import { relativeErrors } from './scales.ts';
import { type Axis, type Box, inside } from './tree.ts';

export interface Patch {
  /** i + j <= DEGREE, row by row (i), level, slope, narrowing in turn. */
  readonly coefficients: Float64Array;
  /** Largest relative error; Infinity where the polynomials overflow. */
  readonly error: number;
  /** The variable in which the highest polynomials have more weight: across it the patch should be halved. */
  readonly axis: Axis;
  readonly controls: readonly Control[];
}

/** A point at which the error is seen: its place in [-1, 1]^2, its moments, and level, slope, narrowing there. */
interface Control extends Pick<VoltageMoments, 'mean' | 'variance'> {
  readonly x: number;
  readonly y: number;
  readonly exact: Float64Array;
}

const CONTROLS = 8;
/** Above the least q that is possible. */
const EXTRA_Q = [0, 1, 100, 1e6] as const;

/** Makes patches of this transfer function. They throw a RangeError that names the point where the coefficients do not exist. */
export function patchMaker(transfer: Transfer, { variance: [lowest, highest] }: Range): (box: Box) => Patch {
  const point = tiltedPoint(transfer);
  const exact = new Float64Array(QUANTITIES);
  const nodes = chebyshevNodes(DEGREE);
  const grid = [...betweenNodes(CONTROLS - 2)];
  return ({ mean, sd }) => {
    /** Fills `exact` at (x, y) of the square [-1, 1]^2. */
    const ask = (x: number, y: number): Pick<VoltageMoments, 'mean' | 'variance'> => {
      const m = inside(mean, x);
      const variance = Math.min(highest, Math.max(lowest, inside(sd, y) ** 2));
      located(m, variance, () => point(m, variance, exact));
      toQuantities(exact, variance);
      return { mean: m, variance };
    };
    const tables = Array.from({ length: QUANTITIES }, () => new Float64Array(nodes.length ** 2));
    nodes.forEach((x, k) => {
      nodes.forEach((y, l) => {
        ask(x, y);
        for (const [quantity, table] of tables.entries())
          table[k * nodes.length + l] = exact[quantity] as number;
      });
    });
    const full = tables.map((table) => chebyshevCoefficients(table, DEGREE));
    const coefficients = triangle(full);
    const controls = grid.flatMap((x) => grid.map((y) => ({ x, y, ...ask(x, y), exact: exact.slice() })));
    return { coefficients, error: largestError(coefficients, controls), axis: steeperAxis(full), controls };
  };
}

/**
 * The coefficients with as few decimals as keep the error below `largest`, which the patch's is: numbers that are shorter to write.
 * Each quantity has digits relative to its largest coefficient; many of the highest polynomials' vanish.
 */
export function rounded({ coefficients, controls }: Patch, largest: number): Float64Array {
  const sizes = [0, 1, 2].map((quantity) =>
    coefficients.reduce(
      (most, c, at) => (at % QUANTITIES === quantity ? Math.max(most, Math.abs(c)) : most),
      0,
    ),
  );
  for (let digits = Math.floor(-Math.log10(largest)); digits < MOST_DIGITS; digits++) {
    const decimals = sizes.map((size) => (size === 0 ? 0 : digits - Math.ceil(Math.log10(size))));
    const short = coefficients.map((c, at) => toDecimals(c, decimals[at % QUANTITIES] as number));
    if (largestError(short, controls) <= largest) return short;
  }
  return coefficients;
}

const MOST_DIGITS = 17;

/** Not -0, which is longer. */
const toDecimals = (value: number, decimals: number): number =>
  Number(value.toFixed(Math.min(100, Math.max(0, decimals)))) + 0;

/** From gammaS, slope, excess to level, slope, narrowing. */
function toQuantities(three: Float64Array, variance: number): void {
  const [gammaS, , excess] = three as unknown as [number, number, number];
  three[0] = -Math.log(gammaS);
  three[2] = variance === 0 ? excess : Math.log1p(variance * excess) / variance;
}

/** The coefficients with i + j <= n, interleaved. */
function triangle(full: readonly Float64Array[]): Float64Array {
  const list: number[] = [];
  for (let i = 0; i <= DEGREE; i++) {
    for (let j = 0; j <= DEGREE - i; j++) {
      for (const table of full) list.push(table[i * (DEGREE + 1) + j] as number);
    }
  }
  return Float64Array.from(list);
}

/** Weight of the polynomials with i + j >= n - 1, each quantity's relative to its largest coefficient. */
function steeperAxis(full: readonly Float64Array[]): Axis {
  let [inMean, inSd] = [0, 0];
  for (const table of full) {
    const largest = table.reduce((most, c) => Math.max(most, Math.abs(c)), Number.MIN_VALUE);
    table.forEach((c, at) => {
      const j = at % (DEGREE + 1);
      const i = (at - j) / (DEGREE + 1);
      if (i + j < DEGREE - 1) return;
      inMean += (i * Math.abs(c)) / largest;
      inSd += (j * Math.abs(c)) / largest;
    });
  }
  return inMean >= inSd ? NODE.mean : NODE.sd;
}

function polynomials(coefficients: Float64Array, x: number, y: number): Float64Array {
  const [inMean, inSd] = [new Float64Array(DEGREE + 1), new Float64Array(DEGREE + 1)];
  chebyshevValues(x, DEGREE, inMean);
  chebyshevValues(y, DEGREE, inSd);
  const three = new Float64Array(QUANTITIES);
  sumPatch(coefficients, 0, DEGREE, inMean, inSd, three);
  return three;
}

/** Infinity where a polynomial is not finite. */
function largestError(coefficients: Float64Array, controls: readonly Control[]): number {
  let largest = 0;
  for (const { x, y, mean, variance, exact } of controls) {
    const approximate = polynomials(coefficients, x, y);
    const leastQ = variance === 0 ? 0 : (mean * mean) / variance;
    for (const extra of EXTRA_Q) {
      const moments = { mean, variance, q: leastQ + extra };
      const errors = relativeErrors(rowOf(approximate, moments), rowOf(exact, moments), moments);
      largest = Math.max(largest, ...errors);
    }
  }
  return largest;
}

function rowOf(three: Float64Array, { mean, variance, q }: VoltageMoments): Float64Array {
  const tilted = emptyTiltedMoments();
  const row = new Float64Array(COEFFICIENT_NAMES.length);
  fillTilted(three, mean, variance, tilted);
  writeCoefficients(tilted, mean, variance, q, row, 0);
  return row;
}
