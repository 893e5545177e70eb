/**
 * Random exact values of the symbols, of their kinds, in styles that reach the places where claims break: zeros, ones, equal and
 * proportional values, tiny and huge ones, the claim's own constants, and matrices of structure (orthogonal, projections,
 * nilpotent, commuting, of low rank).
 */
import {
  add,
  divide,
  isZero,
  multiply,
  negate,
  ONE,
  type Rational,
  rational,
  sign,
  subtract,
  ZERO,
} from '../../expression/rational.ts';
import { inverted, multiplyMatrices, transposed } from '../evaluate/linearAlgebra.ts';
import { outcomeOf } from '../evaluate/outcome.ts';
import type { Kind, Problem } from '../problem.ts';
import type { Dimension } from '../term.ts';
import type { RationalMatrix } from './kinds.ts';
import type { Random } from './random.ts';

export const STYLES = [
  'small',
  'ones',
  'signs',
  'fractions',
  'equal',
  'structured',
  'constants',
  'proportional',
  'mixed',
  'tiny',
  'huge',
  'zeros',
] as const;
/** `angles`: near multiples of pi/2, for claims with sin, cos or tan. */
export type Style = (typeof STYLES)[number] | 'angles';

export type Values = ReadonlyMap<string, RationalMatrix>;

const power10 = (exponent: number): Rational =>
  exponent >= 0 ? rational(10n ** BigInt(exponent)) : rational(1n, 10n ** BigInt(-exponent));

export class Sampler {
  readonly #problem: Problem;
  readonly #dimensions: ReadonlyMap<string, number>;
  readonly #random: Random;
  readonly #constants: readonly Rational[];

  constructor(
    problem: Problem,
    dimensions: ReadonlyMap<string, number>,
    random: Random,
    constants: readonly Rational[],
  ) {
    this.#problem = problem;
    this.#dimensions = dimensions;
    this.#random = random;
    this.#constants = constants;
  }

