/**
 * Points at which two scalar sides are equal although no rational number is such a point: a continuous difference that changes
 * sign on an interval has a root inside (intermediate value theorem).
 *
 * Along a curve one parameter t runs; dependent parameters, in each of which an equality hypothesis is affine, follow it:
 * x = -r(0)/(r(1) - r(0)) with the residual r of the hypothesis; all others are fixed rationals. The difference is continuous on
 * [a, b] where its interval evaluation over [a, b] meets no edge of a domain.
 */
import { add, multiply, ONE, type Rational, rational, subtract, ZERO } from '../../expression/rational.ts';
import { Evaluator } from '../evaluate/evaluate.ts';
import { intervalOf } from '../evaluate/interval.ts';
import type { RealMatrix } from '../evaluate/linearAlgebra.ts';
import { type Outcome, outcomeOf } from '../evaluate/outcome.ts';
import {
  addReals,
  divideReals,
  multiplyReals,
  negateReal,
  type Real,
  realToNumber,
  signOfReal,
} from '../evaluate/real.ts';
import type { Relation } from '../problem.ts';
import type { Layout } from './layout.ts';
import { nearestRational } from './nearest.ts';
import type { Values } from './sample.ts';
import { rationalTable } from './trial.ts';

const BITS = 320;
/** The enclosing interval is at most so wide. */
const WIDTH = rational(1n, 1n << 160n);
/** Of the interval's ends: more than WIDTH needs. */
const END_BITS = 1000;

/** low < root < high, or the root itself when they are one object. */
export interface Root {
  readonly low: Rational;
  readonly high: Rational;
}

export interface Curve {
  /** Scalar; a root of left - right is looked for. */
  readonly relation: Relation;
  readonly layout: Layout;
  readonly dimensions: ReadonlyMap<string, number>;
  readonly theta: readonly Rational[];
  /** The parameter that runs. */
  readonly index: number;
  /** Solved in this order. */
  readonly dependents: readonly { readonly equality: Relation; readonly index: number }[];
}

export type RealValues = ReadonlyMap<string, RealMatrix>;

/** The values of all symbols at t. Throws Undefined or Undecided where a dependent parameter has none. */
function valuesAt(curve: Curve, t: Real): RealValues {
  let theta: readonly Real[] = curve.theta.map((x, i) => (i === curve.index ? t : x));
  const values = (): RealValues =>
    curve.layout.over<Real>(
      theta,
      ZERO,
      (a, b) => addReals(a, b, BITS),
      (a, b) => multiplyReals(a, b, BITS),
    );
  for (const { equality, index } of curve.dependents) {
    const residual = (x: Rational): Real => {
      theta = theta.with(index, x);
      return differenceAt(curve, equality, values());
    };
    const [constant, whole] = [residual(ZERO), residual(ONE)];
    const slope = addReals(whole, negateReal(constant), BITS);
    theta = theta.with(index, divideReals(negateReal(constant), slope, BITS));
  }
  return values();
}

function differenceAt(curve: Curve, { left, right }: Relation, values: RealValues): Real {
  const evaluator = new Evaluator({ dimensions: curve.dimensions, values, bits: BITS });
  const difference = addReals(evaluator.scalar(left), negateReal(evaluator.scalar(right)), BITS);
  if (!evaluator.rigorous) throw new RangeError('a difference that is only estimated');
  return difference;
}

const differenceOn = (curve: Curve, t: Real): Outcome<Real> =>
  outcomeOf(() => differenceAt(curve, curve.relation, valuesAt(curve, t)));

/** Values over a root's interval. */
export const valuesOver = (curve: Curve, { low, high }: Root): Outcome<RealValues> =>
  outcomeOf(() =>
    valuesAt(curve, { lower: intervalOf(low, END_BITS).lower, upper: intervalOf(high, END_BITS).upper }),
  );

/** Rational values at a rational t, or undefined. */
export function rationalValuesAt(curve: Curve, t: Rational): Values | undefined {
  const values = outcomeOf(() => valuesAt(curve, t));
  if (values.kind !== 'value') return undefined;
  const result = new Map<string, readonly (readonly Rational[])[]>();
  for (const [name, matrix] of values.value) {
    const exact = rationalTable(matrix);
    if (exact === undefined) return undefined;
    result.set(name, exact);
  }
  return result;
}

/** Enough for two periods of a sine. */
const MOST_ROOTS = 6;

/**
 * Roots between neighbouring probes, those nearest to 0 first: rational ones where they are simple, otherwise certain sign
 * changes.
 */
export function rootsOn(curve: Curve, probes: readonly number[]): readonly Root[] {
  const f = (t: number): number => {
    const exact = nearestRational(t, 2 ** 60);
    if (exact === undefined) return Number.NaN;
    const difference = differenceOn(curve, exact);
    return difference.kind === 'value' ? realToNumber(difference.value) : Number.NaN;
  };
  const points = [...new Set(probes)].sort((a, b) => a - b).map((t) => ({ t, value: f(t) }));
  const changes = points.flatMap((right, k) => {
    const left = points[k - 1];
    return left !== undefined && left.value * right.value < 0 ? [{ left: left.t, right: right.t }] : [];
  });
  changes.sort((a, b) => Math.abs(a.left + a.right) - Math.abs(b.left + b.right));
  const roots: Root[] = [];
  for (const { left, right } of changes) {
    const root = refined(curve, bisect(f, left, right));
    if (root !== undefined) roots.push(root);
    if (roots.length >= MOST_ROOTS) break;
  }
  return roots;
}

function bisect(f: (t: number) => number, left: number, right: number): readonly [number, number] {
  let [low, high] = [left, right];
  const negative = f(low) < 0;
  for (let step = 0; step < 80; step++) {
    const middle = (low + high) / 2;
    if (!(middle > low && middle < high)) break;
    if (f(middle) < 0 === negative) low = middle;
    else high = middle;
  }
  return [low, high];
}

function signAt(curve: Curve, t: Rational): number | undefined {
  const difference = differenceOn(curve, t);
  return difference.kind === 'value' ? signOfReal(difference.value) : undefined;
}

function refined(curve: Curve, [left, right]: readonly [number, number]): Root | undefined {
  for (const limit of [1, 100, 1e6]) {
    const guess = nearestRational((left + right) / 2, limit);
    if (guess !== undefined && signAt(curve, guess) === 0) return { low: guess, high: guess };
  }
  const spread = Math.max(Math.abs(left), 1e-12) * 1e-13;
  let low = nearestRational(left - spread, 2 ** 60);
  let high = nearestRational(right + spread, 2 ** 60);
  if (low === undefined || high === undefined) return undefined;
  const [sign, other] = [signAt(curve, low), signAt(curve, high)];
  if (sign === undefined || other === undefined || sign * other >= 0) return undefined;
  while (subtract(subtract(high, low), WIDTH).numerator > 0n) {
    const middle: Rational = multiply(add(low, high), rational(1, 2));
    const own = signAt(curve, middle);
    if (own === undefined) return undefined;
    if (own === 0) return { low: middle, high: middle };
    if (own === sign) low = middle;
    else high = middle;
  }
  const root = { low, high };
  const over = valuesOver(curve, root);
  if (over.kind !== 'value') return undefined;
  return outcomeOf(() => differenceAt(curve, curve.relation, over.value)).kind === 'value' ? root : undefined;
}

export const isRationalRoot = ({ low, high }: Root): boolean => low === high;
