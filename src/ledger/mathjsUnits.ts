/**
 * The unit of an expression by mathjs: a second reading beside src/expression/unit.ts.
 *
 * Each symbol stands for one unit of itself (1 mV, 1 mV s, ...), mathjs multiplies, divides and raises to powers, and its
 * addition throws where units do not match. A prime divides by the unit of the argument, an integral multiplies by that of
 * its variable. The components of a vector share a unit, so n is 1 here; a matrix literal keeps a unit for each entry, which
 * unit.ts does not follow.
 */
import {
  addDependencies,
  create,
  divideDependencies,
  type Unit as MathjsUnit,
  multiplyDependencies,
  powDependencies,
  unitDependencies,
} from 'mathjs';
import { isElementary } from '../expression/elementary.ts';
import { type Expression, integerValue, some } from '../expression/expression.ts';
import {
  lookUpFunction,
  lookUpSymbol,
  type Notation,
  SCALAR,
  sameShape,
  type Unit,
} from '../expression/notation.ts';
import { toText } from '../expression/print.ts';
import { withScalar } from '../expression/shape.ts';
import { sameUnit, unitToString } from '../expression/unit.ts';

const { unit, add, multiply, divide, pow } = create({
  ...unitDependencies,
  ...addDependencies,
  ...multiplyDependencies,
  ...divideDependencies,
  ...powDependencies,
});

/** One unit of something; a plain number has none. */
type Quantity = MathjsUnit | number;
type Grid = readonly (readonly Quantity[])[];
export type Definitions = ReadonlyMap<string, Expression>;

const MILLIVOLT = unit(1, 'mV');
const SECOND = unit(1, 's');
const known = new Map<string, Quantity>();
function quantityOf(of: Unit): Quantity {
  const name = unitToString(of);
  const quantity = known.get(name) ?? times(power(MILLIVOLT, of.mV ?? 0), power(SECOND, of.s ?? 0));
  known.set(name, quantity);
  return quantity;
}
const times = (a: Quantity, b: Quantity): Quantity => multiply(a, b) as Quantity;
const over = (a: Quantity, b: Quantity): Quantity => divide(a, b) as Quantity;
const power = (base: Quantity, exponent: number): Quantity =>
  exponent === 0 ? 1 : (pow(base as MathjsUnit, exponent) as Quantity);

/** The exponents of mV and s. A volt is kg m^2 s^-3 A^-1, so that mass counts volts, and time the seconds less three a volt. */
function exponentsOf(quantity: Quantity): Unit {
  if (typeof quantity === 'number') return {};
  const [mass = 0, , time = 0] = quantity.dimensions;
  return { mV: mass, s: time + 3 * mass };
}

/** a, if b can be added to it. Throws SyntaxError, naming the term, when mathjs says that the units do not match. */
function matching(a: Quantity, b: Quantity, term: Expression): Quantity {
  try {
    add(a as MathjsUnit, b as MathjsUnit);
    return a;
  } catch {
    const [got, expected] = [b, a].map((each) => unitToString(exponentsOf(each)));
    throw new SyntaxError(`unit of ${toText(term)}: got ${got}, expected ${expected}`);
  }
}

export const isBareZero = (part: Expression): boolean =>
  part.kind === 'number' && part.value.numerator === 0n;

