/**
 * Mutation test of a claim: every wrong variant of its statement must be refuted, or be proved to say the same.
 */

import { symbolsOf } from '../expression/expression.ts';
import { mutantsOf } from '../expression/mutate.ts';
import { cases, type Relation, type Statement, statementText } from '../expression/statement.ts';
import { decideLimit } from '../symbolic/limit.ts';
import { proveEqual } from '../symbolic/prove.ts';
import type { Claim } from './claim.ts';
import { type Instances, pairs } from './instances.ts';
import { isWorse, measureError, sampleOf } from './measurement.ts';
import type { MutantCount } from './report.ts';

export interface MutationResult extends MutantCount {
  readonly survivors: readonly string[];
}

type Fate = 'refuted' | 'equivalent' | 'survived';

export const NO_MUTANTS: MutationResult = { total: 0, refuted: 0, equivalent: 0, survivors: [] };

/** Tries all mutants of `statement`, which is the claim's printed line or its correction. */
export function testMutants(
  statement: Statement,
  claim: Claim,
  instances: Instances,
  seed: number,
): MutationResult {
  let [refuted, equivalent] = [0, 0];
  const survivors: string[] = [];
  for (const { change, mutant, relation } of variants(statement, claim)) {
    const fate = fateOf(mutant, relation, statement, claim, instances, seed);
    if (fate === 'refuted') refuted++;
    else if (fate === 'equivalent') equivalent++;
    else survivors.push(`${change}: ${statementText(mutant)}`);
  }
  return { total: refuted + survivors.length, refuted, equivalent, survivors };
}

interface Variant {
  readonly change: string;
  readonly mutant: Statement;
  /** Index of the changed relation, or undefined for a variant written by hand. */
  readonly relation: number | undefined;
}

function variants(statement: Statement, claim: Claim): Variant[] {
  const symbols = new Set(
    statement.relations.flatMap(({ sides }) => sides.flatMap((side) => [...symbolsOf(side)])),
  );
  const made = statement.relations.flatMap((relation, r) =>
    relation.sides.flatMap((side, s) => {
      if (relation.kind !== 'equal' && s === 0) return []; // of an approximation, the approximating side is spoilt
      return mutantsOf(side, claim.setting.notation, symbols).map(({ change, expression }) => ({
        change,
        mutant: {
          ...statement,
          relations: statement.relations.with(r, { ...relation, sides: relation.sides.with(s, expression) }),
        },
        relation: r,
      }));
    }),
  );
  const byHand = claim.mutants.map((mutant) => ({ change: 'written by hand', mutant, relation: undefined }));
  return [...made, ...byHand];
}

function fateOf(
  mutant: Statement,
  relation: number | undefined,
  original: Statement,
  claim: Claim,
  instances: Instances,
  seed: number,
): Fate {
  if (mutant.relations.every(({ kind }) => kind === 'equal')) return fateOfEquality(mutant, claim, instances);
  const changed = relation === undefined ? mutant.relations : mutant.relations.slice(relation, relation + 1);
  const before =
    relation === undefined ? original.relations : original.relations.slice(relation, relation + 1);
  const fates = changed.map((each, k) => fateOfApproximation(each, before[k], claim, seed));
  return fates.includes('refuted') ? 'refuted' : fates.includes('survived') ? 'survived' : 'equivalent';
}

function fateOfEquality(mutant: Statement, claim: Claim, instances: Instances): Fate {
  if (instances.refutes(mutant)) return 'refuted';
  const proved = cases(mutant).every(({ sides }) =>
    pairs(sides).every(([left, right]) => proveEqual(left, right, claim.setting, claim.given).proved),
  );
  return proved ? 'equivalent' : 'survived';
}

/** Refuted when its error does not vanish in the limit, or, without a limit, is larger in the named regime. */
function fateOfApproximation(
  mutant: Relation,
  original: Relation | undefined,
  claim: Claim,
  seed: number,
): Fate {
  const [left, right] = mutant.sides;
  const before = original?.sides[1];
  if (left === undefined || right === undefined) return 'survived';
  try {
    if (mutant.limit !== undefined) {
      return decideLimit(left, right, mutant.limit, claim.setting).holds ? 'equivalent' : 'refuted';
    }
  } catch (error) {
    if (error instanceof RangeError) return 'refuted'; // divides by zero everywhere
    if (!(error instanceof TypeError)) throw error; // beyond the algebra: measure it
  }
  if (claim.measurement === undefined || claim.measurement.compare !== undefined || before === undefined)
    return 'survived';
  const groups = sampleOf(claim.measurement, seed);
  return isWorse(measureError(left, before, groups), measureError(left, right, groups))
    ? 'refuted'
    : 'survived';
}
