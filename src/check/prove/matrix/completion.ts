/**
 * From equations between words to rules that decide more of what follows from them: bounded Knuth-Bendix completion.
 *
 * Each equation is turned into a rule for its largest word (letters that commute stay sorted). Where two rules overlap, the word
 * can be rewritten in two ways: their difference is a new equation. Whatever the rules reduce to zero is zero; a bound on their
 * number, the length of words and the time makes this end, and what is not reduced until then stays undecided.
 *
 * Reference: T. Mora, An introduction to commutative and noncommutative Groebner bases, Theor. Comput. Sci. 134 (1994).
 */
import {
  invertFunction,
  negateFunction,
  ONE_FUNCTION,
  type RationalFunction,
} from '../../../symbolic/rationalFunction.ts';
import type { Deadline } from '../../problem.ts';
import { type Algebra, isSurelyInvertible } from './algebra.ts';
import { mayDivideBy } from './division.ts';
import {
  type Form,
  formOf,
  identityForm,
  isDyad,
  isScalarForm,
  isZeroForm,
  multiplyForms,
  scalarOf,
  scaleForm,
  subtractForms,
  termsOf,
  transposeForm,
  wordForm,
} from './form.ts';
import { compareWords, invertLetter, type Letter, transposeLetter, type Word } from './letter.ts';
import { findIn, isDiagonalWord, Rewriter, type Rule, without } from './rewrite.ts';

const MOST_RULES = 70;
const MOST_EQUATIONS = 500;
const LONGEST_WORD = 12;
/** Milliseconds: what is found is found in a tenth of that. */
const LONGEST_SEARCH = 2000;

/** True once `isProved` says so for the rules, and the scalars found to be zero, so far; false if that never happens within the bounds. */
export function complete(
  algebra: Algebra,
  equations: readonly Form[],
  isProved: (rewriter: Rewriter, scalars: readonly RationalFunction[]) => boolean,
  deadline: Deadline,
): boolean {
  const end = performance.now() + LONGEST_SEARCH;
  const cancellations = cancellationRules(algebra, equations);
  const queue = equations.flatMap((each) => [each, transposeForm(algebra, each)]);
  const scalars: RationalFunction[] = [];
  let rules: Rule[] = [];
  for (let count = 0; count < MOST_EQUATIONS && queue.length > 0; count++) {
    if (deadline.expired() || performance.now() > end) return false;
    const next = new Rewriter(algebra, rules).form(takeSmallest(queue));
    if (isScalarForm(next) && !isZeroForm(next)) {
      scalars.push(scalarOf(next));
      if (isProved(new Rewriter(algebra, rules), scalars)) return true;
    }
    const rule = orient(algebra, next);
    if (rule === undefined) continue;
    const replaced = rules.filter((each) => findIn(each.left, rule.left) !== undefined);
    rules = [...rules.filter((each) => !replaced.includes(each)), rule];
    queue.push(...replaced.map((each) => equationOf(each)));
    for (const other of [...rules, ...cancellations]) queue.push(...criticalPairs(algebra, rule, other));
    queue.push(...commutations(algebra, rule, diagonalLetters(equations)));
    if (rules.length > MOST_RULES) return false;
    if (isProved(new Rewriter(algebra, rules), scalars)) return true;
  }
  return false;
}

const sizeOf = (form: Form): number => Math.max(0, ...termsOf(form).map(({ word }) => word.length));

function takeSmallest(queue: Form[]): Form {
  let best = 0;
  for (const [at, form] of queue.entries()) {
    const current = queue[best];
    if (current !== undefined && sizeOf(form) < sizeOf(current)) best = at;
  }
  const [taken] = queue.splice(best, 1);
  if (taken === undefined) throw new RangeError('completion: no equation is left');
  return taken;
}

/** The largest word becomes the left side; undefined where there is none, or its coefficient may be 0. */
function orient(algebra: Algebra, equation: Form): Rule | undefined {
  const [largest] = termsOf(equation).sort((a, b) => compareWords(b.word, a.word));
  if (largest === undefined || largest.word.length === 0 || largest.word.length > LONGEST_WORD)
    return undefined;
  if (isDyad(largest.word) || !mayDivideBy(algebra, largest.coefficient)) return undefined;
  const { rows, columns } = equation;
  const rest = subtractForms(equation, formOf(rows, columns, [largest]));
  return {
    left: largest.word,
    right: scaleForm(rest, negateFunction(invertFunction(largest.coefficient))),
  };
}

