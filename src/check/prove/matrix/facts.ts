/**
 * What is known of the scalars of a claim at every admissible assignment at which both sides are defined, as polynomial formulas.
 */
import { rational } from '../../../expression/rational.ts';
import { allVariablesOf } from '../../../symbolic/opaque.ts';
import {
  addFunctions,
  fromRational,
  fromVariable,
  multiplyFunctions,
  ONE_FUNCTION,
  type RationalFunction,
  subtractFunctions,
} from '../../../symbolic/rationalFunction.ts';
import type { Formula } from '../scalar/formula.ts';
import type { Algebra } from './algebra.ts';
import { gramFacts } from './gram.ts';
import { loewnerFacts } from './loewner.ts';
import { denominatorFacts, relationFormula } from './relation.ts';
import type { Rewriter } from './rewrite.ts';
import { signOfVariable } from './sign.ts';

/** Facts about the variables of these scalars; `largestMinor` bounds the Gram minors. */
export function factsAbout(
  algebra: Algebra,
  scalars: readonly RationalFunction[],
  largestMinor: number,
  rewriter: Rewriter,
): Formula[] {
  const names = closure(algebra, scalars);
  const own = [...names].flatMap((name) => factsOfVariable(algebra, name));
  const facts = [
    ...own,
    ...gramFacts(algebra, names, largestMinor, rewriter),
    ...loewnerFacts(algebra, names, rewriter),
  ];
  const nonzero = algebra.nonzero
    .filter((f) => allVariablesOf(f).every((name) => names.has(name)))
    .map((f) => relationFormula(f, '!='));
  return [...facts, ...nonzero, ...scalars.map(denominatorFacts)];
}

/** The variables, those in the arguments of opaque ones, and so on. */
function closure(algebra: Algebra, scalars: readonly RationalFunction[]): Set<string> {
  const names = new Set<string>();
  const open = scalars.flatMap(allVariablesOf);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (names.has(name)) continue;
    names.add(name);
    const meaning = algebra.meanings.get(name);
    if (meaning?.kind === 'opaque' && meaning.argument !== undefined)
      open.push(...allVariablesOf(meaning.argument));
  }
  return names;
}

function factsOfVariable(algebra: Algebra, name: string): Formula[] {
  const own = fromVariable(name);
  const meaning = algebra.meanings.get(name);
  const facts = signFacts(algebra, name, own);
  if (meaning?.kind === 'dimension') facts.push(atLeast(own, ONE_FUNCTION));
  if (meaning?.kind === 'constant') {
    const [low, high] = meaning.name === 'pi' ? [3141, 3142] : [2718, 2719];
    facts.push(atLeast(own, thousandths(low)), atLeast(thousandths(high), own));
  }
  if (meaning?.kind === 'opaque' && meaning.argument !== undefined)
    facts.push(...elementaryFacts(meaning.name, own, meaning.argument));
  return facts;
}

const thousandths = (value: number): RationalFunction => fromRational(rational(value, 1000));
const atLeast = (a: RationalFunction, b: RationalFunction): Formula =>
  relationFormula(subtractFunctions(a, b), '>=');
const equal = (a: RationalFunction, b: RationalFunction): Formula =>
  relationFormula(subtractFunctions(a, b), '==');

function signFacts(algebra: Algebra, name: string, own: RationalFunction): Formula[] {
  const sign = signOfVariable(algebra, name);
  if (sign === 'real') return [];
  return [relationFormula(own, sign === 'positive' ? '>' : sign === 'nonnegative' ? '>=' : '!=')];
}

/** Of the value y of an elementary function at x. */
function elementaryFacts(name: string, y: RationalFunction, x: RationalFunction): Formula[] {
  const square = multiplyFunctions(y, y);
  const denominators = denominatorFacts(x);
  switch (name) {
    case 'sqrt':
      return [denominators, equal(square, x)];
    case 'abs':
      return [denominators, equal(square, multiplyFunctions(x, x))];
    case 'exp':
      return [denominators, atLeast(y, addFunctions(x, ONE_FUNCTION))];
    case 'log':
      return [denominators, relationFormula(x, '>'), atLeast(subtractFunctions(x, ONE_FUNCTION), y)];
    case 'sin':
    case 'cos':
    case 'tanh':
      return [denominators, atLeast(ONE_FUNCTION, square)];
    case 'cosh':
      return [denominators, atLeast(y, ONE_FUNCTION)];
    default:
      return [denominators];
  }
}
