/**
 * Exponential polynomials in one real variable x: sums of p(x) exp(alpha x^2 + beta x) with real alpha, complex beta and
 * complex polynomials p, and their exact expectation under x ~ N(mean, variance).
 *
 * E[x^k exp(alpha x^2 + beta x)] = D^(-1/2) exp((alpha m^2 + beta m + beta^2 s2/2)/D) times the k-th moment of
 * N((m + beta s2)/D, s2/D), with D = 1 - 2 alpha s2 > 0 (completing the square); it does not exist for D <= 0.
 */
import { ONE, type Rational, rational, ZERO } from '../../expression/rational.ts';
import { Undecided, Undefined } from './outcome.ts';
import {
  addReals,
  divideReals,
  elementaryReal,
  isExactZero,
  multiplyReals,
  negateReal,
  type Real,
  signOfReal,
} from './real.ts';

export interface Complex {
  readonly re: Real;
  readonly im: Real;
}

interface Part {
  readonly alpha: Real;
  readonly beta: Complex;
  /** Coefficients of 1, x, x^2, ... */
  readonly coefficients: readonly Complex[];
}

export type ExponentialPolynomial = readonly Part[];

const HALF: Rational = rational(1, 2);
const LARGEST_DEGREE = 400;

const complex = (re: Real, im: Real = ZERO): Complex => ({ re, im });
const COMPLEX_ZERO = complex(ZERO);

const addComplex = (a: Complex, b: Complex, bits: number): Complex => ({
  re: addReals(a.re, b.re, bits),
  im: addReals(a.im, b.im, bits),
});

const multiplyComplex = (a: Complex, b: Complex, bits: number): Complex => ({
  re: addReals(multiplyReals(a.re, b.re, bits), negateReal(multiplyReals(a.im, b.im, bits)), bits),
  im: addReals(multiplyReals(a.re, b.im, bits), multiplyReals(a.im, b.re, bits), bits),
});

const scaleComplex = (a: Complex, factor: Real, bits: number): Complex => ({
  re: multiplyReals(a.re, factor, bits),
  im: multiplyReals(a.im, factor, bits),
});

const isZeroComplex = (a: Complex): boolean => isExactZero(a.re) && isExactZero(a.im);

function exponentialOf(z: Complex, bits: number): Complex {
  const size = elementaryReal('exp', z.re, bits);
  return {
    re: multiplyReals(size, elementaryReal('cos', z.im, bits), bits),
    im: multiplyReals(size, elementaryReal('sin', z.im, bits), bits),
  };
}

export const polynomial = (...coefficients: readonly Real[]): ExponentialPolynomial => [
  { alpha: ZERO, beta: COMPLEX_ZERO, coefficients: coefficients.map((c) => complex(c)) },
];

export function addExponential(
  a: ExponentialPolynomial,
  b: ExponentialPolynomial,
  bits: number,
): ExponentialPolynomial {
  const result = [...a];
  for (const part of b) {
    const at = result.findIndex((other) => sameExponent(other, part));
    const other = result[at];
    if (other === undefined) result.push(part);
    else result[at] = { ...part, coefficients: addCoefficients(other.coefficients, part.coefficients, bits) };
  }
  return result.filter((part) => part.coefficients.some((c) => !isZeroComplex(c)));
}

/** Evidently equal exponents: both exact and equal, or the same object. */
const sameExponent = (a: Part, b: Part): boolean =>
  isSame(a.alpha, b.alpha) && isSame(a.beta.re, b.beta.re) && isSame(a.beta.im, b.beta.im);

const isSame = (a: Real, b: Real): boolean =>
  a === b ||
  ('numerator' in a && 'numerator' in b && a.numerator === b.numerator && a.denominator === b.denominator);

const addCoefficients = (a: readonly Complex[], b: readonly Complex[], bits: number): Complex[] =>
  Array.from({ length: Math.max(a.length, b.length) }, (_, k) =>
    addComplex(a[k] ?? COMPLEX_ZERO, b[k] ?? COMPLEX_ZERO, bits),
  );

export function multiplyExponential(
  a: ExponentialPolynomial,
  b: ExponentialPolynomial,
  bits: number,
): ExponentialPolynomial {
  let result: ExponentialPolynomial = [];
  for (const p of a)
    for (const q of b)
      result = addExponential(
        result,
        [
          {
            alpha: addReals(p.alpha, q.alpha, bits),
            beta: addComplex(p.beta, q.beta, bits),
            coefficients: multiplyCoefficients(p.coefficients, q.coefficients, bits),
          },
        ],
        bits,
      );
  return result;
}

function multiplyCoefficients(a: readonly Complex[], b: readonly Complex[], bits: number): Complex[] {
  if (a.length + b.length > LARGEST_DEGREE) throw new Undecided('a Gaussian moment of a very high order');
  const result = new Array<Complex>(a.length + b.length - 1).fill(COMPLEX_ZERO);
  a.forEach((x, i) => {
    b.forEach((y, j) => {
      result[i + j] = addComplex(result[i + j] ?? COMPLEX_ZERO, multiplyComplex(x, y, bits), bits);
    });
  });
  return result;
}

