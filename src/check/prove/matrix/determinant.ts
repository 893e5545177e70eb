/**
 * Determinants of forms, for all sizes.
 *
 *   det(c M) = c^n det(M)         c^n is c when n = 1, a product of opaque powers otherwise
 *   det(A B) = det(A) det(B)      square A, B; of a letter a variable, of the letter K of a sum S: 1 / det(S)
 *   det(A + U C V') = det(A) det(I + C V' A^-1 U)
 *   det(a I_n + b A B) = a^(n - m) det(a I_m + b B A): the smallest rotation or transpose of the word names it (Sylvester)
 *   other sums: a variable, the same for equal sums and for their transposes
 */
import { constant, constantValue } from '../../../symbolic/polynomial.ts';
import {
  fromPolynomial,
  fromVariable,
  functionKey,
  invertFunction,
  isZeroFunction,
  multiplyFunctions,
  ONE_FUNCTION,
  powerFunction,
  type RationalFunction,
  ZERO_FUNCTION,
} from '../../../symbolic/rationalFunction.ts';
import type { Dimension } from '../../term.ts';
import { type Algebra, definitionOf, Unsupported } from './algebra.ts';
import { mayDivideBy, mayInvert } from './division.ts';
import {
  equalForms,
  type Form,
  formOf,
  identityForm,
  isScalarForm,
  isWrittenOut,
  isZeroForm,
  multiplyForms,
  scalarOf,
  termsOf,
  transposeForm,
  wordForm,
} from './form.ts';
import { determinant as gridDeterminant } from './grid.ts';
import {
  entriesOf,
  factorSum,
  invertFullRank,
  normalizeScale,
  splitRanks,
  updateDeterminant,
} from './inverse.ts';
import { isSquareLetter, type Letter, wordText } from './letter.ts';
import { rotations } from './word.ts';

const product = (...factors: RationalFunction[]): RationalFunction =>
  factors.reduce(multiplyFunctions, ONE_FUNCTION);

/** The determinant of a square form. Throws Unsupported where none of the rules above applies. */
export function determinantOf(algebra: Algebra, form: Form): RationalFunction {
  if (isScalarForm(form)) return scalarOf(form);
  if (isZeroForm(form)) return ZERO_FUNCTION;
  if (isWrittenOut(form.rows))
    return gridDeterminant(entriesOf(algebra, form, Number(form.rows), Number(form.rows)));
  const { full, dyads } = splitRanks(form);
  if (dyads.length === 0) return determinantOfSum(algebra, full);
  if (isZeroForm(full) || !mayInvert(algebra, full))
    throw new Unsupported('determinant: the base of a low-rank update may be singular');
  const update = updateDeterminant(algebra, invertFullRank(algebra, full), dyads);
  return product(determinantOfSum(algebra, full), update);
}

function determinantOfSum(algebra: Algebra, form: Form): RationalFunction {
  const { left, core, right } = factorSum(algebra, form);
  const outer = product(...[...left, ...right].map((each) => determinantOfLetter(algebra, each)));
  return product(outer, determinantOfCore(algebra, core));
}

function determinantOfCore(algebra: Algebra, core: Form): RationalFunction {
  const [only, ...others] = termsOf(core);
  if (only !== undefined && others.length === 0 && only.word.every(isSquareLetter)) {
    const letters = only.word.map((each) => determinantOfLetter(algebra, each));
    return product(dimensionPower(algebra, only.coefficient, core.rows), ...letters);
  }
  const { scale, normalized } = normalizeScale(algebra, core);
  return product(
    dimensionPower(algebra, scale, core.rows),
    sylvester(algebra, normalized) ?? variableOf(algebra, normalized),
  );
}

function determinantOfLetter(algebra: Algebra, each: Letter): RationalFunction {
  const definition = definitionOf(algebra, each);
  let value: RationalFunction;
  if (definition?.kind === 'inverse') value = invertFunction(determinantOf(algebra, definition.of));
  else {
    const plain: Letter = { ...each, inverted: false, transposed: false, text: each.base };
    value = determinantVariable(algebra, each.base, wordForm(algebra, each.rows, each.columns, [plain]));
  }
  return each.inverted ? invertFunction(value) : value;
}

function determinantVariable(algebra: Algebra, text: string, of: Form): RationalFunction {
  const name = `det<${text}>`;
  algebra.meanings.set(name, { kind: 'determinant', of });
  return fromVariable(name);
}

