/**
 * A problem as formulas over the reals.
 *
 *   facts        hold at every admissible assignment at which both sides of the claim are defined
 *   obligations  must follow from the facts before the claim's formula may be used (normalize.ts)
 *   claim        the claim, as a formula
 * Variables are the symbols (entries, where they are matrices) and the generators of the tower. Where `complete`, the facts
 * describe the admissible assignments exactly: every variable is a symbol or has its algebraic relation among the facts.
 */
import { constant, variable } from '../../../symbolic/polynomial.ts';
import { subtractFunctions } from '../../../symbolic/rationalFunction.ts';
import { deadlineIn } from '../../deadline.ts';
import { minus } from '../../evaluate/build.ts';
import type { Deadline, Kind, Operator, Problem, Relation } from '../../problem.ts';
import type { Term } from '../../term.ts';
import { and, atom, compare, type Formula, or } from './formula.ts';
import { algebraicFacts, generatorNames } from './lemmas.ts';
import { FREE, Normalizer } from './normalize.ts';
import { NowhereDefined, Unsupported } from './outcomes.ts';
import type { Tower } from './tower.ts';
import { determinantOf, leadingMinors, Writer } from './writeOut.ts';
import { decide } from './z3.ts';

export interface System {
  readonly normalizer: Normalizer;
  readonly writer: Writer;
  readonly facts: readonly Formula[];
  readonly obligations: readonly Formula[];
  readonly claim: Formula;
  /** Left minus right, entry by entry. */
  readonly differences: readonly Term[];
  readonly complete: boolean;
}

export type Analysis =
  | { readonly kind: 'system'; readonly system: System }
  /** Some part is undefined at every assignment. */
  | { readonly kind: 'nowhere'; readonly reason: string }
  | { readonly kind: 'unsupported'; readonly reason: string };

/** How often the signs that were asked for are looked up and everything is computed again. */
const ROUNDS = 4;
const MILLISECONDS_A_QUESTION = 150;
/** Share of the time for one round of questions. */
const SHARE_OF_QUESTIONS = 0.15;
const QUESTIONS = 12;

/** The formulas of a problem with its dimensions at `sizes`; dimensions that only occur as numbers need no size. */
export async function systemOf(
  problem: Problem,
  sizes: ReadonlyMap<string, number>,
  deadline: Deadline,
): Promise<Analysis> {
  const normalizer = new Normalizer();
  let system: Analysis = { kind: 'unsupported', reason: 'out of time' };
  for (let round = 0; round < ROUNDS && !deadline.expired(); round++) {
    system = attempt(() => normalizer.tower.settle(() => build(problem, sizes, normalizer)));
    if (system.kind !== 'system' || normalizer.tower.signs.open.size === 0) return system;
    const { facts } = system.system;
    if (!(await answerQuestions(normalizer.tower, facts, deadline))) return system;
  }
  return system;
}

function attempt(make: () => System): Analysis {
  try {
    return { kind: 'system', system: make() };
  } catch (error) {
    if (error instanceof NowhereDefined) return { kind: 'nowhere', reason: error.message };
    if (error instanceof Unsupported || error instanceof RangeError)
      return { kind: 'unsupported', reason: error.message };
    throw error;
  }
}

function build(problem: Problem, sizes: ReadonlyMap<string, number>, normalizer: Normalizer): System {
  normalizer.restart();
  const writer = new Writer(problem.symbols, sizes);
  const know = (formula: Formula): void => normalizer.know(formula);
  for (const name of problem.dimensions)
    if (!sizes.has(name)) know(compare(variable(name), '>=', constant(1n)));
  for (const [name, kind] of problem.symbols) kindFacts(name, kind, writer, normalizer).forEach(know);
  for (const relation of problem.given) know(relationFormula(relation, writer, normalizer));
  const claim = relationFormula(problem.claim, writer, normalizer);
  const { facts } = normalizer;
  return {
    normalizer,
    writer,
    facts,
    obligations: normalizer.obligations,
    claim,
    differences: differencesOf(problem.claim, writer),
    complete: normalizer.obligations.length === 0 && isComplete([...facts, claim], normalizer),
  };
}

