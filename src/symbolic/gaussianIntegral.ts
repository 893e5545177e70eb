/**
 * Integrals over the real line against a Gaussian density that is written out,
 *
 *   int F(u) P(u) exp(A u^2 + B u + C) du  =  sqrt(2 pi s2) E[F(V) P(V)],   V ~ N(-B/2A, -1/2A),   C = B^2/4A.
 *
 * The exponent is read as a polynomial in u; mean and variance must be those of the membrane potential.
 */

import { rational } from '../expression/rational.ts';
import { allVariablesOf, identifiersOf, printableName } from './opaque.ts';
import { collect, degreeRange, monomialFactors, type Polynomial, variablesOf } from './polynomial.ts';
import {
  denominatorOf,
  fromPolynomial,
  fromRational,
  fromVariable,
  invertFunction,
  isZeroFunction,
  multiplyFunctions,
  powerFunction,
  type RationalFunction,
  substituteFunction,
  subtractFunctions,
  ZERO_FUNCTION,
} from './rationalFunction.ts';

export interface IntegralContext {
  readonly argumentOfExp: (variableName: string) => RationalFunction | undefined;
  readonly squareRoot: (f: RationalFunction) => RationalFunction;
  /** V as a scalar in the random vector x. */
  readonly voltage: RationalFunction;
  readonly expect: (f: RationalFunction) => RationalFunction;
}

const scale = (f: RationalFunction, numerator: number, denominator = 1): RationalFunction =>
  multiplyFunctions(f, fromRational(rational(numerator, denominator)));

/** Coefficient of variable^k in a function that is polynomial in the variable. */
function coefficientOf(f: RationalFunction, variable: string, k: number): RationalFunction {
  if (variablesOf(denominatorOf(f)).has(variable))
    throw new TypeError(`integral: the exponent is not polynomial in ${variable}`);
  const parts = collect(f.numerator, (name) => name === variable);
  for (const [monomial, rest] of parts) {
    if ((monomialFactors(monomial)[0]?.[1] ?? 0) === k) {
      return multiplyFunctions(
        fromPolynomial(rest as Polynomial),
        invertFunction(fromPolynomial(denominatorOf(f))),
      );
    }
  }
  return ZERO_FUNCTION;
}

/** The integral over `variable`. Throws TypeError when the integrand is not F(u) P(u) times the density of V, unnormalised. */
export function gaussianIntegral(
  integrand: RationalFunction,
  variable: string,
  context: IntegralContext,
): RationalFunction {
  const exponentials = [...variablesOf(integrand.numerator)].filter((name) => name.startsWith('exp['));
  const [name] = exponentials;
  const exponent = name === undefined ? undefined : context.argumentOfExp(name);
  if (name === undefined || exponent === undefined || exponentials.length > 1)
    throw new TypeError('integral: expected one exp(...)');
  const [lowest, highest] = degreeRange(integrand.numerator, name);
  if (lowest !== 1 || highest !== 1) throw new TypeError('integral: expected exp(...) as one factor');
  if (degreeRange(exponent.numerator, variable)[1] !== 2)
    throw new TypeError('integral: the exponent is not quadratic');
  const [a, b, c] = [2, 1, 0].map((k) => coefficientOf(exponent, variable, k)) as [
    RationalFunction,
    RationalFunction,
    RationalFunction,
  ];
  const half = invertFunction(scale(a, 2));
  const mean = scale(multiplyFunctions(b, half), -1);
  const variance = scale(half, -1);
  const rest = subtractFunctions(c, scale(multiplyFunctions(powerFunction(b, 2), invertFunction(a)), 1, 4));
  const ownMean = context.expect(context.voltage);
  const ownVariance = subtractFunctions(
    context.expect(powerFunction(context.voltage, 2)),
    powerFunction(ownMean, 2),
  );
  const matches = [rest, subtractFunctions(mean, ownMean), subtractFunctions(variance, ownVariance)].every(
    isZeroFunction,
  );
  if (!matches) throw new TypeError('integral: the density is not that of the membrane potential');
  const values = new Map(
    allVariablesOf(integrand).flatMap((each) => {
      const called = /^((?:phi|h)'*)\((\w+)\)$/.exec(each);
      if (called?.[2] === variable) return [[each, fromVariable(`${called[1]}(V)`)] as const];
      if (each !== variable && each !== name && identifiersOf(each).has(variable))
        throw new TypeError(
          `integral: ${printableName(each)} is not a function that can be integrated over ${variable}`,
        );
      return [];
    }),
  );
  const onVoltage = substituteFunction(
    integrand,
    new Map([...values, [variable, context.voltage], [name, fromRational(rational(1))]]),
  );
  const normalization = context.squareRoot(scale(multiplyFunctions(fromVariable('pi'), variance), 2));
  return multiplyFunctions(normalization, context.expect(onVoltage));
}
