/**
 * A second evaluator of terms, over any numbers. It shares no path with ../evaluate.ts: determinants by Leibniz's sum (by traces
 * of powers beyond 5 x 5), inverses by
 * the adjugate, derivatives by truncated series, Gaussian expectations by the heat series or the trapezoidal rule, limits by
 * nearby values.
 */
import { isInteger, ONE, rational, ZERO } from '../../../expression/rational.ts';
import type { Dimension, Term } from '../../term.ts';
import { Undecided, Undefined } from '../outcome.ts';
import type { Numbers } from './numbers.ts';
import { type Series, seriesOver } from './series.ts';

export type Table<T> = readonly (readonly T[])[];

export interface Setting<T> {
  readonly numbers: Numbers<T>;
  readonly dimensions: ReadonlyMap<string, number>;
  readonly values: ReadonlyMap<string, Table<T>>;
  /** Limits and expectations without a rational value may be approximated by numbers of that kind. */
  readonly approximate: boolean;
  /** Called when a value became approximate. */
  readonly onApproximation: () => void;
}

/** Throws Undefined or Undecided where there is no value. */
export function secondValue<T>(term: Term, setting: Setting<T>): Table<T> {
  const known = new Map<Term, Table<T>>();
  const { numbers } = setting;
  const { add, multiply, divide } = numbers;
  const zero = numbers.of(ZERO);
  const one = numbers.of(ONE);
  const size = (d: Dimension): number => (typeof d === 'number' ? d : (setting.dimensions.get(d) ?? 0));
  const at = (m: Table<T>, i: number, j: number): T => m[i]?.[j] ?? zero;
  const grid = (rows: number, columns: number, make: (i: number, j: number) => T): Table<T> =>
    Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (__, j) => make(i, j)));
  const sumOf = (items: readonly T[]): T => items.reduce(add, zero);

  const value = (part: Term): Table<T> => {
    const found = known.get(part) ?? compute(part);
    known.set(part, found);
    return found;
  };
  const scalar = (part: Term): T => at(value(part), 0, 0);
  const single = (x: T): Table<T> => [[x]];

  const compute = (part: Term): Table<T> => {
    switch (part.kind) {
      case 'number':
        return single(numbers.of(part.value));
      case 'constant':
        return single(numbers.constant(part.name));
      case 'dimension':
        return single(numbers.of(rational(size(part.name))));
      case 'symbol': {
        const bound = setting.values.get(part.name);
        if (bound === undefined) throw new Undecided(`no value of ${part.name}`);
        return bound;
      }
      case 'sum': {
        const parts = part.terms.map(value);
        const [first = []] = parts;
        return first.map((row, i) => row.map((_, j) => sumOf(parts.map((m) => at(m, i, j)))));
      }
      case 'product':
        return part.factors.map(value).reduce(times);
      case 'quotient':
        return value(part.numerator).map((row) => row.map((x) => divide(x, scalar(part.denominator))));
      case 'elementwise': {
        const [a, b] = [value(part.left), value(part.right)];
        const pick = (m: Table<T>, i: number, j: number): T =>
          at(m, m.length === 1 ? 0 : i, m[0]?.length === 1 ? 0 : j);
        const rows = Math.max(a.length, b.length);
        const columns = Math.max(a[0]?.length ?? 0, b[0]?.length ?? 0);
        return grid(rows, columns, (i, j) => {
          const [x, y] = [pick(a, i, j), pick(b, i, j)];
          if (part.operator === '.*') return multiply(x, y);
          return part.operator === './' ? divide(x, y) : powerOf(x, y, part.right);
        });
      }
      case 'power': {
        if (part.base.shape.rows === 1 && part.base.shape.columns === 1)
          return single(powerOf(scalar(part.base), scalar(part.exponent), part.exponent));
        const whole = wholeNumber(part.exponent);
        if (whole === undefined || Math.abs(whole) > 100) throw new Undecided('matrix power');
        const base = value(part.base);
        let result = grid(base.length, base.length, (i, j) => (i === j ? one : zero));
        for (let k = 0; k < Math.abs(whole); k++) result = times(base, result);
        return whole < 0 ? adjugateInverse(result) : result;
      }
      case 'call':
        return single(numbers.elementary(part.name, scalar(part.argument)));
      case 'transpose': {
        const m = value(part.of);
        return grid(m[0]?.length ?? 0, m.length, (i, j) => at(m, j, i));
      }
      case 'inverse':
        return adjugateInverse(value(part.of));
      case 'determinant':
        return single(leibniz(value(part.of)));
      case 'trace': {
        const m = value(part.of);
        return single(sumOf(m.map((_, i) => at(m, i, i))));
      }
      case 'total':
        return single(sumOf(value(part.of).flat()));
      case 'diagonal': {
        const v = value(part.of).flat();
        return grid(v.length, v.length, (i, j) => (i === j ? (v[i] ?? zero) : zero));
      }
      case 'ones':
        return grid(size(part.shape.rows), size(part.shape.columns), () => one);
      case 'identity':
        return grid(size(part.shape.rows), size(part.shape.rows), (i, j) => (i === j ? one : zero));
      case 'literal':
        return part.rows.flatMap((row) => {
          const blocks = row.map(value);
          return (blocks[0] ?? []).map((_, i) => blocks.flatMap((block) => block[i] ?? []));
        });
      case 'diff':
        return slope(part);
      case 'limit':
        return single(nearby(part));
      case 'gaussian':
        return single(expectation(part));
    }
  };

  const times = (a: Table<T>, b: Table<T>): Table<T> => {
    const scale = (x: T, m: Table<T>): Table<T> => m.map((row) => row.map((y) => multiply(x, y)));
    if (a.length === 1 && a[0]?.length === 1) return scale(at(a, 0, 0), b);
    if (b.length === 1 && b[0]?.length === 1) return scale(at(b, 0, 0), a);
    return grid(a.length, b[0]?.length ?? 0, (i, j) =>
      sumOf((a[i] ?? []).map((x, k) => multiply(x, at(b, k, j)))),
    );
  };

  const leibniz = (m: Table<T>): T => {
    if (m.length > 5) return faddeev(m);
    return sumOf(
      permutations(m.length).map(({ order, sign }) =>
        order.reduce((product, j, i) => multiply(product, at(m, i, j)), numbers.of(rational(sign))),
      ),
    );
  };

  /** (-1)^n c_n with M_1 = A, c_k = -trace(A M_k)/k, M_(k+1) = A M_k + c_k (Faddeev and LeVerrier). */
  const faddeev = (m: Table<T>): T => {
    let power = grid(m.length, m.length, (i, j) => (i === j ? one : zero));
    let c = one;
    for (let k = 1; k <= m.length; k++) {
      const next = times(m, power);
      c = multiply(numbers.of(rational(-1, k)), sumOf(next.map((_, i) => at(next, i, i))));
      power = next.map((row, i) => row.map((x, j) => (i === j ? add(x, c) : x)));
    }
    return m.length % 2 === 0 ? c : multiply(numbers.of(rational(-1)), c);
  };

  const adjugateInverse = (m: Table<T>): Table<T> => {
    const whole = leibniz(m);
    const minor = (row: number, column: number): Table<T> =>
      m.filter((_, i) => i !== row).map((entries) => entries.filter((_, j) => j !== column));
    return grid(m.length, m.length, (i, j) =>
      divide(multiply(numbers.of(rational((i + j) % 2 === 0 ? 1 : -1)), leibniz(minor(j, i))), whole),
    );
  };

  const powerOf = (x: T, y: T, exponent: Term): T => {
    const whole = exponent.kind === 'dimension' ? size(exponent.name) : wholeNumber(exponent);
    const side = numbers.sign(x);
    if (whole !== undefined && Math.abs(whole) <= 2000) {
      let result = one;
      for (let k = 0; k < Math.abs(whole); k++) result = multiply(result, x);
      return whole < 0 ? divide(one, result) : result;
    }
    if (side < 0) throw new Undefined('power of a negative number');
    if (side > 0) return numbers.power(x, y);
    if (numbers.sign(y) <= 0) throw new Undecided('0 to a power that is not positive');
    return zero;
  };

  const seriesSetting = (name: string, centre: T, length: number): Setting<Series<T>> => {
    const values = new Map<string, Table<Series<T>>>();
    for (const [other, table] of setting.values)
      values.set(
        other,
        table.map((row) => row.map((x) => [x])),
      );
    values.set(name, [[[centre, one]]]);
    return { ...setting, numbers: seriesOver(numbers, length), values };
  };

  const slope = ({ of, variable }: Term & { kind: 'diff' }): Table<T> => {
    const centre = setting.values.get(variable);
    if (centre === undefined) throw new Undecided(`no value of ${variable}`);
    const table = secondValue(of, seriesSetting(variable, at(centre, 0, 0), 2));
    return table.map((row) => row.map((x) => x[1] ?? zero));
  };

  const bodyAt = (of: Term, variable: string, x: T): T => {
    const values = new Map(setting.values).set(variable, single(x));
    return secondValue(of, { ...setting, values })[0]?.[0] ?? zero;
  };

  /** The mean of the values at 10^-10 on both sides, which must agree to 7 digits: wrong by about 10^-20 where smooth. */
  const nearby = ({ of, variable, at: point }: Term & { kind: 'limit' }): T => {
    if (!setting.approximate) throw new Undecided('a limit');
    setting.onApproximation();
    const step = rational(1n, 10n ** 10n);
    const [left, right] = [rational(-1n, 1n), ONE].map((side) =>
      bodyAt(
        of,
        variable,
        add(scalar(point), numbers.of(rational(side.numerator * step.numerator, step.denominator))),
      ),
    );
    const sum = add(left ?? zero, right ?? zero);
    const difference = add(left ?? zero, multiply(numbers.of(rational(-1)), right ?? zero));
    const allowed = numbers.of(rational(1n, 10n ** 7n));
    if (
      numbers.sign(add(allowed, multiply(numbers.of(rational(-1)), numbers.elementary('abs', difference)))) <
      0
    )
      throw new Undecided('a limit whose sides differ');
    return multiply(numbers.of(rational(1, 2)), sum);
  };

  const expectation = ({ of, variable, mean, variance }: Term & { kind: 'gaussian' }): T => {
    const [m, s2] = [scalar(mean), scalar(variance)];
    const side = numbers.sign(s2);
    if (side < 0) throw new Undefined('a negative variance');
    if (side === 0) return bodyAt(of, variable, m);
    const degree = polynomialDegree(of, variable, size);
    if (degree !== undefined && degree <= 40) {
      const series = secondValue(of, seriesSetting(variable, m, degree + 1))[0]?.[0] ?? [];
      return sumOf(series.map((c, k) => (k % 2 === 0 ? multiply(c, evenMoment(k, s2)) : zero)));
    }
    if (!setting.approximate) throw new Undecided('an expectation that is not of a polynomial');
    setting.onApproximation();
    return trapezoid(numbers, m, s2, (x) => bodyAt(of, variable, x));
  };

  /** E (x-m)^k = (k-1)!! s2^(k/2). */
  const evenMoment = (k: number, s2: T): T => {
    let result = one;
    for (let i = 1; i < k; i += 2) result = multiply(result, multiply(numbers.of(rational(i)), s2));
    return result;
  };

  return value(term);
}

