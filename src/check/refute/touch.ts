/**
 * Failures at quadratic irrationals: the second evaluator decides exactly over Q(sqrt d), the first one by enclosures, which must
 * not contradict it.
 */
import { type Rational, rational, rationalToNumber, ZERO } from '../../expression/rational.ts';
import { judge } from '../evaluate/evaluate.ts';
import { addReals, elementaryReal, multiplyReals, type Real } from '../evaluate/real.ts';
import { opinionOver } from '../evaluate/second/secondOpinion.ts';
import { type Surd, surdsOver } from '../evaluate/second/surds.ts';
import type { Kind, Problem } from '../problem.ts';
import { surdsNear } from './algebraic.ts';
import type { Layout } from './layout.ts';
import { nearestRational } from './nearest.ts';
import { type Counterexample, matrixToString, readable } from './trial.ts';

const BITS = 300;

/** A counterexample at surds near these parameters, or undefined. */
export function failureAtSurds(
  problem: Problem,
  sizes: ReadonlyMap<string, number>,
  layout: Layout,
  at: readonly number[],
): Counterexample | undefined {
  const point = surdsNear(at);
  if (point === undefined) return undefined;
  const numbers = surdsOver(point.d);
  const exact = layout.over(point.theta, numbers.of(ZERO), numbers.add, numbers.multiply);
  if (!point.theta.every((x, index) => hasSign(layout.parameters[index]?.sign, numbers.sign(x))))
    return undefined;
  if ([...problem.symbols.values()].some(needsDeterminant)) return undefined;
  const setting = { dimensions: sizes, values: exact };
  if (problem.given.some((given) => opinionOver(numbers, given, setting) !== 'holds')) return undefined;
  if (opinionOver(numbers, problem.claim, setting) !== 'fails') return undefined;
  const root = elementaryReal('sqrt', rational(point.d), BITS);
  const enclosed = layout.over(
    point.theta.map((x) => enclose(x, root)),
    ZERO as Real,
    (a, b) => addReals(a, b, BITS),
    (a, b) => multiplyReals(a, b, BITS),
  );
  const environment = { dimensions: sizes, values: enclosed, bits: BITS };
  if (problem.given.some((given) => contradicts(judge(given, environment).verdict, 'holds')))
    return undefined;
  const { left, right, verdict } = judge(problem.claim, environment);
  if (left === undefined || right === undefined || contradicts(verdict, 'fails')) return undefined;
  return {
    assignment: readable(sizes, enclosed, problem),
    left: matrixToString(left),
    right: matrixToString(right),
    exact: false,
    values: { dimensions: sizes, values: layout.exact(point.theta.map((x) => approximate(x, point.d))) },
  };
}

const contradicts = (verdict: string, expected: 'holds' | 'fails'): boolean =>
  verdict !== expected && verdict !== 'unknown';

/** Invertible symbols without a factor of known sign are left out. */
const needsDeterminant = (kind: Kind): boolean => kind.invertible && !kind.positiveDefinite;

function hasSign(expected: Kind['sign'] | undefined, sign: number): boolean {
  if (expected === 'positive') return sign > 0;
  if (expected === 'nonnegative') return sign >= 0;
  return expected !== 'nonzero' || sign !== 0;
}

const enclose = ({ a, b }: Surd, root: Real): Real => addReals(a, multiplyReals(b, root, BITS), BITS);

const approximate = ({ a, b }: Surd, d: bigint): Rational =>
  nearestRational(rationalToNumber(a) + rationalToNumber(b) * Math.sqrt(Number(d)), 1e12) ?? a;
