/** Runs the scalar provers on a line of claims.ts. */
import { deadlineIn } from '../../../../src/check/deadline.ts';
import { problemFromText } from '../../../../src/check/language/problemFromText.ts';
import type { Problem, Proof } from '../../../../src/check/problem.ts';
import { scalarProvers } from '../../../../src/check/prove/scalar/index.ts';
import { SYMBOLS } from './claims.ts';

/** The problem of a line 'claim | hypothesis | ...'. */
export function problemOf(line: string): Problem {
  const [claim = '', ...given] = line.split(' | ');
  return problemFromText({ symbols: SYMBOLS, claim, given });
}

/** The first proof of the scalar provers, each given this many milliseconds. */
export async function proofOf(problem: Problem, milliseconds: number): Promise<Proof | undefined> {
  for (const { prove } of scalarProvers) {
    const proof = await prove(problem, deadlineIn(milliseconds));
    if (proof !== undefined) return proof;
  }
  return undefined;
}
