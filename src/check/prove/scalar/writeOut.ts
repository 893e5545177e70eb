/**
 * Matrices written out: a term of known size as rows of scalar terms.
 *
 * Entry (i, j) of the symbol A is the symbol A[i,j]; entries that the kind makes equal are the same symbol, those it makes 0 the
 * number 0. Inverses are adjugates over determinants; determinants by Laplace's expansion with shared minors.
 * Throws Unsupported for dimensions without a size and for inverses and determinants beyond LARGEST.
 */
import { rationalToString } from '../../../expression/rational.ts';
import {
  isNumber,
  minus,
  negative,
  number,
  product,
  quotient,
  SCALAR,
  sum,
  symbol,
} from '../../evaluate/build.ts';
import type { Kind } from '../../problem.ts';
import { type Dimension, isScalar, type Shape, type Term } from '../../term.ts';
import { Unsupported } from './outcomes.ts';

export type Entries = readonly (readonly Term[])[];

const LARGEST = 4;
const LARGEST_POWER = 16n;

export const entryName = (name: string, row: number, column: number): string =>
  `${name}[${row + 1},${column + 1}]`;

export class Writer {
  readonly #kinds: ReadonlyMap<string, Kind>;
  readonly #sizes: ReadonlyMap<string, number>;
  readonly #known = new Map<Term, Entries>();

  constructor(kinds: ReadonlyMap<string, Kind>, sizes: ReadonlyMap<string, number>) {
    this.#kinds = kinds;
    this.#sizes = sizes;
  }

  size(dimension: Dimension): number {
    const size = typeof dimension === 'number' ? dimension : this.#sizes.get(dimension);
    if (size === undefined) throw new Unsupported(`the dimension ${dimension} has no size`);
    return size;
  }

  scalar(term: Term): Term {
    return single(this.entries(term));
  }

  entries(term: Term): Entries {
    let entries = this.#known.get(term);
    if (entries === undefined) {
      entries = this.#write(term);
      this.#known.set(term, entries);
    }
    return entries;
  }

  /** The entries of a declared symbol. */
  symbolEntries(name: string, shape: Shape): Entries {
    const kind = this.#kinds.get(name);
    if (kind === undefined || isScalar({ shape } as Term)) return [[symbol(name)]];
    return grid(this.size(shape.rows), this.size(shape.columns), (i, j) => {
      if (kind.diagonal && i !== j) return number(0);
      return kind.symmetric && i > j ? symbol(entryName(name, j, i)) : symbol(entryName(name, i, j));
    });
  }

  #write(term: Term): Entries {
    switch (term.kind) {
      case 'number':
      case 'constant':
        return [[term]];
      case 'dimension': {
        const size = this.#sizes.get(term.name);
        return [[size === undefined ? term : number(size)]];
      }
      case 'symbol':
        return this.symbolEntries(term.name, term.shape);
      case 'sum':
        return term.terms.map((part) => this.entries(part)).reduce((a, b) => zip(a, b, (x, y) => sum(x, y)));
      case 'product':
        return term.factors.map((part) => this.entries(part)).reduce(multiply);
      case 'quotient': {
        const below = this.scalar(term.denominator);
        return map(this.entries(term.numerator), (x) => quotientOf(x, below));
      }
      case 'elementwise':
        return zip(this.entries(term.left), this.entries(term.right), (x, y) => {
          if (term.operator === '.*') return times(x, y);
          if (term.operator === './') return quotientOf(x, y);
          return { kind: 'power', base: x, exponent: y, shape: SCALAR };
        });
      case 'power':
        return this.#power(term);
      case 'call':
        return [[{ ...term, argument: this.scalar(term.argument) }]];
      case 'transpose':
        return transposed(this.entries(term.of));
      case 'inverse':
        return inverted(this.entries(term.of));
      case 'determinant':
        return [[determinantOf(this.entries(term.of))]];
      case 'trace':
        return [[sum(...this.entries(term.of).map((row, i) => row[i] ?? number(0)))]];
      case 'diagonal': {
        const v = this.entries(term.of).flat();
        return grid(v.length, v.length, (i, j) => (i === j ? (v[i] ?? number(0)) : number(0)));
      }
      case 'total':
        return [[sum(...this.entries(term.of).flat())]];
      case 'ones':
        return grid(this.size(term.shape.rows), this.size(term.shape.columns), () => number(1));
      case 'identity':
        return identity(this.size(term.shape.rows));
      case 'literal':
        return term.rows.flatMap((row) => {
          const blocks = row.map((block) => this.entries(block));
          return (blocks[0] ?? []).map((_, i) => blocks.flatMap((block) => block[i] ?? []));
        });
      case 'diff':
        return map(this.entries(term.of), (of) => ({ ...term, of, shape: SCALAR }));
      case 'limit':
        return map(this.entries(term.of), (of) => ({ ...term, of, at: this.scalar(term.at), shape: SCALAR }));
      case 'gaussian': {
        const [mean, variance] = [this.scalar(term.mean), this.scalar(term.variance)];
        return map(this.entries(term.of), (of) => ({ ...term, of, mean, variance, shape: SCALAR }));
      }
    }
  }

  #power(term: Term & { kind: 'power' }): Entries {
    const base = this.entries(term.base);
    if (isScalar(term.base) || base.length === 1)
      return [[{ ...term, base: single(base), exponent: this.scalar(term.exponent), shape: SCALAR }]];
    const { exponent } = term;
    const value = exponent.kind === 'number' ? exponent.value : undefined;
    if (value === undefined || value.denominator !== 1n || value.numerator ** 2n > LARGEST_POWER ** 2n)
      throw new Unsupported(`matrix power ${value === undefined ? '' : rationalToString(value)}`);
    const factor = value.numerator < 0n ? inverted(base) : base;
    let result = identity(base.length);
    for (let k = 0; k < Math.abs(Number(value.numerator)); k++) result = multiply(result, factor);
    return result;
  }
}

