/**
 * How gradient, Fisher matrix and natural gradient change under w^s = f(w), componentwise with Jacobian J = diag(f'(w))
 * (Equations 43-48): the chain rule, G = J^T G_s J, and J^-1 G_s^-1 J^-T J^T = J^-1 G_s^-1.
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
import type { Setting } from '../normalize.ts';

const w = symbol('w');
const somatic = call('f', w);
const jacobian: Expression = { kind: 'diagonal', of: call('f', w, 1) };

/** The gradient of a cost C^s(f(w)) with respect to w is J times the somatic gradient. */
export function reparametrizedGradient(cost: string, setting: Setting, givens: readonly Given[]): Derivation {
  const gradient: Expression = { kind: 'gradient', of: call(cost, somatic), by: 'w' };
  return new DerivationBuilder('reparametrize', gradient, setting, givens)
    .step('chain rule', product(jacobian, call(cost, somatic, 1)))
    .done();
}

/** G = E[score score^T] in w becomes J E[score_s score_s^T] J. */
export function reparametrizedFisherMatrix(
  logLikelihood: string,
  setting: Setting,
  givens: readonly Given[],
): Derivation {
  const score: Expression = { kind: 'gradient', of: call(logLikelihood, somatic), by: 'w' };
  const somaticScore = call(logLikelihood, somatic, 1);
  const outer = product(somaticScore, transpose(somaticScore));
  const chained = product(jacobian, somaticScore);
  return new DerivationBuilder(
    'reparametrize',
    expectation(product(score, transpose(score))),
    setting,
    givens,
  )
    .step('chain rule', expectation(product(chained, transpose(chained))))
    .step('the Jacobian is not random', product(jacobian, expectation(outer), jacobian))
    .done();
}

/** The natural gradient (J G_s J)^-1 J g is J^-1 G_s^-1 g: one step in w moves f(w) as the somatic rule does. */
export function reparametrizedNaturalGradient(
  fisherMatrix: string,
  gradient: string,
  setting: Setting,
  givens: readonly Given[],
): Derivation {
  const matrix = product(jacobian, symbol(fisherMatrix), jacobian);
  return new DerivationBuilder(
    'reparametrize',
    product(inverse(matrix), jacobian, symbol(gradient)),
    setting,
    givens,
  )
    .step(
      '(J G J)^-1 = J^-1 G^-1 J^-1',
      product(inverse(jacobian), inverse(symbol(fisherMatrix)), symbol(gradient)),
    )
    .done();
}