  /** Values of every symbol; they are of their kinds unless that is impossible in this style. */
  sample(style: Style): Values {
    const values = new Map<string, RationalMatrix>();
    const shared = new Map<string, RationalMatrix>();
    for (const [name, kind] of this.#problem.symbols) {
      const [rows, columns] = [this.size(kind.shape.rows), this.size(kind.shape.columns)];
      const key = `${rows} ${columns}`;
      const base = shared.get(key);
      let value = this.#matrix(kind, rows, columns, style);
      if (base !== undefined && style === 'equal') value = base;
      if (base !== undefined && style === 'proportional') value = scaled(base, this.#entry('fractions'));
      if (base === undefined) shared.set(key, value);
      values.set(name, this.#repaired(kind, value, style));
    }
    return values;
  }

  size(d: Dimension): number {
    return typeof d === 'number' ? d : (this.#dimensions.get(d) ?? 1);
  }

  #entry(style: Style): Rational {
    const random = this.#random;
    const fromSign = (x: Rational): Rational => (random.chance(0.4) ? negate(x) : x);
    switch (style) {
      case 'ones':
        return ONE;
      case 'zeros':
        return random.chance(0.7) ? ZERO : fromSign(ONE);
      case 'signs':
        return rational(random.integer(-1, 1));
      case 'fractions':
        return rational(random.integer(-9, 9), random.integer(1, 6));
      case 'tiny':
        return fromSign(multiply(rational(random.integer(1, 9)), power10(-random.pick([1, 2, 3, 6, 9, 12]))));
      case 'huge':
        return fromSign(
          multiply(rational(random.integer(1, 9)), power10(random.pick([1, 2, 3, 4, 6, 9, 12]))),
        );
      case 'constants':
        return this.#nearConstant();
      case 'angles':
        return random.chance(0.2)
          ? ONE
          : nearRightAngle(random.integer(-4, 4), random.pick([3n, 9n, 30n, 110n]), random.chance(0.5));
      case 'mixed':
        return this.#entry(random.pick(['small', 'ones', 'zeros', 'fractions', 'tiny', 'huge', 'constants']));
      default:
        return rational(random.integer(-3, 3));
    }
  }

  #nearConstant(): Rational {
    const random = this.#random;
    const constant = this.#constants[random.integer(0, Math.max(0, this.#constants.length - 1))] ?? ONE;
    const offset = random.pick([
      ZERO,
      ZERO,
      ZERO,
      power10(-9),
      negate(power10(-9)),
      power10(-1),
      rational(-1, 10),
    ]);
    return add(constant, offset);
  }

  #matrix(kind: Kind, rows: number, columns: number, style: Style): RationalMatrix {
    const plain = (): RationalMatrix => {
      const one = this.#entry(style);
      const same = style === 'equal' || (style === 'proportional' && this.#random.chance(0.3));
      return grid(rows, columns, () => (same ? one : this.#entry(style)));
    };
    if (rows * columns === 1 || columns === 1) return plain();
    if (rows !== columns) return style === 'structured' ? this.#rectangular(rows, columns) : plain();
    if (style === 'structured' || this.#random.chance(0.15)) return this.#structured(kind, rows);
    return plain();
  }

  #rectangular(rows: number, columns: number): RationalMatrix {
    const orthogonal = this.#orthogonal(Math.max(rows, columns));
    const cut = orthogonal.slice(0, rows).map((row) => row.slice(0, columns));
    const one = (): Rational => rational(this.#random.integer(-2, 2));
    const [u, v] = [Array.from({ length: rows }, one), Array.from({ length: columns }, one)];
    const dyad = grid(rows, columns, (i, j) => multiply(u[i] ?? ZERO, v[j] ?? ZERO));
    return this.#random.pick([cut, dyad, grid(rows, columns, (i, j) => (i === j ? ONE : ZERO))]);
  }

  #structured(kind: Kind, size: number): RationalMatrix {
    const random = this.#random;
    const integer = (): Rational => rational(random.integer(-2, 2));
    const u = Array.from({ length: size }, integer);
    const diagonal = (): RationalMatrix => {
      const entries = Array.from({ length: size }, () => this.#entry('fractions'));
      return grid(size, size, (i, j) => (i === j ? (entries[i] ?? ZERO) : ZERO));
    };
    const symmetric: [() => RationalMatrix, ...(() => RationalMatrix)[]] = [
      () => identity(size),
      diagonal,
      () => scaled(identity(size), this.#entry('fractions')),
      () => projection(u),
      () => sum(identity(size), scaled(projection(u), rational(-2))),
      () => grid(size, size, (i, j) => multiply(u[i] ?? ZERO, u[j] ?? ZERO)),
      () => grid(size, size, () => ZERO),
    ];
    if (kind.diagonal) return diagonal();
    if (kind.symmetric) return random.pick(symmetric)();
    return random.pick<() => RationalMatrix>([
      ...symmetric,
      () => this.#orthogonal(size),
      () => this.#orthogonal(size),
      () => grid(size, size, (i, j) => (j > i ? integer() : ZERO)),
      () => grid(size, size, (i, j) => (j > i ? integer() : i === j ? ONE : ZERO)),
      () => skew(size, integer),
      () => grid(size, size, (i, j) => ((i + 1) % size === j ? ONE : ZERO)),
    ])();
  }

  /** Cayley: (1 - S)(1 + S)^-1 is orthogonal for every skew S; sometimes with one row reversed. */
  #orthogonal(size: number): RationalMatrix {
    const s = skew(size, () => rational(this.#random.integer(-2, 2), this.#random.integer(1, 2)));
    const minus = sum(identity(size), scaled(s, rational(-1)));
    const q = multiplyMatrices(minus, inverted(sum(identity(size), s), 64), 64) as RationalMatrix;
    return this.#random.chance(0.5) ? q : q.map((row, i) => (i === 0 ? row.map(negate) : row));
  }

  /** The nearest simple matrix of the kind. */
  #repaired(kind: Kind, value: RationalMatrix, style: Style): RationalMatrix {
    const size = value.length;
    let m = value;
    if (kind.diagonal) m = grid(size, size, (i, j) => (i === j ? (m[i]?.[j] ?? ZERO) : ZERO));
    if (kind.symmetric && !kind.positiveDefinite)
      m = grid(size, size, (i, j) => m[Math.max(i, j)]?.[Math.min(i, j)] ?? ZERO);
    if (kind.positiveDefinite) m = this.#positiveDefinite(kind, m);
    if (kind.sign !== 'real')
      m = m.map((row, i) => row.map((x, j) => (kind.diagonal && i !== j ? ZERO : withSign(kind, x))));
    if (kind.invertible && isSingular(m)) m = this.#regular(kind, m, style);
    return m;
  }

  #positiveDefinite(kind: Kind, m: RationalMatrix): RationalMatrix {
    const size = m.length;
    const nonzero = (x: Rational): Rational => (isZero(x) ? ONE : x);
    if (kind.diagonal)
      return grid(size, size, (i, j) => (i === j ? absolute(nonzero(m[i]?.[j] ?? ZERO)) : ZERO));
    const lower = grid(size, size, (i, j) =>
      i === j ? nonzero(m[i]?.[j] ?? ZERO) : i > j ? (m[i]?.[j] ?? ZERO) : ZERO,
    );
    return multiplyMatrices(lower, transposed(lower), 64) as RationalMatrix;
  }

  #regular(kind: Kind, m: RationalMatrix, style: Style): RationalMatrix {
    for (let k = 1; k < 6; k++) {
      const shift = style === 'tiny' ? power10(-9) : rational(k);
      const shifted = sum(m, scaled(identity(m.length), shift));
      if (!isSingular(shifted) && (kind.sign === 'real' || shifted.flat().every((x) => !isZero(x))))
        return shifted;
    }
    return identity(m.length);
  }
}

/** 10^110 pi/2, rounded down. */
const RIGHT_ANGLE =
  157079632679489661923132169163975144209858469968755291048747229615390820314310449931401741267105853399107404325n;
const RIGHT_ANGLE_DIGITS = 110n;

/** A neighbour of count pi/2 with so many decimal places, above or below. */
function nearRightAngle(count: number, digits: bigint, above: boolean): Rational {
  const below = (BigInt(count) * RIGHT_ANGLE) / 10n ** (RIGHT_ANGLE_DIGITS - digits) - 1n;
  return rational(above ? below + 3n : below, 10n ** digits);
}

const absolute = (x: Rational): Rational => (sign(x) < 0 ? negate(x) : x);

function withSign(kind: Kind, x: Rational): Rational {
  if (kind.sign === 'nonnegative') return absolute(x);
  const nonzero = isZero(x) ? ONE : x;
  return kind.sign === 'positive' ? absolute(nonzero) : nonzero;
}

const isSingular = (m: RationalMatrix): boolean => outcomeOf(() => inverted(m, 64)).kind !== 'value';

const grid = (rows: number, columns: number, at: (i: number, j: number) => Rational): RationalMatrix =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (__, j) => at(i, j)));

export const identity = (size: number): RationalMatrix => grid(size, size, (i, j) => (i === j ? ONE : ZERO));

const scaled = (m: RationalMatrix, factor: Rational): RationalMatrix =>
  m.map((row) => row.map((x) => multiply(factor, x)));

const sum = (a: RationalMatrix, b: RationalMatrix): RationalMatrix =>
  a.map((row, i) => row.map((x, j) => add(x, b[i]?.[j] ?? ZERO)));

/** u u' / u'u, or 0. */
function projection(u: readonly Rational[]): RationalMatrix {
  const norm = u.reduce((total, x) => add(total, multiply(x, x)), ZERO);
  return grid(u.length, u.length, (i, j) =>
    isZero(norm) ? ZERO : divide(multiply(u[i] ?? ZERO, u[j] ?? ZERO), norm),
  );
}

function skew(size: number, entry: () => Rational): RationalMatrix {
  const upper = grid(size, size, (i, j) => (j > i ? entry() : ZERO));
  return grid(size, size, (i, j) => subtract(upper[i]?.[j] ?? ZERO, upper[j]?.[i] ?? ZERO));
}
