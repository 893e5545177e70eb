/**
 * Two-sided limits at an assignment: the value of the body where it is analytic at the point, otherwise the exact limit of the
 * body with all other symbols replaced by their values, otherwise an extrapolation with an estimated error.
 */
import { type Rational, rational } from '../../expression/rational.ts';
import { limitOf } from '../prove/scalar/limit.ts';
import type { Term } from '../term.ts';
import { number } from './build.ts';
import type { Evaluator } from './evaluate.ts';
import { outcomeOf, Undecided, Undefined } from './outcome.ts';
import { addReals, enclosure, isExact, negateReal, type Real, realToNumber } from './real.ts';
import { substitute } from './substitute.ts';

type Limit = Term & { kind: 'limit' };

export function limitValue(evaluator: Evaluator, term: Limit): Real {
  const at = evaluator.scalar(term.at);
  const smooth = evaluator.with(term.variable, at, { smoothIn: term.variable });
  const direct = outcomeOf(() => evaluator.inherit(smooth, (there) => there.scalar(term.of)));
  if (direct.kind === 'value') return direct.value;
  const exact = limitOf(closedBody(evaluator, term), term.variable, closedPoint(at, term.at));
  if (exact.kind === 'none') throw new Undefined('a two-sided limit that does not exist');
  if (exact.kind === 'value') return evaluator.scalar(exact.term);
  return extrapolated(evaluator, term, at);
}

/** The body with every scalar symbol that has a rational value replaced by it. */
function closedBody(evaluator: Evaluator, term: Limit): Term {
  const symbols = new Map<string, Term>();
  for (const [name, value] of evaluator.environment.values) {
    const x = value[0]?.[0];
    if (
      name !== term.variable &&
      value.length === 1 &&
      value[0]?.length === 1 &&
      x !== undefined &&
      isExact(x)
    )
      symbols.set(name, number(x));
  }
  return substitute(term.of, { symbols, dimensions: evaluator.environment.dimensions });
}

const closedPoint = (at: Real, term: Term): Term => (isExact(at) ? number(at) : term);

/** Steps 2^-k from both sides; the error is estimated by the last change, the interval a thousand times as wide. */
function extrapolated(evaluator: Evaluator, term: Limit, at: Real): Real {
  const bits = Math.max(evaluator.environment.bits, 512);
  const value = (step: Rational): Real =>
    evaluator.inherit(evaluator.with(term.variable, addReals(at, step, bits), { bits }), (there) =>
      there.scalar(term.of),
    );
  const steps = [60n, 80n].map((k) => rational(1, 1n << k));
  const [a, b, c, d] = steps.flatMap((h) => [value(h), value(negateReal(h) as Rational)]);
  if (a === undefined || b === undefined || c === undefined || d === undefined)
    throw new Undecided('limit: no values');
  const spread = [a, b, d].map((x) => Math.abs(realToNumber(addReals(x, negateReal(c), bits))));
  const error = 1000 * Math.max(...spread);
  if (!(error < 1e-6)) throw new Undecided('limit: does not converge');
  evaluator.rigorous = false;
  const width = rational(BigInt(Math.ceil(error * 1e30)) + 1n, 10n ** 30n);
  return {
    lower: enclosure(addReals(c, negateReal(width), bits), bits).lower,
    upper: enclosure(addReals(c, width, bits), bits).upper,
  };
}
