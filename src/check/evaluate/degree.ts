/**
 * An upper bound of the degree of a term as a polynomial in a scalar symbol, or undefined where it is not evidently one.
 */
import { partsOf, type Term } from '../term.ts';
import { integerOf } from './build.ts';
import { dependsOn } from './derivative.ts';

/** `sizeOf` gives the value of a dimension: a determinant of an n x n matrix of degree d has degree n d. */
export function degreeIn(
  term: Term,
  variable: string,
  sizeOf: (dimension: number | string) => number,
): number | undefined {
  const degree = (part: Term): number | undefined => degreeIn(part, variable, sizeOf);
  if (!dependsOn(term, variable)) return 0;
  switch (term.kind) {
    case 'symbol':
      return 1;
    case 'sum':
    case 'transpose':
    case 'trace':
    case 'total':
    case 'diagonal':
    case 'literal':
      return highest(partsOf(term).map(degree));
    case 'product':
      return total(term.factors.map(degree));
    case 'quotient':
      return dependsOn(term.denominator, variable) ? undefined : degree(term.numerator);
    case 'elementwise':
      if (term.operator === '.*') return total([degree(term.left), degree(term.right)]);
      if (dependsOn(term.right, variable)) return undefined;
      return term.operator === './' ? degree(term.left) : times(degree(term.left), wholePower(term.right));
    case 'power':
      return times(degree(term.base), wholePower(term.exponent));
    case 'determinant':
      return times(degree(term.of), sizeOf(term.of.shape.rows));
    case 'diff':
      return degree(term.of);
    default:
      return undefined;
  }
}

const wholePower = (exponent: Term): number | undefined => {
  const whole = integerOf(exponent);
  return whole === undefined || whole < 0n || whole > 200n ? undefined : Number(whole);
};

const times = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? undefined : a * b;

function highest(degrees: readonly (number | undefined)[]): number | undefined {
  return degrees.reduce<number | undefined>(
    (best, d) => (best === undefined || d === undefined ? undefined : Math.max(best, d)),
    0,
  );
}

function total(degrees: readonly (number | undefined)[]): number | undefined {
  return degrees.reduce<number | undefined>(
    (sum, d) => (sum === undefined || d === undefined ? undefined : sum + d),
    0,
  );
}
