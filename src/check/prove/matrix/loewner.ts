/**
 * Facts from the order of semidefinite matrices, for every size. S >= T >= 0 means that S - T is a sum of semidefinite words.
 *
 *   0 < T <= S        x' S^-1 x <= x' T^-1 x,   tr(S^-1) <= tr(T^-1)
 *   0 <= T <= S       det(T) <= det(S)
 *   S = S1 + S2 ...   det(S1) + det(S2) + ... <= det(S)         semidefinite S1, S2 (Minkowski)
 *   M, N >= 0         x' M x <= tr(M) x' x,   tr(M N) <= tr(M) tr(N)
 *   S = S1 + S2 ...   tr(S^-1 S1) >= 0, also where it is written as n - tr(S^-1 S2) ...
 *   a, b >= 0         sum(a .* b) <= sum(a) sum(b)
 */
import { allVariablesOf } from '../../../symbolic/opaque.ts';
import {
  addFunctions,
  fromVariable,
  multiplyFunctions,
  type RationalFunction,
  subtractFunctions,
} from '../../../symbolic/rationalFunction.ts';
import { atom, type Formula } from '../scalar/formula.ts';
import { type Algebra, definitionOf } from './algebra.ts';
import { attempt } from './attempt.ts';
import { determinantOf } from './determinant.ts';
import { type Form, formOf, identityForm, subtractForms, termsOf, wordForm } from './form.ts';
import {
  invertLetter,
  isOnes,
  isSquareLetter,
  type Letter,
  transposeWord,
  type Word,
  wordText,
} from './letter.ts';
import { clearedRelation } from './relation.ts';
import type { Rewriter } from './rewrite.ts';
import { definiteness, definitenessOfWord, signOfDiagonalRun } from './sign.ts';
import { splitsOf } from './split.ts';
import { contraction, traceOfWord } from './word.ts';

export const loewnerFacts = (algebra: Algebra, names: ReadonlySet<string>, rewriter: Rewriter): Formula[] => [
  ...inverseFacts(algebra, names),
  ...shareFacts(algebra, names, rewriter),
  ...determinantFacts(algebra, names),
  ...traceFacts(algebra, names),
  ...sumFacts(algebra, names),
];

interface Weighted {
  readonly name: string;
  /** The value is x' S^-1 x for this S. */
  readonly inverseOf: Form;
}

function inverseFacts(algebra: Algebra, names: ReadonlySet<string>): Formula[] {
  const byVector = new Map<string, Map<string, Weighted>>();
  for (const name of names) {
    const meaning = algebra.meanings.get(name);
    if (meaning?.kind !== 'contraction' && meaning?.kind !== 'trace') continue;
    for (const { metric, dimension, left, right } of splitsOf(
      algebra,
      meaning.word,
      meaning.kind === 'trace',
    )) {
      if (wordText(left) !== wordText(right)) continue;
      const inverseOf = metric.length === 0 ? identityForm(dimension) : inverseOfWord(algebra, metric);
      const key = `${meaning.kind} ${dimension} ${wordText(left)}`;
      const own = byVector.get(key) ?? new Map<string, Weighted>();
      own.set(wordText(metric), { name, inverseOf });
      byVector.set(key, own);
    }
  }
  return [...byVector.values()].flatMap((weighted) => {
    const all = [...weighted.values()];
    return all.flatMap((a) =>
      all
        .filter((b) => a !== b && isLarger(algebra, a.inverseOf, b.inverseOf))
        .map((b) => less(a.name, b.name)),
    );
  });
}

const less = (a: string, b: string): Formula => differenceAtom(fromVariable(b), fromVariable(a));
const differenceAtom = (large: RationalFunction, small: RationalFunction): Formula =>
  atom(clearedRelation(subtractFunctions(large, small)), '>=');

function inverseOfWord(algebra: Algebra, metric: Word): Form {
  const dimension = metric[0]?.rows ?? 1;
  const [only] = metric;
  const definition = only === undefined ? undefined : definitionOf(algebra, only);
  if (metric.length === 1 && definition?.kind === 'inverse' && only?.inverted === false) return definition.of;
  return wordForm(
    algebra,
    dimension,
    dimension,
    metric.toReversed().map((each: Letter) => invertLetter(each)),
  );
}

const isLarger = (algebra: Algebra, a: Form, b: Form): boolean =>
  definiteness(algebra, subtractForms(a, b)) !== undefined && definiteness(algebra, b) === 'positive';

