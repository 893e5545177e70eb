/**
 * Approximations and limits, decided exactly.
 *
 * The quantities of the limit are scaled by a small parameter t (to zero) or 1/t (to infinity), everything else is fixed.
 * a ~ b holds in the limit when the relative error vanishes as t -> 0: for random scalars the mean square E[(a-b)^2]/E[a^2],
 * otherwise coefficient by coefficient. Both are rational functions of t, so the order in t decides, for all parameters at
 * which the leading coefficients do not vanish.
 */
import { type Expression, expectation, minus, power } from '../expression/expression.ts';
import type { Limit } from '../expression/statement.ts';
import { isScalarForm, isZeroForm, type MatrixForm, scalarOf } from './matrixForm.ts';
import { normalDifference, normalize } from './normalize.ts';
import { degreeRange, monomialFactors, variablesOf } from './polynomial.ts';
import {
  fromVariable,
  invertFunction,
  isZeroFunction,
  multiplyFunctions,
  type RationalFunction,
  substituteFunction,
} from './rationalFunction.ts';
import type { Setting } from './setting.ts';

/** No symbol of a formula can have this name. */
const SMALL = '<t>';

export interface Asymptotics {
  readonly holds: boolean;
  /** Order in t at which the relative error vanishes; 0 when it does not, Infinity when the two sides are equal. */
  readonly order: number;
  readonly meanSquare: boolean;
}

/** Does left ~ right hold in the limit? Throws TypeError where the algebra does not reach. */
export function decideLimit(
  left: Expression,
  right: Expression,
  limit: Limit,
  setting: Setting,
): Asymptotics {
  const scaling = scalingOf(limit, setting);
  const difference = normalDifference(left, right, setting).form;
  if (isScalarForm(difference) && isRandom(scalarOf(difference), setting)) {
    const error = scalarOf(normalize(expectation(power(minus(left, right), 2)), setting).form);
    const size = scalarOf(normalize(expectation(power(left, 2)), setting).form);
    const order = orderOf(error, scaling) - orderOf(size, scaling);
    return { holds: order > 0, order, meanSquare: true };
  }
  if (isZeroForm(difference)) return { holds: true, order: Number.POSITIVE_INFINITY, meanSquare: false };
  const order = lowestOrder(difference, scaling) - lowestOrder(normalize(left, setting).form, scaling);
  return { holds: order > 0, order, meanSquare: false };
}

type Scaling = ReadonlyMap<string, RationalFunction>;

function scalingOf(limit: Limit, setting: Setting): Scaling {
  const factor = limit.to === 'zero' ? fromVariable(SMALL) : invertFunction(fromVariable(SMALL));
  return new Map(
    limit.of.map((quantity) => {
      const { numerator, factors } = scalarOf(normalize(quantity, setting).form);
      const [only, ...more] = [...numerator.keys()].flatMap((monomial) =>
        monomialFactors(monomial).map(([name]) => name),
      );
      if (only === undefined || more.length > 0 || factors.size > 0)
        throw new TypeError('limit: expected a single quantity');
      return [only, multiplyFunctions(fromVariable(only), factor)] as const;
    }),
  );
}

function isRandom(f: RationalFunction, setting: Setting): boolean {
  const name = setting.gaussian?.name;
  return (
    name !== undefined &&
    [...variablesOf(f.numerator)].some((variable) => variable.split(/[(|)]/).includes(name))
  );
}

function orderOf(f: RationalFunction, scaling: Scaling): number {
  if (isZeroFunction(f)) return Number.POSITIVE_INFINITY;
  const scaled = substituteFunction(f, scaling);
  let order = degreeRange(scaled.numerator, SMALL)[0];
  for (const { polynomial, multiplicity } of scaled.factors.values())
    order -= multiplicity * degreeRange(polynomial, SMALL)[0];
  return order;
}

function lowestOrder(form: MatrixForm, scaling: Scaling): number {
  const terms = form.blocks.flatMap((row) => row.flatMap((block) => [...block.values()]));
  return Math.min(Number.POSITIVE_INFINITY, ...terms.map(({ coefficient }) => orderOf(coefficient, scaling)));
}
