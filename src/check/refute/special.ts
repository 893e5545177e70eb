/**
 * Strict relations whose sides meet at a point such as pi/2 or log 2: the symbolic normal form proves that both sides are equal there,
 * enclosures show that both have values, agree to 60 digits, and that the hypotheses hold.
 */
import { type Rational, rational, rationalToNumber } from '../../expression/rational.ts';
import { call, number, power, product } from '../evaluate/build.ts';
import { Evaluator, judge } from '../evaluate/evaluate.ts';
import type { RealMatrix } from '../evaluate/linearAlgebra.ts';
import { outcomeOf } from '../evaluate/outcome.ts';
import { substitute } from '../evaluate/substitute.ts';
import type { Deadline, Problem, Prover } from '../problem.ts';
import { isScalar, type Term } from '../term.ts';
import { nearestRational } from './nearest.ts';
import type { TouchPoint } from './search.ts';
import { type Counterexample, matrixToString, readable } from './trial.ts';

const BITS = 256;
/** How near the double of a minimum is to its point. */
const NEAR = 1e-6;

/** `equal` proves equalities. Only problems in scalars are looked at. */
export async function failureAtSpecialPoint(
  problem: Problem,
  { names, at }: TouchPoint,
  equal: Prover,
  deadline: Deadline,
): Promise<Counterexample | undefined> {
  if (problem.dimensions.length > 0 || [...problem.symbols.values()].some((kind) => !isScalarKind(kind)))
    return undefined;
  const symbols = new Map<string, Term>();
  for (const [index, name] of names.entries()) {
    const term = specialNear(at[index] ?? Number.NaN);
    if (term === undefined) return undefined;
    symbols.set(name, term);
  }
  const values = enclosures(symbols);
  if (values === undefined) return undefined;
  const environment = { dimensions: new Map<string, number>(), values, bits: BITS };
  for (const given of problem.given) if (judge(given, environment).verdict !== 'holds') return undefined;
  const sides = judge({ ...problem.claim, operator: '==' }, environment);
  const { left, right } = sides;
  if (left === undefined || right === undefined || sides.verdict === 'fails' || !sides.rigorous)
    return undefined;
  const closed = (side: Term): Term => substitute(side, { symbols, dimensions: new Map() });
  const meeting = {
    left: closed(problem.claim.left),
    operator: '==',
    right: closed(problem.claim.right),
  } as const;
  const proof = await equal({ ...problem, symbols: new Map(), given: [], claim: meeting }, deadline);
  if (proof === undefined) return undefined;
  return {
    assignment: readable(new Map(), values, problem),
    left: matrixToString(left),
    right: matrixToString(right),
    exact: false,
    values: {
      dimensions: new Map(),
      values: new Map(names.map((name, k) => [name, [[approximation(at[k])]]])),
    },
  };
}

const isScalarKind = ({ shape }: { shape: Term['shape'] }): boolean => isScalar({ kind: 'ones', shape });

/** A rational, a rational multiple of pi, a logarithm, a square or cube root of a rational near a double. */
function specialNear(x: number): Term | undefined {
  const match = (
    value: number,
    make: (r: Rational) => Term,
    f: (r: number) => number,
    limits: readonly number[] = [24],
  ): Term | undefined => {
    for (const limit of limits) {
      const r = nearestRational(value, limit);
      if (r !== undefined && Math.abs(f(rationalToNumber(r)) - x) < NEAR * Math.min(1, Math.abs(x)))
        return make(r);
    }
    return undefined;
  };
  const side = number(Math.sign(x));
  const pi: Term = { kind: 'constant', name: 'pi', shape: side.shape };
  return (
    match(x, number, (r) => r) ??
    match(
      x / Math.PI,
      (r) => product(number(r), pi),
      (r) => r * Math.PI,
    ) ??
    match(Math.exp(x), (r) => call('log', number(r)), Math.log) ??
    match(
      Math.abs(x) ** 3,
      (r) => product(side, power(number(r), number(rational(1, 3)))),
      (r) => Math.sign(x) * Math.cbrt(r),
    ) ??
    match(
      x * x,
      (r) => product(side, call('sqrt', number(r))),
      (r) => Math.sign(x) * Math.sqrt(r),
      [24, 1000, 1e5],
    )
  );
}

function enclosures(symbols: ReadonlyMap<string, Term>): Map<string, RealMatrix> | undefined {
  const evaluator = new Evaluator({ dimensions: new Map(), values: new Map(), bits: 2 * BITS });
  const values = outcomeOf(() => new Map([...symbols].map(([name, term]) => [name, evaluator.value(term)])));
  return values.kind === 'value' ? values.value : undefined;
}

const approximation = (x: number | undefined): Rational => nearestRational(x ?? 0, 1e12) ?? rational(0);
