/**
 * nerdamer's opinion on scalar identities: `expand` of the denominator-cleared difference must be 0.
 *
 * Only `expand` is asked (its `simplify` is known to be wrong on simple inputs), on polynomials that are built here from the
 * trees by cross-multiplication, without any help of the project's own kernel. For matrices, the coefficients of each word
 * of the two normal forms are compared instead.
 */
import nerdamer from 'nerdamer';
import { type Expression, integerValue } from '../expression/expression.ts';
import { rationalToString } from '../expression/rational.ts';
import { blockAt, type MatrixForm } from '../symbolic/matrixForm.ts';
import { normalize } from '../symbolic/normalize.ts';
import { monomialFactors, type Polynomial } from '../symbolic/polynomial.ts';
import { denominatorOf, type RationalFunction, ZERO_FUNCTION } from '../symbolic/rationalFunction.ts';
import type { Setting } from '../symbolic/setting.ts';

/** A polynomial over a product of polynomials, each as text for nerdamer. */
interface Fraction {
  readonly top: string;
  readonly bottom: readonly string[];
}

export interface Opinion {
  readonly agrees: boolean;
  readonly scope: string;
}

/** nerdamer's own limit, 0.8 s of wall time, would make an opinion depend on how busy the machine is. */
nerdamer.set('TIMEOUT', 60_000);

/** Longer texts than this take nerdamer minutes. */
const LONGEST = 3000;

/** nerdamer's own limit, 0.8 s of wall time, would make an opinion depend on how busy the machine is. */
nerdamer.set('TIMEOUT', 60_000);

/** Does nerdamer find left - right = 0? Undefined when the sides are no identity that it can be asked about. */
export function askNerdamer(left: Expression, right: Expression, setting: Setting): Opinion | undefined {
  try {
    return (
      askAboutPrint(left, right, setting) ??
      compareWords(normalize(left, setting).form, normalize(right, setting).form)
    );
  } catch (error) {
    if (error instanceof RangeError) return undefined; // too long for it
    throw error;
  }
}

function askAboutPrint(left: Expression, right: Expression, setting: Setting): Opinion | undefined {
  try {
    const [a, b] = [scalarFraction(left, setting), scalarFraction(right, setting)];
    const text = addFractions(a, multiplyFractions(b, { top: '(-1)', bottom: [] })).top;
    return text.length <= LONGEST
      ? { agrees: expandsToZero(text), scope: 'the identity as printed, denominators cleared' }
      : undefined;
  } catch (error) {
    if (error instanceof TypeError) return undefined; // not a scalar tree: the words are compared
    throw error;
  }
}

/** Throws RangeError when nerdamer needs more time than it allows itself. */
function expandsToZero(text: string): boolean {
  try {
    return nerdamer(`expand(${text})`).toString() === '0';
  } catch (error) {
    if (error instanceof Error && error.message === 'timeout') throw new RangeError('nerdamer: timeout');
    throw error;
  }
}

/** Names that mean something else to nerdamer are avoided by a prefix. */
const nerdamerName = (name: string): string => `v${name}`;

const productText = (factors: readonly string[]): string => (factors.length === 0 ? '1' : factors.join('*'));
const flip = ({ top, bottom }: Fraction): Fraction => ({ top: productText(bottom), bottom: [top] });
const multiplyFractions = (a: Fraction, b: Fraction): Fraction => ({
  top: `${a.top}*${b.top}`,
  bottom: [...a.bottom, ...b.bottom],
});

/** The factors of `all` that are not matched by those of `some`, with multiplicity. */
function missing(all: readonly string[], some: readonly string[]): string[] {
  const rest = [...all];
  for (const each of some) if (rest.includes(each)) rest.splice(rest.indexOf(each), 1);
  return rest;
}

