/**
 * Scalar identities as Coq lemmas over the real numbers of its standard library.
 *
 *   Lemma eq91_1 (c1 ... s2 k1 k2 : R) : k1 = 1 / ... -> k2 = ... -> c1 <> 0 -> ... -> k2 = ... .
 *   Proof. rational_identity. Qed.
 *
 * Definitions and divisors that may not vanish are hypotheses; the tactic is that of proofs/coq/ScalarField.v.
 */
import type { Expression } from '../expression/expression.ts';
import { arithmeticText, type Dialect } from './arithmeticText.ts';
import { printAssumptions } from './coqFiles.ts';
import { type ScalarIdentity, variablesOf } from './scalarIdentity.ts';

const REALS: Dialect = {
  integer: (value) => (value < 0n ? `(${value})` : `${value}`),
  name: (name) => name,
  quotient: (numerator, denominator) => `(${numerator} / ${denominator})`,
  power: (base, exponent) => `(${base} ^ ${exponent})`,
};

/** A rational scalar as a real number of Coq. Throws TypeError for anything else. */
export const coqText = (expression: Expression): string => arithmeticText(expression, REALS);

/** The name of the k-th lemma of a claim: eq91_1, closed_form_2. */
export const lemmaName = (claimId: string, index: number): string =>
  `${claimId.replace(/[^A-Za-z0-9]/g, '_')}_${index + 1}`;

/** A Coq file that states and proves one lemma for each pair of sides, and prints what each rests on. */
export function scalarLemmas(claimId: string, identity: ScalarIdentity): string {
  const { pairs, definitions, nonzero } = identity;
  const names = [...variablesOf(identity), ...definitions.map(([name]) => name)];
  const hypotheses = [
    ...definitions.map(([name, value]) => `${name} = ${coqText(value)}`),
    ...nonzero.map((divisor) => `${coqText(divisor)} <> 0`),
  ].map((hypothesis) => `  ${hypothesis} ->\n`);
  const lemmas = pairs.map(([left, right], index) => {
    const name = lemmaName(claimId, index);
    const goal = `  ${coqText(left)} = ${coqText(right)}.`;
    return `Lemma ${name} (${names.join(' ')} : R) :\n${hypotheses.join('')}${goal}\nProof. rational_identity. Qed.\n`;
  });
  return `Require Import ScalarField.\nLocal Open Scope R_scope.\n\n${lemmas.join('\n')}\n${printAssumptions(pairs.map((_, index) => lemmaName(claimId, index)))}`;
}
