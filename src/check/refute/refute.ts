/**
 * Refutation and support of a claim: what the rest of the program asks.
 */
import type { Deadline, Problem } from '../problem.ts';
import { Search, type SearchResult } from './search.ts';
import { type Support, supportFrom } from './support.ts';
import type { Counterexample } from './trial.ts';

export type { Support } from './support.ts';
export type { Counterexample } from './trial.ts';

/** A search goes on where the last call for the same problem and seed was cut short, and serves support as well. */
const searches = new WeakMap<Problem, Map<number, Search>>();

function searchFurther(problem: Problem, seed: number, deadline: Deadline): SearchResult {
  const known = searches.get(problem) ?? new Map<number, Search>();
  searches.set(problem, known);
  const search = known.get(seed) ?? new Search(problem, seed);
  known.set(seed, search);
  return search.run(deadline);
}

/**
 * An admissible assignment at which both sides are defined and the relation fails, confirmed by a second evaluator; undefined says
 * nothing. The same seed finds the same, unless the deadline cuts the search short.
 */
export async function findCounterexample(
  problem: Problem,
  seed: number,
  deadline: Deadline,
): Promise<Counterexample | undefined> {
  return searchFurther(problem, seed, deadline).counterexample;
}

/** What sampling says about a claim that nobody proved or refuted. */
export async function support(problem: Problem, seed: number, deadline: Deadline): Promise<Support> {
  return supportFrom(problem, searchFurther(problem, seed, deadline));
}
