/**
 * Inequalities with a certificate: an identity whose right-hand side shows its sign term by term, for all n.
 *
 * Two parts: the identity, judged by the exact engines, and the sign of its right-hand side, read off its form from facts that
 * are listed. Each fact is left out in turn, and the sign must then be lost: no fact stands there for show.
 */
import type { Expression } from '../expression/expression.ts';
import { toText } from '../expression/print.ts';
import { type Sign, type SignFacts, signOf } from '../symbolic/sign.ts';
import { type FormalText, formal, type Part, type Question, test } from './part.ts';

/** Facts with their texts for the reader. */
export interface Fact {
  readonly text: string;
  readonly add: (facts: MutableFacts) => void;
}

interface MutableFacts {
  readonly signs: Map<string, Sign>;
  readonly definite: Set<string>;
  readonly continuous: Set<string>;
}

export const isPositive = (expression: Expression, why = ''): Fact => ({
  text: `${toText(expression)} > 0${why === '' ? '' : ` (${why})`}`,
  add: ({ signs }) => void signs.set(toText(expression), 'positive'),
});
export const isNonnegative = (expression: Expression, why = ''): Fact => ({
  text: `${toText(expression)} >= 0${why === '' ? '' : ` (${why})`}`,
  add: ({ signs }) => void signs.set(toText(expression), 'nonnegative'),
});
export const isPositiveDefinite = (expression: Expression, why = ''): Fact => ({
  text: `${toText(expression)} is positive definite${why === '' ? '' : ` (${why})`}`,
  add: ({ definite }) => void definite.add(toText(expression)),
});
export const hasDensity = (expression: Expression, why = ''): Fact => ({
  text: `${toText(expression)} has a density${why === '' ? '' : ` (${why})`}`,
  add: ({ continuous }) => void continuous.add(toText(expression)),
});

function gather(facts: readonly Fact[]): SignFacts {
  const all: MutableFacts = { signs: new Map(), definite: new Set(), continuous: new Set() };
  for (const { add } of facts) add(all);
  return all;
}

/** The sign of one expression, from facts. */
export function signPart(expression: Expression, sign: Sign, facts: readonly Fact[]): Part {
  const relation = `${toText(expression)} ${sign === 'positive' ? '>' : '>='} 0`;
  const asking =
    (from: readonly Fact[]): Question =>
    () => {
      const found = signOf(expression, gather(from));
      const holds = found === sign || found === 'positive';
      return { holds, result: holds ? 'every term has the sign' : 'the form does not show the sign' };
    };
  return test({
    text: relation,
    method: 'sign of each term',
    scope: `all n; given ${facts.map(({ text }) => text).join(', ')}`,
    exact: true,
    ask: asking(facts),
    variants: facts.map((fact, k) => ({
      change: `without ${fact.text}`,
      ask: asking(facts.toSpliced(k, 1)),
    })),
  });
}

/** The identity of the last relation's sides, and the sign of its last side. */
export function certified(identity: FormalText, sign: Sign, facts: readonly Fact[]): readonly Part[] {
  const certificate = identity.statement.relations.at(-1)?.sides.at(-1);
  if (certificate === undefined) throw new Error('certificate: expected an identity with two sides');
  return [formal(identity), signPart(certificate, sign, facts)];
}
