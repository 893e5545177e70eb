/**
 * Closed scalars by rigorous enclosures: numbers such as e, log(2), sin(1), and claims without symbols.
 */
import { type Rational, rational } from '../../../expression/rational.ts';
import { type Polynomial, variable, variablesOf } from '../../../symbolic/polynomial.ts';
import type { Dyadic } from '../../evaluate/dyadic.ts';
import { type Environment, Evaluator, judge } from '../../evaluate/evaluate.ts';
import { outcomeOf } from '../../evaluate/outcome.ts';
import { enclosure } from '../../evaluate/real.ts';
import type { Deadline, Problem, Proof } from '../../problem.ts';
import { atom, type Formula, minusRational } from './formula.ts';
import { argumentsOf, type Generator } from './generator.ts';
import { polynomialTerm } from './toTerm.ts';
import type { Tower } from './tower.ts';

const PRECISIONS = [128, 512, 2048] as const;
/** Bits of the bounds that the solver sees. */
const BOUND_BITS = 60n;

const nothing = (bits: number): Environment => ({ dimensions: new Map(), values: new Map(), bits });

/** A claim without symbols: its value. */
export function proveClosed(problem: Problem, deadline: Deadline): Proof | undefined {
  if (problem.symbols.size > 0 || problem.dimensions.length > 0) return undefined;
  for (const bits of PRECISIONS) {
    if (deadline.expired()) return undefined;
    const { verdict, rigorous, exact } = judge(problem.claim, nothing(bits));
    if (verdict === 'holds' && rigorous)
      return { method: exact ? 'exact arithmetic' : 'rigorous enclosures', scope: 'the numbers as written' };
  }
  return undefined;
}

/** Rational bounds of the generators that are numbers. */
export function constantBounds(tower: Tower, names: ReadonlySet<string>): readonly Formula[] {
  return [...tower.generators.values()].flatMap((generator) =>
    names.has(generator.name) && isClosed(tower, generator) ? boundsOf(tower, variable(generator.name)) : [],
  );
}

function isClosed(tower: Tower, generator: Generator): boolean {
  return argumentsOf(generator).every((p) =>
    [...variablesOf(p)].every((name) => {
      const inner = tower.generators.get(name);
      return inner !== undefined && isClosed(tower, inner);
    }),
  );
}

function boundsOf(tower: Tower, v: Polynomial): readonly Formula[] {
  const value = outcomeOf(() => new Evaluator(nothing(128)).scalar(polynomialTerm(tower, v)));
  if (value.kind !== 'value') return [];
  const { lower, upper } = enclosure(value.value, 128);
  const [below, above] = [rounded(lower, -1n), rounded(upper, 1n)];
  return [atom(minusRational(v, below), '>='), atom(minusRational(v, above), '<=')];
}

/** A multiple of 2^-60 at or beyond the number, in this direction. */
function rounded(x: Dyadic, direction: bigint): Rational {
  const shift = BigInt(x.exponent) + BOUND_BITS;
  const scaled = shift >= 0n ? x.mantissa << shift : x.mantissa >> -shift;
  return rational(scaled + direction, 1n << BOUND_BITS);
}
