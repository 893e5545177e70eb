/**
 * Analysis of the learning rule coefficients (Methods; Equations 107-113).
 *
 * gamma_u, gamma_w depend on the current input x through sum x and V; approximations are meant in mean square over x.
 * Equation 113 is printed as 42 before and judged there.
 */
import { approximately, claim, equal, nonzero, premise, section, setting, tendsTo } from './claims.ts';
import { definitions } from './notation.ts';
import { figureEleven } from './regimes.ts';
import {
  factors,
  fullRank,
  learningRuleFactors,
  manyAfferents,
  moments,
  physical,
  withManyAfferents,
  writtenOut,
} from './values.ts';

const free = setting(factors);
const whole = setting(writtenOut);

export const coefficients = section(
  'Analysis of the learning rule coefficients',
  [
    claim(107, {
      title: 'global learning-rate factor',
      printed: equal('gs', 'c1^-1', "E(phi'(V)^2/phi(V))^-1"),
      in: setting(new Map([...moments, ...definitions({ gs: '1/E(h(V))' })])),
      given: [
        ...physical,
        nonzero('phi(V)', 'the neuron has a positive rate'),
        nonzero('E(h(V))', "true unless phi' = 0 everywhere"),
      ],
      dependsOn: [82],
      expected: 'proved',
    }),
    claim(108, {
      title: 'factor of the uniform heterosynaptic term',
      printed: equal('gu', '-ce*e0*(ce*e0*g1*sum(x)+g3*V)'),
      in: free,
      given: [...physical, fullRank],
      dependsOn: [101],
      derivations: [learningRuleFactors],
      expected: 'proved',
    }),
    claim(109, {
      title: 'factor of the weight-proportional heterosynaptic term',
      printed: equal('gw', 'ce*e0*g2*sum(x)+g4*V'),
      in: free,
      given: [...physical, fullRank],
      dependsOn: [101],
      derivations: [learningRuleFactors],
      expected: 'proved',
    }),
    claim(110, {
      title: 'gamma_u without the product with g3',
      printed: approximately('gu', 'ce^2*e0^2*g1*sum(x)', manyAfferents),
      corrected: approximately('gu', '-ce^2*e0^2*g1*sum(x)', manyAfferents),
      in: whole,
      given: withManyAfferents,
      dependsOn: [102, 104, 108],
      measurement: figureEleven,
      findings: ['The minus sign of Equation 108 is lost: g1 is negative and gamma_u positive.'],
      expected: 'corrected',
    }),
    claim(111, {
      title: 'gamma_u as the mean rate of the input',
      printed: approximately('gu', 'ce*sum(x)/sum(r)', manyAfferents),
      in: whole,
      given: withManyAfferents,
      dependsOn: [102, 110],
      measurement: figureEleven,
      expected: 'bounded',
    }),
    claim(112, {
      title: 'gamma_u in the limit of many afferents',
      printed: tendsTo('gu', 'cu*ce', manyAfferents),
      in: whole,
      given: [...withManyAfferents, premise('convergence in mean square over x; c_u = e0')],
      dependsOn: [102, 111],
      expected: 'proved',
    }),
    claim(114, {
      title: 'approximated rule',
      role: 'definition',
      printed: equal(
        'dwa',
        "eta*gs*(Y-phi(V))*(phi'(V)/phi(V))*inv(diag(f'(w)))*(ce*x./r-ce*cu*ones+cw*V*f(w))",
      ),
      in: setting(),
      given: [
        premise(
          'Equation 13 with gamma_u, gamma_w replaced by c_eps c_u and c_w V; V is the membrane potential',
        ),
      ],
      dependsOn: [13, 112, 113],
      findings: [
        'That it is "still invariant under coordinate-wise smooth parameter changes" is true of the vector field and judged under the statement invariance.',
      ],
      expected: 'definition',
    }),
  ],
  import.meta.url,
);
