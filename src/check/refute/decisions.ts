/**
 * What real quantifier-free decision procedures say about a claim with its matrices written out at small sizes. Asked only when the
 * search has ended; answers are kept for the support of the same problem.
 */
import type { Deadline, Problem } from '../problem.ts';
import { decideForSizes, type SizeDecision } from '../prove/scalar/smallSizes.ts';
import { type Sizes, sizeLadder, sizesToString } from './sizes.ts';
import { type Counterexample, counterexampleOf, tryValues } from './trial.ts';

/** Written out, larger matrices are out of reach. */
const MOST_SIZES = 3;
/** Less time is not worth starting the solver, in milliseconds. */
const WORTHWHILE = 200;

export interface Decided {
  readonly sizes: Sizes;
  readonly decision: SizeDecision;
}

const known = new WeakMap<Problem, Decided[]>();

/** Decisions for the smallest sizes, as far as the time allows; a third of it for each. */
export async function decisions(problem: Problem, deadline: Deadline): Promise<readonly Decided[]> {
  const made = known.get(problem) ?? [];
  known.set(problem, made);
  for (const sizes of sizeLadder(problem.dimensions, [], true).first.slice(0, MOST_SIZES)) {
    const name = sizesToString(sizes);
    if (deadline.remaining() < WORTHWHILE || made.some((each) => sizesToString(each.sizes) === name))
      continue;
    const decision = await decideForSizes(problem, sizes, shareOf(deadline));
    made.push({ sizes, decision });
    if (decision.kind === 'unknown' || decision.kind === 'fails') break;
  }
  return made;
}

function shareOf(deadline: Deadline): Deadline {
  const end = performance.now() + deadline.remaining() / MOST_SIZES;
  const remaining = (): number => Math.min(end - performance.now(), deadline.remaining());
  return { remaining, expired: () => remaining() <= 0 };
}

/** A model that the evaluators confirm. */
export function counterexampleFrom(problem: Problem, made: readonly Decided[]): Counterexample | undefined {
  for (const { decision } of made) {
    if (decision.kind !== 'fails' || decision.model === undefined) continue;
    const { admissible, claim } = tryValues(problem, decision.model);
    if (admissible && claim.verdict === 'fails') {
      const found = counterexampleOf(problem, decision.model, claim);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
