/**
 * The free parameters of the symbols of a problem at given dimensions: entries for plain kinds, the triangle of symmetric matrices,
 * the diagonal of diagonal ones; of positive definite matrices either their triangle or, with `cholesky`, that of a factor L
 * with A = L L'.
 */
import { add, multiply, type Rational, ZERO } from '../../expression/rational.ts';
import type { Kind, Problem } from '../problem.ts';
import type { Dimension } from '../term.ts';
import type { Values } from './sample.ts';

export interface Parameter {
  readonly symbol: string;
  readonly row: number;
  readonly column: number;
  /** The parameter itself must be positive, nonnegative, nonzero. */
  readonly sign: Kind['sign'];
  /** The symbol is a scalar by its kind. */
  readonly scalar: boolean;
}

interface Block {
  readonly symbol: string;
  readonly kind: Kind;
  readonly rows: number;
  readonly columns: number;
  /** Parameter index of each entry, row-major; -1 for a constant 0. */
  readonly places: readonly number[];
  readonly factor: boolean;
}

export class Layout {
  readonly parameters: readonly Parameter[];
  readonly #blocks: readonly Block[];

  constructor(problem: Problem, dimensions: ReadonlyMap<string, number>, cholesky: boolean) {
    const size = (d: Dimension): number => (typeof d === 'number' ? d : (dimensions.get(d) ?? 1));
    const parameters: Parameter[] = [];
    const blocks: Block[] = [];
    for (const [symbol, kind] of problem.symbols) {
      const [rows, columns] = [size(kind.shape.rows), size(kind.shape.columns)];
      const factor = cholesky && kind.positiveDefinite && !kind.diagonal;
      const places = Array.from({ length: rows * columns }, (_, k) => {
        const [i, j] = [Math.floor(k / columns), k % columns];
        if (kind.diagonal ? i !== j : (kind.symmetric || factor) && j > i) return -1;
        const sign =
          factor || (kind.positiveDefinite && i === j) ? (i === j ? 'positive' : 'real') : kind.sign;
        return parameters.push({ symbol, row: i, column: j, sign, scalar: isScalarShape(kind) }) - 1;
      });
      blocks.push({ symbol, kind, rows, columns, places, factor });
    }
    this.parameters = parameters;
    this.#blocks = blocks;
  }

  /** Exact values of the symbols. */
  exact(theta: readonly Rational[]): Values {
    return this.over(theta, ZERO, add, multiply);
  }

  /** Values over any numbers; `plus` and `times` are used for factors only. */
  over<T>(
    theta: readonly T[],
    zero: T,
    plus: (a: T, b: T) => T,
    times: (a: T, b: T) => T,
  ): Map<string, readonly (readonly T[])[]> {
    return new Map(
      this.#blocks.map((block) => [
        block.symbol,
        table(block, this.#entries(block, theta, zero, plus, times)),
      ]),
    );
  }

  /** Row-major doubles of the symbols, written into the slots. */
  write(theta: readonly number[], slots: Map<string, readonly number[]>): void {
    for (const block of this.#blocks)
      slots.set(
        block.symbol,
        this.#entries(
          block,
          theta,
          0,
          (a, b) => a + b,
          (a, b) => a * b,
        ),
      );
  }

  /** The parameters of exact values; for a layout without factors. */
  read(values: Values): Rational[] {
    return this.parameters.map(({ symbol, row, column }) => values.get(symbol)?.[row]?.[column] ?? ZERO);
  }

  #entries<T>(
    { rows, columns, places, kind, factor }: Block,
    theta: readonly T[],
    zero: T,
    plus: (a: T, b: T) => T,
    times: (a: T, b: T) => T,
  ): T[] {
    const at = (i: number, j: number): T => {
      const mirrored = kind.symmetric && !factor && j > i;
      const place = places[mirrored ? j * columns + i : i * columns + j] ?? -1;
      return place < 0 ? zero : (theta[place] ?? zero);
    };
    return Array.from({ length: rows * columns }, (_, k) => {
      const [i, j] = [Math.floor(k / columns), k % columns];
      if (!factor) return at(i, j);
      let total = zero;
      for (let l = 0; l <= Math.min(i, j); l++) total = plus(total, times(at(i, l), at(j, l)));
      return total;
    });
  }
}

const isScalarShape = ({ shape }: Kind): boolean => shape.rows === 1 && shape.columns === 1;

const table = <T>({ rows, columns }: Block, entries: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: rows }, (_, i) => entries.slice(i * columns, (i + 1) * columns));
