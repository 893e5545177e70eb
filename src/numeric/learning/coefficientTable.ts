/**
 * gammaS, slope and excess (tiltedPoint.ts) from a table over (mean, sd), sd = sqrt(variance), instead of a quadrature a step.
 *
 * The plane is cut into square cells. A cell's three polynomials, bicubic in mean and variance, interpolate the quadrature at 4 x 4 Chebyshev-Lobatto points,
 * its edges included, so that neighbours agree along their common edge: the table is continuous. A cell is made when it is first needed,
 * and the quadrature is asked at CHECKS more points in it: where the table is off by more than `tolerance` (gammaS relatively, slope and
 * excess relative to 1/mV and 1/mV^2 times the larger of their values in the cell and SMALL), or where the quadrature has no answer, and
 * everywhere outside the plane, the quadrature itself answers.
 * For the paper's sigmoid and cells of 1/8 mV the error at random points is below 2e-7 for |mean| < 20 mV and sd < 10 mV, where every cell is
 * tabulated, and below the tolerance over the whole plane, 5 % of whose cells are left to the quadrature (test); it falls with the fourth
 * power of the cell. No number depends on the order in which cells are made.
 */

import type { Transfer } from '../neuron/transfer.ts';
import { type TiltedPoint, tiltedPoint } from './tiltedPoint.ts';

export interface TableOptions {
  /** Means (mV) from -meanLimit to meanLimit; default 64. */
  readonly meanLimit?: number;
  /** Standard deviations of V (mV) from 0 to sdLimit; default 32. */
  readonly sdLimit?: number;
  /** Side of a cell, mV; default 1/8. */
  readonly cell?: number;
  /** Largest error of a cell; default 1e-6. */
  readonly tolerance?: number;
}

export interface CoefficientTable {
  /** Writes gammaS, slope, excess. @throws RangeError as the quadrature does. */
  readonly at: TiltedPoint;
  /** Side of a cell, mV. */
  readonly cell: number;
  /** The cell of this point; undefined where the quadrature answers. */
  cellFor(mean: number, variance: number): TableCell | undefined;
  /**
   * The polynomials of the cells that cover means within +-meanLimit and sd up to sdLimit (mV), row by row (sd), CELL_DOUBLES a cell, for
   * programs that read the same table.
   * @throws RangeError where one of them is left to the quadrature.
   */
  block(meanLimit: number, sdLimit: number): TableBlock;
  /** Cells made so far, those left to the quadrature among them, and the largest error seen at the points of control. */
  readonly statistics: { cells: number; direct: number; worst: number };
}

export interface TableCell {
  /** At the corner where the polynomials' variables are 0; they are 1 at firstMean + cell and firstVariance + 1/inverseHeight. */
  readonly firstMean: number;
  readonly firstVariance: number;
  readonly inverseHeight: number;
  /** CELL_DOUBLES numbers: quantity x power of mean x power of variance. */
  readonly polynomials: Float64Array;
}

export interface TableBlock {
  readonly cell: number;
  readonly firstMean: number;
  readonly columns: number;
  readonly rows: number;
  readonly polynomials: Float64Array;
}

/** Doubles of a cell: quantity x power of mean x power of variance. */
export const CELL_DOUBLES = 48;
/** Nodes of the unit interval: Chebyshev-Lobatto. */
const NODES = [0, 0.25, 0.75, 1] as const;
/** Where the polynomials are controlled: near the extrema of the product of the distances to the nodes. */
const CHECKS = [0.09, 0.5, 0.91] as const;
/** Slopes below this (1/mV; squared for excess) count as absolute. */
const SMALL = 1e-3;
const UNMADE = 0;
const DIRECT = -1;

