/**
 * Inequalities f >= 0 of elementary functions by the sign of a derivative.
 *
 * Choose a symbol x and an anchor c free of x. Where f is defined between c and x,
 *   f(c) >= 0,  f' >= 0 between c and larger x,  f' <= 0 between smaller x and c
 * imply f(x) >= 0 (mean value theorem). Each part is again such a claim, of a derivative without its positive factors; the
 * recursion ends at what z3 decides with the lemmas.
 *
 * A region is a conjunction of polynomial atoms in symbols alone, each free of x or linear in x: then it is an interval in x, and
 * holds between c and x when it holds at x and, weakly, at c. That f is defined and analytic all over that interval, c included,
 * is proved, never assumed.
 */
import { rational } from '../../../expression/rational.ts';
import {
  addPolynomials,
  constant,
  degreeRange,
  multiplyPolynomials,
  type Polynomial,
  polynomialKey,
  powerOf,
  variable,
  variablesOf,
} from '../../../symbolic/polynomial.ts';
import {
  fromPolynomial,
  fromRational,
  isZeroFunction,
  multiplyFunctions,
  type RationalFunction,
  substituteFunction,
} from '../../../symbolic/rationalFunction.ts';
import { deadlineIn } from '../../deadline.ts';
import { minus, negative, number, product, sum } from '../../evaluate/build.ts';
import { differentiate } from '../../evaluate/derivative.ts';
import { substitute } from '../../evaluate/substitute.ts';
import type { Deadline, Problem, Proof, Relation } from '../../problem.ts';
import { isScalar, partsOf, type Term } from '../../term.ts';
import { factorsOf } from './factors.ts';
import { atom, type Formula, formulaVariables } from './formula.ts';
import { argumentsOf } from './generator.ts';
import { FREE, Normalizer } from './normalize.ts';
import { NowhereDefined, Unsupported } from './outcomes.ts';
import { analysed, entails, isTrue } from './prove.ts';
import { isNegative, isPositive } from './signs.ts';
import { answerQuestions } from './system.ts';
import { functionTerm, polynomialTerm } from './toTerm.ts';
import { PI } from './tower.ts';
import type { Writer } from './writeOut.ts';

const DEEPEST = 3;
const LARGEST_ANCHORS = 6;
const METHOD = 'sign of the derivative (mean value theorem), z3 nlsat with bounds of elementary functions';

/** f > 0 or f >= 0 all over a region. */
interface Goal {
  readonly f: Term;
  readonly strict: boolean;
  readonly region: readonly Formula[];
  /** Real symbols; dimensions are integers and stay fixed. */
  readonly movable: (name: string) => boolean;
  readonly depth: number;
}

export async function proveByMonotonicity(problem: Problem, deadline: Deadline): Promise<Proof | undefined> {
  const { operator, left } = problem.claim;
  if (operator === '==' || !isScalar(left)) return undefined;
  const system = await analysed(problem, deadline);
  if (system === undefined || system.complete) return undefined;
  const region = system.facts.flatMap(atomsOf).filter(isPlain);
  const strict = operator.length === 1 || operator === '!=';
  const movable = (name: string): boolean => !problem.dimensions.includes(name);
  const alternatives = alternativesOf(problem.claim, system.writer);
  let goalsLeft = alternatives.flat().length;
  for (const alternative of alternatives) {
    const goals = alternative.map((f) => ({ f, strict, region, movable, depth: 0 }));
    let proved = 0;
    for (const goal of goals) {
      const time = deadlineIn(deadline.remaining() / goalsLeft, deadline);
      goalsLeft--;
      if (!(await provedGoal(goal, time))) break;
      proved++;
    }
    if (proved === goals.length) return { method: METHOD, scope: 'all admissible assignments' };
  }
  return undefined;
}

