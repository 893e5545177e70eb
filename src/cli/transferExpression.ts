/**
 * A transfer function from the formula that a user typed, its derivatives taken symbolically.
 *
 * Notation: a, b, c = phi'/phi, phi''/phi, phi'''/phi (1/mV, 1/mV^2, 1/mV^3). Then h = phi'^2 / phi = phi a^2 has
 *   h'  = phi' (2 b - a^2)                              Hz/mV^3
 *   h'' = phi (2 b^2 + 2 a c - 5 a^2 b + 2 a^4)         Hz/mV^4:
 * no power of phi that could underflow, none of phi' that could overflow.
 */
import { compile, isModest } from '../expression/compile.ts';
import { derivative } from '../expression/derivative.ts';
import { type Expression, one } from '../expression/expression.ts';
import { parse } from '../expression/parse.ts';
import type { TransferFunction } from '../numeric/transferFunction.ts';
import { withoutQuotients } from './withoutQuotients.ts';

/** Levels of a typed formula; its derivatives have a few times as many. */
const DEEPEST_TYPED = 200;

const noSymbols = { symbols: {}, functions: {} };

/**
 * phi and its derivative, and h', h'' unless the higher derivatives are too large to be worth it.
 * @throws SyntaxError or RangeError, one line, where the text is no formula of v or its derivative is too large
 */
export function transferFunctionOf(text: string): TransferFunction {
  const formula = parse(text);
  if (!isModest(formula, Infinity, DEEPEST_TYPED)) {
    throw new SyntaxError(`formula: got more than ${DEEPEST_TYPED} levels of nesting, expected fewer`);
  }
  const phi = compile(formula);
  const first = slope(withoutQuotients(formula));
  if (!isModest(first)) throw new SyntaxError('formula: too complicated, its derivative is (expected a shorter one)');
  const phiPrime = compile(first);
  const second = slope(first);
  if (!isModest(second)) return { phi, phiPrime };
  const third = slope(second);
  if (!isModest(third)) return { phi, phiPrime };
  const [phiSecond, phiThird] = [compile(second), compile(third)];
  return {
    phi,
    phiPrime,
    hPrime: (v) => {
      const rate = phi(v);
      const change = phiPrime(v);
      const a = change / rate;
      const b = phiSecond(v) / rate;
      return change * (2 * b - a * a);
    },
    hSecond: (v) => {
      const rate = phi(v);
      const a = phiPrime(v) / rate;
      const b = phiSecond(v) / rate;
      const c = phiThird(v) / rate;
      return rate * (2 * b * b + 2 * a * c - 5 * a * a * b + 2 * a ** 4);
    },
  };
}

const slope = (formula: Expression): Expression => withoutQuotients(derivative(formula, 'v', one, noSymbols));