/** det(W + b w) = det(W) det(I + W^-1 b w) for a product W of square letters and a product w of rectangular ones. */
function pullOutSquare(algebra: Algebra, form: Form): RationalFunction | undefined {
  const terms = termsOf(form);
  const square = terms.find(({ word }) => word.length > 0 && word.every(isSquareLetter));
  const other = terms.find(({ word }) => !word.every(isSquareLetter));
  if (terms.length !== 2 || square === undefined || other === undefined) return undefined;
  const base = formOf(form.rows, form.rows, [square]);
  if (!mayInvert(algebra, base)) return undefined;
  const rest = multiplyForms(algebra, invertFullRank(algebra, base), form);
  return product(determinantOfCore(algebra, base), determinantOfCore(algebra, rest));
}

/** det(a I + b w), named by the smallest word with the nonzero eigenvalues of w. */
function sylvester(algebra: Algebra, form: Form): RationalFunction | undefined {
  const terms = termsOf(form);
  const identity = terms.find((t) => t.word.length === 0);
  const word = terms.find((t) => t.word.length > 0);
  if (terms.length !== 2 || word === undefined) return undefined;
  if (identity === undefined) return pullOutSquare(algebra, form);
  if (!mayDivideBy(algebra, identity.coefficient)) return undefined;
  const [chosen = []] = rotations(algebra, word.word).sort((a, b) =>
    a.length !== b.length ? a.length - b.length : wordText(a) < wordText(b) ? -1 : 1,
  );
  const size = chosen[0]?.rows ?? form.rows;
  const rotated = formOf(size, size, [
    ...termsOf(identityForm(size)).map((each) => ({ ...each, coefficient: identity.coefficient })),
    { word: chosen, coefficient: word.coefficient },
  ]);
  const rest = variableOf(algebra, rotated);
  if (size === form.rows) return rest;
  const scale = (dimension: Dimension): RationalFunction =>
    dimensionPower(algebra, identity.coefficient, dimension);
  return product(scale(form.rows), invertFunction(scale(size)), rest);
}

function variableOf(algebra: Algebra, form: Form): RationalFunction {
  const flipped = transposeForm(algebra, form);
  for (const [name, meaning] of algebra.meanings) {
    if (meaning.kind !== 'determinant') continue;
    if (equalForms(meaning.of, form) || equalForms(meaning.of, flipped)) return fromVariable(name);
  }
  return determinantVariable(algebra, `#${algebra.meanings.size}`, form);
}

/** base^dimension; the dimension is a number or the name of one. */
export function dimensionPower(
  algebra: Algebra,
  base: RationalFunction,
  dimension: Dimension,
): RationalFunction {
  if (isZeroFunction(base)) return ZERO_FUNCTION; // a dimension is at least 1
  if (typeof dimension === 'number') return powerFunction(base, dimension);
  return product(
    ...factorsOf(base).map(([factor, exponent]) =>
      powerFunction(powerVariable(algebra, factor, dimension), exponent),
    ),
  );
}

/** Splits into variables, small primes, -1 and what remains; exponents may be negative. */
function factorsOf(f: RationalFunction): [RationalFunction, number][] {
  const factors: [RationalFunction, number][] = [];
  const push = (factor: RationalFunction, exponent: number): void => {
    factors.push([factor, exponent]);
  };
  const pushInteger = (value: bigint, sign: number): void => {
    if (value < 0n) push(integer(-1n), sign);
    for (const [prime, count] of primesOf(value < 0n ? -value : value)) push(integer(prime), sign * count);
  };
  const pushPolynomial = (numerator: RationalFunction['numerator'], sign: number): void => {
    const inverted = invertFunction(fromPolynomial(numerator));
    for (const { polynomial, multiplicity } of inverted.factors.values())
      push(fromPolynomial(polynomial), sign * multiplicity);
    pushInteger((constantValue(inverted.numerator) ?? 1n) * inverted.scale, sign);
  };
  if (f.numerator.size > 0) pushPolynomial(f.numerator, 1);
  for (const { polynomial, multiplicity } of f.factors.values())
    push(fromPolynomial(polynomial), -multiplicity);
  pushInteger(f.scale, -1);
  return factors;
}

const integer = (value: bigint): RationalFunction => fromPolynomial(constant(value));

function primesOf(value: bigint): [bigint, number][] {
  const primes: [bigint, number][] = [];
  let rest = value;
  for (let prime = 2n; prime < 1000n && prime * prime <= rest; prime++) {
    let count = 0;
    for (; rest % prime === 0n; rest /= prime) count++;
    if (count > 0) primes.push([prime, count]);
  }
  if (rest > 1n) primes.push([rest, 1]);
  return primes;
}

function powerVariable(algebra: Algebra, base: RationalFunction, dimension: string): RationalFunction {
  const name = `(${functionKey(base)})^${dimension}`;
  algebra.meanings.set(name, { kind: 'power', base, exponent: dimension });
  return fromVariable(name);
}
