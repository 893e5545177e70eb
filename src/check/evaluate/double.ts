/**
 * Terms compiled to double precision for one choice of dimensions: fast and unproven, for searching only. NaN stands for
 * undefined, overflow and everything doubtful.
 */
import { rationalToNumber } from '../../expression/rational.ts';
import type { Relation } from '../problem.ts';
import type { Dimension, ElementaryName, Term } from '../term.ts';
import { differentiate } from './derivative.ts';
import { integerLiteral } from './evaluate.ts';
import { heatExpansion } from './gaussian.ts';

/** Row-major entries. */
export type Doubles = readonly number[];

interface Node {
  readonly rows: number;
  readonly columns: number;
  readonly run: () => Doubles;
}

/** Values of symbols, written before each run. */
export type Slots = Map<string, Doubles>;

interface Scope {
  tick: number;
  readonly nodes: Map<Term, Node>;
}

export class DoubleCompiler {
  readonly slots: Slots = new Map();
  readonly #dimensions: ReadonlyMap<string, number>;
  readonly #scope: Scope = { tick: 0, nodes: new Map() };

  constructor(dimensions: ReadonlyMap<string, number>) {
    this.#dimensions = dimensions;
  }

  /** left - right, entry by entry, at the values in `slots`. */
  difference({ left, right }: Relation): () => Doubles {
    const [a, b] = [this.#node(left, this.#scope), this.#node(right, this.#scope)];
    return () => {
      this.#scope.tick++;
      const [x, y] = [a.run(), b.run()];
      return x.map((value, k) => value - (y[k] ?? Number.NaN));
    };
  }

  #size = (d: Dimension): number => (typeof d === 'number' ? d : (this.#dimensions.get(d) ?? 1));

  #node(term: Term, scope: Scope): Node {
    const known = scope.nodes.get(term);
    if (known !== undefined) return known;
    const [rows, columns] = [this.#size(term.shape.rows), this.#size(term.shape.columns)];
    const compute = this.#compile(term, scope, rows, columns);
    let [tick, value]: [number, Doubles] = [-1, []];
    const run = (): Doubles => {
      if (tick !== scope.tick) {
        value = compute();
        tick = scope.tick;
      }
      return value;
    };
    const node = { rows, columns, run };
    scope.nodes.set(term, node);
    return node;
  }

  #compile(term: Term, scope: Scope, rows: number, columns: number): () => Doubles {
    const node = (part: Term): Node => this.#node(part, scope);
    switch (term.kind) {
      case 'number':
        return always([rationalToNumber(term.value)]);
      case 'constant':
        return always([term.name === 'pi' ? Math.PI : Math.E]);
      case 'dimension':
        return always([this.#size(term.name)]);
      case 'symbol':
        return () => this.slots.get(term.name) ?? [Number.NaN];
      case 'sum': {
        const parts = term.terms.map(node);
        return () =>
          parts.map((part) => part.run()).reduce((a, b) => a.map((x, k) => x + (b[k] ?? Number.NaN)));
      }
      case 'product': {
        const parts = term.factors.map(node);
        return () => {
          const values = parts.map((part) => ({
            rows: part.rows,
            columns: part.columns,
            entries: part.run(),
          }));
          return values.reduce(multiply).entries;
        };
      }
      case 'quotient': {
        const [top, bottom] = [node(term.numerator), node(term.denominator)];
        return () => {
          const divisor = bottom.run()[0] ?? Number.NaN;
          return top.run().map((x) => (divisor === 0 ? Number.NaN : x / divisor));
        };
      }
      case 'elementwise': {
        const [left, right] = [node(term.left), node(term.right)];
        const whole = integerLiteral(term.right);
        return () => {
          const [a, b] = [left.run(), right.run()];
          return Array.from({ length: rows * columns }, (_, k) => {
            const [x, y] = [a[a.length === 1 ? 0 : k] ?? Number.NaN, b[b.length === 1 ? 0 : k] ?? Number.NaN];
            if (term.operator === '.*') return x * y;
            return term.operator === './' ? (y === 0 ? Number.NaN : x / y) : powerOf(x, y, whole);
          });
        };
      }
      case 'power': {
        const [base, exponent] = [node(term.base), node(term.exponent)];
        const whole = integerLiteral(term.exponent);
        if (base.rows === 1)
          return () => [powerOf(base.run()[0] ?? Number.NaN, exponent.run()[0] ?? Number.NaN, whole)];
        return () => matrixPower(base.run(), rows, exponent.run()[0] ?? 0);
      }
      case 'call': {
        const argument = node(term.argument);
        const f = FUNCTIONS[term.name];
        return () => [f(argument.run()[0] ?? Number.NaN)];
      }
      case 'transpose': {
        const of = node(term.of);
        return () => {
          const x = of.run();
          return Array.from(
            { length: x.length },
            (_, k) => x[(k % columns) * of.columns + Math.floor(k / columns)] ?? 0,
          );
        };
      }
      case 'inverse': {
        const of = node(term.of);
        return () => eliminate(of.run(), rows).inverse;
      }
      case 'determinant': {
        const of = node(term.of);
        return () => [eliminate(of.run(), of.rows).determinant];
      }
      case 'trace': {
        const of = node(term.of);
        return () => {
          const x = of.run();
          let total = 0;
          for (let k = 0; k < of.rows; k++) total += x[k * of.rows + k] ?? Number.NaN;
          return [total];
        };
      }
      case 'total': {
        const of = node(term.of);
        return () => [of.run().reduce((a, b) => a + b, 0)];
      }
      case 'diagonal': {
        const of = node(term.of);
        return () => {
          const v = of.run();
          return Array.from({ length: rows * rows }, (_, k) =>
            k % rows === Math.floor(k / rows) ? (v[k % rows] ?? Number.NaN) : 0,
          );
        };
      }
      case 'ones':
        return always(new Array<number>(rows * columns).fill(1));
      case 'identity':
        return always(unit(rows));
      case 'literal':
        return this.#literal(term, scope, rows, columns);
      case 'diff':
        return this.#derivative(term, scope);
      case 'limit':
        return this.#limit(term, scope);
      case 'gaussian':
        return this.#gaussian(term, scope);
    }
  }

  #literal(term: Term & { kind: 'literal' }, scope: Scope, rows: number, columns: number): () => Doubles {
    const blocks = term.rows.map((row) => row.map((part) => this.#node(part, scope)));
    return () => {
      const result = new Array<number>(rows * columns).fill(0);
      let top = 0;
      for (const row of blocks) {
        let left = 0;
        for (const block of row) {
          block.run().forEach((x, k) => {
            result[(top + Math.floor(k / block.columns)) * columns + left + (k % block.columns)] = x;
          });
          left += block.columns;
        }
        top += row[0]?.rows ?? 0;
      }
      return result;
    };
  }

  #derivative(term: Term & { kind: 'diff' }, scope: Scope): () => Doubles {
    const slope = differentiate(term.of, term.variable);
    if (slope === undefined) return () => [Number.NaN];
    const [value, rate] = [this.#node(term.of, scope), this.#node(slope, scope)];
    return () => (value.run().every(Number.isFinite) ? rate.run() : value.run().map(() => Number.NaN));
  }

  /** The body as a function of its bound variable. */
  #bound(body: Term, variable: string): (x: number) => number {
    const scope: Scope = { tick: 0, nodes: new Map() };
    const node = this.#node(body, scope);
    return (x) => {
      const outer = this.slots.get(variable);
      this.slots.set(variable, [x]);
      scope.tick++;
      const [value = Number.NaN] = node.run();
      if (outer === undefined) this.slots.delete(variable);
      else this.slots.set(variable, outer);
      return value;
    };
  }

  #limit(term: Term & { kind: 'limit' }, scope: Scope): () => Doubles {
    const [at, body] = [this.#node(term.at, scope), this.#bound(term.of, term.variable)];
    return () => {
      const x = at.run()[0] ?? Number.NaN;
      const direct = body(x);
      if (Number.isFinite(direct)) return [direct];
      const h = 1e-4 * Math.max(1, Math.abs(x));
      const [left, right] = [body(x - h), body(x + h)];
      return [Math.abs(left - right) < 0.01 * (1 + Math.abs(left)) ? (left + right) / 2 : Number.NaN];
    };
  }

  #gaussian(term: Term & { kind: 'gaussian' }, scope: Scope): () => Doubles {
    const expanded = heatExpansion(term, this.#size);
    const variance = this.#node(term.variance, scope);
    if (expanded !== undefined) {
      const value = this.#node(expanded, scope);
      return () => ((variance.run()[0] ?? -1) >= 0 ? value.run() : [Number.NaN]);
    }
    const [mean, body] = [this.#node(term.mean, scope), this.#bound(term.of, term.variable)];
    return () => {
      const [m, s2] = [mean.run()[0] ?? Number.NaN, variance.run()[0] ?? Number.NaN];
      if (s2 === 0) return [body(m)];
      const sd = Math.sqrt(s2);
      let total = 0;
      for (let z = -10; z <= 10; z += 0.25) total += body(m + sd * z) * Math.exp((-z * z) / 2);
      return [(total * 0.25) / Math.sqrt(2 * Math.PI)];
    };
  }
}

const always =
  (value: Doubles): (() => Doubles) =>
  () =>
    value;

const unit = (size: number): number[] =>
  Array.from({ length: size * size }, (_, k) => (k % size === Math.floor(k / size) ? 1 : 0));

interface Table {
  readonly rows: number;
  readonly columns: number;
  readonly entries: Doubles;
}

function multiply(a: Table, b: Table): Table {
  if (a.rows * a.columns === 1) return { ...b, entries: b.entries.map((x) => (a.entries[0] ?? 0) * x) };
  if (b.rows * b.columns === 1) return { ...a, entries: a.entries.map((x) => x * (b.entries[0] ?? 0)) };
  const entries: number[] = [];
  for (let i = 0; i < a.rows; i++)
    for (let j = 0; j < b.columns; j++) {
      let total = 0;
      for (let k = 0; k < a.columns; k++)
        total += (a.entries[i * a.columns + k] ?? 0) * (b.entries[k * b.columns + j] ?? 0);
      entries.push(total);
    }
  return { rows: a.rows, columns: b.columns, entries };
}

/** Inverse and determinant by Gauss-Jordan elimination with row pivots; NaN for a matrix singular to rounding. */
function eliminate(matrix: Doubles, size: number): { determinant: number; inverse: number[] } {
  const [m, inverse] = [[...matrix], unit(size)];
  const largest = Math.max(...m.map(Math.abs));
  let determinant = 1;
  for (let k = 0; k < size; k++) {
    let best = k;
    for (let i = k + 1; i < size; i++)
      if (Math.abs(m[i * size + k] ?? 0) > Math.abs(m[best * size + k] ?? 0)) best = i;
    const pivot = m[best * size + k] ?? 0;
    if (!(Math.abs(pivot) > 1e-14 * largest))
      return { determinant: Number.isNaN(pivot) ? pivot : 0, inverse: inverse.fill(Number.NaN) };
    if (best !== k) determinant = -determinant;
    determinant *= pivot;
    for (const table of [m, inverse])
      for (let j = 0; j < size; j++) {
        const [top, low] = [table[k * size + j] ?? 0, table[best * size + j] ?? 0];
        table[best * size + j] = top;
        table[k * size + j] = low / pivot;
      }
    for (let i = 0; i < size; i++) {
      const factor = m[i * size + k] ?? 0;
      if (i === k || factor === 0) continue;
      for (const table of [m, inverse])
        for (let j = 0; j < size; j++)
          table[i * size + j] = (table[i * size + j] ?? 0) - factor * (table[k * size + j] ?? 0);
    }
  }
  return { determinant, inverse };
}

function matrixPower(base: Doubles, size: number, exponent: number): Doubles {
  const entries = exponent < 0 ? eliminate(base, size).inverse : base;
  let result: Table = { rows: size, columns: size, entries: unit(size) };
  const factor = { rows: size, columns: size, entries };
  for (let k = 0; k < Math.min(Math.abs(exponent), 1000); k++) result = multiply(result, factor);
  return size === 1 ? [powerOf(base[0] ?? Number.NaN, exponent, true)] : result.entries;
}

function powerOf(x: number, y: number, whole: boolean): number {
  if (x === 0 && y < 0) return Number.NaN;
  return x < 0 && !whole ? Number.NaN : x ** y;
}

const FUNCTIONS: Readonly<Record<ElementaryName, (x: number) => number>> = {
  sqrt: Math.sqrt,
  exp: Math.exp,
  log: (x) => (x > 0 ? Math.log(x) : Number.NaN),
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  abs: Math.abs,
};
