/**
 * Random exact assignments that satisfy a claim's assumptions: the counterexamples of refutations and the independent check of
 * proofs. Everything is a small rational number, so agreement and disagreement are exact.
 *
 *   phi(v) = u(v)^2 with u a positive quadratic polynomial, so that phi'^2/phi = 4 u'^2 is a polynomial and every Gaussian
 *   expectation of it is an exact rational; under Equation 115, phi(v) = (v - theta)^2/4.
 *   f_i increasing quadratics, C^s a cubic; log p one of three such costs, drawn with probability 1/3 each.
 */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import {
  type Assignment,
  type CostRule,
  evaluate,
  type Functions,
  type ScalarRule,
  withValues,
} from '../expression/evaluate.ts';
import {
  addMatrices,
  entryOf,
  type Matrix,
  multiplyMatrices,
  transposeMatrix,
} from '../expression/matrix.ts';
import type { Dimension } from '../expression/notation.ts';
import {
  add,
  divide,
  isZero,
  multiply,
  negate,
  ONE,
  type Rational,
  rational,
  rationalToString,
  sign,
  ZERO,
} from '../expression/rational.ts';
import { type Ring, rationals } from '../expression/ring.ts';
import { gaussianPolynomialExpectation } from './gaussianPolynomial.ts';
import type { Given } from './given.ts';
import type { Setting } from './setting.ts';

/** An exact assignment, with a text for each function in it. */
export interface Instance extends Assignment<Rational> {
  readonly functionTexts: Readonly<Record<string, string>>;
}

/** Draws integers; the same seed gives the same assignments. */
export interface Draw {
  readonly integer: (low: number, high: number) => number;
}

export function drawFrom(seed: number): Draw {
  const generator = xoroshiro128plus(seed);
  return { integer: (low, high) => uniformInt(generator, low, high) };
}

const nonzero = (draw: Draw): Rational =>
  rational(draw.integer(0, 1) === 0 ? draw.integer(1, 7) : -draw.integer(1, 7), draw.integer(1, 4));
const positive = (draw: Draw): Rational => rational(draw.integer(1, 9), draw.integer(1, 4));

const ATTEMPTS = 60;

/** An admissible assignment for this n, or undefined when none was found. */
export function drawInstance(
  n: number,
  setting: Setting,
  givens: readonly Given[],
  draw: Draw,
): Instance | undefined {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const assignment = orthogonalize(draftInstance(n, setting, givens, draw), givens);
    if (assignment !== undefined && isAdmissible(assignment, givens)) return assignment;
  }
  return undefined;
}

function draftInstance(n: number, setting: Setting, givens: readonly Given[], draw: Draw): Instance {
  const positives = new Set(
    givens.flatMap((g) =>
      g.kind === 'positive' && g.expression.kind === 'symbol' ? [g.expression.name] : [],
    ),
  );
  const size = (dimension: Dimension): number => (typeof dimension === 'number' ? dimension : n);
  const values = new Map<string, Matrix<Rational>>();
  for (const [name, { shape, symmetric, small }] of Object.entries(setting.notation.symbols)) {
    if (setting.definitions.has(name)) continue;
    const entry =
      name === 'ones'
        ? () => ONE
        : small === true
          ? () => rational(draw.integer(1, 9), 5000)
          : positives.has(name)
            ? () => positive(draw)
            : () => nonzero(draw);
    const matrix = Array.from({ length: size(shape.rows) }, () =>
      Array.from({ length: size(shape.columns) }, entry),
    );
    values.set(name, symmetric ? addMatrices(matrix, transposeMatrix(matrix), rationals) : matrix);
  }
  const functions = drawFunctions(n, setting, entryOf(values.get('theta') ?? [[ZERO]], 0, 0), draw);
  return {
    ring: rationals,
    n,
    notation: setting.notation,
    definitions: setting.definitions,
    values,
    functions,
    functionTexts: functions.texts,
    expectation:
      setting.gaussian === undefined
        ? sampleAverage(n, draw)
        : gaussianPolynomialExpectation(setting.gaussian),
  };
}

/** Gram-Schmidt in the inner product u^T Sigma v, in the order of the names. */
function orthogonalize(instance: Instance, givens: readonly Given[]): Instance | undefined {
  let result = instance;
  for (const given of givens) {
    if (given.kind !== 'orthogonal') continue;
    const sigma = evaluate({ kind: 'symbol', name: 'Sigma' }, result);
    const inner = (a: Matrix<Rational>, b: Matrix<Rational>): Rational =>
      entryOf(multiplyMatrices(transposeMatrix(a), multiplyMatrices(sigma, b, rationals), rationals), 0, 0);
    const done: Matrix<Rational>[] = [];
    for (const name of given.names) {
      let vector = result.values.get(name);
      if (vector === undefined) return undefined;
      for (const other of done) {
        if (isZero(inner(other, other))) return undefined;
        const share = negate(divide(inner(other, vector), inner(other, other)));
        vector = vector.map((row, i) => [add(row[0] ?? ZERO, multiply(share, entryOf(other, i, 0)))]);
      }
      if (vector.every(([value]) => value === undefined || isZero(value))) return undefined;
      done.push(vector);
      result = { ...result, ...withValues(result, { [name]: vector }) };
    }
  }
  return result;
}

