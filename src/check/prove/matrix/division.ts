/**
 * What a proof may divide by (algebra.ts names the two modes).
 */
import type { RationalFunction } from '../../../symbolic/rationalFunction.ts';
import type { Algebra } from './algebra.ts';
import { isSurelyInvertible } from './algebra.ts';
import { type Form, isDyad, termsOf } from './form.ts';
import { isSquareLetter } from './letter.ts';
import { isInvertibleForEverySize, isNonzeroForEverySize } from './sample.ts';
import { definiteness, isNonzero } from './sign.ts';

export const mayDivideBy = (algebra: Algebra, f: RationalFunction): boolean =>
  isNonzero(algebra, f) || (algebra.generic && isNonzeroForEverySize(algebra, f));

/** May a step use the inverse of this sum of words, beyond where the claim itself has it? */
export function mayInvert(algebra: Algebra, form: Form): boolean {
  const [only, ...others] = termsOf(form);
  if (only === undefined) return false;
  if (others.length === 0 && !isDyad(only.word) && only.word.every(isSquareLetter)) {
    const invertible = algebra.generic || only.word.every((each) => isSurelyInvertible(algebra, each));
    return invertible && mayDivideBy(algebra, only.coefficient);
  }
  return (
    definiteness(algebra, form) === 'positive' || (algebra.generic && isInvertibleForEverySize(algebra, form))
  );
}