/** tr(K T) for the inverse K of a definite sum and each of its terms T. */
function shareFacts(algebra: Algebra, names: ReadonlySet<string>, rewriter: Rewriter): Formula[] {
  const isKnown = (f: RationalFunction): boolean =>
    allVariablesOf(f).every((name) => names.has(name) || algebra.meanings.get(name)?.kind === 'dimension');
  return [...algebra.letters.values()].flatMap(({ letter, definition, positiveDefinite }) => {
    if (definition?.kind !== 'inverse' || !positiveDefinite) return [];
    return termsOf(definition.of).flatMap(({ word }) => {
      const share = rewriter.scalar(traceOfWord(algebra, [letter, ...word]));
      const definite = definitenessOfWord(algebra, word) === 'positive';
      return isKnown(share) ? [atom(clearedRelation(share), definite ? '>' : '>=')] : [];
    });
  });
}

function determinantFacts(algebra: Algebra, names: ReadonlySet<string>): Formula[] {
  const facts: Formula[] = [];
  const semidefinite = [...names].flatMap((name) => {
    const meaning = algebra.meanings.get(name);
    if (meaning?.kind !== 'determinant' || definiteness(algebra, meaning.of) === undefined) return [];
    return [{ name, of: meaning.of }];
  });
  for (const a of semidefinite) {
    const parts = attempt(() => determinantsOfTerms(algebra, a.of));
    if (parts !== undefined && parts.length > 1)
      facts.push(differenceAtom(fromVariable(a.name), parts.reduce(addFunctions)));
    for (const b of semidefinite)
      if (
        a !== b &&
        a.of.rows === b.of.rows &&
        definiteness(algebra, subtractForms(a.of, b.of)) !== undefined
      )
        facts.push(less(b.name, a.name));
  }
  return facts;
}

/** Of the terms that are products of square matrices; the others are semidefinite and only add. */
const determinantsOfTerms = (algebra: Algebra, form: Form): RationalFunction[] =>
  termsOf(form)
    .filter(({ word }) => word.every(isSquareLetter))
    .map((term) => determinantOf(algebra, formOf(form.rows, form.columns, [term])));

/** The trace bounds a semidefinite matrix: M <= tr(M) I. */
function traceFacts(algebra: Algebra, names: ReadonlySet<string>): Formula[] {
  const isSemidefinite = (word: Word): boolean => definitenessOfWord(algebra, word) !== undefined;
  const bound = (name: string, ...factors: RationalFunction[]): Formula[] =>
    factors.every((f) => allVariablesOf(f).every((each) => names.has(each)))
      ? [differenceAtom(factors.reduce(multiplyFunctions), fromVariable(name))]
      : [];
  return [...names].flatMap((name) => {
    const meaning = algebra.meanings.get(name);
    if (meaning?.kind !== 'contraction' && meaning?.kind !== 'trace') return [];
    const isTrace = meaning.kind === 'trace';
    return splitsOf(algebra, meaning.word, isTrace).flatMap(({ metric, left, right }) => {
      if (metric.length === 0) return [];
      if (!isTrace && wordText(left) === wordText(right))
        return bound(
          name,
          traceOfWord(algebra, metric),
          contraction(algebra, [...transposeWord(left), ...right]),
        );
      const rest = [...right, ...transposeWord(left)];
      if (!isTrace || rest.length === 0 || !isSemidefinite(rest)) return [];
      return bound(name, traceOfWord(algebra, metric), traceOfWord(algebra, rest));
    });
  });
}

/** Products of sums of nonnegative entries. */
function sumFacts(algebra: Algebra, names: ReadonlySet<string>): Formula[] {
  const sums = [...names].flatMap((name) => {
    const run = nonnegativeRun(algebra, name);
    return run === undefined ? [] : [{ name, run }];
  });
  const text = (word: Word): string => wordText([...word].sort((a, b) => (a.text < b.text ? -1 : 1)));
  const byText = new Map(sums.map((each) => [text(each.run), each.name]));
  return sums.flatMap((a) =>
    sums.flatMap((b) => {
      const product = byText.get(text([...a.run, ...b.run]));
      if (product === undefined) return [];
      const [x, y, z] = [a.name, b.name, product].map(fromVariable) as [
        RationalFunction,
        RationalFunction,
        RationalFunction,
      ];
      return [differenceAtom(multiplyFunctions(x, y), z)];
    }),
  );
}

function nonnegativeRun(algebra: Algebra, name: string): Word | undefined {
  const meaning = algebra.meanings.get(name);
  if (meaning?.kind !== 'contraction') return undefined;
  const [first, last] = [meaning.word[0], meaning.word.at(-1)];
  const run = meaning.word.slice(1, -1);
  if (first === undefined || last === undefined || !isOnes(first) || !isOnes(last)) return undefined;
  if (!run.every(({ diagonal }) => diagonal)) return undefined;
  return signOfDiagonalRun(algebra, run) === undefined ? undefined : run;
}