function isAdmissible(assignment: Assignment<Rational>, givens: readonly Given[]): boolean {
  try {
    return givens.every((given) => {
      if (given.kind !== 'positive' && given.kind !== 'nonzero') return true;
      const value = evaluate(given.expression, assignment).flat();
      return given.kind === 'positive' ? value.every((v) => sign(v) > 0) : value.some((v) => !isZero(v));
    });
  } catch (error) {
    if (error instanceof RangeError) return false; // the assumption itself is undefined here
    throw error;
  }
}

/** coefficients[k] v^k, differentiated `primes` times. */
function polynomialRule(coefficients: readonly Rational[], primes: number): ScalarRule {
  let current = coefficients;
  for (let k = 0; k < primes; k++)
    current = current.slice(1).map((c, power) => multiply(c, rational(power + 1)));
  const reversed = current.toReversed();
  return (ring, v) =>
    reversed.reduce(
      (total, c) => ring.add(ring.multiply(total, v), ring.fromRational(c)),
      ring.fromRational(ZERO),
    );
}

function multiplyPolynomials(a: readonly Rational[], b: readonly Rational[]): Rational[] {
  const result: Rational[] = Array.from({ length: a.length + b.length - 1 }, () => ZERO);
  for (const [i, x] of a.entries())
    for (const [j, y] of b.entries()) result[i + j] = add(result[i + j] ?? ZERO, multiply(x, y));
  return result;
}

function drawFunctions(
  n: number,
  setting: Setting,
  theta: Rational,
  draw: Draw,
): Functions & { readonly texts: Readonly<Record<string, string>> } {
  const center = nonzero(draw);
  const bend = positive(draw);
  const root = setting.unitSlope
    ? [multiply(rational(-1, 2), theta), rational(1, 2)]
    : [
        add(positive(draw), multiply(bend, multiply(center, center))),
        multiply(rational(-2), multiply(bend, center)),
        bend,
      ];
  const slope = root.slice(1).map((c, power) => multiply(c, rational(2 * (power + 1))));
  const polynomials: Readonly<Record<string, readonly Rational[]>> = {
    phi: multiplyPolynomials(root, root),
    h: multiplyPolynomials(slope, slope),
    step: [ONE],
  };
  const parametrization = Array.from({ length: n }, () => [nonzero(draw), positive(draw), positive(draw)]);
  const cost = drawCost(n, draw);
  const square = (coefficients: readonly Rational[]): string => `(${polynomialText(coefficients)})^2`;
  return {
    texts: { phi: `phi(v) = ${square(root)}`, h: `h(v) = ${square(slope)}` },
    scalar: (name, primes) => {
      const coefficients = polynomials[name];
      if (coefficients !== undefined) return polynomialRule(coefficients, primes);
      return (ring, v, i) => polynomialRule(parametrization[i] ?? [], primes)(ring, v, i);
    },
    cost: () => cost,
  };
}

const polynomialText = (coefficients: readonly Rational[]): string =>
  coefficients.map((c, power) => `${rationalToString(c)}${['', ' v', ' v^2'][power]}`).join(' + ');

/** sum a_i z_i + b_i z_i^2 + c_i z_i^3 plus products of neighbours. */
function drawCost(n: number, draw: Draw): CostRule {
  const terms = Array.from(
    { length: n },
    () => [nonzero(draw), nonzero(draw), nonzero(draw), nonzero(draw)] as const,
  );
  return <T>(ring: Ring<T>, z: readonly T[]): T => {
    const times = (c: Rational, ...factors: T[]): T =>
      factors.reduce((a, b) => ring.multiply(a, b), ring.fromRational(c));
    return terms.reduce((total, [a, b, c, d], i) => {
      const [zi, next] = [z[i] as T, z[(i + 1) % n] as T];
      const parts = [times(a, zi), times(b, zi, zi), times(c, zi, zi, zi), times(d, zi, next)];
      return parts.reduce((x, y) => ring.add(x, y), total);
    }, ring.fromRational(ZERO));
  };
}

/** E over data that are one of three log-likelihoods, each with probability 1/3. */
function sampleAverage(n: number, draw: Draw): Assignment<Rational>['expectation'] {
  const costs = Array.from({ length: 3 }, () => drawCost(n, draw));
  return (of, assignment) => {
    const values = costs.map((cost) => {
      const functions: Functions = {
        scalar: assignment.functions.scalar,
        cost: (name) => (name === 'logp' ? cost : assignment.functions.cost(name)),
      };
      return evaluate(of, { ...assignment, functions });
    });
    const total = values.reduce((a, b) => addMatrices(a, b, rationals));
    return total.map((row) => row.map((value) => multiply(value, rational(1, 3))));
  };
}