/** Terms all of which must be positive (nonnegative): any one of these lists proves the claim. */
function alternativesOf({ left, operator, right }: Relation, writer: Writer): readonly (readonly Term[])[] {
  const [a, b] = [writer.scalar(left), writer.scalar(right)];
  if (operator === '!=') return [[minus(a, b)], [minus(b, a)]];
  const [small, large] = operator.startsWith('<') ? [a, b] : [b, a];
  if (small.kind !== 'call' || small.name !== 'abs') return [[minus(large, small)]];
  return [[minus(large, small.argument), sum(large, small.argument)]];
}

const atomsOf = (formula: Formula): readonly Formula[] =>
  formula.kind === 'and' ? formula.parts.flatMap(atomsOf) : formula.kind === 'atom' ? [formula] : [];

/** Mentions symbols and pi only, no other generators. */
const isPlain = (formula: Formula): boolean =>
  [...formulaVariables(formula)].every((name) => name === PI || !name.includes('#'));

/** What is known of f all over a region. */
interface Reading {
  readonly normalizer: Normalizer;
  readonly value: RationalFunction;
  /** Where f is defined and its normal form is its value. */
  readonly conditions: readonly Formula[];
}

async function read(f: Term, region: readonly Formula[], deadline: Deadline): Promise<Reading | undefined> {
  const normalizer = new Normalizer();
  normalizer.tower.pi();
  for (const formula of region) normalizer.tower.signs.learnFormula(formula);
  let reading: Reading | undefined;
  for (let round = 0; round < 3; round++) {
    try {
      reading = normalizer.tower.settle(() => {
        normalizer.restart();
        const { result: value, conditions } = normalizer.withConditions(() => normalizer.value(f, FREE));
        return { normalizer, value, conditions };
      });
    } catch (error) {
      if (error instanceof Unsupported || error instanceof NowhereDefined || error instanceof RangeError)
        return undefined;
      throw error;
    }
    const { open } = normalizer.tower.signs;
    if (open.size === 0 || !(await answerQuestions(normalizer.tower, region, deadline))) break;
  }
  return reading;
}

/** Proves the goal, its definedness included when `depth` is not 0: there the claim itself does not speak of the points. */
async function provedGoal(goal: Goal, deadline: Deadline): Promise<boolean> {
  if (deadline.expired()) return false;
  const reading = await read(goal.f, goal.region, deadline);
  if (reading === undefined) return false;
  const defined = await isDefined(reading, goal.region, deadline);
  if (!defined && goal.depth > 0) return false;
  if (defined) {
    const { tower } = reading.normalizer;
    const claim = reading.normalizer.relation(reading.value, goal.strict ? '>' : '>=');
    if (isTrue(claim)) return true;
    const time = deadlineIn(Math.min(1500, deadline.remaining() / 3), deadline);
    if ((await entails(tower, goal.region, claim, 'all', time)) !== undefined) return true;
  }
  if (goal.depth >= DEEPEST) return false;
  const asWritten = goal.depth === 0 && !hasBinder(goal.f) ? [goal.f] : [];
  const forms = defined ? [...asWritten, withoutPositiveFactors(reading)] : asWritten;
  for (const [index, f] of forms.entries()) {
    const time = deadlineIn(deadline.remaining() / (forms.length - index), deadline);
    const simpler = { ...goal, f };
    for (const x of variablesOfTerm(reading).filter(goal.movable)) {
      for (const c of anchorsOf(x, simpler, reading)) {
        if (time.expired()) break;
        if (await provedFromAnchor(simpler, x, c, time)) return true;
      }
    }
  }
  return false;
}

async function isDefined(reading: Reading, region: readonly Formula[], deadline: Deadline): Promise<boolean> {
  const { tower } = reading.normalizer;
  for (const condition of reading.conditions)
    if ((await entails(tower, region, condition, 'trusted', deadline)) === undefined) return false;
  return true;
}

