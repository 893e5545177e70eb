/**
 * Reads a formula: mathjs parses the text, and each node of its syntax tree that stands on the whitelist below becomes a
 * node of ours. Nothing is evaluated, so nothing that a user typed can run.
 *
 * Notation beyond mathjs: a prime directly before "(" differentiates (phi'(V)), elsewhere it transposes (w').
 *   E(...)  mean(..., y, probability)  Cov(a, b)  integral(f, u)  grad(C, w)  rate(f, w, direction)  sumover(j, ...)  component(x, j)
 *   diag(v)  sum(v)  dot(a, b)  inv(A)  [a, b; c, d]
 */
import { create, type MathNode, parseDependencies } from 'mathjs';
import { isElementary } from './elementary.ts';
import {
  call,
  type Expression,
  expectation,
  inverse,
  negative,
  number,
  power,
  product,
  quotient,
  sum,
  symbol,
  transpose,
} from './expression.ts';
import { rationalFromDecimal } from './rational.ts';

// Constants stay exact: BigNumber keeps every digit that was typed.
const { parse: parseWithMathjs } = create({ ...parseDependencies }, { number: 'BigNumber' });

const LONGEST = 4000;
const PRIME_BEFORE_PARENTHESIS = /([A-Za-z]\w*)('+)\s*\(/g;
const PRIME_MARK = '__prime';

/** The few fields of mathjs's node classes that are read here. */
interface Node {
  readonly type: string;
  readonly value?: unknown;
  readonly name?: string;
  readonly fn?: string | { readonly name?: string };
  readonly args?: readonly Node[];
  readonly content?: Node;
  readonly items?: readonly Node[];
}

/**
 * The tree of a formula. Throws SyntaxError, one line, when the text is not a formula of this language.
 * `functions` names the functions besides the elementary ones, `phi` for example.
 */
export function parse(text: string, functions: ReadonlySet<string> = new Set()): Expression {
  if (text.length > LONGEST)
    throw new SyntaxError(`formula: got ${text.length} characters, expected at most ${LONGEST}`);
  const marked = text.replace(
    PRIME_BEFORE_PARENTHESIS,
    (_, name: string, primes: string) => `${name}${PRIME_MARK}${primes.length}(`,
  );
  try {
    return convert(parseText(marked, text), functions);
  } catch (error) {
    if (!isStackOverflow(error)) throw error;
    throw new SyntaxError(`formula ${quoted(text)}: got too many levels of nesting, expected fewer`);
  }
}

function parseText(marked: string, text: string): Node {
  try {
    const node: MathNode = parseWithMathjs(marked);
    return node as unknown as Node;
  } catch (error) {
    if (isStackOverflow(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new SyntaxError(`formula ${quoted(text)}: ${onOneLine(reason.replaceAll(PRIME_MARK, "'"))}`);
  }
}

/** Both mathjs and `convert` recurse once a level. */
const isStackOverflow = (error: unknown): boolean =>
  error instanceof RangeError && error.message.includes('call stack');

/** mathjs repeats what was typed, control characters included. */
const onOneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

/** On one line, and no longer than a reader needs to know which formula is meant. */
const quoted = (text: string): string => JSON.stringify(text.length <= 60 ? text : `${text.slice(0, 60)}...`);

function convert(node: Node, functions: ReadonlySet<string>): Expression {
  const read = (child: Node | undefined): Expression => {
    if (child === undefined) throw new SyntaxError(`formula: incomplete ${node.type}`);
    return convert(child, functions);
  };
  switch (node.type) {
    case 'ParenthesisNode':
      return read(node.content);
    case 'SymbolNode':
      return symbol(node.name ?? '');
    case 'ConstantNode':
      return convertConstant(node.value);
    case 'OperatorNode':
      return convertOperator(String(node.fn), (node.args ?? []).map(read));
    case 'ArrayNode':
      return convertArray(node.items ?? [], read);
    case 'FunctionNode':
      return convertCall(node, functions, read);
    default:
      throw new SyntaxError(
        `formula: got ${node.type.replace(/Node$/, '').toLowerCase()}, expected arithmetic`,
      );
  }
}

function convertConstant(value: unknown): Expression {
  if (typeof value !== 'object' || value === null || !('toFixed' in value)) {
    const got = typeof value === 'string' ? quoted(value) : String(value);
    throw new SyntaxError(`formula: got the constant ${got}, expected a number`);
  }
  return number(rationalFromDecimal(String(value)));
}

function convertOperator(name: string, [left, right]: readonly Expression[]): Expression {
  if (left === undefined) throw new SyntaxError(`formula: operator ${name} lacks an operand`);
  if (right === undefined) {
    if (name === 'unaryMinus') return left.kind === 'number' ? number(negated(left)) : negative(left);
    if (name === 'unaryPlus') return left;
    if (name === 'ctranspose') return transpose(left);
  } else {
    if (name === 'add') return sum(...spread(left, 'sum'), right);
    if (name === 'subtract') return sum(...spread(left, 'sum'), negative(right));
    if (name === 'multiply') return product(...spread(left, 'product'), right);
    if (name === 'divide') return quotient(left, right);
    if (name === 'dotDivide') return { kind: 'elementwise', numerator: left, denominator: right };
    if (name === 'pow') return power(left, right);
  }
  throw new SyntaxError(`formula: got operator ${name}, expected one of + - * / ./ ^ '`);
}

const negated = (node: Expression & { kind: 'number' }) => ({
  numerator: -node.value.numerator,
  denominator: node.value.denominator,
});

/** a + b + c is one sum, a * b * c one product. */
function spread(expression: Expression, kind: 'sum' | 'product'): readonly Expression[] {
  if (kind === 'sum' && expression.kind === 'sum') return expression.terms;
  if (kind === 'product' && expression.kind === 'product') return expression.factors;
  return [expression];
}

function convertArray(items: readonly Node[], read: (child: Node) => Expression): Expression {
  const nested = items.every((item) => item.type === 'ArrayNode');
  const rows = nested ? items.map((row) => (row.items ?? []).map(read)) : [items.map(read)];
  return { kind: 'columns', rows };
}

function convertCall(
  node: Node,
  functions: ReadonlySet<string>,
  read: (child: Node | undefined) => Expression,
): Expression {
  const [name = '', primes = '0'] = (
    typeof node.fn === 'object' ? (node.fn.name ?? '') : String(node.fn)
  ).split(PRIME_MARK);
  const args = node.args ?? [];
  const expect = (count: number): void => {
    if (args.length !== count)
      throw new SyntaxError(`${name}: got ${args.length} arguments, expected ${count}`);
  };
  const nameOf = (child: Node | undefined): string => {
    if (child?.type !== 'SymbolNode') throw new SyntaxError(`${name}: expected the name of a symbol`);
    return child.name ?? '';
  };
  if (functions.has(name) || isElementary(name)) {
    expect(1);
    return call(name, read(args[0]), Number(primes));
  }
  switch (name) {
    case 'E':
      expect(1);
      return expectation(read(args[0]));
    case 'mean':
      expect(3);
      return {
        kind: 'binaryMean',
        of: read(args[0]),
        output: nameOf(args[1]),
        probability: read(args[2]),
      };
    case 'Cov':
      expect(2);
      return { kind: 'covariance', left: read(args[0]), right: read(args[1]) };
    case 'integral':
      expect(2);
      return { kind: 'integral', of: read(args[0]), variable: nameOf(args[1]) };
    case 'grad':
      expect(2);
      return { kind: 'gradient', of: read(args[0]), by: nameOf(args[1]) };
    case 'rate':
      expect(3);
      return { kind: 'rate', of: read(args[0]), by: nameOf(args[1]), direction: read(args[2]) };
    case 'component':
      expect(2);
      return { kind: 'component', of: read(args[0]), index: nameOf(args[1]) };
    case 'sumover':
      expect(2);
      return { kind: 'indexSum', index: nameOf(args[0]), of: read(args[1]) };
    case 'diag':
      expect(1);
      return { kind: 'diagonal', of: read(args[0]) };
    case 'sum':
      expect(1);
      return product(transpose(symbol('ones')), read(args[0]));
    case 'dot':
      expect(2);
      return product(transpose(read(args[0])), read(args[1]));
    case 'inv':
      expect(1);
      return inverse(read(args[0]));
    default:
      throw new SyntaxError(`formula: got function "${name}", which is not one that may be used`);
  }
}
