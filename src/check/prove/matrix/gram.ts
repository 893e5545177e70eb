/**
 * Facts about contractions and traces that hold for every size, from Gram matrices.
 *
 * For vectors x_i and an inner product <x, y> = x' M y (or tr(X' M Y)) the Gram matrix (<x_i, x_j>) is positive semidefinite:
 * its principal minors are >= 0 (the 2 x 2 minors are the inequality of Cauchy and Schwarz). Only entries that are scalars of the
 * claim, or dimensions, are used, so that no new unknowns enter.
 */
import { allVariablesOf } from '../../../symbolic/opaque.ts';
import type { Polynomial } from '../../../symbolic/polynomial.ts';
import {
  addFunctions,
  fromPolynomial,
  type RationalFunction,
  subtractFunctions,
} from '../../../symbolic/rationalFunction.ts';
import { atom, type Formula, or } from '../scalar/formula.ts';
import { type Algebra, isSurelyInvertible } from './algebra.ts';
import { determinant, type Grid, gridOf } from './grid.ts';
import { isOnes, transposeWord, type Word, wordText } from './letter.ts';
import { relationFormula } from './relation.ts';
import type { Rewriter } from './rewrite.ts';
import { rootFacts, squaresOf } from './roots.ts';
import { isNonzeroVector } from './sign.ts';
import { type Metric, metricsOf, type Split, splitsOf } from './split.ts';
import { contraction, dimensionScalar, rotations, traceOfWord } from './word.ts';

interface Vertex {
  readonly word: Word;
  readonly square: RationalFunction;
}

const MOST_VECTORS = 14;

/**
 * Facts in which no other variables than `names` and dimensions occur, once the rules have been applied; minors up to the given
 * size.
 */
export function gramFacts(
  algebra: Algebra,
  names: ReadonlySet<string>,
  largestMinor: number,
  rewriter: Rewriter,
): Formula[] {
  const contractions: Split[] = [];
  const traces: Split[] = [];
  for (const name of names) {
    const meaning = algebra.meanings.get(name);
    if (meaning?.kind === 'contraction') contractions.push(...splitsOf(algebra, meaning.word, false));
    if (meaning?.kind === 'trace')
      for (const word of rotations(algebra, meaning.word)) traces.push(...splitsOf(algebra, word, true));
  }
  const isKnown = (f: RationalFunction): boolean =>
    allVariablesOf(f).every((name) => names.has(name) || algebra.meanings.get(name)?.kind === 'dimension');
  const squares = squaresOf(algebra, names);
  const vectorFacts = metricsOf(algebra, contractions).flatMap((metric) => {
    const product = (x: Word, y: Word) =>
      rewriter.scalar(contraction(algebra, [...transposeWord(x), ...metric.core, ...y]));
    return factsOfMetric(metric, product, isKnown, largestMinor, squares);
  });
  const matrixFacts = metricsOf(algebra, traces).flatMap((metric) => {
    const product = (x: Word, y: Word) => {
      const value = traceOfProduct(algebra, metric, x, y);
      return value && rewriter.scalar(value);
    };
    return factsOfMetric(metric, product, isKnown, largestMinor, squares);
  });
  return [...vectorFacts, ...matrixFacts, ...zeroFacts(algebra, contractions, isKnown)];
}

function traceOfProduct(algebra: Algebra, metric: Metric, x: Word, y: Word): RationalFunction | undefined {
  const [left, right] = [x.at(-1)?.columns ?? metric.dimension, y.at(-1)?.columns ?? metric.dimension];
  if (left !== right) return undefined;
  const word = [...transposeWord(x), ...metric.core, ...y];
  return word.length === 0 ? dimensionScalar(algebra, metric.dimension) : traceOfWord(algebra, word);
}

function factsOfMetric(
  metric: Metric,
  product: (x: Word, y: Word) => RationalFunction | undefined,
  isKnown: (f: RationalFunction) => boolean,
  largestMinor: number,
  squares: ReadonlyMap<string, Polynomial>,
): Formula[] {
  const known = (x: Word, y: Word): RationalFunction | undefined => {
    const value = product(x, y);
    return value !== undefined && isKnown(value) ? value : undefined;
  };
  const vertices: Vertex[] = [];
  for (const word of metric.vectors.values()) {
    const square = known(word, word);
    if (square !== undefined && vertices.length < MOST_VECTORS) vertices.push({ word, square });
  }
  const facts = vertices.map(({ square }) => relationFormula(square, '>='));
  for (const clique of cliques(vertices, (a, b) => known(a.word, b.word) !== undefined, largestMinor)) {
    const gram = gridOf(clique.length, clique.length, (i, j) => {
      const [a, b] = [clique[i], clique[j]];
      return (a && b && known(a.word, b.word)) ?? fromPolynomial(new Map());
    });
    facts.push(relationFormula(determinant(gram), '>='));
    if (clique.length === 2) facts.push(...lengthsOfSums(gram), ...factsOfRoots(squares, gram));
  }
  return facts;
}