/** The same sign all over the region, as a term: the numerator's factors that are not known to be positive. */
function withoutPositiveFactors({ normalizer, value }: Reading): Term {
  const { tower } = normalizer;
  if (isZeroFunction(value)) return functionTerm(tower, value);
  const { content, powers } = factorsOf(value);
  let negativeSign = content.numerator < 0n;
  let rest: Polynomial = constant(1n);
  for (const { base, exponent } of powers) {
    const signs = tower.signs.of(base);
    if (isPositive(signs)) continue;
    if (isNegative(signs)) negativeSign = negativeSign !== (exponent % 2 !== 0);
    else rest = multiplyPolynomials(rest, powerOf(base, Math.abs(exponent)));
  }
  const term = polynomialTerm(tower, rest);
  return negativeSign ? negative(term) : term;
}

/** Symbols of f, those with few appearances first. */
function variablesOfTerm({ normalizer, value, conditions }: Reading): readonly string[] {
  const names = new Set<string>();
  const visit = (name: string): void => {
    const generator = normalizer.tower.generators.get(name);
    if (generator === undefined) names.add(name);
    else for (const p of argumentsOf(generator)) for (const own of variablesOf(p)) visit(own);
  };
  for (const name of variablesOf(value.numerator)) visit(name);
  for (const formula of conditions) for (const name of formulaVariables(formula)) visit(name);
  return [...names].filter((name) => !name.includes('#')).sort();
}

/** c = numerator / denominator; the denominator is a positive integer. */
interface Anchor {
  readonly numerator: Polynomial;
  readonly denominator: bigint;
}

const anchorFunction = ({ numerator, denominator }: Anchor): RationalFunction =>
  multiplyFunctions(fromPolynomial(numerator), fromRational(rational(1n, denominator)));

/** Candidates for c: where f vanishes first. */
function anchorsOf(x: string, goal: Goal, reading: Reading): readonly Anchor[] {
  const found = new Map<string, Anchor>();
  const add = (numerator: Polynomial, denominator = 1n): void => {
    found.set(`${polynomialKey(numerator)} / ${denominator}`, { numerator, denominator });
  };
  for (const formula of goal.region) {
    const bound = formula.kind === 'atom' ? boundOf(formula.polynomial, x) : undefined;
    if (bound !== undefined) add(bound);
  }
  for (const value of [0n, 1n]) add(constant(value));
  for (const y of variablesOfTerm(reading)) if (y !== x) add(variable(y));
  add(constant(1n), 2n);
  add(constant(-1n));
  add(constant(2n));
  const all = [...found.values()];
  const zeros = all.filter((c) => vanishesAt(goal.f, x, c));
  return [...zeros, ...all.filter((c) => !zeros.includes(c))].slice(0, LARGEST_ANCHORS);
}

/** Whether f(c) has the normal form 0. A choice of order only: domains are not looked at. */
function vanishesAt(f: Term, x: string, c: Anchor): boolean {
  const normalizer = new Normalizer();
  try {
    return normalizer.tower.settle(() => isZeroFunction(normalizer.value(replaced(f, x, c), FREE)));
  } catch (error) {
    if (error instanceof Unsupported || error instanceof NowhereDefined || error instanceof RangeError)
      return false;
    throw error;
  }
}

const replaced = (f: Term, x: string, c: Anchor): Term =>
  substitute(f, { symbols: new Map([[x, anchorTerm(c)]]), dimensions: new Map() });

/** c where p is +-(x - c). */
function boundOf(p: Polynomial, x: string): Polynomial | undefined {
  if (degreeRange(p, x)[1] !== 1) return undefined;
  for (const sign of [1n, -1n]) {
    const rest = addPolynomials(variable(x), p, -sign);
    if (!variablesOf(rest).has(x)) return rest;
  }
  return undefined;
}

