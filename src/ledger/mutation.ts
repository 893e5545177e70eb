/**
 * Mutation test of a claim: every wrong variant of its statement must be refuted, or be proved to say the same.
 */

import { symbolsOf } from '../expression/expression.ts';
import { mutantsOf } from '../expression/mutate.ts';
import { toText } from '../expression/print.ts';
import { cases, type Relation, type Statement, statementText } from '../expression/statement.ts';
import { decideLimit } from '../symbolic/limit.ts';
import { proveEqual } from '../symbolic/prove.ts';
import type { FormulaClaim } from './claim.ts';
import { type Instances, pairs } from './instances.ts';
import { isWorse, measureError, sampleOf } from './measurement.ts';
import type { Mutant, MutantCount } from './report.ts';

export interface MutationResult extends MutantCount {
  readonly variants: readonly Mutant[];
}

/** What a mutant is judged with. */
export type Subject = Pick<FormulaClaim, 'setting' | 'given' | 'measurement' | 'mutants'>;

type Fate = Pick<Mutant, 'fate' | 'by'>;

const refuted = (by: string): Fate => ({ fate: 'refuted', by });
const equivalent = (by: string): Fate => ({ fate: 'equivalent', by });
const SURVIVED: Fate = { fate: 'survived', by: 'nothing' };

/** Counts fates; equivalent mutants are no part of the total. */
export function countMutants(variants: readonly Mutant[]): MutationResult {
  const count = (fate: Mutant['fate']): number => variants.filter((each) => each.fate === fate).length;
  const [gone, same] = [count('refuted'), count('equivalent')];
  return { total: variants.length - same, refuted: gone, equivalent: same, variants };
}

export const NO_MUTANTS: MutationResult = countMutants([]);

/** Tries all mutants of `statement`, which is the claim's printed line or its correction. */
export function testMutants(
  statement: Statement,
  subject: Subject,
  instances: Instances,
  seed: number,
): MutationResult {
  return countMutants(
    variants(statement, subject).map(({ change, mutant, relation }) => ({
      change,
      statement: statementText(mutant),
      ...fateOf(mutant, relation, statement, subject, instances, seed),
    })),
  );
}

interface Variant {
  readonly change: string;
  readonly mutant: Statement;
  /** Index of the changed relation, or undefined for a variant written by hand. */
  readonly relation: number | undefined;
}

function variants(statement: Statement, claim: Subject): Variant[] {
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
  claim: Subject,
  instances: Instances,
  seed: number,
): Fate {
  if (mutant.relations.every(({ kind }) => kind === 'equal')) return fateOfEquality(mutant, claim, instances);
  const changed = relation === undefined ? mutant.relations : mutant.relations.slice(relation, relation + 1);
  const before =
    relation === undefined ? original.relations : original.relations.slice(relation, relation + 1);
  const fates = changed.map((each, k) => fateOfApproximation(each, before[k], claim, seed));
  const worst = (fate: Mutant['fate']): Fate | undefined => fates.find((each) => each.fate === fate);
  return worst('refuted') ?? worst('survived') ?? worst('equivalent') ?? SURVIVED;
}

function fateOfEquality(mutant: Statement, claim: Subject, instances: Instances): Fate {
  const refutation = instances.refutation(mutant);
  if (refutation !== undefined) return refuted(refutation);
  const proved = cases(mutant).every(({ sides }) =>
    pairs(sides).every(([left, right]) => proveEqual(left, right, claim.setting, claim.given).proved),
  );
  return proved ? equivalent('both sides have the same normal form') : SURVIVED;
}

/** Refuted when its error does not vanish in the limit, or, without a limit, is larger in the named regime. */
function fateOfApproximation(
  mutant: Relation,
  original: Relation | undefined,
  claim: Subject,
  seed: number,
): Fate {
  const [left, right] = mutant.sides;
  const before = original?.sides[1];
  if (left === undefined || right === undefined) return SURVIVED;
  if (toText(left) === toText(right)) return equivalent('both sides are the same');
  try {
    if (mutant.limit !== undefined) {
      return decideLimit(left, right, mutant.limit, claim.setting).holds
        ? equivalent('the relative error vanishes in the limit')
        : refuted('the relative error does not vanish in the limit');
    }
  } catch (error) {
    if (error instanceof RangeError) return refuted('divides by zero everywhere');
    if (!(error instanceof TypeError)) throw error; // beyond the algebra: measure it
  }
  if (claim.measurement === undefined || claim.measurement.compare !== undefined || before === undefined)
    return SURVIVED;
  const groups = sampleOf(claim.measurement, seed);
  return isWorse(measureError(left, before, groups), measureError(left, right, groups))
    ? refuted('its error in the named regime is larger')
    : SURVIVED;
}