/** The squares of x + y and x - y. They follow from the minor, but not as a sum of products. */
function lengthsOfSums(gram: Grid): Formula[] {
  const [xx, xy, yy] = [gram[0]?.[0], gram[0]?.[1], gram[1]?.[1]];
  if (xx === undefined || xy === undefined || yy === undefined) return [];
  const squares = addFunctions(xx, yy);
  const twice = addFunctions(xy, xy);
  return [addFunctions(squares, twice), subtractFunctions(squares, twice)].map((f) =>
    relationFormula(f, '>='),
  );
}

function factsOfRoots(squares: ReadonlyMap<string, Polynomial>, gram: Grid): Formula[] {
  const [xx, xy, yy] = [gram[0]?.[0], gram[0]?.[1], gram[1]?.[1]];
  if (squares.size === 0 || xx === undefined || xy === undefined || yy === undefined) return [];
  if ([xx, xy, yy].some(({ factors, scale }) => factors.size > 0 || scale !== 1n)) return [];
  return rootFacts(squares, xx.numerator, xy.numerator, yy.numerator);
}

/** All sets of 2 to `largest` vertices that are joined pairwise. */
function cliques<T>(vertices: readonly T[], joined: (a: T, b: T) => boolean, largest: number): T[][] {
  const found: T[][] = [];
  const grow = (clique: readonly T[], from: number): void => {
    if (clique.length >= 2) found.push([...clique]);
    if (clique.length === largest) return;
    for (const [offset, vertex] of vertices.slice(from).entries())
      if (clique.every((each) => joined(each, vertex))) grow([...clique, vertex], from + offset + 1);
  };
  grow([], 0);
  return found;
}

/**
 * y' y = 0 means y = 0 in every definite metric, and then X y = 0 and x' y = 0; for invertible X also the other way round.
 * Vectors that cannot be zero have positive squares.
 */
function zeroFacts(
  algebra: Algebra,
  splits: readonly Split[],
  isKnown: (f: RationalFunction) => boolean,
): Formula[] {
  const squares = new Map<string, { word: Word; values: Map<string, Polynomial> }>();
  for (const { metric, left, right } of splits) {
    for (const word of [left, right]) {
      const square = contraction(algebra, [...transposeWord(word), ...metric, ...word]);
      if (!isKnown(square)) continue;
      const own = squares.get(wordText(word)) ?? { word, values: new Map() };
      own.values.set(wordText(metric), square.numerator);
      squares.set(wordText(word), own);
    }
  }
  const facts: Formula[] = [];
  const products = splits.map(({ metric, left, right }) => ({
    sides: [left, right],
    value: contraction(algebra, [...transposeWord(left), ...metric, ...right]).numerator,
  }));
  const all = [...squares.values()].flatMap(({ word, values }) =>
    [...values.values()].map((value) => ({ word, value })),
  );
  for (const a of all) {
    if (isNonzeroVector(algebra, a.word)) facts.push(atom(a.value, '>'));
    for (const { sides, value } of products)
      if (sides.some((side) => vanishesWith(algebra, a.word, side)))
        facts.push(or(atom(a.value, '>'), atom(value, '==')));
    for (const b of all)
      if (a !== b && vanishesWith(algebra, a.word, b.word))
        facts.push(or(atom(a.value, '>'), atom(b.value, '==')));
  }
  return facts;
}

/** Does a = 0 imply b = 0? Yes if b = X a, also after invertible letters in front of a are taken away. */
function vanishesWith(algebra: Algebra, a: Word, b: Word): boolean {
  const start = a.findIndex((each) => isOnes(each) || !isSurelyInvertible(algebra, each));
  const kernel = a.slice(Math.max(0, start));
  const tail = b.slice(-kernel.length);
  return kernel.length > 0 && wordText(kernel) === wordText(tail);
}