/** 1/f for f = c exp(alpha x^2 + beta x) with real c and beta; undefined for other f. */
export function invertExponential(f: ExponentialPolynomial, bits: number): ExponentialPolynomial | undefined {
  const [part] = f;
  const [coefficient, ...rest] = part?.coefficients ?? [];
  if (part === undefined || f.length !== 1 || coefficient === undefined) return undefined;
  if (rest.some((c) => !isZeroComplex(c)) || !isExactZero(coefficient.im)) return undefined;
  return [
    {
      alpha: negateReal(part.alpha),
      beta: { re: negateReal(part.beta.re), im: negateReal(part.beta.im) },
      coefficients: [complex(divideReals(ONE, coefficient.re, bits))],
    },
  ];
}

/** The real coefficients of a polynomial, or undefined for other functions. */
export function asPolynomial(f: ExponentialPolynomial): readonly Real[] | undefined {
  const [part] = f;
  if (part === undefined) return [];
  if (f.length > 1 || !isExactZero(part.alpha) || !isZeroComplex(part.beta)) return undefined;
  if (part.coefficients.some((c) => !isExactZero(c.im))) return undefined;
  const real = part.coefficients.map((c) => c.re);
  while (real.length > 1 && isExactZero(real.at(-1) ?? ONE)) real.pop();
  return real;
}

/** exp(f) of a polynomial of degree two at most, otherwise undefined. */
export function exponentialOfPolynomial(
  f: ExponentialPolynomial,
  bits: number,
): ExponentialPolynomial | undefined {
  const coefficients = asPolynomial(f);
  if (coefficients === undefined || coefficients.length > 3) return undefined;
  const [c = ZERO, beta = ZERO, alpha = ZERO] = coefficients;
  return [{ alpha, beta: complex(beta), coefficients: [complex(elementaryReal('exp', c, bits))] }];
}

/** cos f and sin f of a polynomial of degree one at most: the halves of exp(i f) and exp(-i f). */
export function waveOfPolynomial(
  name: 'sin' | 'cos',
  f: ExponentialPolynomial,
  bits: number,
): ExponentialPolynomial | undefined {
  const coefficients = asPolynomial(f);
  if (coefficients === undefined || coefficients.length > 2) return undefined;
  const [c = ZERO, beta = ZERO] = coefficients;
  const phase = exponentialOf(complex(ZERO, c), bits);
  const forward = name === 'cos' ? phase : multiplyComplex(phase, complex(ZERO, negateReal(ONE)), bits);
  const backward: Complex = { re: forward.re, im: negateReal(forward.im) };
  const part = (frequency: Real, coefficient: Complex): Part => ({
    alpha: ZERO,
    beta: complex(ZERO, frequency),
    coefficients: [scaleComplex(coefficient, HALF, bits)],
  });
  return [part(beta, forward), part(negateReal(beta), backward)];
}

/** E f(x), x ~ N(mean, variance). Throws Undefined for a negative variance and where the expectation does not exist. */
export function expectation(f: ExponentialPolynomial, mean: Real, variance: Real, bits: number): Real {
  const spread = signOfReal(variance);
  if (spread === undefined) throw new Undecided('a variance that may be negative');
  if (spread < 0) throw new Undefined('a negative variance');
  let total = COMPLEX_ZERO;
  for (const part of f)
    total = addComplex(total, expectationOfPart(part, mean, variance, f.length, bits), bits);
  return total.re;
}

function expectationOfPart(part: Part, mean: Real, variance: Real, parts: number, bits: number): Complex {
  const { alpha, beta, coefficients } = part;
  const doubled = multiplyReals(multiplyReals(rational(-2), alpha, bits), variance, bits);
  const d = addReals(ONE, doubled, bits);
  const converges = signOfReal(d);
  if (converges === undefined) throw new Undecided('a Gaussian expectation that may not exist');
  if (converges <= 0) {
    if (parts > 1) throw new Undecided('parts of a Gaussian expectation that do not exist');
    throw new Undefined('a Gaussian expectation that does not exist');
  }
  const inverse = divideReals(ONE, d, bits);
  const m = complex(mean);
  const square = multiplyComplex(beta, beta, bits);
  const exponent = scaleComplex(
    addComplex(
      addComplex(
        complex(multiplyReals(alpha, multiplyReals(mean, mean, bits), bits)),
        multiplyComplex(beta, m, bits),
        bits,
      ),
      scaleComplex(square, multiplyReals(HALF, variance, bits), bits),
      bits,
    ),
    inverse,
    bits,
  );
  const tilted = scaleComplex(addComplex(m, scaleComplex(beta, variance, bits), bits), inverse, bits);
  const sum = momentSum(coefficients, tilted, multiplyReals(variance, inverse, bits), bits);
  const scale = divideReals(ONE, elementaryReal('sqrt', d, bits), bits);
  return scaleComplex(multiplyComplex(exponentialOf(exponent, bits), sum, bits), scale, bits);
}

/** Sum of c_k E[y^k] with E[y^k] = mean E[y^(k-1)] + (k-1) variance E[y^(k-2)]. */
function momentSum(coefficients: readonly Complex[], mean: Complex, variance: Real, bits: number): Complex {
  let [before, moment, total] = [COMPLEX_ZERO, complex(ONE), COMPLEX_ZERO];
  coefficients.forEach((c, k) => {
    total = addComplex(total, multiplyComplex(c, moment, bits), bits);
    const spread = scaleComplex(before, multiplyReals(rational(k), variance, bits), bits);
    const next = addComplex(multiplyComplex(mean, moment, bits), spread, bits);
    before = moment;
    moment = next;
  });
  return total;
}
