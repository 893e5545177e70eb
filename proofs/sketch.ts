/**
 * Sketch for the derivation of the somatic natural-gradient learning rule (Methods; Equations 34-42).
 *
 * The section announces what later ones derive: 34 is 81, 37 is 101, 39 is 108 with 109. w is the somatic weight w^s.
 * Shapes: r, w, x n-vectors; Sigma, G n x n; gamma_u, gamma_w scalars that depend on the current x.
 */
import {
  approximately,
  claim,
  equal,
  nonzero,
  premise,
  section,
  setting,
  together,
  vanishing,
} from './claims.ts';
import { definitions } from './notation.ts';
import { figureEleven } from './regimes.ts';
import {
  decomposedMatrix,
  decomposition,
  factors,
  fullRank,
  gaussian,
  inverseCoefficients,
  inverseExists,
  learningRuleFactors,
  lowRankParts,
  manyAfferents,
  moments,
  perUnitTime,
  physical,
  smooth,
  withManyAfferents,
  writtenOut,
} from './values.ts';

const somatic = definitions({ Gs: decomposedMatrix });
const coefficients = new Map([
  ...lowRankParts,
  ...somatic,
  ...inverseCoefficients,
  ...definitions({ gs: '1/c1' }),
]);

/** The rule that 38 claims to write out: inverse Fisher matrix times the Euclidean gradient of 57. */
const rule = definitions({ dws: "inv(Gs)*((Y-phi(V))*(phi'(V)/phi(V))*x)" });
const fires = nonzero('phi(V)', 'the neuron has a positive rate');

export const sketch = section(
  'Sketch for the derivation of the somatic natural-gradient learning rule',
  [
    claim(34, {
      title: 'decomposition of the Fisher information matrix',
      printed: equal('Gs', "c1*(e0^2*r*r'+Sigma)+c2*e0*(Sigma*w*r'+r*(Sigma*w)')+c3*(Sigma*w)*(Sigma*w)'"),
      in: setting(new Map([...moments, ...definitions({ Gs: "E(h(V)*x*x')" })])),
      given: [...physical, fires, gaussian, smooth, perUnitTime],
      dependsOn: [35, 67, 82],
      derivations: [decomposition],
      findings: [
        'Independence of the inputs is not enough: the line needs the joint normality of the USPs, or of every linear combination of them with V.',
      ],
      expected: 'proved',
    }),
    claim([35, 68], {
      title: 'covariance matrix of the unweighted synaptic potentials',
      role: 'definition',
      printed: equal('Sigma', 'diag(ce^-1*r)'),
      in: setting(),
      given: [...physical],
      expected: 'definition',
    }),
    claim(36, {
      title: 'total rate',
      role: 'definition',
      printed: equal('q', 'ce*e0^2*sum(r)'),
      in: setting(),
      expected: 'definition',
    }),
    claim(37, {
      title: 'inverse of the Fisher information matrix',
      printed: equal('inv(Gs)', "gs*(inv(Sigma)+(ce*e0*g1*ones+g2*w)*ce*e0*ones'+(ce*e0*g3*ones+g4*w)*w')"),
      in: setting(coefficients),
      given: inverseExists,
      dependsOn: [34, 101, 102, 103, 104, 105, 107],
      findings: [
        'The text refers to Equation 102 and, two lines later, to Equation 82 for the definition of g1..g4. Equation 82 gives c1..c3; the coefficients are in 102-105.',
      ],
      expected: 'proved',
    }),
    claim(38, {
      title: 'natural-gradient rule in somatic weights',
      printed: equal('dws', "gs*(Y-phi(V))*(phi'(V)/phi(V))*(ce*x./r-gu*ones+gw*w)"),
      in: setting(new Map([...coefficients, ...factors, ...rule])),
      given: [
        ...inverseExists,
        fires,
        premise('the learning rate is 1 and the Euclidean gradient that of Equation 57'),
      ],
      dependsOn: [37, 39],
      derivations: [learningRuleFactors],
      expected: 'proved',
    }),
    claim(39, {
      title: 'factors of the heterosynaptic terms',
      printed: together(equal('gu', '-ce*e0*(g1*ce*e0*sum(x)+g3*V)'), equal('gw', 'g2*ce*e0*sum(x)+g4*V')),
      in: setting(factors),
      given: [...physical, fullRank],
      dependsOn: [37],
      derivations: [learningRuleFactors],
      expected: 'proved',
    }),
    claim(40, {
      title: 'heterosynaptic factors without the products with g2 and g3',
      printed: together(
        approximately('gu', 'ce^2*e0^2*sum(x)', vanishing('g2', 'g3')),
        approximately('gw', 'g4*V', vanishing('g2', 'g3')),
      ),
      corrected: together(
        approximately('gu', '-ce^2*e0^2*g1*sum(x)', vanishing('g2', 'g3')),
        approximately('gw', 'g4*V', vanishing('g2', 'g3')),
      ),
      in: setting(factors),
      given: [...physical, premise('g2 = g3 go to zero, g1 and g4 do not')],
      dependsOn: [39],
      measurement: figureEleven,
      findings: [
        'The factor -g1 is missing in the first line: as printed, gamma_u is too large by 1/|g1|, about q.',
        'For many afferents only the g3 term becomes negligible. The g2 term of gamma_w tends to -(c1 c2 - delta mu)/(c1^2 + delta s2), delta = c1 c3 - c2^2, which is not small compared with g4 V.',
      ],
      expected: 'corrected',
    }),
    claim(41, {
      title: 'gamma_u for many afferents',
      printed: approximately('gu', 'cu*ce', manyAfferents),
      in: setting(writtenOut),
      given: withManyAfferents,
      dependsOn: [39, 102, 104],
      measurement: figureEleven,
      expected: 'bounded',
    }),
    claim([42, 113], {
      title: 'gamma_w as a constant times the membrane potential',
      printed: approximately('gw', 'cw*V'),
      in: setting(new Map([...writtenOut, ...definitions({ cw: '0.05' })])),
      given: [...inverseExists, premise('c_w = 0.05 mV^-2')],
      dependsOn: [39, 103, 105],
      measurement: figureEleven,
      findings: [
        'The line names no limit, and there is none: for many afferents gamma_w tends to -(c1 c2 + delta (V - mu))/(c1^2 + delta s2), delta = c1 c3 - c2^2, which has a constant part that c_w V lacks. Only a measured error can be given.',
      ],
      expected: 'bounded',
    }),
  ],
  import.meta.url,
);
