/**
 * What an expression is read with: notation, definitions, the distribution of the random vectors, and assumptions; and what
 * depends on what under the definitions.
 */
import { type Expression, some, substitute, symbol, symbolsOf } from '../expression/expression.ts';
import type { Notation } from '../expression/notation.ts';
import { identifiersOf } from './opaque.ts';

export interface Setting {
  readonly notation: Notation;
  readonly definitions: ReadonlyMap<string, Expression>;
  /** Vectors v that appear as diag(v): they are read as diag(v) ones, so that r and Sigma know each other. */
  readonly diagonalVectors: ReadonlySet<string>;
  /** The Gaussian random vector, with the direction w in V = w^T x. */
  readonly gaussian?: {
    readonly name: string;
    readonly mean: Expression;
    readonly covariance: Expression;
    readonly weights: Expression;
  };
  /** Contractions that are 0 by assumption, as expressions. */
  readonly vanishing: readonly Expression[];
  /** The assumption phi'(V)^2/phi(V) = 1 (Equation 115). */
  readonly unitSlope: boolean;
  /** Functions that are written out: phi(u) = body. Their steps Theta are 1, which the claim assumes. */
  readonly functionBodies?: Readonly<
    Record<string, { readonly variable: string; readonly body: Expression }>
  >;
}

/**
 * Writes out the definitions in which `by` occurs, so that a derivative by it sees every occurrence.
 * Throws TypeError when `by` is itself defined by other symbols, or moves the distribution under an expectation.
 */
export function expandWhatDependsOn(by: string, expression: Expression, setting: Setting): Expression {
  const { definitions, gaussian } = setting;
  if (definitions.has(by)) throw new TypeError(`derivative by ${by}: it is defined by other symbols`);
  const moves = (part: Expression): boolean =>
    mentions(part, setting, (node) => node.kind === 'symbol' && node.name === by);
  const expand = (part: Expression): Expression => {
    const moving = [...symbolsOf(part)].flatMap((name) => {
      const definition = definitions.get(name);
      return definition !== undefined && moves(definition) ? [[name, expand(definition)] as const] : [];
    });
    return substitute(part, new Map(moving));
  };
  const expanded = expand(expression);
  const isMoment = (node: Expression): boolean => node.kind === 'expectation' || node.kind === 'covariance';
  const fixed = gaussian !== undefined && !moves(gaussian.mean) && !moves(gaussian.covariance);
  if (!fixed && mentions(expanded, setting, isMoment)) {
    throw new TypeError(`derivative by ${by}: the distribution may depend on it`);
  }
  return expanded;
}

/** True when some node satisfies the predicate, in the expression or in a definition that it uses. */
function mentions(
  expression: Expression,
  setting: Setting,
  predicate: (node: Expression) => boolean,
): boolean {
  return some(expression, (node) => {
    const definition = node.kind === 'symbol' ? setting.definitions.get(node.name) : undefined;
    return predicate(node) || (definition !== undefined && mentions(definition, setting, predicate));
  });
}

/** True for variables and letters of the algebra that depend on a random symbol or function. */
export function dependsOnRandom(name: string, setting: Setting): boolean {
  const { notation, definitions, gaussian } = setting;
  const isRandom = (node: Expression): boolean =>
    (node.kind === 'symbol' &&
      !definitions.has(node.name) &&
      (node.name === gaussian?.name || notation.symbols[node.name]?.random === true)) ||
    (node.kind === 'call' && notation.functions[node.name]?.random === true);
  return [...identifiersOf(name)].some(
    (each) => notation.functions[each]?.random === true || mentions(symbol(each), setting, isRandom),
  );
}
