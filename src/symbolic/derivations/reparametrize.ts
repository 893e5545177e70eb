/**
 * How gradient, Fisher matrix and natural gradient change under w^s = f(w), componentwise with Jacobian J = diag(f'(w))
 * (Equations 43-48): the chain rule, G = J^T G_s J, and (J G_s J)^-1 J g = J^-1 G_s^-1 g.
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

/** The names of what is reparametrized, in somatic weights: functions C^s and log p, a matrix G_s and a vector g. */
export interface Subjects {
  readonly cost: string;
  readonly logLikelihood: string;
  readonly fisherMatrix: string;
  readonly gradient: string;
}

export interface Reparametrization {
  /** The gradient of C^s(f(w)) with respect to w is J times the somatic one. */
  readonly gradient: Derivation;
  /** E[score score^T] in w is J E[score_s score_s^T] J. */
  readonly fisherMatrix: Derivation;
  /** One natural-gradient step in w moves f(w) as the somatic rule does: J times it is G_s^-1 g. */
  readonly naturalGradient: Derivation;
}

const w = symbol('w');
const somatic = call('f', w);
const jacobian: Expression = { kind: 'diagonal', of: call('f', w, 1) };
const gradientOf = (cost: string): Expression => ({ kind: 'gradient', of: call(cost, somatic), by: 'w' });

/** Derives all three. `givens` must make J and the matrix invertible. Throws Error when a step fails. */
export function reparametrize(
  subjects: Subjects,
  setting: Setting,
  givens: readonly Given[],
): Reparametrization {
  const derive = (subject: Expression): DerivationBuilder =>
    new DerivationBuilder('reparametrize', subject, setting, givens);
  const { cost, logLikelihood, fisherMatrix, gradient } = subjects;

  const score = gradientOf(logLikelihood);
  const somaticScore = call(logLikelihood, somatic, 1);
  const chained = product(jacobian, somaticScore);

  const [matrix, step] = [symbol(fisherMatrix), symbol(gradient)];
  const transformed = product(jacobian, matrix, jacobian);

  return {
    gradient: derive(gradientOf(cost))
      .step('chain rule', product(jacobian, call(cost, somatic, 1)))
      .done(),
    fisherMatrix: derive(expectation(product(score, transpose(score))))
      .step('chain rule', expectation(product(chained, transpose(chained))))
      .step(
        'the Jacobian is not random',
        product(jacobian, expectation(product(somaticScore, transpose(somaticScore))), jacobian),
      )
      .done(),
    naturalGradient: derive(product(jacobian, inverse(transformed), jacobian, step))
      .step('(J G J)^-1 = J^-1 G^-1 J^-1, and the Jacobians cancel', product(inverse(matrix), step))
      .done(),
  };
}
