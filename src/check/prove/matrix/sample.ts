/**
 * Is a scalar nonzero at almost every assignment of every size? Shown at one family of assignments that exists for every size:
 * each square matrix symbol s I, each vector s 1, each rectangular matrix 0, with a free scalar s for every symbol. A rational
 * function that is not 0 on this family is not 0 on a dense set of assignments, whatever the dimensions are.
 */

import { allVariablesOf } from '../../../symbolic/opaque.ts';
import { collect } from '../../../symbolic/polynomial.ts';
import {
  addFunctions,
  fromVariable,
  invertFunction,
  isZeroFunction,
  multiplyFunctions,
  ONE_FUNCTION,
  type RationalFunction,
  substituteFunction,
  ZERO_FUNCTION,
} from '../../../symbolic/rationalFunction.ts';
import { type Algebra, definitionOf, type Meaning } from './algebra.ts';
import { type Form, isDyad, termsOf } from './form.ts';
import { isOnes, isSquareLetter, type Letter, type Word } from './letter.ts';
import { dimensionScalar } from './word.ts';

/** False says nothing. */
export function isNonzeroForEverySize(algebra: Algebra, f: RationalFunction): boolean {
  const value = sampleOf(algebra, f);
  return value !== undefined && isNonzeroInDimensions(algebra, value);
}

/** True if the sum of square words is invertible at almost every assignment of every size. */
export function isInvertibleForEverySize(algebra: Algebra, form: Form): boolean {
  const value = sampleOfForm(algebra, form);
  return value !== undefined && isNonzeroInDimensions(algebra, value);
}

/** Some coefficient, a polynomial in the dimensions (all at least 1), has terms of one sign only. */
function isNonzeroInDimensions(algebra: Algebra, f: RationalFunction): boolean {
  const isDimension = (name: string): boolean => algebra.meanings.get(name)?.kind === 'dimension';
  const byMonomial = collect(f.numerator, (name) => !isDimension(name));
  return [...byMonomial.values()].some((inDimensions) => {
    const coefficients = [...inDimensions.values()];
    return coefficients.every((c) => c > 0n) || coefficients.every((c) => c < 0n);
  });
}

function sampleOf(algebra: Algebra, f: RationalFunction): RationalFunction | undefined {
  const values = new Map<string, RationalFunction>();
  for (const name of allVariablesOf(f)) {
    const meaning = algebra.meanings.get(name);
    const value = meaning === undefined ? undefined : sampleOfMeaning(algebra, meaning, name);
    if (value === undefined) return undefined;
    values.set(name, value);
  }
  try {
    return substituteFunction(f, values);
  } catch {
    return undefined; // a denominator vanishes on the family
  }
}

function sampleOfMeaning(algebra: Algebra, meaning: Meaning, name: string): RationalFunction | undefined {
  switch (meaning.kind) {
    case 'symbol':
    case 'dimension':
    case 'constant':
    case 'opaque':
      return fromVariable(name);
    case 'contraction': {
      const [first] = meaning.word;
      const value = sampleOfWord(algebra, meaning.word.slice(1, -1));
      const ends = [meaning.word[0], meaning.word.at(-1)].every((each) => each !== undefined && isOnes(each));
      if (first === undefined || value === undefined || !ends) return undefined;
      return multiplyFunctions(value, dimensionScalar(algebra, first.columns));
    }
    case 'trace': {
      const value = sampleOfWord(algebra, meaning.word);
      return value && multiplyFunctions(value, dimensionScalar(algebra, meaning.word[0]?.rows ?? 1));
    }
    case 'determinant':
    case 'power':
      return undefined;
  }
}

function sampleOfForm(algebra: Algebra, form: Form): RationalFunction | undefined {
  let total = ZERO_FUNCTION;
  for (const { word, coefficient } of termsOf(form)) {
    const scale = sampleOf(algebra, coefficient);
    const value = isDyad(word) ? undefined : sampleOfWord(algebra, word);
    if (scale === undefined || value === undefined) return undefined;
    total = addFunctions(total, multiplyFunctions(scale, value));
  }
  return total;
}

/** The scalar s of a square word s I on the family. */
function sampleOfWord(algebra: Algebra, word: Word): RationalFunction | undefined {
  let total = ONE_FUNCTION;
  for (const each of word) {
    const value = sampleOfLetter(algebra, each);
    if (value === undefined) return undefined;
    total = multiplyFunctions(total, value);
  }
  return total;
}

function sampleOfLetter(algebra: Algebra, each: Letter): RationalFunction | undefined {
  if (!isSquareLetter(each)) return ZERO_FUNCTION;
  const definition = definitionOf(algebra, each);
  let value: RationalFunction | undefined;
  if (definition === undefined) value = fromVariable(`sample ${each.base}`);
  else if (definition.kind === 'inverse') {
    const of = sampleOfForm(algebra, definition.of);
    value = of === undefined || isZeroFunction(of) ? undefined : invertFunction(of);
  } else if (definition.kind === 'diagonal') value = sampleOfWord(algebra, definition.of.slice(0, -1));
  else {
    const [left, right] = [sampleOfWord(algebra, definition.left), sampleOfWord(algebra, definition.right)];
    value = left && right && multiplyFunctions(left, right);
  }
  if (value === undefined || !each.inverted) return value;
  return isZeroFunction(value) ? undefined : invertFunction(value);
}
