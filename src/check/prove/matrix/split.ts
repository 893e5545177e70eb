/**
 * Inner products hidden in contractions and traces: <x, y>_M = x' M y or tr(X' M Y) with positive definite M.
 *
 * A metric M is a word: empty (the identity), one posdef letter, or positive diagonal letters. A word is split at every place;
 * the letters of a diagonal run, which commute, may go left, right, or, if positive, into the metric.
 */
import type { Dimension } from '../../term.ts';
import { type Algebra, factsOf } from './algebra.ts';
import { invertLetter, type Letter, transposeWord, type Word, wordText } from './letter.ts';
import { tidy } from './word.ts';

export interface Split {
  readonly metric: Word;
  readonly dimension: Dimension;
  /** x and y of x' M y. */
  readonly left: Word;
  readonly right: Word;
}

const LONGEST_RUN = 5;

/** All ways to read a word as x' M y. Both sides of a contraction keep at least one letter. */
export function splitsOf(algebra: Algebra, word: Word, isTrace: boolean): Split[] {
  const least = isTrace ? 0 : 1;
  const splits: Split[] = [];
  const push = (before: Word, metric: Word, after: Word): void => {
    const dimension = after[0]?.rows ?? before.at(-1)?.columns ?? metric[0]?.rows;
    if (before.length < least || after.length < least || dimension === undefined || dimension === 1) return;
    splits.push({
      metric,
      dimension,
      left: tidy(algebra, transposeWord(before)),
      right: tidy(algebra, after),
    });
  };
  for (let at = 0; at <= word.length; at++) {
    const each = word[at];
    if (each?.diagonal === true && word[at - 1]?.diagonal !== true) {
      const end = endOfRun(word, at);
      for (const { left, metric, right } of distributions(algebra, word.slice(at, end)))
        push([...word.slice(0, at), ...left], metric, [...right, ...word.slice(end)]);
    } else if (each?.diagonal !== true && word[at - 1]?.diagonal !== true)
      push(word.slice(0, at), [], word.slice(at));
    if (each !== undefined && !each.diagonal && isDefinite(algebra, each))
      push(word.slice(0, at), [each], word.slice(at + 1));
  }
  return splits;
}

export const isDefinite = (algebra: Algebra, each: Letter): boolean => {
  const facts = factsOf(algebra, each);
  return facts?.positiveDefinite === true || (each.diagonal && facts?.entries === 'positive');
};

function endOfRun(word: Word, start: number): number {
  let end = start;
  while (word[end]?.diagonal === true) end++;
  return end;
}

function distributions(algebra: Algebra, run: Word): { left: Word; metric: Word; right: Word }[] {
  if (run.length > LONGEST_RUN) return [];
  return run.reduce<{ left: Word; metric: Word; right: Word }[]>(
    (partial, each) =>
      partial.flatMap((parts) => [
        { ...parts, left: [...parts.left, each] },
        { ...parts, right: [...parts.right, each] },
        ...(isDefinite(algebra, each) ? [{ ...parts, metric: [...parts.metric, each] }] : []),
      ]),
    [{ left: [], metric: [], right: [] }],
  );
}

export interface Metric {
  readonly core: Word;
  readonly dimension: Dimension;
  /** By text. */
  readonly vectors: Map<string, Word>;
}

const invertWord = (word: Word): Word => word.toReversed().map(invertLetter);

/**
 * The metrics that occur, with the vectors that occur in them. M and M^-1 share one metric: x' M^-1 y = <M^-1 x, M^-1 y>_M. In
 * it x' y is <x, M^-1 y>_M and <M^-1 x, y>_M.
 */
export function metricsOf(algebra: Algebra, splits: readonly Split[]): Metric[] {
  const metrics = new Map<string, Metric>();
  const metric = (core: Word, dimension: Dimension): Metric => {
    const key = `${wordText(core)} ${dimension}`;
    const known = metrics.get(key) ?? { core, dimension, vectors: new Map() };
    metrics.set(key, known);
    return known;
  };
  const add = ({ vectors }: Metric, ...words: Word[]): void => {
    for (const word of words) vectors.set(wordText(word), word);
  };
  for (const split of splits) {
    const inverted = split.metric.length > 0 && split.metric.every((each) => each.inverted);
    const core = inverted ? invertWord(split.metric) : split.metric;
    const vectors = [split.left, split.right];
    const scaled = vectors.map((each) => tidy(algebra, [...invertWord(core), ...each]));
    add(metric(core, split.dimension), ...(inverted ? scaled : vectors));
  }
  for (const { left, metric: core, right, dimension } of splits) {
    if (core.length > 0) continue;
    for (const each of metrics.values()) {
      if (each.core.length === 0 || each.dimension !== dimension) continue;
      const scale = (word: Word): Word => tidy(algebra, [...invertWord(each.core), ...word]);
      add(each, left, right, scale(left), scale(right));
    }
  }
  return [...metrics.values()];
}
