/**
 * Refutation and support of a claim: what the rest of the program asks.
 */
import type { Deadline, Problem } from '../problem.ts';
import { proveByNormalForm } from '../prove/scalar/prove.ts';
import { counterexampleFrom, decisions } from './decisions.ts';
import { Search, type SearchResult } from './search.ts';
import { failureAtSpecialPoint } from './special.ts';
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

/** Points at which sides may meet that are looked at symbolically. */
const MOST_POINTS = 4;

/**
 * An admissible assignment at which both sides are defined and the relation fails, confirmed by a second evaluator; undefined says
 * nothing. The same seed finds the same, unless the deadline cuts the search short.
 */
export async function findCounterexample(
  problem: Problem,
  seed: number,
  deadline: Deadline,
): Promise<Counterexample | undefined> {
  const { counterexample, touchPoints, complete } = searchFurther(problem, seed, deadline);
  if (counterexample !== undefined) return counterexample;
  for (const point of touchPoints.slice(0, MOST_POINTS)) {
    const found = await failureAtSpecialPoint(problem, point, proveByNormalForm, deadline);
    if (found !== undefined) return found;
  }
  return complete ? counterexampleFrom(problem, await decisions(problem, deadline)) : undefined;
}

/** What sampling says about a claim that nobody proved or refuted. */
export async function support(problem: Problem, seed: number, deadline: Deadline): Promise<Support> {
  const counterexample = await findCounterexample(problem, seed, deadline);
  const result = searchFurther(problem, seed, deadline);
  return supportFrom(
    problem,
    counterexample === undefined ? result : { ...result, counterexample },
    await decisions(problem, deadline),
  );
}
