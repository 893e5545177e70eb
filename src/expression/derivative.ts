/**
 * Derivatives of trees by the rules of calculus: d/dt of(by + t direction) at t = 0.
 *
 * For a scalar variable v and direction 1 this is the ordinary derivative d/dv; for a vector it is the directional derivative,
 * with the Jacobian of a componentwise function f being diag(f'(.)) and that of a cost C being its gradient transposed.
 */
import { expandBinaryMean } from './binary.ts';
import { elementary, isElementary } from './elementary.ts';
import {
  call,
  type Expression,
  expectation,
  integerValue,
  inverse,
  minus,
  negative,
  number,
  power,
  product,
  quotient,
  some,
  sum,
  transpose,
} from './expression.ts';
import { isScalar, lookUpFunction, type Notation } from './notation.ts';
import { shapeOf } from './shape.ts';

/** The derivative, with zero terms left out but otherwise as the rules give it. */
export function derivative(
  expression: Expression,
  by: string,
  direction: Expression,
  notation: Notation,
): Expression {
  const d = (part: Expression): Expression | undefined =>
    dependsOn(part, by) ? derivative(part, by, direction, notation) : undefined;
  switch (expression.kind) {
    case 'symbol':
      return expression.name === by ? direction : number(0);
    case 'sum': {
      const terms = expression.terms.map(d).filter((term) => term !== undefined);
      return terms.length === 0 ? number(0) : sum(...terms);
    }
    case 'product': {
      const terms = expression.factors.flatMap((factor, index) => {
        const changed = d(factor);
        return changed === undefined ? [] : [product(...expression.factors.with(index, changed))];
      });
      return terms.length === 0 ? number(0) : sum(...terms);
    }
    case 'quotient': {
      const { numerator, denominator } = expression;
      const [top, bottom] = [d(numerator), d(denominator)];
      if (bottom === undefined) return quotient(top ?? number(0), denominator);
      const change = product(numerator, bottom);
      return quotient(
        top === undefined ? negative(change) : minus(product(top, denominator), change),
        power(denominator, 2),
      );
    }
    case 'power':
      return isScalar(shapeOf(expression.base, notation))
        ? derivativeOfPower(expression, d)
        : derivativeOfMatrixPower(expression, d(expression.base));
    case 'transpose':
      return transpose(d(expression.of) ?? number(0));
    case 'binaryMean':
      return derivative(expandBinaryMean(expression), by, direction, notation);
    case 'expectation':
      return expectation(d(expression.of) ?? number(0));
    case 'call': {
      const inner = d(expression.argument);
      if (inner === undefined) return number(0);
      if (isElementary(expression.name) && expression.primes > 0)
        throw new TypeError(`derivative: ${expression.name}' must be written out`);
      if (isElementary(expression.name))
        return product(elementary(expression.name).derivative(expression.argument), inner);
      const outer = call(expression.name, expression.argument, expression.primes + 1);
      const { action } = lookUpFunction(notation, expression.name);
      if (action === 'scalar') return product(outer, inner);
      if (action === 'cost' && expression.primes > 0)
        throw new TypeError(`derivative: second derivatives of ${expression.name} are not supported`);
      if (action === 'cost') return product(transpose(outer), inner);
      return product({ kind: 'diagonal', of: outer }, inner);
    }
    case 'rate':
      // A second derivative by the same symbol: what depends on it has been written out by whoever asked for the first.
      if (expression.by === by && !dependsOn(expression.direction, by))
        return derivative(
          derivative(expression.of, by, expression.direction, notation),
          by,
          direction,
          notation,
        );
      throw new TypeError(`derivative: a rate by ${expression.by} is not differentiated by ${by}`);
    default:
      if (!dependsOn(expression, by)) return number(0);
      throw new TypeError(`derivative: not defined for ${expression.kind}`);
  }
}

const dependsOn = (expression: Expression, by: string): boolean =>
  some(expression, (node) => node.kind === 'symbol' && node.name === by);

/** d(B^k) = sum of B^i B' B^(k-1-i), since factors do not commute; d(B^-1) = -B^-1 B' B^-1. */
function derivativeOfMatrixPower(
  { base, exponent }: Expression & { kind: 'power' },
  change: Expression | undefined,
): Expression {
  const whole = integerValue(exponent);
  if (whole === undefined) throw new TypeError('derivative: the exponent of a matrix is not an integer');
  if (change === undefined || whole === 0) return number(0);
  const factor = whole < 0 ? inverse(base) : base;
  const count = Math.abs(whole);
  const slope = whole < 0 ? negative(product(factor, change, factor)) : change;
  return sum(
    ...Array.from({ length: count }, (_, k) =>
      product(...Array.from({ length: count }, (__, i) => (i === k ? slope : factor))),
    ),
  );
}

/** d(b^e) = b^e (e' log b + e b'/b); for a constant exponent e b^(e-1) b'. */
function derivativeOfPower(
  { base, exponent }: Expression & { kind: 'power' },
  d: (part: Expression) => Expression | undefined,
): Expression {
  const [outer, inner] = [d(base), d(exponent)];
  const whole = integerValue(exponent);
  if (inner === undefined) {
    if (outer === undefined || whole === 0) return number(0);
    const lowered = whole === undefined ? power(base, minus(exponent, number(1))) : power(base, whole - 1);
    return product(exponent, whole === 1 ? number(1) : lowered, outer);
  }
  const terms = [product(inner, call('log', base))];
  if (outer !== undefined) terms.push(quotient(product(exponent, outer), base));
  return product(power(base, exponent), sum(...terms));
}
