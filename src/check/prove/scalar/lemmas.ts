/**
 * Facts about generators that a solver over the reals can use.
 *
 * `algebraicFacts`: root^degree = radicand, abs^2 = argument^2, sin^2 + cos^2 = 1, exp > 0.
 * `basicLemmas`: with V = exp(E), that is E = log(V): V >= 1 + E, V (1 - E) <= 1, signs, monotonicity between pairs; |sin| <= |angle|;
 * bounds of constants. `taylorLemmas`: Taylor polynomials that bound exp, sin and cos from one side, and for log the bound
 * log V >= 2 (V - 1)/(V + 1) for V >= 1.
 */
import { type Rational, rational, rationalFromDecimal } from '../../../expression/rational.ts';
import {
  addPolynomials,
  multiplyPolynomials,
  type Polynomial,
  powerOf,
  variable,
  variablesOf,
} from '../../../symbolic/polynomial.ts';
import {
  addFunctions,
  fromRational,
  fromVariable,
  invertFunction,
  multiplyFunctions,
  ONE_FUNCTION,
  powerFunction,
  type RationalFunction,
  subtractFunctions,
  ZERO_FUNCTION,
} from '../../../symbolic/rationalFunction.ts';
import type { Operator } from '../../problem.ts';
import { and, atom, type Formula, formulaVariables, minusRational, not, or } from './formula.ts';
import { argumentsOf } from './generator.ts';
import { type AnglePair, type ExponentialPair, isConstant, PI, relationOf, type Tower } from './tower.ts';

/** 'trusted': only generators that are certainly defined wherever the claim speaks. */
export type Which = 'trusted' | 'all';

/** The generators that the formulas mention, directly or inside the arguments of generators. */
export function generatorNames(tower: Tower, formulas: readonly Formula[]): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (name: string): void => {
    if (names.has(name)) return;
    names.add(name);
    const generator = tower.generators.get(name);
    if (generator === undefined) return;
    if (generator.kind === 'sin' || generator.kind === 'cos') visit(generator.partner);
    for (const p of argumentsOf(generator)) for (const own of variablesOf(p)) visit(own);
  };
  for (const formula of formulas) for (const name of formulaVariables(formula)) visit(name);
  return names;
}

export function algebraicFacts(tower: Tower, names: ReadonlySet<string>, which: Which): readonly Formula[] {
  const facts: Formula[] = [];
  for (const generator of tower.generators.values()) {
    if (!names.has(generator.name)) continue;
    if (which === 'trusted' && !tower.trusted.has(generator.name)) continue;
    const v = variable(generator.name);
    const relation = relationOf(generator);
    if (relation !== undefined)
      facts.push(atom(addPolynomials(powerOf(v, relation.degree), relation.value, -1n), '=='));
    if (generator.kind === 'root' || generator.kind === 'abs') facts.push(atom(v, '>='));
    if (generator.kind === 'exp' || generator.kind === 'log')
      facts.push(...positivity(generator.kind, v, generator.argument));
    if (generator.kind === 'pi') facts.push(...between(v, '3.14159265358', '3.14159265359'));
  }
  return facts;
}

const positivity = (kind: 'exp' | 'log', v: Polynomial, argument: RationalFunction): readonly Formula[] =>
  kind === 'exp' ? [atom(v, '>')] : [relate(argument, '>')];

const between = (v: Polynomial, lower: string, upper: string): readonly Formula[] => [
  atom(minusRational(v, rationalFromDecimal(lower)), '>'),
  atom(minusRational(v, rationalFromDecimal(upper)), '<'),
];

/** f operator 0 where f is defined: the denominator's odd factors multiplied in. */
export function relate(f: RationalFunction, operator: Operator): Formula {
  let numerator = f.numerator;
  if (operator !== '==' && operator !== '!=')
    for (const { polynomial, multiplicity } of f.factors.values())
      if (multiplicity % 2 === 1) numerator = multiplyPolynomials(numerator, polynomial);
  return atom(numerator, operator);
}

