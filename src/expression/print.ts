/**
 * Prints a tree: as LaTeX in the paper's notation, or as plain text that `parse` reads back.
 *
 * Both walk the tree once with the binding strength of the surrounding operator and add only the parentheses needed.
 */
import { elementary, isElementary } from './elementary.ts';
import { type Expression, integerValue } from './expression.ts';
import { lookUpFunction, lookUpSymbol, type Notation } from './notation.ts';
import { type Rational, rationalToString } from './rational.ts';

const SUM = 1;
const PRODUCT = 2;
const POWER = 3;

type Print = (expression: Expression, strength: number) => string;

interface Style {
  readonly parenthesize: (inner: string) => string;
  readonly number: (value: Rational) => string;
  readonly node: (
    expression: Expression,
    print: Print,
  ) => { readonly text: string; readonly strength: number };
  readonly juxtapose: string;
  /** The sum over the components of a vector symbol. */
  readonly total: (vector: string) => { readonly text: string; readonly strength: number };
}

/** The name of v in 1^T v, which is printed as the sum of its components. */
function totalOf([left, right, ...more]: readonly Expression[]): string | undefined {
  const isOnes = left?.kind === 'transpose' && left.of.kind === 'symbol' && left.of.name === 'ones';
  return isOnes && right?.kind === 'symbol' && more.length === 0 ? right.name : undefined;
}

function printWith(style: Style): Print {
  const print: Print = (expression, strength) => {
    const { text, strength: own } = node(expression);
    return own < strength ? style.parenthesize(text) : text;
  };
  const node = (expression: Expression): { text: string; strength: number } => {
    switch (expression.kind) {
      case 'number':
        return {
          text: style.number(expression.value),
          strength: expression.value.numerator < 0n ? SUM : expression.value.denominator === 1n ? 4 : PRODUCT,
        };
      case 'sum':
        return {
          text: expression.terms.map((term, index) => signedTerm(term, index === 0)).join(' '),
          strength: SUM,
        };
      case 'product': {
        const total = totalOf(expression.factors);
        if (total !== undefined) return style.total(total);
        const [first, ...rest] = expression.factors;
        if (first !== undefined && integerValue(first) === -1 && rest.length > 0) {
          const [only] = rest;
          const inner: Expression =
            rest.length === 1 && only !== undefined ? only : { kind: 'product', factors: rest };
          return { text: `-${print(inner, PRODUCT)}`, strength: SUM };
        }
        return {
          text: expression.factors.map((factor) => print(factor, PRODUCT + 0.5)).join(style.juxtapose),
          strength: PRODUCT,
        };
      }
      default:
        return style.node(expression, print);
    }
  };
  const signedTerm = (term: Expression, first: boolean): string => {
    const text = print(term, SUM + (first ? 0 : 0.5));
    const bare = print(term, SUM);
    if (first) return text;
    return bare.startsWith('-') && term.kind !== 'sum' ? `- ${bare.slice(1)}` : `+ ${text}`;
  };
  return print;
}

const rowsOf = (
  expression: Expression & { kind: 'columns' },
  print: Print,
  cell: string,
  row: string,
): string => expression.rows.map((entries) => entries.map((entry) => print(entry, 0)).join(cell)).join(row);

