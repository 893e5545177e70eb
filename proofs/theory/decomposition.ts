/**
 * Theory 1: one derivation of the decomposition, for every n, and three ways to compute its coefficients.
 *
 * Notation: c1, c2, c3 = E h, E h', E h''; V = mu + s z with z standard normal, s2 = s^2.
 */
import { claim, equal, nonzero, positive, premise, section, together } from '../claims.ts';
import {
  decomposedMatrix,
  decomposition,
  gaussian,
  moments,
  perUnitTime,
  physical,
  smooth,
} from '../values.ts';
import { accuracy } from './accuracy.ts';
import { standardVoltage, theory } from './notation.ts';

const fires = nonzero('phi(V)', 'the neuron has a positive rate');
const spread = [
  positive('s'),
  positive('r', 'r_i > 0 for every afferent'),
  positive('ce'),
  nonzero("w'*Sigma*w", 'w is not 0'),
];
const interchange = premise(
  'differentiation under the integral sign: h is smooth and its derivatives grow slowly enough',
);

export const decompositionTheory = section(
  'Theory: one derivation of the decomposition',
  [
    claim('theory-1-decomposition', {
      source: 'theory',
      title: "the decomposition by Stein's lemma",
      printed: equal("E(h(V)*x*x')", decomposedMatrix),
      in: theory(moments),
      given: [...physical, fires, gaussian, smooth, perUnitTime],
      derivations: [decomposition],
      expected: 'proved',
    }),
    claim('theory-1-mean-derivatives', {
      source: 'theory',
      title: 'c2 and c3 as derivatives of c1 by mean and variance of V',
      printed: together(
        equal('c2', 'rate(E(h(V)), mu, 1)'),
        equal('c3', 'rate(rate(E(h(V)), mu, 1), mu, 1)'),
        equal('c3*rate(s2, s, 1)', '2*rate(E(h(V)), s, 1)'),
      ),
      in: standardVoltage(moments),
      given: [...spread, fires, interchange],
      dependsOn: ['theory-1-decomposition'],
      expected: 'proved',
    }),
    claim('theory-1-without-derivatives', {
      source: 'theory',
      title: 'c2 and c3 without derivatives of h',
      printed: together(equal('c2', 'E(h(V)*z)/s'), equal('c3', 'E(h(V)*(z^2-1))/s^2')),
      in: standardVoltage(moments),
      given: [...spread, fires, smooth],
      dependsOn: ['theory-1-decomposition'],
      expected: 'proved',
    }),
    ...accuracy,
  ],
  import.meta.url,
);