const minus = subtractFunctions;
const times = multiplyFunctions;
const ratio = (numerator: number, denominator = 1): RationalFunction =>
  fromRational(rational(numerator, denominator));
const implies = (condition: Formula, conclusion: Formula): Formula => or(not(condition), conclusion);

/** cos > 0 between -pi/2 and pi/2, sin > 0 between 0 and pi; where pi is not spoken of, between bounds inside. */
function signsOfAngle({ angle, sine, cosine }: AnglePair, knowsPi: boolean): readonly Formula[] {
  const half = knowsPi ? times(ratio(1, 2), fromVariable(PI)) : ratio(157, 100);
  const [below, above] = [relate(minus(half, angle), '>'), relate(addFunctions(half, angle), '>')];
  const whole = relate(minus(times(ratio(2), half), angle), '>');
  return [
    implies(and(below, above), relate(cosine, '>')),
    implies(and(relate(angle, '>'), whole), relate(sine, '>')),
  ];
}

/** Pairs whose generators are among the names. */
function relevantPairs(tower: Tower, names: ReadonlySet<string>, which: Which): readonly ExponentialPair[] {
  return [...tower.exponentials.values()].filter(({ exponent, value, trusted }) => {
    if (which === 'trusted' && !trusted) return false;
    const own = [...variablesOf(exponent.numerator), ...variablesOf(value.numerator)].filter((name) =>
      name.includes('#'),
    );
    return own.length > 0 && own.every((name) => names.has(name));
  });
}

export function basicLemmas(tower: Tower, names: ReadonlySet<string>, which: Which): readonly Formula[] {
  const pairs = relevantPairs(tower, names, which);
  const lemmas = pairs.flatMap(ofPair);
  for (const [index, a] of pairs.entries())
    for (const b of pairs.slice(index + 1)) lemmas.push(...monotone(a, b));
  for (const pair of relevantAngles(tower, names))
    lemmas.push(...ofAngle(pair), ...signsOfAngle(pair, names.has(PI)));
  return lemmas;
}

function ofPair({ exponent: e, value: v }: ExponentialPair): readonly Formula[] {
  const above = minus(v, ONE_FUNCTION);
  const lemmas = [
    relate(v, '>'),
    relate(minus(above, e), '>='),
    relate(minus(ONE_FUNCTION, times(v, minus(ONE_FUNCTION, e))), '>='),
    implies(relate(e, '>'), relate(above, '>')),
    implies(relate(e, '<'), relate(above, '<')),
    implies(relate(e, '=='), relate(above, '==')),
  ];
  return lemmas;
}

function monotone(a: ExponentialPair, b: ExponentialPair): readonly Formula[] {
  const [e, v] = [minus(a.exponent, b.exponent), minus(a.value, b.value)];
  const [up, down] = [and(relate(e, '>'), relate(v, '>')), and(relate(e, '<'), relate(v, '<'))];
  return [or(up, down, and(relate(e, '=='), relate(v, '==')))];
}

const relevantAngles = (tower: Tower, names: ReadonlySet<string>): readonly AnglePair[] =>
  [...tower.angles.values()].filter(({ angle, sine }) => {
    const own = [...variablesOf(sine.numerator)].filter((name) => name.includes('#'));
    return !isConstant(angle) && own.every((name) => names.has(name));
  });

function ofAngle({ angle, sine, cosine }: AnglePair): readonly Formula[] {
  const [square, one] = [times(angle, angle), ONE_FUNCTION];
  return [
    relate(minus(square, times(sine, sine)), '>='),
    relate(minus(cosine, minus(one, times(ratio(1, 2), square))), '>='),
    implies(relate(angle, '>='), relate(minus(angle, sine), '>=')),
    implies(relate(angle, '<='), relate(minus(angle, sine), '<=')),
    implies(relate(angle, '!='), relate(minus(square, times(sine, sine)), '>')),
    implies(relate(angle, '!='), relate(minus(cosine, minus(one, times(ratio(1, 2), square))), '>')),
  ];
}

