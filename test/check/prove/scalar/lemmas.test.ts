/** Every lemma that the solver is given holds at random points, in doubles; a wrong one is noticed. */
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { expect, test } from 'vitest';
import { problemFromText } from '../../../../src/check/language/problemFromText.ts';
import { constantBounds } from '../../../../src/check/prove/scalar/constants.ts';
import { atom, type Formula } from '../../../../src/check/prove/scalar/formula.ts';
import {
  algebraicFacts,
  basicLemmas,
  generatorNames,
  taylorLemmas,
} from '../../../../src/check/prove/scalar/lemmas.ts';
import { FREE, Normalizer } from '../../../../src/check/prove/scalar/normalize.ts';
import type { Tower } from '../../../../src/check/prove/scalar/tower.ts';
import { monomialFactors, type Polynomial, variable } from '../../../../src/symbolic/polynomial.ts';
import { denominatorOf, type RationalFunction } from '../../../../src/symbolic/rationalFunction.ts';

const SEED = 48;
const TERMS = [
  'exp(x)',
  'exp(x*y)',
  'log(p)',
  'log(1 + exp(y))',
  'sin(x)',
  'cos(y)',
  'sin(x - y)',
  'sqrt(p)',
];
const MORE = ['abs(x)', 'p^(1/3)', 'exp(1)', 'log(2)', 'sin(1)', 'pi*x', 'log(p/q)', 'p^y', 'tanh(x)'];

/** Values of symbols; generators are computed from them. */
class Point {
  readonly #tower: Tower;
  readonly #symbols: ReadonlyMap<string, number>;

  constructor(tower: Tower, symbols: ReadonlyMap<string, number>) {
    this.#tower = tower;
    this.#symbols = symbols;
  }

  /** The value, and the size of its largest term. */
  polynomial(p: Polynomial): readonly [value: number, size: number] {
    let [value, size] = [0, 0];
    for (const [monomial, coefficient] of p) {
      const powers = monomialFactors(monomial).map(([name, k]) => this.#variable(name) ** k);
      const term = powers.reduce((product, factor) => product * factor, Number(coefficient));
      value += term;
      size = Math.max(size, Math.abs(term));
    }
    return [value, size];
  }

  #function(f: RationalFunction): number {
    return this.polynomial(f.numerator)[0] / this.polynomial(denominatorOf(f))[0];
  }

  #variable(name: string): number {
    const generator = this.#tower.generators.get(name);
    if (generator === undefined) return this.#symbols.get(name) ?? Number.NaN;
    switch (generator.kind) {
      case 'pi':
        return Math.PI;
      case 'root':
        return this.polynomial(generator.radicand)[0] ** (1 / generator.degree);
      case 'abs':
        return Math.abs(this.polynomial(generator.argument)[0]);
      case 'power':
        return this.#function(generator.base) ** this.#function(generator.exponent);
      default:
        return Math[generator.kind](this.#function(generator.argument));
    }
  }

  /** Whether the formula holds up to rounding. */
  satisfies(formula: Formula): boolean {
    if (formula.kind !== 'atom') {
      const parts = formula.parts.map((part) => this.satisfies(part));
      return formula.kind === 'and' ? !parts.includes(false) : parts.includes(true);
    }
    const [value, size] = this.polynomial(formula.polynomial);
    const slack = 1e-11 * size;
    if (formula.operator === '!=') return value !== 0;
    if (formula.operator === '==') return Math.abs(value) <= slack;
    return formula.operator.startsWith('>') ? value >= -slack : value <= slack;
  }
}

test('lemmas at 200 points', () => {
  const normalizer = new Normalizer();
  const symbols = { x: 'real', y: 'real', p: 'positive', q: 'positive' };
  for (const name of ['p', 'q']) normalizer.know(atom(variable(name), '>'));
  const used = normalizer.tower.settle(() =>
    [...TERMS, ...MORE].map((text) => {
      const term = problemFromText({ symbols, claim: `${text} == 0` }).claim.left;
      return atom(normalizer.value(term, FREE).numerator, '!=');
    }),
  );
  const { tower } = normalizer;
  const names = generatorNames(tower, used);
  const lemmas = [
    ...algebraicFacts(tower, names, 'all'),
    ...constantBounds(tower, names),
    ...basicLemmas(tower, names, 'all'),
    ...taylorLemmas(tower, names, 'all'),
  ];
  expect(lemmas.length).toBeGreaterThan(150);
  const random = xoroshiro128plus(SEED);
  const draw = (low: number, high: number): number => low + ((random.next() >>> 0) / 2 ** 32) * (high - low);
  let noticed = 0;
  for (let k = 0; k < 200; k++) {
    const values = new Map([
      ['x', draw(-4, 4)],
      ['y', draw(-4, 4)],
      ['p', draw(0.01, 6)],
      ['q', draw(0.01, 6)],
    ]);
    const point = new Point(tower, values);
    for (const lemma of lemmas) if (!point.satisfies(lemma)) expect({ lemma, values }).toBeUndefined();
    if (!lemmas.map(turned).every((lemma) => point.satisfies(lemma))) noticed++;
  }
  expect(noticed).toBe(200);
});

/** The formula with every order turned round. */
function turned(formula: Formula): Formula {
  if (formula.kind !== 'atom') return { ...formula, parts: formula.parts.map(turned) };
  const swap = { '<': '>', '>': '<', '<=': '>=', '>=': '<=', '==': '==', '!=': '!=' } as const;
  return { ...formula, operator: swap[formula.operator] };
}
