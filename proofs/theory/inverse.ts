/**
 * Theory 2: the inverse in one line.
 *
 * Notation: U = [e0 r, wt], core M = [[1, c2/c1], [c2/c1, c3/c1]], Gram matrix S = U' Sigma^-1 U = [[q, mu], [mu, s2]];
 * G = c1 (Sigma + U M U'). Shapes: U n x 2; M, S 2 x 2.
 */
import { certified, isPositive, isPositiveDefinite } from '../../src/ledger/certificate.ts';
import { formal } from '../../src/ledger/part.ts';
import { claim, equal, positive, premise, section, statement, together } from '../claims.ts';
import { definitions, formula } from '../notation.ts';
import {
  fullRank,
  inverseCoefficients,
  inverseDerivation,
  inverseExists,
  lowRankParts,
  physical,
  regular,
} from '../values.ts';
import { theory } from './notation.ts';

const U = '[e0*r, wt]';
const M = '[1, c2/c1; c2/c1, c3/c1]';
const S = '[q, mu; mu, s2]';
const free = theory(lowRankParts);
const withCoefficients = theory(new Map([...lowRankParts, ...inverseCoefficients]));
const flat = theory(new Map([...lowRankParts, ...inverseCoefficients, ...definitions({ c2: '0', c3: '0' })]));
/** An identity in the Gram scalars holds for whatever they are: q, mu, s2 are free. */
const gram = (() => {
  const { definitions: all, ...rest } = theory(new Map([...lowRankParts, ...inverseCoefficients]));
  return { ...rest, definitions: new Map([...all].filter(([name]) => !['q', 'mu', 's2'].includes(name))) };
})();
const constants = [positive('e0'), premise('c_eps = 2 (tau_m + tau_s)/e0^2 (Equation 31)')];

export const inverseTheory = section(
  'Theory: the inverse in one line',
  [
    claim('theory-2-low-rank', {
      source: 'theory',
      title: 'the Fisher matrix as full rank plus rank two, and the Gram matrix of its vectors',
      printed: together(equal('G', `c1*(Sigma+${U}*${M}*${U}')`), equal(`${U}'*inv(Sigma)*${U}`, S)),
      in: free,
      given: [...physical, positive('c1')],
      dependsOn: ['theory-1-decomposition'],
      expected: 'proved',
    }),
    claim('theory-2-coefficients', {
      source: 'theory',
      title: 'g1..g4 as one 2 x 2 matrix',
      printed: equal('[g1, g3; g2, g4]', `-inv([1, 0; 0, 1]+${M}*${S})*${M}`),
      in: gram,
      given: [fullRank, regular],
      dependsOn: ['theory-2-low-rank', 100],
      derivations: [inverseDerivation],
      expected: 'proved',
    }),
    claim('theory-2-singular-core', {
      source: 'theory',
      title: 'the quadratic transfer function: a singular core, and an inverse all the same',
      printed: together(
        equal('c1*c3-c2^2', '0'),
        equal('inv(G)', "1/c1*(inv(Sigma)+(g1*rt+g2*w)*rt'+(g3*rt+g4*w)*w')"),
      ),
      in: flat,
      given: inverseExists,
      dependsOn: ['theory-2-coefficients'],
      expected: 'proved',
    }),
    claim('theory-2-closed-form', {
      source: 'theory',
      title: 'the closed form of g1..g4',
      printed: together(
        equal('g1', '-(c1^2+(c1*c3-c2^2)*s2)/D'),
        equal('g2', 'g3', '-(c1*c2-(c1*c3-c2^2)*mu)/D'),
        equal('g4', '-(c1*c3+(c1*c3-c2^2)*q)/D'),
      ),
      in: withCoefficients,
      given: inverseExists,
      dependsOn: ['theory-2-coefficients'],
      expected: 'proved',
    }),
    statement('theory-2-realisable', {
      source: 'theory',
      title: 'mu^2 <= q s2',
      says: 'Realisable inputs satisfy mu^2 <= q s2, with equality if and only if all weights are equal.',
      given: physical,
      parts: [
        ...certified(
          {
            statement: equal('q*s2-mu^2', "q*((w-m*ones)'*Sigma*(w-m*ones))"),
            setting: theory(definitions({ m: 'mu/(e0*sum(r))' })),
            given: physical,
          },
          'nonnegative',
          [
            isPositive(formula('q'), 'r_i > 0'),
            isPositiveDefinite(formula('Sigma'), 'diagonal, with r_i/ce > 0'),
          ],
        ),
      ],
      findings: [
        'q s2 - mu^2 is q times the variance of the weights, weighted by r_i/ce, around their mean mu/(e0 sum r): it vanishes only when every weight equals that mean.',
      ],
      expected: 'proved',
    }),
    claim('theory-2-equal-weights', {
      source: 'theory',
      title: 'equality for equal weights',
      printed: equal("ce*e0^2*sum(r)*(w'*Sigma*w)", '(e0*dot(w, r))^2'),
      in: theory(definitions({ w: 'm*ones' })),
      given: physical,
      dependsOn: ['theory-2-realisable'],
      expected: 'proved',
    }),
    claim('theory-2-total-rate', {
      source: 'theory',
      title: 'q does not depend on the size of the kernel',
      printed: equal('q', '2*(taum+taus)*sum(r)'),
      in: theory(definitions({ ce: '2*(taum+taus)/e0^2' })),
      given: constants,
      expected: 'proved',
    }),
    statement('theory-2-silent-afferents', {
      source: 'theory',
      title: 'a silent afferent makes the Fisher matrix singular',
      says: 'The inverse needs r_i > 0 for every afferent.',
      given: [
        positive('ce'),
        positive('e0'),
        premise('b is the i-th unit vector and r_i = 0, so that diag(r) b = 0'),
      ],
      parts: [
        formal({
          statement: equal(
            'G*b',
            "c1/ce*(diag(r)*b)+(c1*e0^2*r*ones'+c2*e0*(Sigma*w*ones'+1/ce*r*w')+c3/ce*Sigma*w*w')*(diag(r)*b)",
          ),
          setting: free,
          given: [positive('ce'), positive('e0')],
        }),
      ],
      dependsOn: ['theory-1-decomposition'],
      findings: [
        'Every term of G b contains diag(r) b. For the unit vector of a silent afferent that is 0: its row of G vanishes, and no inverse exists. The rule then applies to the active afferents alone.',
      ],
      expected: 'proved',
    }),
  ],
  import.meta.url,
);
