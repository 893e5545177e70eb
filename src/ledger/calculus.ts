/**
 * Parts of statements in the language of `natgrad check`, decided by its engines: scalar calculus (limits, derivatives, logarithms)
 * by the normal form of elementary functions, matrices of any shape by the normal form of matrix words; an exact or enclosed
 * counterexample refutes.
 */
import { deadlineIn } from '../check/deadline.ts';
import { type ProblemText, problemFromText } from '../check/language/problemFromText.ts';
import type { Prover } from '../check/problem.ts';
import { proveMatrixEquality } from '../check/prove/matrix/equality.ts';
import { proveByNormalForm } from '../check/prove/scalar/prove.ts';
import { findCounterexample } from '../check/refute/refute.ts';
import { type Part, type Question, test } from './part.ts';

const MILLISECONDS = 10_000;

const decide =
  (problem: ProblemText, prove: Prover): Question =>
  async (seed) => {
    const read = problemFromText(problem);
    if ((await prove(read, deadlineIn(MILLISECONDS))) !== undefined)
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

const decided =
  (prove: Prover, how: { readonly method: string; readonly scope: string }) =>
  (problem: ProblemText, wrong: readonly string[]): Part =>
    test({
      text: withHypotheses(problem),
      ...how,
      exact: true,
      ask: decide(problem, prove),
      variants: wrong.map((claim) => ({
        change: `instead: ${claim}`,
        ask: decide({ ...problem, claim }, prove),
      })),
    });

const withHypotheses = ({ claim, given = [], let: formulas = {} }: ProblemText): string => {
  const where = Object.entries(formulas).map(([name, formula]) => `${name} = ${formula}`);
  const parts = [claim, ...(where.length === 0 ? [] : [`where ${where.join(', ')}`])];
  return [...parts, ...(given.length === 0 ? [] : [`given ${given.join(', ')}`])].join(', ');
};

/** A scalar claim with wrong variants of it. Exact for all admissible real values. */
export const calculus = decided(proveByNormalForm, {
  method: 'normal form of elementary functions',
  scope: 'all real values of the declared kinds at which both sides are defined',
});

/** An equality of vectors or matrices, rectangular ones too, with wrong variants of it. Exact for all sizes. */
export const matrixIdentity = decided(proveMatrixEquality, {
  method: 'normal form of matrix words',
  scope: 'all sizes and all values of the declared kinds at which both sides are defined',
});
