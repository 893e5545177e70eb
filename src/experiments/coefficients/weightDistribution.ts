/**
 * How the weights of n afferents are drawn, as it is typed:
 *
 *   uniform(a, b)     uniform between a and b            a <= b
 *   normal(m, s)      mean m, standard deviation s       s >= 0
 *   lognormal(m, s)   exp of normal(m, s)                s >= 0
 *   constant(c)       all equal to c
 *
 * a, b, c, m, s are formulas of n: numbers, n, pi, e, + - * / ^ and the elementary functions. Nothing is evaluated as a program.
 */
import { compile, isModest } from '../../expression/compile.ts';
import { substitute, symbol, symbolsOf } from '../../expression/expression.ts';
import { parse } from '../../expression/parse.ts';
import { standardNormal } from '../../numeric/monteCarlo/normal.ts';
import type { Random } from '../../numeric/monteCarlo/random.ts';

/** Draws one weight. */
export type WeightSampler = (random: Random) => number;

/** The sampler for n afferents. @throws RangeError, one line, where a parameter is not finite or out of range for this n */
export type WeightDistribution = (n: number) => WeightSampler;

interface Family {
  readonly parameters: readonly string[];
  readonly expects: string;
  readonly allows: (first: number, second: number) => boolean;
  readonly draw: (random: Random, first: number, second: number) => number;
}

const families: Readonly<Record<string, Family>> = {
  uniform: {
    parameters: ['a', 'b'],
    expects: 'a <= b',
    allows: (a, b) => a <= b,
    draw: (random, a, b) => a + (b - a) * random.uniform(),
  },
  normal: {
    parameters: ['m', 's'],
    expects: 's >= 0',
    allows: (_m, s) => s >= 0,
    draw: (random, m, s) => m + s * standardNormal(random),
  },
  lognormal: {
    parameters: ['m', 's'],
    expects: 's >= 0',
    allows: (_m, s) => s >= 0,
    draw: (random, m, s) => Math.exp(m + s * standardNormal(random)),
  },
  constant: { parameters: ['c'], expects: 'a number', allows: () => true, draw: (_random, c) => c },
};

const DEEPEST = 100;
const LARGEST = 500;

/** @throws SyntaxError, one line (what, got, expected), where the text is none of these distributions */
export function weightDistribution(text: string): WeightDistribution {
  const [, name = '', list = ''] = /^\s*([a-z]+)\s*\((.*)\)\s*$/is.exec(text) ?? [];
  const family = Object.hasOwn(families, name) ? families[name] : undefined;
  if (family === undefined) {
    const known = Object.entries(families).map(([key, { parameters }]) => `${key}(${parameters.join(',')})`);
    throw new SyntaxError(
      `got ${JSON.stringify(shortened(text))}, expected one of ${known.join(' ')} with formulas of n`,
    );
  }
  const formulas = argumentsOf(list);
  if (formulas.length !== family.parameters.length)
    throw new SyntaxError(`${name}: got ${formulas.length} parameters, expected ${family.parameters.length}`);
  const values = formulas.map(formulaOfSize);
  return (n) => {
    const parameters = values.map((value) => value(n));
    const [first = 0, second = 0] = parameters;
    if (!parameters.every(Number.isFinite) || !family.allows(first, second))
      throw new RangeError(
        `${name}(${parameters.join(', ')}) at n = ${n} (expected finite numbers, ${family.expects})`,
      );
    return (random) => family.draw(random, first, second);
  };
}

/** Parts between the commas that stand in no inner parentheses. */
function argumentsOf(list: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const character of list) {
    if (character === '(') depth++;
    if (character === ')') depth--;
    if (character === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}

function formulaOfSize(text: string): (n: number) => number {
  const typed = parse(text);
  if (!isModest(typed, LARGEST, DEEPEST))
    throw new SyntaxError(`formula: got more than ${LARGEST} parts or ${DEEPEST} levels, expected fewer`);
  const other = [...symbolsOf(typed)].find((name) => !['n', 'e', 'pi'].includes(name));
  if (other !== undefined)
    throw new SyntaxError(`symbol: got ${JSON.stringify(shortened(other))}, expected n, pi or e`);
  // compile() knows its variable as v.
  return compile(substitute(typed, new Map([['n', symbol('v')]])));
}

const shortened = (text: string): string => (text.length <= 60 ? text : `${text.slice(0, 60)}...`);
