/**
 * Points at which two scalar sides are equal although no rational number is such a point: a continuous difference that changes
 * sign on an interval has a root inside (intermediate value theorem).
 *
 * One scalar parameter runs, all others are rational. The difference is continuous on [a, b] where the interval evaluation
 * over [a, b] meets no domain edge.
 */
import {
  add,
  multiply,
  type Rational,
  rational,
  rationalToNumber,
  subtract,
} from '../../expression/rational.ts';
import { DoubleCompiler } from '../evaluate/double.ts';
import { Evaluator } from '../evaluate/evaluate.ts';
import { intervalOf } from '../evaluate/interval.ts';
import type { RealMatrix } from '../evaluate/linearAlgebra.ts';
import { outcomeOf } from '../evaluate/outcome.ts';
import { addReals, negateReal, type Real, signOfReal } from '../evaluate/real.ts';
import type { Relation } from '../problem.ts';
import type { Layout } from './layout.ts';
import { nearestRational } from './nearest.ts';

const BITS = 300;
/** The enclosing interval is at most so wide (2^-160). */
const WIDTH = rational(1n, 1n << 160n);

export interface Root {
  readonly low: Rational;
  readonly high: Rational;
}

export interface Line {
  readonly relation: Relation;
  readonly layout: Layout;
  readonly dimensions: ReadonlyMap<string, number>;
  readonly theta: readonly Rational[];
  /** The parameter that runs. */
  readonly index: number;
}

const at = (line: Line, t: Rational): ReadonlyMap<string, RealMatrix> =>
  line.layout.exact(line.theta.with(line.index, t));

/** Values with the running parameter an interval; the parameter must be an entry. */
export function valuesOver(line: Line, { low, high }: Root): ReadonlyMap<string, RealMatrix> {
  const parameter = line.layout.parameters[line.index];
  const values = new Map<string, RealMatrix>(at(line, low));
  if (parameter === undefined) return values;
  const upper = at(line, high).get(parameter.symbol);
  const lower = values.get(parameter.symbol) ?? [];
  const over = lower.map((row, i) =>
    row.map((x, j): Real => {
      const y = upper?.[i]?.[j] ?? x;
      return x === y ||
        ('numerator' in x &&
          'numerator' in y &&
          x.numerator === y.numerator &&
          x.denominator === y.denominator)
        ? x
        : { lower: intervalOf(low, 1000).lower, upper: intervalOf(high, 1000).upper };
    }),
  );
  return values.set(parameter.symbol, over);
}

/** Rational roots first (as intervals of width 0), then certain sign changes. */
export function rootsOnLine(line: Line, probes: readonly number[]): readonly Root[] {
  const compiler = new DoubleCompiler(line.dimensions);
  const difference = compiler.difference(line.relation);
  const theta = line.theta.map(rationalToNumber);
  const f = (t: number): number => {
    line.layout.write(theta.with(line.index, t), compiler.slots);
    return difference()[0] ?? Number.NaN;
  };
  const points = [...probes].sort((a, b) => a - b);
  const roots: Root[] = [];
  for (const [k, right] of points.entries()) {
    const left = points[k - 1];
    if (left === undefined || !(f(left) * f(right) < 0)) continue;
    const root = refined(line, bisect(f, left, right));
    if (root !== undefined) roots.push(root);
    if (roots.length >= 3) break;
  }
  return roots;
}

function bisect(f: (t: number) => number, left: number, right: number): readonly [number, number] {
  let [low, high] = [left, right];
  const negative = f(low) < 0;
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2;
    if (!(middle > low && middle < high)) break;
    if (f(middle) < 0 === negative) low = middle;
    else high = middle;
  }
  return [low, high];
}

/** The sign of the difference at a rational point, or undefined. */
function signAt(line: Line, t: Rational): number | undefined {
  const evaluator = new Evaluator({ dimensions: line.dimensions, values: at(line, t), bits: BITS });
  return signFrom(evaluator, line.relation);
}

function signFrom(evaluator: Evaluator, { left, right }: Relation): number | undefined {
  const sign = outcomeOf(() =>
    signOfReal(addReals(evaluator.scalar(left), negateReal(evaluator.scalar(right)), BITS)),
  );
  return sign.kind === 'value' && evaluator.rigorous ? sign.value : undefined;
}

function refined(line: Line, [left, right]: readonly [number, number]): Root | undefined {
  for (const limit of [1, 100, 1e6]) {
    const guess = nearestRational((left + right) / 2, limit);
    if (guess !== undefined && signAt(line, guess) === 0) return { low: guess, high: guess };
  }
  const spread = Math.max(Math.abs(left), 1e-12) * 1e-13;
  let [low, high] = [nearestRational(left - spread, 2 ** 60), nearestRational(right + spread, 2 ** 60)];
  if (low === undefined || high === undefined) return undefined;
  const sign = signAt(line, low);
  const other = signAt(line, high);
  if (sign === undefined || other === undefined || sign * other >= 0) return undefined;
  while (isWider(low, high)) {
    const middle: Rational = multiply(add(low, high), rational(1, 2));
    const own = signAt(line, middle);
    if (own === undefined) return undefined;
    if (own === 0) return { low: middle, high: middle };
    if (own === sign) low = middle;
    else high = middle;
  }
  return isContinuous(line, { low, high }) ? { low, high } : undefined;
}

const isWider = (low: Rational, high: Rational): boolean =>
  subtract(subtract(high, low), WIDTH).numerator > 0n;

/** Both sides have certain values over the whole interval. */
function isContinuous(line: Line, root: Root): boolean {
  const evaluator = new Evaluator({
    dimensions: line.dimensions,
    values: valuesOver(line, root),
    bits: BITS,
  });
  const sides = outcomeOf(() => [evaluator.value(line.relation.left), evaluator.value(line.relation.right)]);
  return sides.kind === 'value' && evaluator.rigorous;
}
