/** Verdicts are computed from the printed lines: a proved line that is spoilt loses its verdict, and the run fails. */
import { describe, expect, it } from 'vitest';
import { claims, formulaClaims } from '../../proofs/index.ts';
import { symbolsOf } from '../../src/expression/expression.ts';
import { mutantsOf } from '../../src/expression/mutate.ts';
import { cases, type Statement, statementText } from '../../src/expression/statement.ts';
import type { Claim, FormulaClaim } from '../../src/ledger/claim.ts';
import { pairs } from '../../src/ledger/instances.ts';
import { asExpected } from '../../src/ledger/report.ts';
import { decideLimit } from '../../src/symbolic/limit.ts';
import { proveEqual } from '../../src/symbolic/prove.ts';
import { runToEnd } from '../ledger/runs.ts';

/** The first mutant of the last printed side that is not proved to say the same. */
function spoil(claim: FormulaClaim): Statement {
  const { printed, setting, given } = claim;
  const last = printed.relations.at(-1);
  const side = last?.sides.at(-1);
  if (last === undefined || side === undefined) throw new Error(`${claim.id}: nothing is printed`);
  const symbols = new Set(last.sides.flatMap((each) => [...symbolsOf(each)]));
  for (const { expression } of mutantsOf(side, setting.notation, symbols)) {
    const relation = { ...last, sides: last.sides.with(-1, expression) };
    const mutant = { ...printed, relations: printed.relations.with(-1, relation) };
    const [left] = relation.sides;
    const same =
      relation.kind === 'tends' && left !== undefined && relation.limit !== undefined
        ? decideLimit(left, expression, relation.limit, setting).holds
        : cases(mutant).every(({ sides }) =>
            pairs(sides).every(([a, b]) => proveEqual(a, b, setting, given).proved),
          );
    if (!same) return mutant;
  }
  throw new Error(`${claim.id}: no mutant differs`);
}

describe.each(formulaClaims.filter(({ expected }) => expected === 'proved'))('$id, spoilt', (claim) => {
  it('is not proved any more, and the run does not end as expected', async () => {
    const printed = spoil(claim);
    const spoilt = claims.map((each): Claim => (each.id === claim.id ? { ...claim, printed } : each));
    const report = await runToEnd(spoilt, { seed: 1, only: new Set([claim.id]) });
    const verdict = report.claims[0]?.verdict;
    expect(verdict, statementText(printed)).toMatch(/refuted|inconclusive/);
    expect(asExpected(report)).toBe(false);
  });
});
