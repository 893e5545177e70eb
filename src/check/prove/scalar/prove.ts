/**
 * Proofs of scalar claims, and of claims about matrices of literal size: by normal forms, then by real closed fields with
 * lemmas about elementary functions.
 */
import type { Deadline, Problem, Proof } from '../../problem.ts';
import { constantBounds } from './constants.ts';
import { type Formula, not } from './formula.ts';
import { algebraicFacts, basicLemmas, generatorNames, taylorLemmas, type Which } from './lemmas.ts';
import { type System, systemOf } from './system.ts';
import type { Tower } from './tower.ts';
import { decide } from './z3.ts';

const SCOPE = 'all admissible assignments';
const NO_SIZES: ReadonlyMap<string, number> = new Map();

const NORMAL_FORM = 'exact normal form of elementary functions';
const REAL_CLOSED = 'z3 nlsat (real closed fields)';

interface Level {
  readonly method: string;
  readonly lemmas: (tower: Tower, names: ReadonlySet<string>, which: Which) => readonly Formula[];
  /** Share of the time that is left, and at most so many milliseconds. */
  readonly share: number;
  readonly most: number;
}

const LEVELS: readonly Level[] = [
  { method: REAL_CLOSED, lemmas: () => [], share: 0.5, most: Number.POSITIVE_INFINITY },
  {
    method: `${REAL_CLOSED}, bounds of elementary functions`,
    lemmas: (tower, names, which) => [...constantBounds(tower, names), ...basicLemmas(tower, names, which)],
    share: 0.4,
    most: 1000,
  },
  {
    method: `${REAL_CLOSED}, Taylor bounds of elementary functions`,
    lemmas: (tower, names, which) => [
      ...basicLemmas(tower, names, which),
      ...taylorLemmas(tower, names, which),
    ],
    share: 0.5,
    most: 1000,
  },
];

/** The method by which the claim follows from the facts, or undefined. */
export async function entails(
  tower: Tower,
  facts: readonly Formula[],
  claim: Formula,
  which: Which,
  deadline: Deadline,
): Promise<string | undefined> {
  if (isTrue(claim)) return NORMAL_FORM;
  const negation = not(claim);
  const names = generatorNames(tower, [...facts, negation]);
  const known = [...facts, ...algebraicFacts(tower, names, which), negation];
  let before = -1;
  for (const { method, lemmas, share, most } of LEVELS) {
    if (deadline.expired()) return undefined;
    const more = lemmas(tower, names, which);
    if (more.length === before) continue;
    before = more.length;
    const answer = await decide([...known, ...more], deadline, Math.min(share * deadline.remaining(), most));
    if (answer.kind === 'unsat') return method;
  }
  return undefined;
}

export const isTrue = (formula: Formula): boolean =>
  formula.kind === 'atom'
    ? false
    : formula.kind === 'and'
      ? formula.parts.every(isTrue)
      : formula.parts.some(isTrue);

/** Whether every obligation follows from the facts; only then does the claim's formula mean the claim. */
export async function obligationsHold(system: System, deadline: Deadline): Promise<boolean> {
  const { tower } = system.normalizer;
  for (const obligation of system.obligations)
    if ((await entails(tower, system.facts, obligation, 'trusted', deadline)) === undefined) return false;
  return true;
}

const analyses = new WeakMap<Problem, System | 'none'>();

/** The system of a problem without sizes, its obligations proved; made once. */
export async function analysed(problem: Problem, deadline: Deadline): Promise<System | undefined> {
  const known = analyses.get(problem);
  if (known !== undefined) return known === 'none' ? undefined : known;
  const analysis = await systemOf(problem, NO_SIZES, deadline);
  const system =
    analysis.kind === 'system' && (await obligationsHold(analysis.system, deadline))
      ? analysis.system
      : 'none';
  if (deadline.expired()) return undefined;
  analyses.set(problem, system);
  return system === 'none' ? undefined : system;
}

/** Equal normal forms. */
export async function proveByNormalForm(problem: Problem, deadline: Deadline): Promise<Proof | undefined> {
  const system = await analysed(problem, deadline);
  return system !== undefined && isTrue(system.claim) ? { method: NORMAL_FORM, scope: SCOPE } : undefined;
}

/** No real numbers satisfy the facts, the lemmas and the negated claim. */
export async function proveByRealClosedFields(
  problem: Problem,
  deadline: Deadline,
): Promise<Proof | undefined> {
  const system = await analysed(problem, deadline);
  if (system === undefined) return undefined;
  const { tower } = system.normalizer;
  const method = await entails(tower, system.facts, system.claim, 'all', deadline);
  return method === undefined ? undefined : { method, scope: SCOPE };
}
