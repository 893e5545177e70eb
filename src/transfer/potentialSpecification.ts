/**
 * A potential of mirror descent as users write it:
 *
 *   p=2.5              |w|^p / p, 1 < p <= 3
 *   negative-entropy   |w| log |w|
 *   w*log(w)           a formula in w (potentialExpression.ts)
 */
import { entropyPotential } from '../numeric/mirror/entropyPotential.ts';
import type { Potential } from '../numeric/mirror/potential.ts';
import { powerPotential } from '../numeric/mirror/powerPotential.ts';
import { expressionPotential } from './potentialExpression.ts';

/**
 * @throws RangeError or SyntaxError (one line: what, got, expected) where p is no number or out of range, and where the text is neither a name
 *   nor a formula of w that is strictly convex for w > 0
 */
export function readPotential(text: string): Potential {
  const typed = text.trim();
  if (typed === entropyPotential.name) return entropyPotential;
  const exponent = /^p\s*=(.*)$/.exec(typed)?.[1]?.trim();
  if (exponent !== undefined) return powerPotential(readExponent(typed, exponent));
  if (typed === '' || /^[A-Za-z][\w-]+$/.test(typed))
    throw new RangeError(
      `potential: got ${JSON.stringify(typed)}, expected p=NUMBER, ${entropyPotential.name}, or a formula in w`,
    );
  return expressionPotential(typed);
}

function readExponent(typed: string, exponent: string): number {
  if (!/^[+]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(exponent))
    throw new RangeError(`potential ${typed}: got p = ${JSON.stringify(exponent)}, expected 1 < p <= 3`);
  return Number(exponent);
}
