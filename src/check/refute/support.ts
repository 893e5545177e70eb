/**
 * What a search without a counterexample is worth.
 */
import type { Problem } from '../problem.ts';
import type { Decided } from './decisions.ts';
import type { SearchResult } from './search.ts';
import { sizesToString } from './sizes.ts';

export type Support =
  | { readonly kind: 'supported'; readonly scope: string; readonly method: string }
  | { readonly kind: 'vacuous'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

const atSizes = (decided: readonly Decided[]): string => {
  const sizes = decided.map((each) => sizesToString(each.sizes)).filter((text) => text !== '');
  return sizes.length === 0 ? '' : ` for ${sizes.join('; ')}`;
};

/** Fewer admissible assignments than this support nothing. */
const FEWEST = 12;

export function supportFrom(problem: Problem, result: SearchResult, decided: readonly Decided[]): Support {
  const { evidence } = result;
  if (result.counterexample !== undefined) return { kind: 'unknown', reason: 'a counterexample was found' };
  if (result.disputed !== undefined)
    return { kind: 'unknown', reason: 'the two evaluators disagree at an assignment' };
  if (decided.some(({ decision }) => decision.kind === 'fails'))
    return { kind: 'unknown', reason: 'the claim fails at a point that is not rational' };
  if (decided.length > 0 && decided.every(({ decision }) => decision.kind === 'unsatisfiable'))
    return { kind: 'vacuous', reason: `no assignment satisfies kinds and hypotheses${atSizes(decided)}` };
  const proved = decided.filter(({ decision }) => decision.kind === 'holds');
  if (proved.length > 0)
    return {
      kind: 'supported',
      scope: `exact${atSizes(proved) || ' for all admissible assignments'}`,
      method: 'real closed fields, matrices written out; no violation found at other sizes',
    };
  const total = (key: 'held' | 'exact' | 'unknown' | 'undefined' | 'estimated'): number =>
    evidence.reduce((sum, each) => sum + each[key], 0);
  const [held, exact, unknown] = [total('held'), total('exact'), total('unknown')];
  if (held + unknown === 0) {
    const reason =
      total('undefined') === 0
        ? 'no assignment was found at which all `given` hold'
        : 'no admissible assignment was found at which both sides are defined';
    return { kind: result.complete ? 'vacuous' : 'unknown', reason };
  }
  const reached = evidence.filter((each) => each.held + each.unknown >= 3).map(({ sizes }) => sizes);
  const where = reached.every((sizes) => sizes === '') ? '' : ` at ${reached.join('; ')}`;
  if (held + unknown < FEWEST || reached.length === 0)
    return { kind: 'unknown', reason: `only ${held + unknown} admissible assignments were found` };
  const scope = `${held + unknown} assignments${where}`;
  if (problem.claim.operator === '==') {
    const exactly =
      exact === held + unknown ? 'equal as rational numbers' : 'equal within enclosures of 1e-30';
    return { kind: 'supported', scope, method: `evaluation: both sides ${exactly}` };
  }
  const strict = ['<', '>', '!='].includes(problem.claim.operator);
  const near = evidence.reduce((sum, each) => sum + each.unknownNear, 0);
  if ((strict && near > 0) || unknown > held)
    return {
      kind: 'unknown',
      reason: `the sides are too close to tell at ${unknown} of ${held + unknown} assignments`,
    };
  if (result.touchPoints.length > 0)
    return {
      kind: 'unknown',
      reason: 'the sides come within 1e-12 of each other at a point that was not identified',
    };
  const margin = evidence.reduce((least, each) => Math.min(least, each.margin), Number.POSITIVE_INFINITY);
  return {
    kind: 'supported',
    scope: `${held} assignments${where}`,
    method: `search for a violation found none; smallest relative margin ${margin.toPrecision(2)}`,
  };
}
