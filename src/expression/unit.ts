/**
 * Units: the exponents of mV and s that a formula carries. Used to check that a definition is consistent.
 */
import { isElementary } from './elementary.ts';
import { type Expression, integerValue } from './expression.ts';
import { lookUpFunction, lookUpSymbol, type Notation, type Unit } from './notation.ts';
import { toText } from './print.ts';
import { withScalar } from './shape.ts';

const combine = (a: Unit, b: Unit, factor: number): Unit => ({
  mV: (a.mV ?? 0) + factor * (b.mV ?? 0),
  s: (a.s ?? 0) + factor * (b.s ?? 0),
});

export const sameUnit = (a: Unit, b: Unit): boolean =>
  (a.mV ?? 0) === (b.mV ?? 0) && (a.s ?? 0) === (b.s ?? 0);

/**
 * The notation in a system of units in which the quantity `one` is 1: seconds are written by millivolts, or millivolts dropped
 * where `one` has no seconds. A formula whose units fit only so is true in that system alone. Throws RangeError for `one` = 1.
 */
export function inSystem(notation: Notation, one: Unit): Notation {
  const base = (one.s ?? 0) !== 0 ? 's' : 'mV';
  const whole = one[base] ?? 0;
  if (whole === 0)
    throw new RangeError('system of units: got a plain number, expected a quantity with a unit');
  const change = <T extends { readonly unit: Unit }>(table: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(
      Object.entries(table).map(([name, entry]) => [
        name,
        { ...entry, unit: combine(entry.unit, one, -(entry.unit[base] ?? 0) / whole) },
      ]),
    );
  return { symbols: change(notation.symbols), functions: change(notation.functions) };
}

/** Prints mV^2 s^-1, or 1. */
export function unitToString(unit: Unit): string {
  const factor = (name: string, exponent: number): string[] =>
    exponent === 0 ? [] : [exponent === 1 ? name : `${name}^${exponent}`];
  return [...factor('mV', unit.mV ?? 0), ...factor('s', unit.s ?? 0)].join(' ') || '1';
}

const isBareZero = (part: Expression): boolean => part.kind === 'number' && part.value.numerator === 0n;

/** The unit of an expression. Throws SyntaxError, naming the part, where units do not fit; a bare 0 fits any unit. */
export function unitOf(expression: Expression, notation: Notation): Unit {
  const of = (part: Expression): Unit => unitOf(part, notation);
  const expectUnit = (part: Expression, expected: Unit): void => {
    if (!isBareZero(part) && !sameUnit(of(part), expected)) {
      throw new SyntaxError(
        `unit of ${toText(part)}: got ${unitToString(of(part))}, expected ${unitToString(expected)}`,
      );
    }
  };
  switch (expression.kind) {
    case 'number':
      return {};
    case 'symbol':
      return expression.name === 'pi' ? {} : lookUpSymbol(notation, expression.name).unit;
    case 'sum': {
      const first = expression.terms.find((term) => !isBareZero(term));
      const unit = first === undefined ? {} : of(first);
      for (const term of expression.terms) expectUnit(term, unit);
      return unit;
    }
    case 'product':
      return expression.factors.map(of).reduce((total, unit) => combine(total, unit, 1), {});
    case 'quotient':
    case 'elementwise':
      return combine(of(expression.numerator), of(expression.denominator), -1);
    case 'power':
      if (sameUnit(of(expression.base), {})) return {};
      return combine({}, of(expression.base), integerValue(expression.exponent) ?? Number.NaN);
    case 'call': {
      if (expression.name === 'sqrt') return combine({}, of(expression.argument), 0.5);
      if (isElementary(expression.name)) {
        expectUnit(expression.argument, {});
        return {};
      }
      return combine(
        lookUpFunction(notation, expression.name).unit,
        of(expression.argument),
        -expression.primes,
      );
    }
    case 'binaryMean':
      expectUnit(expression.probability, {});
      return of(expression.of);
    case 'covariance':
      return combine(of(expression.left), of(expression.right), 1);
    case 'integral': {
      const { variable } = expression;
      const bound = Object.hasOwn(notation.symbols, variable) ? notation : withScalar(notation, variable);
      return combine(unitOf(expression.of, bound), lookUpSymbol(bound, variable).unit, 1);
    }
    case 'gradient':
      return combine(of(expression.of), lookUpSymbol(notation, expression.by).unit, -1);
    case 'columns':
      return expression.rows[0]?.[0] === undefined ? {} : of(expression.rows[0][0]);
    case 'rate': {
      const along = combine(of(expression.of), of(expression.direction), 1);
      return combine(along, lookUpSymbol(notation, expression.by).unit, -1);
    }
    case 'transpose':
    case 'expectation':
    case 'component':
    case 'indexSum':
    case 'diagonal':
      return of(expression.of);
  }
}