/** @throws RangeError on options out of range. */
export function coefficientTable(transfer: Transfer, options: TableOptions = {}): CoefficientTable {
  const { meanLimit = 64, sdLimit = 32, cell = 1 / 8, tolerance = 1e-6 } = options;
  for (const [name, value] of Object.entries({ meanLimit, sdLimit, cell, tolerance })) {
    if (!(value > 0 && value < Infinity))
      throw new RangeError(`coefficient table: ${name} = ${value} (expected a finite positive number)`);
  }
  const columns = Math.ceil((2 * meanLimit) / cell);
  const rows = Math.ceil(sdLimit / cell);
  if (columns * rows > 2 ** 24)
    throw new RangeError(`coefficient table: ${columns} x ${rows} cells (expected at most 2^24)`);
  const direct = tiltedPoint(transfer);
  const inverse = 1 / cell;
  /** 1 + the number of the cell's polynomials. */
  const index = new Int32Array(columns * rows).fill(UNMADE);
  let polynomials = new Float64Array(64 * CELL_DOUBLES);
  let made = 0;
  const statistics = { cells: 0, direct: 0, worst: 0 };

  function make(column: number, row: number): number {
    statistics.cells++;
    const values = cellPolynomials(direct, -meanLimit + column * cell, row * cell, cell);
    const error = values === undefined ? Infinity : values.error;
    if (values === undefined || !(error <= tolerance)) {
      statistics.direct++;
      return DIRECT;
    }
    statistics.worst = Math.max(statistics.worst, error);
    if ((made + 1) * CELL_DOUBLES > polynomials.length) {
      const longer = new Float64Array(2 * polynomials.length);
      longer.set(polynomials);
      polynomials = longer;
    }
    polynomials.set(values.polynomials, made * CELL_DOUBLES);
    return ++made;
  }

  /** 1 + the number of the cell's polynomials, or DIRECT. */
  function numberOf(column: number, row: number): number {
    const place = row * columns + column;
    if (index[place] === UNMADE) index[place] = make(column, row);
    return index[place] as number;
  }

  function polynomialsOf(column: number, row: number): Float64Array | undefined {
    const from = (numberOf(column, row) - 1) * CELL_DOUBLES;
    return from < 0 ? undefined : polynomials.subarray(from, from + CELL_DOUBLES);
  }

  return {
    statistics,
    cell,
    cellFor(mean, variance) {
      const column = Math.floor((mean + meanLimit) * inverse);
      const row = Math.floor(Math.sqrt(variance) * inverse);
      if (!(column >= 0 && column < columns && row < rows)) return undefined;
      const values = polynomialsOf(column, row);
      if (values === undefined) return undefined;
      const firstVariance = (row * cell) ** 2;
      const inverseHeight = 1 / (((row + 1) * cell) ** 2 - firstVariance);
      return { firstMean: column * cell - meanLimit, firstVariance, inverseHeight, polynomials: values };
    },
    block(wantedMean, wantedSd) {
      const first = Math.max(0, Math.floor((meanLimit - wantedMean) * inverse));
      const width = Math.min(columns - first, Math.ceil(2 * wantedMean * inverse));
      const height = Math.min(rows, Math.ceil(wantedSd * inverse));
      const block = new Float64Array(width * height * CELL_DOUBLES);
      for (let row = 0; row < height; row++) {
        for (let column = 0; column < width; column++) {
          const values = polynomialsOf(first + column, row);
          if (values === undefined)
            throw new RangeError(
              `coefficient table: cell (${first + column}, ${row}) is not tabulated (expected a block of tabulated cells)`,
            );
          block.set(values, (row * width + column) * CELL_DOUBLES);
        }
      }
      return { cell, firstMean: -meanLimit + first * cell, columns: width, rows: height, polynomials: block };
    },
    at(mean, variance, out) {
      const x = (mean + meanLimit) * inverse;
      const y = Math.sqrt(variance) * inverse;
      if (!(x >= 0 && x < columns && y < rows)) {
        direct(mean, variance, out);
        return;
      }
      const [column, row] = [x | 0, y | 0];
      const number = numberOf(column, row);
      if (number === DIRECT) direct(mean, variance, out);
      else {
        const [first, next] = [(row * cell) ** 2, ((row + 1) * cell) ** 2];
        const height = (variance - first) / (next - first);
        evaluateCell(polynomials, (number - 1) * CELL_DOUBLES, x - column, height, out);
      }
    },
  };
}

