/**
 * Truncated power series a0 + a1 t + ... + a(N-1) t^(N-1) over any numbers: derivatives are coefficients.
 * Elementary functions and powers are known to first order (N = 2) only.
 */
import { ONE, type Rational, rational, ZERO } from '../../../expression/rational.ts';
import type { ElementaryName } from '../../term.ts';
import { Undecided } from '../outcome.ts';
import type { Numbers } from './numbers.ts';

export type Series<T> = readonly T[];

export function seriesOver<T>(base: Numbers<T>, length: number): Numbers<Series<T>> {
  const zero = base.of(ZERO);
  const coefficient = (a: Series<T>, k: number): T => a[k] ?? zero;
  const from = (make: (k: number) => T): Series<T> => Array.from({ length }, (_, k) => make(k));
  const constant = (value: T): Series<T> => [value];
  const isConstant = (a: Series<T>): boolean => a.slice(1).every((x) => base.sign(x) === 0);
  const multiply = (a: Series<T>, b: Series<T>): Series<T> =>
    from((k) => {
      let total = zero;
      for (let i = 0; i <= k; i++)
        total = base.add(total, base.multiply(coefficient(a, i), coefficient(b, k - i)));
      return total;
    });
  /** q with q b = a, coefficient by coefficient. */
  const divide = (a: Series<T>, b: Series<T>): Series<T> => {
    const quotient: T[] = [];
    for (let k = 0; k < length; k++) {
      let rest = coefficient(a, k);
      for (let i = 0; i < k; i++)
        rest = base.add(rest, minus(base.multiply(quotient[i] ?? zero, coefficient(b, k - i))));
      quotient.push(base.divide(rest, coefficient(b, 0)));
    }
    return quotient;
  };
  const minus = (x: T): T => base.multiply(base.of(rational(-1)), x);
  const linear = (value: T, slope: () => T, a: Series<T>): Series<T> => {
    if (isConstant(a)) return constant(value);
    if (length !== 2) throw new Undecided('series of an elementary function');
    return [value, base.multiply(slope(), coefficient(a, 1))];
  };
  return {
    of: (value: Rational) => constant(base.of(value)),
    add: (a, b) => from((k) => base.add(coefficient(a, k), coefficient(b, k))),
    multiply,
    divide,
    sign: (a) => base.sign(coefficient(a, 0)),
    elementary: (name, a) => {
      const x = coefficient(a, 0);
      return linear(base.elementary(name, x), () => slopeOf(base, name, x), a);
    },
    power: (a, b) => {
      const [x, y] = [coefficient(a, 0), coefficient(b, 0)];
      const value = base.power(x, y);
      if (isConstant(a) && isConstant(b)) return constant(value);
      if (length !== 2) throw new Undecided('series of a power');
      const byBase = isConstant(a)
        ? zero
        : base.multiply(base.multiply(y, base.divide(value, x)), coefficient(a, 1));
      const byExponent = isConstant(b)
        ? zero
        : base.multiply(base.multiply(value, base.elementary('log', x)), coefficient(b, 1));
      return [value, base.add(byBase, byExponent)];
    },
    constant: (name) => constant(base.constant(name)),
  };
}

function slopeOf<T>(base: Numbers<T>, name: ElementaryName, x: T): T {
  const one = base.of(ONE);
  const square = (y: T): T => base.multiply(y, y);
  const minus = (y: T): T => base.multiply(base.of(rational(-1)), y);
  switch (name) {
    case 'sqrt':
      return base.divide(base.of(rational(1, 2)), base.elementary('sqrt', x));
    case 'exp':
      return base.elementary('exp', x);
    case 'log':
      return base.divide(one, x);
    case 'sin':
      return base.elementary('cos', x);
    case 'cos':
      return minus(base.elementary('sin', x));
    case 'tan':
      return base.divide(one, square(base.elementary('cos', x)));
    case 'sinh':
      return base.elementary('cosh', x);
    case 'cosh':
      return base.elementary('sinh', x);
    case 'tanh':
      return base.divide(one, square(base.elementary('cosh', x)));
    case 'abs': {
      const side = base.sign(x);
      if (side === 0) throw new Undecided('slope of abs at 0');
      return base.of(rational(side));
    }
  }
}
