/**
 * What Coq's `Print Assumptions` says: nothing but the axioms of the standard library's real numbers may be assumed. A lemma
 * that was admitted is listed there like an axiom.
 */

/** The axioms from which the standard library builds the real numbers. */
const AXIOMS_OF_THE_REALS: ReadonlySet<string> = new Set([
  'ClassicalDedekindReals.sig_forall_dec',
  'ClassicalDedekindReals.sig_not_dec',
  'FunctionalExtensionality.functional_extensionality_dep',
  'Classical_Prop.classic',
]);

const CLOSED = 'Closed under the global context';

/** For each `Print Assumptions`, in order, the names that are assumed. */
export function assumptionsIn(output: string): string[][] {
  const answers: string[][] = [];
  for (const line of output.split('\n')) {
    if (line === CLOSED || line === 'Axioms:') answers.push([]);
    else if (/^[A-Za-z_]/.test(line)) answers.at(-1)?.push(line.split(/\s/)[0] ?? '');
  }
  return answers;
}

/** The assumed names that are not allowed. */
export const forbidden = (assumed: readonly string[]): string[] =>
  assumed.filter((name) => !AXIOMS_OF_THE_REALS.has(name));

export const restsOn = (assumed: readonly string[]): string =>
  assumed.length === 0 ? 'no axioms' : 'the axioms of the real numbers alone';