const wholeNumber = (exponent: Term): number | undefined => {
  if (exponent.kind === 'number')
    return isInteger(exponent.value) ? Number(exponent.value.numerator) : undefined;
  if (exponent.kind !== 'product') return undefined;
  const factors = exponent.factors.map(wholeNumber);
  return factors.reduce<number | undefined>(
    (a, b) => (a === undefined || b === undefined ? undefined : a * b),
    1,
  );
};

interface Permutation {
  readonly order: readonly number[];
  readonly sign: 1 | -1;
}

const knownPermutations = new Map<number, readonly Permutation[]>();

function permutations(count: number): readonly Permutation[] {
  const known = knownPermutations.get(count);
  if (known !== undefined) return known;
  if (count === 0) return [{ order: [], sign: 1 }];
  const made = permutations(count - 1).flatMap(({ order, sign }) =>
    Array.from({ length: count }, (_, place): Permutation => {
      const moved = (count - 1 - place) % 2 === 0 ? sign : sign === 1 ? -1 : 1;
      return { order: [...order.slice(0, place), count - 1, ...order.slice(place)], sign: moved };
    }),
  );
  knownPermutations.set(count, made);
  return made;
}

/** The degree of a term built by + and * and integer powers from the variable, or undefined. */
function polynomialDegree(term: Term, variable: string, size: (d: Dimension) => number): number | undefined {
  const degree = (part: Term): number => {
    switch (part.kind) {
      case 'number':
      case 'constant':
      case 'dimension':
      case 'ones':
      case 'identity':
        return 0;
      case 'symbol':
        return part.name === variable ? 1 : 0;
      case 'sum':
        return Math.max(...part.terms.map(degree));
      case 'product':
        return part.factors.reduce((total, factor) => total + degree(factor), 0);
      case 'quotient':
        return degree(part.denominator) === 0 ? degree(part.numerator) : Number.NaN;
      case 'power': {
        const whole = wholeNumber(part.exponent);
        const base = degree(part.base);
        if (base === 0 && degree(part.exponent) === 0) return 0;
        return whole !== undefined && whole >= 0 ? base * whole : Number.NaN;
      }
      case 'transpose':
      case 'trace':
      case 'total':
      case 'diagonal':
        return degree(part.of);
      case 'determinant':
        return degree(part.of) * size(part.of.shape.rows);
      case 'literal':
        return Math.max(...part.rows.flat().map(degree));
      case 'call':
        return degree(part.argument) === 0 ? 0 : Number.NaN;
      case 'inverse':
        return degree(part.of) === 0 ? 0 : Number.NaN;
      case 'elementwise':
        return part.operator === '.*' ? degree(part.left) + degree(part.right) : Number.NaN;
      default:
        return Number.NaN;
    }
  };
  const found = degree(term);
  return Number.isNaN(found) ? undefined : found;
}

