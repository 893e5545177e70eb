/**
 * Random rewritings by rules that hold for all matrices: a + b = b + a, a (b + c) = a b + a c, (a b)^T = b^T a^T, u^T v = v^T u,
 * a/b = a b^-1, (a b)^-1 = b^-1 a^-1, a = a^T^T, a = -(-a).
 */
import {
  children,
  type Expression,
  inverse,
  minus,
  negative,
  number,
  product,
  sum,
  transpose,
  withChildren,
} from '../../src/expression/expression.ts';
import { isScalar, type Notation } from '../../src/expression/notation.ts';
import { shapeOf } from '../../src/expression/shape.ts';
import type { Draw } from '../../src/symbolic/instance.ts';

export function rewritten(expression: Expression, notation: Notation, draw: Draw): Expression {
  const parts = children(expression).map((part, index) =>
    expression.kind === 'power' && index === 1 ? part : rewritten(part, notation, draw),
  );
  const tree = withChildren(expression, parts);
  const options = [tree, ...rewritings(tree, notation, draw)];
  return options[draw.integer(0, options.length - 1)] ?? tree;
}

function rewritings(tree: Expression, notation: Notation, draw: Draw): Expression[] {
  const scalar = isScalar(shapeOf(tree, notation));
  const anywhere = [
    transpose(transpose(tree)),
    negative(negative(tree)),
    minus(product(number(2), tree), tree),
    ...(scalar ? [transpose(tree)] : []),
  ];
  switch (tree.kind) {
    case 'sum':
      return [sum(...shuffled(tree.terms, draw)), ...anywhere];
    case 'product': {
      const at = tree.factors.findIndex((factor) => factor.kind === 'sum');
      const found = tree.factors[at];
      const expanded =
        found?.kind === 'sum'
          ? [sum(...found.terms.map((term) => product(...tree.factors.with(at, term))))]
          : [];
      const flipped = transpose(product(...tree.factors.toReversed().map((factor) => transpose(factor))));
      return [flipped, ...expanded, ...expanded, ...anywhere];
    }
    case 'quotient':
      return [product(inverse(tree.denominator), tree.numerator), ...anywhere];
    case 'transpose':
      return tree.of.kind === 'product'
        ? [product(...tree.of.factors.toReversed().map((factor) => transpose(factor))), ...anywhere]
        : anywhere;
    case 'power':
      return tree.exponent.kind === 'number' && tree.exponent.value.numerator === 2n
        ? [product(tree.base, tree.base), ...anywhere]
        : [transpose({ ...tree, base: transpose(tree.base) }), ...anywhere];
    default:
      return anywhere;
  }
}

function shuffled<T>(items: readonly T[], draw: Draw): T[] {
  const rest = [...items];
  for (let k = rest.length - 1; k > 0; k--) {
    const other = draw.integer(0, k);
    [rest[k], rest[other]] = [rest[other] as T, rest[k] as T];
  }
  return rest;
}
