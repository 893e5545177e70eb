/**
 * Mutants: every way to spoil a formula by one small change that keeps it well-formed.
 *
 *   sign       a term of a sum, or a whole side, changes sign
 *   factor     a factor of a product, a term of a sum or a divisor is dropped
 *   exponent   an integer exponent grows by one
 *   number     a number grows by one
 *   symbol     a symbol is replaced by another of the same shape that occurs in the formula
 *   primes     a function is differentiated once more
 *
 * A check that does not notice them is worthless.
 */

import { isElementary } from './elementary.ts';
import {
  children,
  type Expression,
  integerValue,
  negative,
  number,
  power,
  product,
  sum,
  symbol,
  withChildren,
} from './expression.ts';
import { isScalar, lookUpFunction, type Notation, sameShape } from './notation.ts';
import { add, ONE, rationalToString } from './rational.ts';
import { shapeOf } from './shape.ts';

export interface Mutant {
  readonly change: string;
  readonly expression: Expression;
}

/** All mutants of an expression whose shape stays the same. `symbols` are the candidates for replacement. */
export function mutantsOf(expression: Expression, notation: Notation, symbols: Iterable<string>): Mutant[] {
  const candidates = [...symbols].filter((name) => Object.hasOwn(notation.symbols, name)).sort();
  const shape = shapeOf(expression, notation);
  const whole: Mutant[] = [{ change: 'sign of the whole side', expression: negative(expression) }];
  return [...whole, ...spoilNodes(expression, notation, candidates)].filter((mutant) => {
    try {
      return sameShape(shapeOf(mutant.expression, notation), shape);
    } catch {
      return false; // a dropped factor that leaves shapes which do not fit is no formula
    }
  });
}

function spoilNodes(expression: Expression, notation: Notation, candidates: readonly string[]): Mutant[] {
  const here = spoilOne(expression, notation, candidates);
  const parts = children(expression);
  const below = parts.flatMap((part, index) =>
    expression.kind === 'power' && index === 1 // exponents are spoilt with their power
      ? []
      : spoilNodes(part, notation, candidates).map(({ change, expression: spoiled }) => ({
          change,
          expression: withChildren(expression, parts.with(index, spoiled)),
        })),
  );
  return [...here, ...below];
}

function spoilOne(node: Expression, notation: Notation, candidates: readonly string[]): Mutant[] {
  switch (node.kind) {
    case 'sum':
      return node.terms.flatMap((term, index) => [
        { change: `sign of term ${index + 1}`, expression: sum(...node.terms.with(index, negative(term))) },
        { change: `term ${index + 1} dropped`, expression: sum(...node.terms.toSpliced(index, 1)) },
      ]);
    case 'product':
      return node.factors.length < 2
        ? []
        : node.factors.flatMap((factor, index) =>
            [1, -1].includes(integerValue(factor) ?? 0)
              ? [] // a dropped -1 is a changed sign, a dropped 1 no change
              : [
                  {
                    change: `factor ${index + 1} dropped`,
                    expression: product(...node.factors.toSpliced(index, 1)),
                  },
                ],
          );
    case 'quotient':
    case 'elementwise':
      return [{ change: 'divisor dropped', expression: node.numerator }];
    case 'power': {
      const exponent = integerValue(node.exponent);
      return exponent === undefined
        ? []
        : [{ change: 'exponent raised', expression: power(node.base, exponent + 1) }];
    }
    case 'number':
      return [
        { change: `${rationalToString(node.value)} raised by one`, expression: number(add(node.value, ONE)) },
      ];
    case 'call':
      return canDifferentiate(node.name, notation)
        ? [{ change: `${node.name} differentiated`, expression: { ...node, primes: node.primes + 1 } }]
        : [];
    case 'symbol':
      return replacements(node.name, notation, candidates).map((name) => ({
        change: `${node.name} replaced by ${name}`,
        expression: symbol(name),
      }));
    default:
      return [];
  }
}

const canDifferentiate = (name: string, notation: Notation): boolean =>
  !isElementary(name) && lookUpFunction(notation, name).action === 'scalar';

/** At most two others of the same shape: the neighbours in alphabetical order, so that the choice is reproducible. */
function replacements(name: string, notation: Notation, candidates: readonly string[]): string[] {
  const own = notation.symbols[name];
  if (own === undefined) return [];
  const fitting = candidates.filter((other) => {
    const found = notation.symbols[other];
    return other !== name && found !== undefined && sameShape(found.shape, own.shape);
  });
  const limit = isScalar(own.shape) ? 1 : 2;
  const after = fitting.filter((other) => other > name);
  return [...after, ...fitting.filter((other) => other < name)].slice(0, limit);
}
