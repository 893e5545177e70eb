/**
 * One trial: are these values admissible, and does the claim hold there? And the counterexample that a failed trial is, after a
 * second opinion.
 */
import { type Rational, rational } from '../../expression/rational.ts';
import { type Judgement, judge } from '../evaluate/evaluate.ts';
import { isSingle, type RealMatrix } from '../evaluate/linearAlgebra.ts';
import { isExact, type Real, realToString } from '../evaluate/real.ts';
import { secondOpinion } from '../evaluate/second/secondOpinion.ts';
import type { Assignment, Kind, Problem, Relation } from '../problem.ts';
import { admits, corner, type RationalMatrix } from './kinds.ts';

export interface Counterexample {
  /** Readable values of dimensions and symbols: {n: '2', x: '(1, -1/2)', A: '[1, 2; 3, 4]'}. */
  readonly assignment: Readonly<Record<string, string>>;
  readonly left: string;
  readonly right: string;
  /** Both sides are rational numbers. */
  readonly exact: boolean;
  readonly values: Assignment;
}

export type Verdict = Judgement['verdict'];

export interface Trial {
  /** Kinds and all `given` hold. */
  readonly admissible: boolean;
  /** Of the claim; meaningful when admissible. */
  readonly claim: Judgement;
  /** The first `given` that does not hold, if the kinds do. */
  readonly violated?: Relation;
}

const PRECISIONS = [128, 400] as const;

/** Judges with more bits where the enclosures overlap, or one meets a pole or the edge of a domain. */
export function judgePrecisely(
  relation: Relation,
  dimensions: ReadonlyMap<string, number>,
  values: ReadonlyMap<string, RealMatrix>,
): Judgement {
  let result = judge(relation, { dimensions, values, bits: PRECISIONS[0] });
  if (result.verdict === 'unknown' && result.rigorous)
    result = judge(relation, { dimensions, values, bits: PRECISIONS[1] });
  return result;
}

const NOT_TRIED: Judgement = { verdict: 'unknown', reason: 'not admissible', exact: false, rigorous: true };

export function tryValues(problem: Problem, { dimensions, values }: Assignment): Trial {
  for (const [name, kind] of problem.symbols)
    if (!admits(kind, values.get(name) ?? [])) return { admissible: false, claim: NOT_TRIED };
  for (const given of problem.given) {
    const judged = judgePrecisely(given, dimensions, values);
    if (judged.verdict !== 'holds' || !judged.rigorous)
      return { admissible: false, claim: NOT_TRIED, violated: given };
  }
  return { admissible: true, claim: judgePrecisely(problem.claim, dimensions, values) };
}

/** The counterexample that a trial with a failing claim is, or undefined when the second opinion does not agree. */
export function counterexampleOf(
  problem: Problem,
  assignment: Assignment,
  judged: Judgement,
): Counterexample | undefined {
  const { left, right, exact } = judged;
  if (left === undefined || right === undefined) return undefined;
  if (!confirmed(problem, assignment, judged)) return undefined;
  return {
    assignment: readable(assignment.dimensions, assignment.values, problem),
    left: matrixToString(left),
    right: matrixToString(right),
    exact,
    values: assignment,
  };
}

/**
 * Kinds and relations again, by the second evaluator. It knows limits only approximately: sides of a strict relation or of !=
 * that are the same rational number have to be close there.
 */
export function confirmed(
  problem: Problem,
  assignment: Assignment,
  judged = judgePrecisely(problem.claim, assignment.dimensions, assignment.values),
): boolean {
  const opinion = secondOpinion(problem.claim, assignment);
  const meet = judged.verdict === 'fails' && judged.exact && STRICT.includes(problem.claim.operator);
  return (
    [...problem.symbols].every(([name, kind]) => isOfKind(kind, assignment.values.get(name) ?? [])) &&
    problem.given.every((given) => secondOpinion(given, assignment) === 'holds') &&
    (opinion === 'fails' || (opinion === 'close' && meet))
  );
}

const STRICT: readonly Relation['operator'][] = ['<', '>', '!='];

/** As `admits`, with Leibniz determinants. */
function isOfKind(kind: Kind, m: RationalMatrix): boolean {
  if (!admits({ ...kind, positiveDefinite: false, invertible: false }, m)) return false;
  const determinantHas = (size: number, operator: '>' | '!='): boolean =>
    secondOpinion(
      {
        left: {
          kind: 'determinant',
          of: { kind: 'symbol', name: 'm', shape: { rows: size, columns: size } },
          shape: { rows: 1, columns: 1 },
        },
        operator,
        right: { kind: 'number', value: rational(0), shape: { rows: 1, columns: 1 } },
      },
      { dimensions: new Map(), values: new Map([['m', corner(m, size)]]) },
    ) === 'holds';
  if (kind.positiveDefinite) return m.every((_, k) => determinantHas(k + 1, '>'));
  return !kind.invertible || determinantHas(m.length, '!=');
}

export function readable(
  dimensions: ReadonlyMap<string, number>,
  values: ReadonlyMap<string, RealMatrix>,
  problem: Problem,
): Record<string, string> {
  const result: Record<string, string> = {};
  for (const name of problem.dimensions) result[name] = `${dimensions.get(name) ?? 1}`;
  for (const name of problem.symbols.keys()) result[name] = matrixToString(values.get(name) ?? []);
  return result;
}

/** 3/2, (1, -1/2) for a column, [1, 2; 3, 4] for a matrix. */
export function matrixToString(m: RealMatrix): string {
  const first: Real | undefined = m[0]?.[0];
  if (isSingle(m) && first !== undefined) return realToString(first);
  if (m[0]?.length === 1) return `(${m.flat().map(realToString).join(', ')})`;
  return `[${m.map((row) => row.map(realToString).join(', ')).join('; ')}]`;
}

/** Exact values as a table of rationals, if all are. */
export function rationalTable(m: RealMatrix): RationalMatrix | undefined {
  const entries: Rational[][] = [];
  for (const row of m) {
    const exact = row.filter(isExact);
    if (exact.length < row.length) return undefined;
    entries.push(exact);
  }
  return entries;
}
