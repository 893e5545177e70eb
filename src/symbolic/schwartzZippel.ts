/**
 * An independent opinion on an equality: both sides evaluated at random points modulo a large prime, n = 1 .. 6.
 *
 * The degree of the difference is bounded from the tree, which bounds the probability that a false identity passes.
 */
import { type Assignment, evaluate } from '../expression/evaluate.ts';
import { children, type Expression, integerValue, some } from '../expression/expression.ts';
import type { Matrix } from '../expression/matrix.ts';
import type { Dimension } from '../expression/notation.ts';
import type { Draw } from './instance.ts';
import { primeField } from './primeField.ts';
import type { Setting } from './setting.ts';

export interface RandomEvaluation {
  readonly points: number;
  readonly agree: boolean;
  /** Bound on the degree d of the difference: a false identity passes one point with probability at most d / PRIME. */
  readonly degree: number;
}

/** True when both sides are built by arithmetic alone, so that they can be evaluated in a finite field. */
export const isArithmetic = (expression: Expression, setting: Setting, depth = 0): boolean =>
  depth < 20 &&
  !some(
    expression,
    (node) =>
      ['call', 'expectation', 'covariance', 'integral', 'gradient', 'rate'].includes(node.kind) ||
      (node.kind === 'symbol' && setting.definitions.has(node.name)
        ? !isArithmetic(setting.definitions.get(node.name) as Expression, setting, depth + 1)
        : false),
  );

/** Evaluates left and right at one random point for each n. Points where something is undefined are drawn again. */
export function evaluateRandomly(
  left: Expression,
  right: Expression,
  setting: Setting,
  draw: Draw,
  sizes: readonly number[],
): RandomEvaluation {
  let agree = true;
  let points = 0;
  for (const n of sizes) {
    for (let attempt = 0; attempt < 5; attempt++) {
      const assignment = randomPoint(n, setting, draw);
      try {
        const [a, b] = [evaluate(left, assignment).flat(), evaluate(right, assignment).flat()];
        agree &&= a.length === b.length && a.every((value, i) => value === b[i]);
        points++;
        break;
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
      }
    }
  }
  const largest = Math.max(...sizes);
  const degree = degreeBound(left, setting, largest) + degreeBound(right, setting, largest);
  return { points, agree: agree && points > 0, degree };
}

function randomPoint(n: number, setting: Setting, draw: Draw): Assignment<bigint> {
  const size = (dimension: Dimension): number => (typeof dimension === 'number' ? dimension : n);
  const entry = (): bigint =>
    (BigInt(draw.integer(0, 2 ** 30)) << 31n) | BigInt(draw.integer(0, 2 ** 31 - 1));
  const values = new Map<string, Matrix<bigint>>();
  for (const [name, { shape, symmetric }] of Object.entries(setting.notation.symbols)) {
    if (setting.definitions.has(name)) continue;
    const full = Array.from({ length: size(shape.rows) }, () =>
      Array.from({ length: size(shape.columns) }, name === 'ones' ? () => 1n : entry),
    );
    values.set(
      name,
      symmetric ? full.map((row, i) => row.map((v, j) => (i <= j ? v : (full[j]?.[i] ?? v)))) : full,
    );
  }
  const unsupported = (): never => {
    throw new TypeError('not arithmetic');
  };
  return {
    ring: primeField,
    n,
    notation: setting.notation,
    definitions: setting.definitions,
    values,
    functions: { scalar: unsupported, cost: unsupported },
    expectation: unsupported,
  };
}

/**
 * Bounds the degrees of numerator and denominator of every entry of an expression, as rational functions of the free symbols.
 * Matrices enter with a common denominator of their at most n^2 different ones.
 */
function degreeBound(expression: Expression, setting: Setting, n: number): number {
  const of = (part: Expression): number => degreeBound(part, setting, n);
  switch (expression.kind) {
    case 'number':
      return 0;
    case 'symbol': {
      const definition = setting.definitions.get(expression.name);
      return definition === undefined ? 1 : of(definition);
    }
    case 'product':
      return n * n * expression.factors.map(of).reduce((a, b) => a + b, 0);
    case 'power': {
      const exponent = integerValue(expression.exponent) ?? 1;
      const base = of(expression.base);
      return Math.abs(exponent) * n * n * base;
    }
    case 'quotient':
      return n * n * of(expression.denominator) + of(expression.numerator);
    default:
      return (
        children(expression)
          .map(of)
          .reduce((a, b) => a + b, 0) * (expression.kind === 'indexSum' ? n : 1)
      );
  }
}