function equationOf({ left, right }: Rule): Form {
  return subtractForms(formOf(right.rows, right.columns, [{ word: left, coefficient: ONE_FUNCTION }]), right);
}

/** Both ways to rewrite a word in which the two left sides overlap. */
function criticalPairs(algebra: Algebra, a: Rule, b: Rule): Form[] {
  if (isDiagonalWord(a.left) && isDiagonalWord(b.left)) return diagonalPair(algebra, a, b);
  return [...overlaps(algebra, a, b), ...(a === b ? [] : overlaps(algebra, b, a))];
}

function overlaps(algebra: Algebra, a: Rule, b: Rule): Form[] {
  const pairs: Form[] = [];
  const longest = Math.min(a.left.length, b.left.length) - 1;
  for (let shared = 1; shared <= longest; shared++) {
    const head = a.left.slice(0, a.left.length - shared);
    const tail = b.left.slice(shared);
    const meets = a.left.slice(-shared).every(({ text }, k) => text === b.left[k]?.text);
    if (meets)
      pairs.push(subtractForms(times(algebra, [], a.right, tail), times(algebra, head, b.right, [])));
  }
  return pairs;
}

function diagonalPair(algebra: Algebra, a: Rule, b: Rule): Form[] {
  const rest = remainder(b.left, a.left);
  if (rest.length === b.left.length || a === b) return [];
  const other = remainder(a.left, b.left);
  return [subtractForms(times(algebra, [], a.right, rest), times(algebra, [], b.right, other))];
}

/** The letters of a that b lacks. */
function remainder(a: Word, b: Word): Word {
  let left = b;
  return a.filter((each) => {
    const less = without(left, [each]);
    left = less ?? left;
    return less === undefined;
  });
}

/** A rule that ends (or starts) with a diagonal letter, before a smaller one that sorts into it. */
function commutations(algebra: Algebra, rule: Rule, letters: readonly Letter[]): Form[] {
  if (isDiagonalWord(rule.left)) return [];
  const pairs: Form[] = [];
  const own = equationOf(rule);
  for (const each of letters) {
    if (rule.left.at(-1)?.diagonal === true && each.rows === own.columns)
      pairs.push(times(algebra, [], own, [each]));
    if (rule.left[0]?.diagonal === true && each.rows === own.rows)
      pairs.push(times(algebra, [each], own, []));
  }
  return pairs;
}

function times(algebra: Algebra, head: Word, form: Form, tail: Word): Form {
  const rows = head[0]?.rows ?? form.rows;
  const columns = tail.at(-1)?.columns ?? form.columns;
  const left =
    head.length === 0 ? form : multiplyForms(algebra, wordForm(algebra, rows, form.rows, head), form);
  return tail.length === 0
    ? left
    : multiplyForms(algebra, left, wordForm(algebra, form.columns, columns, tail));
}

const lettersOf = (forms: readonly Form[]): Letter[] => {
  const all = forms.flatMap((form) => termsOf(form).flatMap(({ word }) => word));
  return [...new Map(all.map((each) => [each.text, each])).values()];
};

const diagonalLetters = (forms: readonly Form[]): Letter[] =>
  lettersOf(forms).filter(({ diagonal }) => diagonal);

/** x x^-1 -> I and x^-1 x -> I for the letters that are known to be invertible or occur inverted. */
function cancellationRules(algebra: Algebra, equations: readonly Form[]): Rule[] {
  const letters = lettersOf(equations);
  const known = letters.filter((each) => each.inverted || isSurelyInvertible(algebra, each));
  const bases = new Set([...algebra.invertible, ...known.map(({ base }) => base)]);
  const plain = letters.filter(({ base, rows, columns }) => bases.has(base) && rows === columns);
  const marked = plain
    .flatMap((each) => [each, transposeLetter(each)])
    .flatMap((each) => [each, invertLetter(each)]);
  const unique = [...new Map(marked.map((each) => [each.text, each])).values()];
  return unique.map((each) => ({ left: [each, invertLetter(each)], right: identityForm(each.rows) }));
}
