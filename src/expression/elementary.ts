/**
 * The elementary functions of one real variable that a formula may use, each with its LaTeX name, its value in double
 * precision and its derivative as a tree. This table is the whole whitelist.
 */
import {
  call,
  type Expression,
  inverse,
  minus,
  negative,
  number,
  one,
  power,
  product,
  quotient,
  sum,
} from './expression.ts';

export interface ElementaryFunction {
  readonly latex: string;
  readonly value: (x: number) => number;
  readonly derivative: (x: Expression) => Expression;
}

const square = (x: Expression): Expression => power(x, 2);

export const ELEMENTARY: Readonly<Record<string, ElementaryFunction>> = {
  sqrt: {
    latex: '\\sqrt',
    value: Math.sqrt,
    derivative: (x) => quotient(one, product(number(2), call('sqrt', x))),
  },
  exp: { latex: '\\exp', value: Math.exp, derivative: (x) => call('exp', x) },
  log: { latex: '\\log', value: Math.log, derivative: (x) => inverse(x) },
  log1p: { latex: '\\operatorname{log1p}', value: Math.log1p, derivative: (x) => inverse(sum(one, x)) },
  expm1: { latex: '\\operatorname{expm1}', value: Math.expm1, derivative: (x) => call('exp', x) },
  sin: { latex: '\\sin', value: Math.sin, derivative: (x) => call('cos', x) },
  cos: { latex: '\\cos', value: Math.cos, derivative: (x) => negative(call('sin', x)) },
  tan: { latex: '\\tan', value: Math.tan, derivative: (x) => sum(one, square(call('tan', x))) },
  sinh: { latex: '\\sinh', value: Math.sinh, derivative: (x) => call('cosh', x) },
  cosh: { latex: '\\cosh', value: Math.cosh, derivative: (x) => call('sinh', x) },
  tanh: { latex: '\\tanh', value: Math.tanh, derivative: (x) => minus(one, square(call('tanh', x))) },
  atan: { latex: '\\arctan', value: Math.atan, derivative: (x) => inverse(sum(one, square(x))) },
};

export const isElementary = (name: string): boolean => Object.hasOwn(ELEMENTARY, name);

export function elementary(name: string): ElementaryFunction {
  const found = isElementary(name) ? ELEMENTARY[name] : undefined;
  if (found === undefined)
    throw new SyntaxError(`function: got "${name}", expected one of ${Object.keys(ELEMENTARY).join(', ')}`);
  return found;
}
