/**
 * Problems with their matrices written out for given sizes, decided over the reals; satisfiability of hypotheses.
 */
import type { Rational } from '../../../expression/rational.ts';
import { rational, ZERO } from '../../../expression/rational.ts';
import { variable } from '../../../symbolic/polynomial.ts';
import type { Assignment, Deadline, Problem } from '../../problem.ts';
import { atom, type Formula, not } from './formula.ts';
import { algebraicFacts, basicLemmas, generatorNames } from './lemmas.ts';
import { isTrue, obligationsHold } from './prove.ts';
import { type System, systemOf } from './system.ts';
import { decide, type Model } from './z3.ts';

export type SizeDecision =
  /** Proved for these sizes. */
  | { readonly kind: 'holds' }
  /** Some assignment violates the claim; the model where its values are rational. To be evaluated again by whoever uses it. */
  | { readonly kind: 'fails'; readonly model: Assignment | undefined }
  /** No assignment of these sizes satisfies kinds and hypotheses with both sides defined. */
  | { readonly kind: 'unsatisfiable' }
  | { readonly kind: 'unknown' };

const UNKNOWN: SizeDecision = { kind: 'unknown' };

/** Decides the claim for these sizes of its dimensions. Never throws. */
export async function decideForSizes(
  problem: Problem,
  sizes: ReadonlyMap<string, number>,
  deadline: Deadline,
): Promise<SizeDecision> {
  if (problem.dimensions.some((name) => !sizes.has(name))) return UNKNOWN;
  const analysis = await systemOf(problem, sizes, deadline);
  if (analysis.kind === 'nowhere') return { kind: 'unsatisfiable' };
  if (analysis.kind === 'unsupported') return UNKNOWN;
  const { system } = analysis;
  if (!(await obligationsHold(system, deadline))) return UNKNOWN;
  if (isTrue(system.claim))
    return (await isContradictory(system, deadline)) ? { kind: 'unsatisfiable' } : { kind: 'holds' };
  const against = await ask(system, [not(system.claim)], deadline);
  if (against.kind === 'unsat')
    return (await isContradictory(system, deadline)) ? { kind: 'unsatisfiable' } : { kind: 'holds' };
  if (against.kind === 'unknown' || !system.complete) return UNKNOWN;
  const strict = await ask(system, [not(system.claim), ...everyEntryNonzero(problem, system)], deadline);
  if (strict.kind !== 'sat') return UNKNOWN;
  return { kind: 'fails', model: assignmentOf(problem, sizes, system, strict.model) };
}

/**
 * Whether some assignment satisfies kinds and hypotheses with both sides of the claim defined, for a problem without dimensions
 * of symbolic size. False is a proof; undefined says nothing.
 */
export async function isSatisfiable(problem: Problem, deadline: Deadline): Promise<boolean | undefined> {
  const analysis = await systemOf(problem, new Map(), deadline);
  if (analysis.kind === 'nowhere') return false;
  if (analysis.kind === 'unsupported') return undefined;
  const { system } = analysis;
  const answer = await ask(system, [], deadline);
  if (answer.kind === 'unsat') return false;
  const integers = problem.dimensions.length > 0;
  return answer.kind === 'sat' && system.complete && !integers ? true : undefined;
}

const isContradictory = async (system: System, deadline: Deadline): Promise<boolean> =>
  (await ask(system, [], deadline)).kind === 'unsat';

/** Only trusted generators: the facts must not be narrowed by what a rule of calculus produced. */
async function ask(system: System, more: readonly Formula[], deadline: Deadline) {
  const { tower } = system.normalizer;
  const names = generatorNames(tower, [...system.facts, ...more]);
  const which = more.length === 0 ? 'trusted' : 'all';
  const known = [
    ...system.facts,
    ...algebraicFacts(tower, names, which),
    ...basicLemmas(tower, names, which),
  ];
  return decide([...known, ...more], deadline);
}

/** A counterexample to a claim about a `nonzero` matrix has no entry that is 0. */
const everyEntryNonzero = (problem: Problem, system: System): readonly Formula[] =>
  [...problem.symbols]
    .filter(([, kind]) => kind.sign === 'nonzero')
    .flatMap(([name, kind]) => system.writer.symbolEntries(name, kind.shape).flat())
    .flatMap((entry) => (entry.kind === 'symbol' ? [atom(variable(entry.name), '!=')] : []));

function assignmentOf(
  problem: Problem,
  sizes: ReadonlyMap<string, number>,
  system: System,
  model: Model,
): Assignment | undefined {
  const values = new Map<string, readonly (readonly Rational[])[]>();
  for (const [name, kind] of problem.symbols) {
    const rows = system.writer.symbolEntries(name, kind.shape).map((row) =>
      row.map((entry) => {
        if (entry.kind === 'number') return entry.value;
        if (entry.kind !== 'symbol') return undefined;
        const value = model.get(entry.name);
        if (value === undefined) return freeValue(kind.sign);
        return value.kind === 'rational' ? value.value : undefined;
      }),
    );
    if (rows.flat().includes(undefined)) return undefined;
    values.set(
      name,
      rows.map((row) => row.map((value) => value ?? ZERO)),
    );
  }
  return { dimensions: sizes, values };
}

/** For entries that the formulas do not restrict. */
const freeValue = (sign: string): Rational => rational(sign === 'real' ? 0 : 1);
