/**
 * A transfer function from the formula that a user typed, its derivatives taken symbolically.
 *
 * Notation: a, b, c = phi'/phi, phi''/phi, phi'''/phi (1/mV, 1/mV^2, 1/mV^3). Then h = phi'^2 / phi = phi a^2 has
 *   h'  = phi' (2 b - a^2)                              Hz/mV^3
 *   h'' = phi (2 b^2 + 2 a c - 5 a^2 b + 2 a^4)         Hz/mV^4:
 * no power of phi that could underflow, none of phi' that could overflow.
 */
import { compile, isModest, MOST_NODES } from '../expression/compile.ts';
import { derivative } from '../expression/derivative.ts';
import { type Expression, one } from '../expression/expression.ts';
import { type Notation, SCALAR } from '../expression/notation.ts';
import { parse } from '../expression/parse.ts';
import type { TransferFunction } from '../numeric/neuron/transferFunction.ts';
import { withoutQuotients } from './withoutQuotients.ts';

/** Levels of a typed formula; its derivatives have a few times as many. */
const DEEPEST_TYPED = 200;
/** A derivative larger than this is not differentiated again: the next could have its square. */
const MOST_NODES_TWICE = 2000;

const scalar = (name: string, meaning: string) => ({ shape: SCALAR, unit: {}, latex: name, meaning });
const notation: Notation = {
  symbols: {
    v: scalar('v', 'membrane voltage, mV'),
    e: scalar('e', "Euler's number"),
    pi: scalar('pi', 'pi'),
  },
  functions: {},
};

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
  if (first === undefined) {
    throw new SyntaxError(
      `formula: got one whose derivative has more than ${MOST_NODES} parts, expected fewer`,
    );
  }
  const phiPrime = compile(first);
  const second = isModest(first, MOST_NODES_TWICE) ? slope(first) : undefined;
  const third = second !== undefined && isModest(second, MOST_NODES_TWICE) ? slope(second) : undefined;
  if (second === undefined || third === undefined) return { phi, phiPrime };
  const [phiSecond, phiThird] = [compile(second), compile(third)];
  const at = (v: number) => {
    const rate = phi(v);
    const change = phiPrime(v);
    return { rate, change, a: change / rate, b: phiSecond(v) / rate };
  };
  return {
    phi,
    phiPrime,
    hPrime: (v) => {
      const { change, a, b } = at(v);
      return change * (2 * b - a * a);
    },
    hPrimeTerms: (v) => {
      const { change, a, b } = at(v);
      return Math.abs(change) * (2 * Math.abs(b) + a * a);
    },
    hSecond: (v) => {
      const { rate, a, b } = at(v);
      const c = phiThird(v) / rate;
      return rate * (2 * b * b + 2 * a * c - 5 * a * a * b + 2 * a ** 4);
    },
    hSecondTerms: (v) => {
      const { rate, a, b } = at(v);
      const c = phiThird(v) / rate;
      return rate * (2 * b * b + 2 * Math.abs(a * c) + 5 * a * a * Math.abs(b) + 2 * a ** 4);
    },
  };
}

/** The derivative; undefined where it is too large to compile. */
function slope(formula: Expression): Expression | undefined {
  const change = derivative(formula, 'v', one, notation);
  return isModest(change) ? withoutQuotients(change) : undefined;
}
