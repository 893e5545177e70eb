/**
 * A formula of one real variable as a user typed it, with its first two derivatives, taken symbolically. What was typed is parsed and
 * compiled, never evaluated as code.
 */
import { compile, isModest, type RealFunction } from '../expression/compile.ts';
import { derivative } from '../expression/derivative.ts';
import { type Expression, one, substitute, symbol, symbolsOf } from '../expression/expression.ts';
import { type Notation, SCALAR } from '../expression/notation.ts';
import { parse } from '../expression/parse.ts';

/** Parts of a typed formula, and of its derivatives; levels of a typed one. */
const LARGEST = 500;
const LARGEST_DERIVATIVE = 5000;
const DEEPEST = 100;

export interface ScalarFormula {
  readonly value: RealFunction;
  readonly slope: RealFunction;
  readonly curvature: RealFunction;
  /** The second derivative as a tree, its variable called VARIABLE. */
  readonly curvatureTree: Expression;
}

/** What the variable is called in trees: compile() knows it by this name. */
export const VARIABLE = 'v';

const scalar = (name: string) => ({ shape: SCALAR, unit: {}, latex: name, meaning: name });
const notation: Notation = {
  symbols: { [VARIABLE]: scalar(VARIABLE), e: scalar('e'), pi: scalar('pi') },
  functions: {},
};

/**
 * @param what the formula is for, as messages begin: 'map', 'potential'
 * @param variable its name in the text; e and pi are constants
 * @throws SyntaxError, one line, where the text is no such formula, or too large
 */
export function scalarFormula(what: string, text: string, variable: string): ScalarFormula {
  const typed = parse(text);
  if (!isModest(typed, LARGEST, DEEPEST))
    throw new SyntaxError(`${what}: got more than ${LARGEST} parts or ${DEEPEST} levels, expected fewer`);
  const other = [...symbolsOf(typed)].find((name) => ![variable, 'e', 'pi'].includes(name));
  if (other !== undefined)
    throw new SyntaxError(`${what}: got the symbol ${JSON.stringify(other)}, expected ${variable}, e or pi`);
  const formula = substitute(typed, new Map([[variable, symbol(VARIABLE)]]));
  const first = derivativeOf(what, formula);
  const second = derivativeOf(what, first);
  return {
    value: compile(formula),
    slope: compile(first),
    curvature: compile(second),
    curvatureTree: second,
  };
}

function derivativeOf(what: string, formula: Expression): Expression {
  const change = derivative(formula, VARIABLE, one, notation);
  if (!isModest(change, LARGEST_DERIVATIVE))
    throw new SyntaxError(
      `${what}: got one whose derivatives have more than ${LARGEST_DERIVATIVE} parts, expected fewer`,
    );
  return change;
}
