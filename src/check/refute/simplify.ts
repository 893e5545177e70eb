/** Counterexamples with simpler numbers: each parameter is replaced by a shorter one as long as the claim still fails. */
import { negate, ONE, type Rational, rational, rationalToNumber, ZERO } from '../../expression/rational.ts';
import type { Assignment, Problem } from '../problem.ts';
import type { Layout } from './layout.ts';
import { nearestRational } from './nearest.ts';
import { tryValues } from './trial.ts';

const MOST_TRIALS = 120;

const length = ({ numerator, denominator }: Rational): number =>
  numerator.toString().length + denominator.toString().length;

/** Numbers of so many digits are simple enough. */
const SHORT = 5;

export function simplified(problem: Problem, assignment: Assignment, layout: Layout): Assignment {
  const { dimensions } = assignment;
  let theta = layout.read(assignment.values);
  let trials = 0;
  const fails = (values: readonly Rational[]): boolean => {
    trials++;
    const { admissible, claim } = tryValues(problem, { dimensions, values: layout.exact(values) });
    return admissible && claim.verdict === 'fails' && claim.rigorous;
  };
  for (let index = 0; index < theta.length; index++) {
    for (;;) {
      const x = theta[index] ?? ZERO;
      if (length(x) <= SHORT) break;
      const better = shorter(x).find(
        (y) => length(y) < length(x) && trials < MOST_TRIALS && fails(theta.with(index, y)),
      );
      if (better === undefined) break;
      theta = theta.with(index, better);
    }
  }
  return { dimensions, values: layout.exact(theta) };
}

/** Simple numbers of the same sign and size, then of smaller size. */
function shorter(x: Rational): readonly Rational[] {
  const value = rationalToNumber(x);
  const sign = x.numerator < 0n ? -1n : 1n;
  const digits =
    (x.numerator < 0n ? -x.numerator : x.numerator).toString().length - x.denominator.toString().length;
  const power = (exponent: number): Rational =>
    exponent >= 0 ? rational(sign * 10n ** BigInt(exponent)) : rational(sign, 10n ** BigInt(-exponent));
  const near = [1, 10, 1000].map((limit) => nearestRational(value, limit)).filter((y) => y !== undefined);
  const towardsOne = [Math.trunc(digits / 2), digits - Math.sign(digits), digits + Math.sign(digits)].map(
    power,
  );
  return [sign > 0n ? ONE : negate(ONE), ...(Math.abs(digits) < 12 ? near : []), ...towardsOne];
}