/** LaTeX of an expression in the symbols of `notation`. */
export function toLatex(expression: Expression, notation: Notation): string {
  // A symbol with a superscript of its own, G^s, takes another one only in parentheses.
  const symbolNode = (name: string): { text: string; strength: number } => {
    const text = symbolLatex(name, notation);
    return { text, strength: text.includes('^') ? POWER : 4 };
  };
  const apply = (name: string, argument: string): string => `${name}\\left(${argument}\\right)`;
  const latexNode: Style['node'] = (node, print) => {
    switch (node.kind) {
      case 'symbol':
        return symbolNode(node.name);
      case 'quotient':
      case 'elementwise':
        return {
          text: `\\frac{${print(node.numerator, 0)}}{${print(node.denominator, 0)}}`,
          strength: PRODUCT + 0.5,
        };
      case 'power':
        return { text: `${print(node.base, POWER + 0.5)}^{${print(node.exponent, 0)}}`, strength: POWER };
      case 'transpose':
        return { text: `${print(node.of, POWER + 0.5)}^{\\mathsf T}`, strength: POWER };
      case 'call': {
        if (node.name === 'sqrt') return { text: `\\sqrt{${print(node.argument, 0)}}`, strength: 4 };
        const name = isElementary(node.name)
          ? elementary(node.name).latex
          : lookUpFunction(notation, node.name).latex;
        const head = node.primes > 0 && name.includes('^') ? `{${name}}` : name;
        return { text: apply(`${head}${"'".repeat(node.primes)}`, print(node.argument, 0)), strength: POWER };
      }
      case 'binaryMean':
        return {
          text: `\\mathrm E_{${symbolLatex(node.output, notation)}}\\left[${print(node.of, 0)}\\right]`,
          strength: 4,
        };
      case 'expectation':
        return { text: `\\mathrm E\\left[${print(node.of, 0)}\\right]`, strength: 4 };
      case 'covariance':
        return {
          text: apply('\\operatorname{Cov}', `${print(node.left, 0)},\\, ${print(node.right, 0)}`),
          strength: 4,
        };
      case 'integral':
        return {
          text: `\\int_{-\\infty}^{\\infty} ${print(node.of, PRODUCT)}\\,\\mathrm d${node.variable}`,
          strength: PRODUCT,
        };
      case 'gradient':
        return {
          text: `\\frac{\\partial ${print(node.of, PRODUCT)}}{\\partial ${symbolLatex(node.by, notation)}}`,
          strength: PRODUCT + 0.5,
        };
      case 'rate':
        return {
          text: `\\left.\\tfrac{\\mathrm d}{\\mathrm dt} ${print(
            node.of,
            PRODUCT,
          )}\\right|_{${symbolLatex(node.by, notation)}\\,+\\,t\\,${print(node.direction, PRODUCT)},\\ t=0}`,
          strength: PRODUCT,
        };
      case 'component': {
        const base = print(node.of, POWER + 0.5);
        return { text: `${base.includes('_') ? `{${base}}` : base}_{${node.index}}`, strength: 4 };
      }
      case 'indexSum':
        return { text: `\\sum_{${node.index}} ${print(node.of, PRODUCT)}`, strength: PRODUCT };
      case 'diagonal':
        return { text: `\\operatorname{diag}\\left\\{${print(node.of, 0)}\\right\\}`, strength: 4 };
      case 'columns':
        return node.rows.length === 1
          ? { text: `\\left[${rowsOf(node, print, ',\\ ', '')}\\right]`, strength: 4 }
          : { text: `\\begin{pmatrix}${rowsOf(node, print, ' & ', ' \\\\ ')}\\end{pmatrix}`, strength: 4 };
      default:
        throw new TypeError(`toLatex: unexpected ${node.kind}`);
    }
  };
  return printWith({
    parenthesize: (inner) => `\\left(${inner}\\right)`,
    number: (value) =>
      value.denominator === 1n
        ? `${value.numerator}`
        : `${value.numerator < 0n ? '-' : ''}\\tfrac{${value.numerator < 0n ? -value.numerator : value.numerator}}{${value.denominator}}`,
    node: latexNode,
    juxtapose: '\\,',
    total: (vector) => ({ text: `\\textstyle\\sum_i ${symbolLatex(vector, notation)}_i`, strength: PRODUCT }),
  })(expression, 0);
}

function symbolLatex(name: string, notation: Notation): string {
  if (name === 'pi') return '\\pi';
  return Object.hasOwn(notation.symbols, name) ? lookUpSymbol(notation, name).latex : name;
}

/** Plain text of an expression, in the language that `parse` reads. */
export function toText(expression: Expression): string {
  const textNode: Style['node'] = (node, print) => {
    const apply = (name: string, ...parts: string[]): { text: string; strength: number } => ({
      text: `${name}(${parts.join(', ')})`,
      strength: 4,
    });
    switch (node.kind) {
      case 'symbol':
        return { text: node.name, strength: 4 };
      case 'quotient':
        return {
          text: `${print(node.numerator, PRODUCT)}/${print(node.denominator, POWER)}`,
          strength: PRODUCT,
        };
      case 'elementwise':
        return {
          text: `${print(node.numerator, PRODUCT)}./${print(node.denominator, POWER)}`,
          strength: PRODUCT,
        };
      case 'power':
        return {
          text: `${print(node.base, POWER + 0.5)}^${print(node.exponent, POWER + 0.5)}`,
          strength: POWER,
        };
      case 'transpose':
        return { text: `${print(node.of, POWER + 0.5)}'`, strength: POWER };
      case 'call':
        return apply(`${node.name}${"'".repeat(node.primes)}`, print(node.argument, 0));
      case 'expectation':
        return apply('E', print(node.of, 0));
      case 'binaryMean':
        return apply('mean', print(node.of, 0), node.output, print(node.probability, 0));
      case 'covariance':
        return apply('Cov', print(node.left, 0), print(node.right, 0));
      case 'integral':
        return apply('integral', print(node.of, 0), node.variable);
      case 'gradient':
        return apply('grad', print(node.of, 0), node.by);
      case 'rate':
        return apply('rate', print(node.of, 0), node.by, print(node.direction, 0));
      case 'component':
        return apply('component', print(node.of, 0), node.index);
      case 'indexSum':
        return apply('sumover', node.index, print(node.of, 0));
      case 'diagonal':
        return apply('diag', print(node.of, 0));
      case 'columns':
        return { text: `[${rowsOf(node, print, ', ', '; ')}]`, strength: 4 };
      default:
        throw new TypeError(`toText: unexpected ${node.kind}`);
    }
  };
  return printWith({
    parenthesize: (inner) => `(${inner})`,
    number: rationalToString,
    node: textNode,
    juxtapose: '*',
    total: (vector) => ({ text: `sum(${vector})`, strength: 4 }),
  })(expression, 0);
}