/**
 * (1/sqrt(2 pi)) sum h f(m + sd z) exp(-z^2/2), h = 1/6, outward from 0 until 12 summands in a row are below 10^-45 of the sum, and
 * again with the points between; Undecided when both sums differ by more than 10^-12 of them.
 */
function trapezoid<T>(numbers: Numbers<T>, m: T, s2: T, body: (x: T) => T): T {
  const { of, add, multiply, divide, elementary } = numbers;
  const sd = elementary('sqrt', s2);
  const isSmall = (x: T, total: T, share: bigint): boolean => {
    const bound = multiply(of(rational(1n, share)), elementary('abs', total));
    return numbers.sign(add(bound, multiply(of(rational(-1)), elementary('abs', x)))) >= 0;
  };
  /** Sum over z = (k + shift/2)/6. */
  const sumFrom = (shift: 0 | 1): T => {
    const summand = (k: number): T => {
      const z = rational(2 * k + shift, 12);
      const weight = elementary('exp', of(rational(-(z.numerator ** 2n), 2n * z.denominator ** 2n)));
      return multiply(weight, body(add(m, multiply(sd, of(z)))));
    };
    let total = summand(0);
    for (const side of [1, -1]) {
      let quiet = 0;
      for (let k = 1; quiet < 12; k++) {
        if (k > 600) throw new Undecided('quadrature: too many points');
        const x = summand(side * k);
        total = add(total, x);
        quiet = isSmall(x, total, 10n ** 45n) ? quiet + 1 : 0;
      }
    }
    return total;
  };
  const [coarse, between] = [sumFrom(0), sumFrom(1)];
  const difference = add(coarse, multiply(of(rational(-1)), between));
  const both = add(coarse, between);
  if (!isSmall(difference, both, 10n ** 12n)) throw new Undecided('quadrature: does not converge');
  const root = elementary('sqrt', multiply(of(rational(2)), numbers.constant('pi')));
  return divide(both, multiply(of(rational(12)), root));
}
