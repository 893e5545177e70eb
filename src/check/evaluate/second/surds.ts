/**
 * Numbers a + b sqrt(d) with rational a, b and one fixed positive d that is no square: exact, with decidable signs. They verify
 * equalities at points such as x = sqrt(2) that no enclosure can.
 */
import {
  add,
  isZero,
  multiply,
  negate,
  ONE,
  type Rational,
  rational,
  sign,
  subtract,
  ZERO,
} from '../../../expression/rational.ts';
import { Undecided, Undefined } from '../outcome.ts';
import { type Numbers, RATIONALS } from './numbers.ts';

export interface Surd {
  readonly a: Rational;
  readonly b: Rational;
}

export function surdsOver(d: bigint): Numbers<Surd> {
  const root = rational(d);
  const of = (a: Rational, b: Rational = ZERO): Surd => ({ a, b });
  const times = (x: Surd, y: Surd): Surd =>
    of(
      add(multiply(x.a, y.a), multiply(root, multiply(x.b, y.b))),
      add(multiply(x.a, y.b), multiply(x.b, y.a)),
    );
  /** a + b sqrt(d) has the sign of the larger of |a|, |b| sqrt(d). */
  const signOf = ({ a, b }: Surd): number => {
    const [sa, sb] = [sign(a), sign(b)];
    if (sa === 0 || sb === 0 || sa === sb) return sa === 0 ? sb : sa;
    const larger = sign(subtract(multiply(a, a), multiply(root, multiply(b, b))));
    return larger > 0 ? sa : larger < 0 ? sb : 0;
  };
  const divide = (x: Surd, y: Surd): Surd => {
    const norm = subtract(multiply(y.a, y.a), multiply(root, multiply(y.b, y.b)));
    if (isZero(norm)) throw new Undefined('division by 0');
    const inverse = RATIONALS.divide(ONE, norm);
    return times(x, of(multiply(y.a, inverse), negate(multiply(y.b, inverse))));
  };
  const onlyRational = ({ a, b }: Surd): Rational => {
    if (!isZero(b)) throw new Undecided('an elementary function of a surd');
    return a;
  };
  /** sqrt(r) or sqrt(r/d) sqrt(d), whichever is rational. */
  const squareRoot = (x: Surd): Surd => {
    if (signOf(x) < 0) throw new Undefined('sqrt of a negative number');
    const r = onlyRational(x);
    try {
      return of(RATIONALS.elementary('sqrt', r));
    } catch {
      return of(ZERO, RATIONALS.elementary('sqrt', RATIONALS.divide(r, root)));
    }
  };
  return {
    of,
    add: (x, y) => of(add(x.a, y.a), add(x.b, y.b)),
    multiply: times,
    divide,
    sign: signOf,
    elementary: (name, x) => {
      if (name === 'abs') return signOf(x) < 0 ? of(negate(x.a), negate(x.b)) : x;
      if (name === 'sqrt') return squareRoot(x);
      return of(RATIONALS.elementary(name, onlyRational(x)));
    },
    power: (x, y) => {
      const exponent = onlyRational(y);
      if (exponent.denominator === 2n && exponent.numerator > 0n && exponent.numerator < 20n) {
        let result = squareRoot(x);
        for (let k = 1n; k < exponent.numerator; k += 2n) result = times(result, x);
        return result;
      }
      return of(RATIONALS.power(onlyRational(x), exponent));
    },
    constant: RATIONALS.constant as () => never,
  };
}
