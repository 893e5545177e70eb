/**
 * Binary symbols: y = 1 for a spike in a time step, y = 0 for none.
 *
 *   E[g(y)] = p g(1) + (1 - p) g(0)      with p = P(y = 1)
 */
import {
  children,
  type Expression,
  minus,
  number,
  one,
  product,
  substitute,
  sum,
  withChildren,
} from './expression.ts';
import { add, multiply, ONE, ZERO } from './rational.ts';

/** The expression at a value of a binary symbol; sums and products of numbers are worked out, so that exponents are numbers. */
export const atOutput = (expression: Expression, output: string, value: 0 | 1): Expression =>
  foldNumbers(substitute(expression, new Map([[output, number(value)]])));

/** The mean, written out over the two values. */
export function expandBinaryMean({
  of,
  output,
  probability,
}: Expression & { kind: 'binaryMean' }): Expression {
  return sum(
    product(probability, atOutput(of, output, 1)),
    product(minus(one, probability), atOutput(of, output, 0)),
  );
}

function foldNumbers(expression: Expression): Expression {
  const parts = children(expression).map(foldNumbers);
  const values = parts.flatMap((part) => (part.kind === 'number' ? [part.value] : []));
  if (values.length === parts.length && expression.kind === 'sum') return number(values.reduce(add, ZERO));
  if (values.length === parts.length && expression.kind === 'product')
    return number(values.reduce(multiply, ONE));
  return withChildren(expression, parts);
}