/** Sum over the least common multiple of the denominators, factor by factor. */
function addFractions(a: Fraction, b: Fraction): Fraction {
  const [toA, toB] = [missing(b.bottom, a.bottom), missing(a.bottom, b.bottom)];
  return {
    top: `(${[a.top, ...toA].join('*')}+${[b.top, ...toB].join('*')})`,
    bottom: [...a.bottom, ...toA],
  };
}

function scalarFraction(expression: Expression, setting: Setting): Fraction {
  const of = (part: Expression): Fraction => scalarFraction(part, setting);
  switch (expression.kind) {
    case 'number':
      return { top: `(${rationalToString(expression.value)})`, bottom: [] };
    case 'symbol': {
      const shape = setting.notation.symbols[expression.name]?.shape;
      if (shape !== undefined && (shape.rows !== 1 || shape.columns !== 1))
        throw new TypeError('not a scalar');
      const definition = setting.definitions.get(expression.name);
      if (definition === undefined) return { top: nerdamerName(expression.name), bottom: [] };
      if (GRAM_SCALARS.has(expression.name)) return { top: nerdamerName(expression.name), bottom: [] };
      return of(definition);
    }
    case 'sum':
      return expression.terms.map(of).reduce(addFractions);
    case 'product':
      return expression.factors.map(of).reduce(multiplyFractions);
    case 'quotient':
      return multiplyFractions(of(expression.numerator), flip(of(expression.denominator)));
    case 'power': {
      const exponent = integerValue(expression.exponent);
      if (exponent === undefined) throw new TypeError('not an integer power');
      const base = exponent < 0 ? flip(of(expression.base)) : of(expression.base);
      return Array.from({ length: Math.abs(exponent) }, () => base).reduce(multiplyFractions, {
        top: '1',
        bottom: [],
      });
    }
    default:
      throw new TypeError(`not rational: ${expression.kind}`);
  }
}

/** The Gram scalars stay symbols: an identity in them holds for whatever they are. */
const GRAM_SCALARS: ReadonlySet<string> = new Set(['q', 'mu', 's2', 'V']);

function compareWords(left: MatrixForm, right: MatrixForm): Opinion | undefined {
  if (left.rows.length !== 1 || left.columns.length !== 1) return undefined;
  const [a, b] = [blockAt(left, 0, 0), blockAt(right, 0, 0)];
  const names = new Map<string, string>();
  let agrees = true;
  const words = new Set([...a.keys(), ...b.keys()]);
  for (const word of words) {
    const [x, y] = [a.get(word)?.coefficient ?? ZERO_FUNCTION, b.get(word)?.coefficient ?? ZERO_FUNCTION];
    const text = clearedDifference(x, y, names);
    if (text.length > LONGEST) return undefined;
    agrees &&= expandsToZero(text);
  }
  return {
    agrees,
    scope: `the coefficients of ${words.size} word${words.size === 1 ? '' : 's'} of the two normal forms`,
  };
}

/** x - y over their common denominator; only the numerators where the denominators are the same. */
function clearedDifference(x: RationalFunction, y: RationalFunction, names: Map<string, string>): string {
  const [top, bottom] = [functionText(x.numerator, names), functionText(denominatorOf(x), names)];
  const [otherTop, otherBottom] = [functionText(y.numerator, names), functionText(denominatorOf(y), names)];
  return bottom === otherBottom
    ? `(${top})-(${otherTop})`
    : `(${top})*(${otherBottom})-(${otherTop})*(${bottom})`;
}

function functionText(p: Polynomial, names: Map<string, string>): string {
  if (p.size === 0) return '0';
  const nameOf = (variable: string): string => {
    const known = names.get(variable) ?? `v${names.size}`;
    names.set(variable, known);
    return known;
  };
  return [...p]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([monomial, coefficient]) =>
      [
        `(${coefficient})`,
        ...monomialFactors(monomial).map(([name, exponent]) => `${nameOf(name)}^${exponent}`),
      ].join('*'),
    )
    .join('+');
}
