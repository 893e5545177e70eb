/** Claims for the tests of the engines: those of the ledger, and wrong variants of them. */
import { formulaClaims as claims } from '../../proofs/index.ts';
import { mutantsOf } from '../../src/expression/mutate.ts';
import { cases } from '../../src/expression/statement.ts';
import { type AskedClaim, subjectOf } from '../../src/external/opinion.ts';
import { consecutive } from '../../src/external/scalarIdentity.ts';

export { claims };

/** The claim with this id. */
export function claimOf(id: string): AskedClaim {
  const found = claims.find((claim) => claim.id === id);
  if (found === undefined) throw new Error(`no claim ${id}`);
  return found;
}

/** For each pair of sides a claim in which the first term of the right-hand side, or all of it, has the other sign. */
export function wrongSigns(
  { corrected: _, ...claim }: AskedClaim & { corrected?: unknown },
  subject = claim.printed,
): AskedClaim[] {
  const pairs =
    subject.relations.length === 0 ? [] : cases(subject).flatMap(({ sides }) => consecutive(sides));
  return pairs.map(([left, right], index) => {
    const mutants = mutantsOf(right, claim.setting.notation, []); // of the whole side first, then of the outermost terms
    const mutant =
      right.kind === 'sum' ? mutants.find(({ change }) => change.startsWith('sign of term')) : mutants[0];
    if (mutant === undefined) throw new Error(`${claim.id}: no mutant`);
    return {
      ...claim,
      id: `wrong-${claim.id}-${index + 1}`,
      printed: { relations: [{ kind: 'equal', sides: [left, mutant.expression] }] },
    };
  });
}

/** Wrong variants of what the engines are asked about: the correction where there is one. */
export const wrongVariants = (asked: readonly AskedClaim[]): AskedClaim[] =>
  asked.flatMap((claim) => wrongSigns(claim, subjectOf(claim)));