/** Only symbols and generators with algebraic relations; dimensions are integers, which no formula says. */
function isComplete(formulas: readonly Formula[], normalizer: Normalizer): boolean {
  const { generators } = normalizer.tower;
  const allowed = (name: string): boolean => {
    const kind = generators.get(name)?.kind;
    return kind === undefined ? !name.includes('#') : kind === 'root' || kind === 'abs';
  };
  return [...generatorNames(normalizer.tower, formulas)].every(allowed);
}

function kindFacts(name: string, kind: Kind, writer: Writer, normalizer: Normalizer): readonly Formula[] {
  const entries = writer.symbolEntries(name, kind.shape);
  const polynomialOf = (term: Term) => normalizer.value(term, FREE).numerator;
  const facts: Formula[] = [];
  const free = entries.flat().filter((entry) => entry.kind === 'symbol');
  if (kind.sign === 'positive') facts.push(...free.map((entry) => atom(polynomialOf(entry), '>')));
  if (kind.sign === 'nonnegative') facts.push(...free.map((entry) => atom(polynomialOf(entry), '>=')));
  if (kind.sign === 'nonzero') facts.push(someNonzero(free.map(polynomialOf)));
  if (kind.positiveDefinite)
    facts.push(...leadingMinors(entries).map((minor) => atom(polynomialOf(minor), '>')));
  else if (kind.invertible) facts.push(atom(polynomialOf(determinantOf(entries)), '!='));
  return facts;
}

function someNonzero(entries: readonly ReturnType<typeof variable>[]): Formula {
  const [only] = entries;
  if (only !== undefined && entries.length === 1) return atom(only, '!=');
  return or(...entries.map((entry) => atom(entry, '!=')));
}

const differencesOf = ({ left, right }: Relation, writer: Writer): readonly Term[] => {
  const [a, b] = [writer.entries(left).flat(), writer.entries(right).flat()];
  return a.map((x, index) => minus(x, b[index] ?? x));
};

function relationFormula(relation: Relation, writer: Writer, normalizer: Normalizer): Formula {
  const { operator } = relation;
  const [a, b] = [writer.entries(relation.left).flat(), writer.entries(relation.right).flat()];
  const parts = a.map((x, index) => {
    const difference = subtractFunctions(normalizer.value(x, FREE), normalizer.value(b[index] ?? x, FREE));
    return normalizer.relation(difference, operator);
  });
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  return operator === '!=' ? or(...parts) : and(...parts);
}

/** Asks z3 for the signs of the open polynomials. Whether any was found. */
export async function answerQuestions(
  tower: Tower,
  facts: readonly Formula[],
  deadline: Deadline,
): Promise<boolean> {
  const { signs } = tower;
  let learned = false;
  const time = deadlineIn(SHARE_OF_QUESTIONS * deadline.remaining(), deadline);
  for (const polynomial of [...signs.open.values()].slice(0, QUESTIONS)) {
    if (time.expired()) break;
    const names = generatorNames(tower, [...facts, atom(polynomial, '!=')]);
    const known = [...facts, ...algebraicFacts(tower, names, 'trusted')];
    for (const [operator, negative, zero, positive] of POSSIBILITIES) {
      const negation = atom(polynomial, OPPOSITE[operator]);
      const answer = await decide([...known, negation], time, MILLISECONDS_A_QUESTION);
      if (answer.kind !== 'unsat') continue;
      signs.learn(polynomial, { negative, zero, positive });
      learned = true;
      break;
    }
    signs.close(polynomial);
  }
  return learned;
}

const POSSIBILITIES = [
  ['>', false, false, true],
  ['<', true, false, false],
  ['>=', false, true, true],
  ['<=', true, true, false],
  ['!=', true, false, true],
] as const;

const OPPOSITE = { '>': '<=', '<': '>=', '>=': '<', '<=': '>', '!=': '==' } as const satisfies Partial<
  Record<Operator, Operator>
>;
