/**
 * What a search is worth: without a counterexample it supports, unless it found out more on the way.
 */
import type { Problem } from '../problem.ts';
import { partsOf, type Term } from '../term.ts';
import type { Decided } from './decisions.ts';
import type { SearchResult } from './search.ts';
import { sizesToString } from './sizes.ts';
import type { Counterexample } from './trial.ts';

export type Support =
  | { readonly kind: 'proved'; readonly scope: string; readonly method: string }
  | { readonly kind: 'refuted'; readonly counterexample: Counterexample }
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
  if (result.counterexample !== undefined) return { kind: 'refuted', counterexample: result.counterexample };
  if (result.disputed !== undefined)
    return { kind: 'unknown', reason: 'a violation was seen that the second evaluator did not confirm' };
  if (decided.some(({ decision }) => decision.kind === 'fails'))
    return { kind: 'unknown', reason: 'the claim fails at a point that is not rational' };
  const isScalar = problem.dimensions.length === 0;
  if (isScalar && decided.some(({ decision }) => decision.kind === 'unsatisfiable'))
    return {
      kind: 'vacuous',
      reason: 'no assignment satisfies kinds and hypotheses with both sides defined',
    };
  const proved = decided.filter(({ decision }) => decision.kind === 'holds');
  if (isScalar && proved.length > 0)
    return { kind: 'proved', scope: 'all admissible assignments', method: 'z3 nlsat (real closed fields)' };
  const samples = fromSamples(problem, result);
  const enough = proved.length > 1 || samples.kind === 'supported';
  if (proved.length === 0 || !enough || samples.kind === 'vacuous') return samples;
  const others = samples.kind === 'supported' ? `; ${samples.scope}` : '';
  return {
    kind: 'supported',
    scope: `exact${atSizes(proved)}${others}`,
    method: `real closed fields, matrices written out${samples.kind === 'supported' ? `; ${samples.method}` : ''}`,
  };
}

function fromSamples(problem: Problem, { evidence, complete, touchPoints }: SearchResult): Support {
  const total = (
    key: 'held' | 'exact' | 'overlapping' | 'overlappingNear' | 'undefined' | 'valueless',
  ): number => evidence.reduce((sum, each) => sum + each[key], 0);
  const [held, overlapping, valueless] = [total('held'), total('overlapping'), total('valueless')];
  const counted = held + overlapping;
  if (counted + valueless === 0) {
    const reason =
      total('undefined') === 0
        ? 'no assignment was found at which all `given` hold'
        : 'no admissible assignment was found at which both sides are defined';
    return { kind: complete ? 'vacuous' : 'unknown', reason };
  }
  const reached = evidence.filter((each) => each.held + each.overlapping >= 3).map(({ sizes }) => sizes);
  if (counted < FEWEST || reached.length === 0)
    return { kind: 'unknown', reason: `both sides were evaluated at only ${counted} admissible assignments` };
  const where = reached.every((sizes) => sizes === '') ? '' : ` at ${reached.join('; ')}`;
  if (problem.claim.operator === '==') {
    const width = Math.max(...evidence.map((each) => each.width));
    const exactly =
      total('exact') === counted
        ? 'equal as rational numbers'
        : `equal as rational numbers or within enclosures of relative width ${width.toExponential(0)}`;
    const estimated = evidence.some((each) => each.estimated > 0) ? ' (partly estimated by quadrature)' : '';
    return {
      kind: 'supported',
      scope: `${counted} assignments${where}`,
      method: `evaluation: both sides ${exactly}${estimated}`,
    };
  }
  const strict = ['<', '>', '!='].includes(problem.claim.operator);
  if ((strict && total('overlappingNear') > 0) || overlapping > held)
    return {
      kind: 'unknown',
      reason: `the sides are too close to tell at ${overlapping} of ${counted} assignments`,
    };
  if (touchPoints.length > 0)
    return {
      kind: 'unknown',
      reason: 'the sides come within 1e-12 of each other at a point that was not identified',
    };
  if (oscillates(problem.claim.left) || oscillates(problem.claim.right))
    return {
      kind: 'unknown',
      reason:
        'no violation was found, but samples of sines say little about a bound that is approached far away',
    };
  const margin = Math.min(...evidence.map((each) => each.margin));
  return {
    kind: 'supported',
    scope: `${held} assignments${where}`,
    method: `search for a violation found none; smallest relative margin ${margin.toPrecision(2)}`,
  };
}

const oscillates = (term: Term): boolean =>
  (term.kind === 'call' && ['sin', 'cos', 'tan'].includes(term.name)) || partsOf(term).some(oscillates);
