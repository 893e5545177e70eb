/** Whether a matrix is of a kind, exactly; determinants by the first evaluator's elimination. */
import { equals, isZero, type Rational, sign, ZERO } from '../../expression/rational.ts';
import { determinant } from '../evaluate/linearAlgebra.ts';
import { signOfReal } from '../evaluate/real.ts';
import type { Kind } from '../problem.ts';

export type RationalMatrix = readonly (readonly Rational[])[];

/** A kind may be that of the problem or a weaker one; `nonzero` asks it of every entry. */
export function admits(kind: Kind, m: RationalMatrix): boolean {
  if (!m.flat().every((x) => hasSign(kind, x))) return false;
  if (kind.diagonal && !every(m, (x, i, j) => i === j || isZero(x))) return false;
  if (kind.symmetric && !every(m, (x, i, j) => equals(x, m[j]?.[i] ?? ZERO))) return false;
  if (kind.positiveDefinite) return m.every((_, k) => signOfReal(determinant(corner(m, k + 1), 64)) === 1);
  return !kind.invertible || signOfReal(determinant(m, 64)) !== 0;
}

function hasSign(kind: Kind, x: Rational): boolean {
  if (kind.sign === 'positive') return sign(x) > 0;
  if (kind.sign === 'nonnegative') return sign(x) >= 0;
  return kind.sign === 'real' || !isZero(x);
}

const every = (m: RationalMatrix, holds: (x: Rational, i: number, j: number) => boolean): boolean =>
  m.every((row, i) => row.every((x, j) => holds(x, i, j)));

export const corner = (m: RationalMatrix, size: number): RationalMatrix =>
  m.slice(0, size).map((row) => row.slice(0, size));
