/**
 * Parts of statements that are scalar calculus (limits, derivatives, logarithms), decided by the engines of `natgrad check`: the
 * normal form of elementary functions proves, an enclosed counterexample refutes.
 */
import { deadlineIn } from '../check/deadline.ts';
import { type ProblemText, problemFromText } from '../check/language/problemFromText.ts';
import { proveByNormalForm } from '../check/prove/scalar/prove.ts';
import { findCounterexample } from '../check/refute/refute.ts';
import { type Part, type Question, test } from './part.ts';

const MILLISECONDS = 10_000;

const decide =
  (problem: ProblemText): Question =>
  async (seed) => {
    const read = problemFromText(problem);
    if ((await proveByNormalForm(read, deadlineIn(MILLISECONDS))) !== undefined)
      return { holds: true, result: 'both sides have the same normal form' };
    const found = await findCounterexample(read, seed, deadlineIn(MILLISECONDS));
    if (found === undefined) return { holds: undefined, result: 'neither proved nor refuted' };
    const { assignment, left, right, exact } = found;
    return {
      holds: false,
      result: `the sides differ: ${left} and ${right}`,
      counterexample: { assignment, left, right, exact },
    };
  };

/** A claim in the language of `natgrad check`, with wrong variants of it. Exact for all admissible real values. */
export const calculus = (problem: ProblemText, wrong: readonly string[]): Part =>
  test({
    text: problem.claim,
    method: 'normal form of elementary functions',
    scope: 'all real values of the declared kinds at which both sides are defined',
    exact: true,
    ask: decide(problem),
    variants: wrong.map((claim) => ({ change: `instead: ${claim}`, ask: decide({ ...problem, claim }) })),
  });