async function provedFromAnchor(goal: Goal, x: string, c: Anchor, deadline: Deadline): Promise<boolean> {
  const { f, strict, depth } = goal;
  const interval = goal.region.filter((formula) => isIntervalIn(formula, x));
  const outside = interval.filter((formula) => !formulaVariables(formula).has(x));
  const there = (await weakAt(interval, x, c, outside, deadline)) ? outside : undefined;
  if (there === undefined) return false;
  const atAnchor = replaced(f, x, c);
  const slope = differentiate(f, x);
  if (slope === undefined) return false;
  const distance = addPolynomials(
    multiplyPolynomials(constant(c.denominator), variable(x)),
    c.numerator,
    -1n,
  );
  const sides = [
    { side: atom(distance, '>'), towards: slope },
    { side: atom(distance, '<'), towards: negative(slope) },
  ];
  const deeper = depth + 1;
  const proves = (part: Term, isStrict: boolean, region: readonly Formula[]): Promise<boolean> =>
    provedGoal({ ...goal, f: part, strict: isStrict, region, depth: deeper }, deadline);
  const positiveThere = strict && (await provedHere(goal, atAnchor, true, there, deadline));
  if (!positiveThere && !(await provedHere(goal, atAnchor, false, there, deadline))) return false;
  if (strict && !positiveThere && !(await isEmpty([...goal.region, atom(distance, '==')], deadline)))
    return false;
  for (const { side, towards } of sides) {
    if (await isEmpty([...goal.region, side], deadline)) continue;
    const region = [...interval, side];
    if (!(await definedOver(f, region, deadline))) return false;
    if (!(await proves(towards, strict && !positiveThere, region))) return false;
  }
  return true;
}

/** f(c) by the solver alone: no further anchors. */
const provedHere = (
  goal: Goal,
  f: Term,
  strict: boolean,
  region: readonly Formula[],
  deadline: Deadline,
): Promise<boolean> => provedGoal({ ...goal, f, strict, region, depth: DEEPEST }, deadline);

/** Replacing symbols inside a limit or an expectation could capture them. */
const hasBinder = (term: Term): boolean =>
  term.kind === 'diff' || term.kind === 'limit' || term.kind === 'gaussian' || partsOf(term).some(hasBinder);

async function definedOver(f: Term, region: readonly Formula[], deadline: Deadline): Promise<boolean> {
  const reading = await read(f, region, deadline);
  return reading !== undefined && (await isDefined(reading, region, deadline));
}

const isEmpty = async (region: readonly Formula[], deadline: Deadline): Promise<boolean> => {
  const { tower } = new Normalizer();
  return (
    (await entails(tower, region, { kind: 'or', parts: [] }, 'trusted', deadlineIn(300, deadline))) !==
    undefined
  );
};

/** Free of x, or linear in x with an order relation. */
function isIntervalIn(formula: Formula, x: string): boolean {
  if (formula.kind !== 'atom') return false;
  const degree = degreeRange(formula.polynomial, x)[1];
  return degree === 0 || (degree === 1 && formula.operator !== '!=' && formula.operator !== '==');
}

/** Every atom that mentions x holds weakly at x = c. */
async function weakAt(
  interval: readonly Formula[],
  x: string,
  c: Anchor,
  outside: readonly Formula[],
  deadline: Deadline,
): Promise<boolean> {
  const { tower } = new Normalizer();
  tower.pi();
  for (const formula of interval) {
    if (formula.kind !== 'atom' || !variablesOf(formula.polynomial).has(x)) continue;
    const value = substituteFunction(fromPolynomial(formula.polynomial), new Map([[x, anchorFunction(c)]]));
    const weak = formula.operator.startsWith('>') ? '>=' : '<=';
    const claim = atom(value.numerator, weak);
    if ((await entails(tower, outside, claim, 'trusted', deadlineIn(300, deadline))) === undefined)
      return false;
  }
  return true;
}

function anchorTerm({ numerator, denominator }: Anchor): Term {
  const { tower } = new Normalizer();
  tower.pi();
  return product(number(rational(1n, denominator)), polynomialTerm(tower, numerator));
}
