/**
 * The quadratic transfer function (Equations 115-122): with phi'^2/phi = 1 the Fisher matrix is the second moment of the USPs
 * and its inverse a single rank-one update.
 */
import {
  call,
  type Expression,
  expectation,
  inverse,
  product,
  symbol,
  transpose,
} from '../../expression/expression.ts';
import { type Derivation, DerivationBuilder } from '../derivation.ts';
import type { Given } from '../given.ts';
import type { Setting } from '../setting.ts';

/**
 * Derives matrix and inverse under Equation 115, which `setting` must hold as `unitSlope`. `secondMoment` is E[x x^T] and
 * `updatedInverse` the inverse after one Sherman-Morrison step, both as expressions. Throws Error when a step fails.
 */
export function quadraticCase(
  secondMoment: Expression,
  updatedInverse: Expression,
  setting: Setting,
  givens: readonly Given[],
): readonly [matrix: Derivation, inverse: Derivation] {
  const x = symbol('x');
  const outer = product(x, transpose(x));
  const matrix = new DerivationBuilder(
    'quadraticCase',
    expectation(product(call('h', symbol('V')), outer)),
    setting,
    givens,
  )
    .step("phi'^2/phi = 1", expectation(outer))
    .stepByMoments('second moment = covariance + mean mean^T, so c1 = 1, c2 = c3 = 0', secondMoment)
    .done();
  const inverted = new DerivationBuilder('quadraticCase', inverse(secondMoment), setting, givens)
    .step('Sherman-Morrison', updatedInverse)
    .done();
  return [matrix, inverted];
}