/** The unit of each entry of an expression, by mathjs. Throws SyntaxError, naming the part, where units do not fit. */
function gridOf(expression: Expression, notation: Notation, definitions: Definitions): Grid {
  const of = (part: Expression): Grid => gridOf(part, notation, definitions);
  const entry = (part: Expression): Quantity => of(part)[0]?.[0] ?? 1;
  const symbolUnit = (name: string): Quantity => quantityOf(lookUpSymbol(notation, name).unit);
  switch (expression.kind) {
    case 'number':
      return [[1]];
    case 'symbol': {
      if (expression.name === 'pi') return [[1]];
      const definition = definitions.get(expression.name);
      const blocks = isBlocked(expression.name, notation);
      return blocks && definition !== undefined ? of(definition) : [[symbolUnit(expression.name)]];
    }
    case 'sum': {
      const [first, ...rest] = expression.terms.filter((term) => !isBareZero(term));
      if (first === undefined) return [[1]];
      return rest.reduce((total, term) => zip(total, of(term), (a, b) => matching(a, b, term)), of(first));
    }
    case 'product':
      return expression.factors.reduce<Grid>((left, factor) => product(left, of(factor), factor), [[1]]);
    case 'quotient':
      return product(of(expression.numerator), inverse(of(expression.denominator)), expression);
    case 'elementwise':
      return [[over(entry(expression.numerator), entry(expression.denominator))]];
    case 'power': {
      const exponent = integerValue(expression.exponent);
      if (sameUnit(exponentsOf(entry(expression.base)), {}) && of(expression.base).length === 1) return [[1]];
      if (exponent === undefined)
        throw new SyntaxError(`unit of ${toText(expression)}: expected an integer power`);
      const base = of(expression.base);
      return base.length > 1 && exponent === -1 ? inverse(base) : [[power(entry(expression.base), exponent)]];
    }
    case 'transpose':
      return transpose(of(expression.of));
    case 'call':
      return [[callUnit(expression, entry(expression.argument), notation)]];
    case 'binaryMean':
      matching(1, entry(expression.probability), expression.probability);
      return of(expression.of);
    case 'covariance':
      return [[times(entry(expression.left), entry(expression.right))]];
    case 'integral': {
      const { variable } = expression;
      const bound = Object.hasOwn(notation.symbols, variable) ? notation : withScalar(notation, variable);
      const step = quantityOf(lookUpSymbol(bound, variable).unit);
      return [[times(gridOf(expression.of, bound, definitions)[0]?.[0] ?? 1, step)]];
    }
    case 'gradient':
      return [[over(entry(expression.of), symbolUnit(expression.by))]];
    case 'rate':
      return [[over(times(entry(expression.of), entry(expression.direction)), symbolUnit(expression.by))]];
    case 'columns':
      return expression.rows.map((row) => row.map(entry));
    case 'expectation':
    case 'component':
    case 'indexSum':
    case 'diagonal':
      return of(expression.of);
  }
}

function callUnit(call: Expression & { kind: 'call' }, argument: Quantity, notation: Notation): Quantity {
  if (call.name === 'sqrt') return power(argument, 1 / 2);
  if (isElementary(call.name)) return matching(1, argument, call.argument);
  return over(quantityOf(lookUpFunction(notation, call.name).unit), power(argument, call.primes));
}

/** Matrices with a number of rows or columns that is not n, U = [r, wt] for example: their entries have units of their own. */
const isBlocked = (name: string, notation: Notation): boolean => {
  const { shape } = lookUpSymbol(notation, name);
  const counted = [shape.rows, shape.columns].some(
    (dimension) => typeof dimension === 'number' && dimension > 1,
  );
  return counted && !sameShape(shape, SCALAR);
};

const transpose = (a: Grid): Grid => (a[0] ?? []).map((_, j) => a.map((row) => row[j] ?? 1));
const zip = (a: Grid, b: Grid, join: (x: Quantity, y: Quantity) => Quantity): Grid =>
  a.map((row, i) => row.map((x, j) => join(x, b[i]?.[j] ?? 1)));

/** Units of A^-1: those of A are u_i v_j, or A would have no inverse that fits, so those of A^-1 are 1/(v_i u_j). */
const inverse = (a: Grid): Grid => transpose(a).map((row) => row.map((each) => over(1, each)));

/** Rows times columns; a 1 x 1 factor scales. Every term of a sum over columns must fit the first. */
function product(a: Grid, b: Grid, factor: Expression): Grid {
  if (b.length === 1 && b[0]?.length === 1) return a.map((row) => row.map((x) => times(x, b[0]?.[0] ?? 1)));
  if (a.length === 1 && a[0]?.length === 1) return b.map((row) => row.map((x) => times(a[0]?.[0] ?? 1, x)));
  const columns = transpose(b);
  return a.map((row) =>
    columns.map((column) => {
      const terms = row.map((x, k) => times(x, column[k] ?? 1));
      return terms.slice(1).reduce((first, term) => matching(first, term, factor), terms[0] ?? 1);
    }),
  );
}

/**
 * The unit of an expression by mathjs; of a matrix literal, that of its first entry. Throws SyntaxError, naming the part, where
 * units do not fit.
 */
export const mathjsUnitOf = (
  expression: Expression,
  notation: Notation,
  definitions: Definitions = new Map(),
): Unit => exponentsOf(gridOf(expression, notation, definitions)[0]?.[0] ?? 1);

/** Does a matrix of several units stand in the expression? */
export const hasBlocks = (side: Expression, notation: Notation): boolean =>
  some(
    side,
    (node) =>
      node.kind === 'columns' ||
      (node.kind === 'symbol' && node.name !== 'pi' && isBlocked(node.name, notation)),
  );