const MOST_COMBINED = 4;

/** The pairs (E + F, V W) and (E - F, V/W) of pairs (E, V), (F, W): their bounds do not follow from those of the parts. */
function combinedLemmas(tower: Tower, names: ReadonlySet<string>, which: Which): readonly Formula[] {
  const pairs = relevantPairs(tower, names, which).slice(0, MOST_COMBINED);
  return pairs.flatMap((a, index) =>
    pairs.slice(index + 1).flatMap((b) => [
      ...ofPair({
        exponent: addFunctions(a.exponent, b.exponent),
        value: times(a.value, b.value),
        trusted: a.trusted && b.trusted,
      }),
      ...ofPair({
        exponent: minus(a.exponent, b.exponent),
        value: times(a.value, invertFunction(b.value)),
        trusted: a.trusted && b.trusted,
      }),
    ]),
  );
}

/** Lower bounds of odd degree hold everywhere; even ones where the exponent has the right sign. */
export function taylorLemmas(tower: Tower, names: ReadonlySet<string>, which: Which): readonly Formula[] {
  const lemmas: Formula[] = [...combinedLemmas(tower, names, which)];
  for (const { exponent: e, value: v } of relevantPairs(tower, names, which)) {
    for (const degree of [2, 3, 4, 5]) {
      const rest = minus(v, exponentialPolynomial(e, degree));
      if (degree % 2 === 1) {
        lemmas.push(relate(rest, '>='), implies(relate(e, '!='), relate(rest, '>')));
        continue;
      }
      lemmas.push(implies(relate(e, '>'), relate(rest, '>')), implies(relate(e, '<'), relate(rest, '<')));
    }
    const above = minus(v, ONE_FUNCTION);
    const bound = minus(times(e, minus(v, ratio(-1))), times(ratio(2), above));
    lemmas.push(implies(relate(above, '>='), relate(bound, '>=')));
    lemmas.push(implies(relate(above, '<='), relate(bound, '<=')));
  }
  for (const { angle: x, sine, cosine } of relevantAngles(tower, names)) {
    for (const degree of [3, 5, 7]) {
      const rest = minus(sine, alternating(x, degree));
      const [up, down]: readonly Operator[] = degree % 4 === 3 ? ['>=', '<='] : ['<=', '>='];
      if (up === undefined || down === undefined) continue;
      lemmas.push(implies(relate(x, '>='), relate(rest, up)), implies(relate(x, '<='), relate(rest, down)));
    }
    for (const degree of [4, 6]) {
      const rest = minus(cosine, alternating(x, degree));
      lemmas.push(relate(rest, degree % 4 === 0 ? '<=' : '>='));
    }
  }
  return lemmas;
}

/** 1 + e + ... + e^degree/degree! */
function exponentialPolynomial(e: RationalFunction, degree: number): RationalFunction {
  let [total, term] = [ONE_FUNCTION, ONE_FUNCTION];
  for (let k = 1; k <= degree; k++) {
    term = times(times(term, e), ratio(1, k));
    total = addFunctions(total, term);
  }
  return total;
}

/** The Taylor polynomial of sin (odd degree) or cos (even degree). */
function alternating(x: RationalFunction, degree: number): RationalFunction {
  let total = ZERO_FUNCTION;
  let factorial: Rational = rational(1);
  for (let k = 0; k <= degree; k++) {
    if (k > 0) factorial = { numerator: factorial.numerator * BigInt(k), denominator: 1n };
    if (k % 2 !== degree % 2) continue;
    const sign = (k - (k % 2)) % 4 === 0 ? 1n : -1n;
    const coefficient = fromRational(rational(sign, factorial.numerator));
    total = addFunctions(total, times(coefficient, powerFunction(x, k)));
  }
  return total;
}