/** No table: the quadrature at every step. */
export function withoutTable(transfer: Transfer): CoefficientTable {
  return {
    at: tiltedPoint(transfer),
    cell: 1,
    statistics: { cells: 0, direct: 0, worst: 0 },
    cellFor: () => undefined,
    block: () => {
      throw new RangeError('coefficient table: no cells (expected a table)');
    },
  };
}

/** The three polynomials at (x, y) in the unit square. */
export function evaluateCell(c: Float64Array, from: number, x: number, y: number, out: Float64Array): void {
  for (let quantity = 0, p = from; quantity < 3; quantity++, p += 16) {
    const a = cubic(c, p, y);
    const b = cubic(c, p + 4, y);
    const d = cubic(c, p + 8, y);
    out[quantity] = a + x * (b + x * (d + x * cubic(c, p + 12, y)));
  }
}

const cubic = (c: Float64Array, p: number, y: number): number =>
  (c[p] as number) + y * ((c[p + 1] as number) + y * ((c[p + 2] as number) + y * (c[p + 3] as number)));

interface Cell {
  readonly polynomials: Float64Array;
  readonly error: number;
}

/** Undefined where the quadrature has no answer at a node. */
function cellPolynomials(direct: TiltedPoint, mean: number, sd: number, cell: number): Cell | undefined {
  const point = new Float64Array(3);
  const [low, high] = [sd ** 2, (sd + cell) ** 2];
  const ask = (x: number, y: number): Float64Array => {
    direct(mean + x * cell, low + y * (high - low), point);
    return point;
  };
  try {
    const nodal = new Float64Array(CELL_DOUBLES);
    NODES.forEach((x, i) => {
      NODES.forEach((y, j) => {
        ask(x, y).forEach((value, quantity) => {
          nodal[16 * quantity + 4 * i + j] = value;
        });
      });
    });
    const polynomials = powers(nodal);
    return { polynomials, error: largestError(polynomials, nodal, ask) };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function largestError(
  polynomials: Float64Array,
  nodal: Float64Array,
  ask: (x: number, y: number) => Float64Array,
): number {
  const size = [0, SMALL, SMALL ** 2].map((least, quantity) =>
    nodal.subarray(16 * quantity, 16 * quantity + 16).reduce((most, v) => Math.max(most, Math.abs(v)), least),
  );
  const interpolated = new Float64Array(3);
  let worst = 0;
  for (const x of CHECKS) {
    for (const y of CHECKS) {
      evaluateCell(polynomials, 0, x, y, interpolated);
      ask(x, y).forEach((exact, quantity) => {
        const scale = quantity === 0 ? exact : (size[quantity] as number);
        worst = Math.max(worst, Math.abs((interpolated[quantity] as number) - exact) / scale);
      });
    }
  }
  return worst;
}

/** Row k: the coefficients (constant first) of the cubic that is 1 at node k and 0 at the others. */
const LAGRANGE = NODES.map((node) => {
  let polynomial = [1];
  for (const other of NODES) {
    if (other === node) continue;
    const times = 1 / (node - other);
    const next = new Array<number>(polynomial.length + 1).fill(0);
    polynomial.forEach((c, k) => {
      next[k] = (next[k] as number) - c * other * times;
      next[k + 1] = (next[k + 1] as number) + c * times;
    });
    polynomial = next;
  }
  return polynomial;
});

/** From values at the nodes to coefficients of powers. */
function powers(nodal: Float64Array): Float64Array {
  const result = new Float64Array(CELL_DOUBLES);
  for (let quantity = 0; quantity < 3; quantity++) {
    for (let i = 0; i < 4; i++) {
      for (let j = 0; j < 4; j++) {
        const value = nodal[16 * quantity + 4 * i + j] as number;
        for (let k = 0; k < 4; k++) {
          for (let l = 0; l < 4; l++) {
            const at = 16 * quantity + 4 * k + l;
            const weight =
              ((LAGRANGE[i] as number[])[k] as number) * ((LAGRANGE[j] as number[])[l] as number);
            result[at] = (result[at] as number) + value * weight;
          }
        }
      }
    }
  }
  return result;
}