const single = (entries: Entries): Term => {
  const [[only] = []] = entries;
  if (only === undefined || entries.length !== 1) throw new Unsupported('a matrix where a scalar is meant');
  return only;
};

/** Keeps 0/x as it is written: it is undefined for x = 0. */
const quotientOf = (numerator: Term, denominator: Term): Term =>
  numerator.kind === 'number'
    ? { kind: 'quotient', numerator, denominator, shape: SCALAR }
    : quotient(numerator, denominator);

/** Keeps 0 * x where x may be undefined. */
function times(x: Term, y: Term): Term {
  const dropped = isNumber(x, 0) ? y : isNumber(y, 0) ? x : undefined;
  if (dropped === undefined || dropped.kind === 'number' || dropped.kind === 'symbol') return product(x, y);
  return { kind: 'product', factors: [x, y], shape: SCALAR };
}

const grid = (rows: number, columns: number, at: (i: number, j: number) => Term): Entries =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => at(i, j)));

const map = (entries: Entries, change: (entry: Term) => Term): Entries =>
  entries.map((row) => row.map(change));

const identity = (size: number): Entries => grid(size, size, (i, j) => number(i === j ? 1 : 0));

const transposed = (a: Entries): Entries => (a[0] ?? []).map((_, j) => a.map((row) => row[j] ?? number(0)));

const isSingle = (a: Entries): boolean => a.length === 1 && a[0]?.length === 1;

function zip(a: Entries, b: Entries, combine: (x: Term, y: Term) => Term): Entries {
  if (isSingle(a)) return map(b, (y) => combine(single(a), y));
  if (isSingle(b)) return map(a, (x) => combine(x, single(b)));
  return a.map((row, i) => row.map((x, j) => combine(x, b[i]?.[j] ?? number(0))));
}

function multiply(a: Entries, b: Entries): Entries {
  if (isSingle(a)) return map(b, (y) => times(single(a), y));
  if (isSingle(b)) return map(a, (x) => times(x, single(b)));
  const columns = transposed(b);
  return a.map((row) => columns.map((column) => sum(...row.map((x, k) => times(x, column[k] ?? number(0))))));
}

export function determinantOf(entries: Entries): Term {
  if (entries.length > LARGEST) throw new Unsupported('a determinant of that size');
  const minors = new Map<string, Term>();
  const minor = (row: number, columns: readonly number[]): Term => {
    const key = columns.join(' ');
    const known = minors.get(key);
    if (known !== undefined) return known;
    let total = columns.length === 0 ? number(1) : number(0);
    for (const [position, column] of columns.entries()) {
      const rest = minor(row + 1, columns.toSpliced(position, 1));
      const part = times(entries[row]?.[column] ?? number(0), rest);
      total = sum(total, position % 2 === 0 ? part : negative(part));
    }
    minors.set(key, total);
    return total;
  };
  return minor(
    0,
    entries.map((_, column) => column),
  );
}

function inverted(entries: Entries): Entries {
  const determinant = determinantOf(entries);
  return entries.map((_, i) =>
    entries.map((_, j) => {
      const cofactor = determinantOf(entries.toSpliced(j, 1).map((row) => row.toSpliced(i, 1)));
      const signed = (i + j) % 2 === 0 ? cofactor : minus(number(0), cofactor);
      return { kind: 'quotient', numerator: signed, denominator: determinant, shape: SCALAR } satisfies Term;
    }),
  );
}

/** The leading principal minors of a square matrix. */
export const leadingMinors = (entries: Entries): readonly Term[] =>
  entries.map((_, size) => determinantOf(entries.slice(0, size + 1).map((row) => row.slice(0, size + 1))));
