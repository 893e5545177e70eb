/**
 * Inverse of the Fisher information matrix (Methods; Equations 83-106).
 *
 * Notation: wt = Sigma w, rt = e0 Sigma^-1 r; q, mu, s2 as in Equation 85; G = M1 + M2 + M3 with free c1, c2, c3.
 * Rests on: the decomposition (Equation 81). Shapes: r, w, wt, rt are n-vectors, M1..M3 and G n x n.
 * k1, k2 and g1..g4 have the values that values.ts derives; each printed formula for them is compared with those.
 */
import { claim, equal, invertible, nonzero, section, setting, together } from './claims.ts';
import { definitions } from './notation.ts';
import {
  decomposedMatrix,
  firstUpdate,
  fullRank,
  inverseCoefficients,
  inverseDerivation,
  inverseExists,
  lowRankParts,
  physical,
  secondUpdate,
  twoStepDerivation,
  twoSteps,
  updateScales,
} from './values.ts';

const decomposition = definitions({ G: decomposedMatrix });
const rankTwo = definitions({
  U: '[r, wt]',
  C: '[c1*e0^2, c2*e0; c2*e0, c3]',
  Ut: 'inv(c1*Sigma)*[r, wt]',
});

const free = setting(lowRankParts);
const withScales = setting(new Map([...lowRankParts, ...updateScales]));
const withCoefficients = setting(
  new Map([...lowRankParts, ...updateScales, ...inverseCoefficients, ...definitions({ gs: '1/c1' })]),
);
const whole = setting(new Map([...lowRankParts, ...decomposition, ...rankTwo]));

const first = "(inv(M1)-k1*(c1*rt+c2*w)*rt')";
const firstTerms = "inv(M1)-k1*(c1*rt+c2*w)*rt'";
const u = '(c1*rt+c2*w)';
const v = '(c2*rt+c3*w)';
const muU = '(c1*mu+c2*s2)';
const qV = '(c2*q+c3*mu)';
const expansion = (lastSign: '+' | '-'): string =>
  `${firstTerms}-k2*inv(M1)*M3*inv(M1)+k1*k2*inv(M1)*M3*${u}*rt'+k1*k2*${u}*rt'*M3*inv(M1)${lastSign}k1^2*k2*${u}*rt'*M3*${u}*rt'`;
const collected = (lastFactor: string): string =>
  [
    `c1^-1*inv(Sigma)-k1*${u}*rt'`,
    `-k2*c1^-2*${v}*w'`,
    `+k1*k2*c1^-1*${v}*${muU}*rt'+k1*k2*c1^-1*${u}*${qV}*w'`,
    `-k1^2*k2*${u}*${lastFactor}*${qV}*rt'`,
  ].join('');

const nestedPole =
  'The nested form divides by c1 (q + 1) + c2 mu, which can vanish although G is positive definite (for instance n = 1, r = 1, w = -2, ce = e0 = 1, c1 = c2 = c3 = 1: G = 2). The pole is removable: the closed form (closed-form) has only Delta in the denominator.';

export const inverse = section(
  'Inverse of the Fisher information matrix',
  [
    claim(83, {
      title: 'weights and rates in the metric of the USPs',
      role: 'definition',
      printed: together(equal('wt', 'Sigma*w'), equal('rt', 'e0*inv(Sigma)*r')),
      in: setting(),
      given: physical,
      dependsOn: [35],
      expected: 'definition',
    }),
    claim(84, {
      title: 'full rank plus two rank-one matrices',
      printed: equal('G', "c1*Sigma+(c1*e0*r+c2*wt)*(e0*r)'+(c2*e0*r+c3*wt)*wt'"),
      in: setting(decomposition),
      given: physical,
      dependsOn: [81, 83],
      expected: 'proved',
    }),
    claim(85, {
      title: 'Gram scalars',
      printed: together(equal("w'*e0*r", 'mu'), equal("w'*Sigma*w", 's2'), equal("rt'*e0*r", 'q')),
      in: setting(definitions({ s2: "1/ce*w'*diag(r)*w" })),
      given: physical,
      dependsOn: [35, 36, 83],
      findings: [
        'rt = e0 Sigma^-1 r needs r_i > 0 for every afferent; its value e0 ce 1 does not depend on the rates.',
      ],
      expected: 'proved',
    }),
    claim(86, {
      title: 'Sherman-Morrison formula',
      printed: equal("inv(A+a*v')", "inv(A)-inv(A)*a*v'*inv(A)/(1+v'*inv(A)*a)"),
      in: setting(),
      given: [invertible('A'), nonzero("1+v'*inv(A)*a", 'the sum is invertible')],
      expected: 'proved',
    }),
    claim(87, {
      title: 'first rank-one step',
      printed: equal('inv(M1+M2)', "inv(M1)-k1*inv(Sigma)*(c1*e0*r+c2*wt)*e0*r'*inv(Sigma)", firstTerms),
      in: withScales,
      given: twoSteps,
      dependsOn: [84, 86, 88],
      derivations: [firstUpdate],
      expected: 'proved',
    }),
    claim(88, {
      title: 'scale of the first update',
      printed: equal('k1', "(c1^2*(1+e0*r'*inv(M1)*(c1*rt+c2*w)))^-1", 'c1^-1*(c1*(q+1)+c2*mu)^-1'),
      corrected: equal('k1', "(c1^2*(1+e0*r'*inv(M1)*(c1*e0*r+c2*wt)))^-1", 'c1^-1*(c1*(q+1)+c2*mu)^-1'),
      in: withScales,
      given: twoSteps,
      dependsOn: [84, 85, 86],
      findings: [
        'The middle expression has c1 rt + c2 w where Sherman-Morrison has u = c1 e0 r + c2 wt: Sigma^-1 is applied twice, and the units do not fit. The last expression is right.',
      ],
      expected: 'corrected',
    }),
    claim(89, {
      title: 'second rank-one step, expanded',
      printed: equal(
        'inv(G)',
        'inv((M1+M2)+M3)',
        'inv(M1+M2)-k2*inv(M1+M2)*M3*inv(M1+M2)',
        `${firstTerms}-k2*${first}*M3*${first}`,
        expansion('+'),
      ),
      corrected: equal(
        'inv(G)',
        'inv((M1+M2)+M3)',
        'inv(M1+M2)-k2*inv(M1+M2)*M3*inv(M1+M2)',
        `${firstTerms}-k2*${first}*M3*${first}`,
        expansion('-'),
      ),
      in: withScales,
      given: twoSteps,
      dependsOn: [84, 86, 87, 90],
      derivations: [secondUpdate],
      findings: [
        'The last term of the expansion is printed with +; it is -k1^2 k2 (...), as Equation 95 then has it.',
      ],
      expected: 'corrected',
    }),
    claim(90, {
      title: 'scale of the second update',
      printed: equal('k2', `(1+wt'*${first}*(c2*e0*r+c3*wt))^-1`),
      in: withScales,
      given: twoSteps,
      dependsOn: [84, 86, 87],
      derivations: [secondUpdate],
      expected: 'proved',
    }),
    claim(91, {
      title: 'scale of the second update in Gram scalars',
      printed: equal('k2', `(1+c1^-1*(c2*mu+c3*s2)-k1*${muU}*${qV})^-1`),
      in: withScales,
      given: twoSteps,
      dependsOn: [85, 88, 90],
      expected: 'proved',
    }),
    claim(92, {
      title: 'M1^-1 M3',
      printed: equal('inv(M1)*M3', `c1^-1*${v}*wt'`),
      in: free,
      given: [...physical, fullRank],
      dependsOn: [83, 84],
      expected: 'proved',
    }),
    claim([93, 94, 95], {
      title: 'the inverse after inserting M1 and M3',
      printed: equal(
        'inv(G)',
        [
          `${firstTerms}-k2*c1^-1*${v}*wt'*inv(M1)`,
          `+k1*k2*c1^-1*${v}*wt'*${u}*rt'+k1*k2*${u}*rt'*(c2*e0*r+c3*wt)*wt'*inv(M1)`,
          `-k1^2*k2*${u}*rt'*(c2*e0*r+c3*wt)*wt'*${u}*rt'`,
        ].join(''),
      ),
      in: withScales,
      given: twoSteps,
      dependsOn: [89, 92],
      expected: 'proved',
    }),
    claim([96, 97, 98, 99], {
      title: 'the inverse in Gram scalars',
      printed: equal('inv(G)', collected('(c1*mu+c3*s2)')),
      corrected: equal('inv(G)', collected(muU)),
      in: withScales,
      given: twoSteps,
      dependsOn: [85, 93],
      findings: [
        'In Equation 99 the factor c1 mu + c3 s2 must be c1 mu + c2 s2, as in 98 and 102. Lines 96-98 are right.',
      ],
      expected: 'corrected',
    }),
    claim(100, {
      title: 'form of the inverse',
      printed: equal('inv(G)', "1/c1*(inv(Sigma)+(g1*rt+g2*w)*rt'+(g3*rt+g4*w)*w')"),
      in: withCoefficients,
      given: inverseExists,
      dependsOn: [96, 102, 103, 104, 105],
      derivations: [twoStepDerivation, inverseDerivation],
      expected: 'proved',
    }),
    claim(101, {
      title: 'form of the inverse, written out',
      printed: equal('inv(G)', "gs*(inv(Sigma)+(ce*e0*g1*ones+g2*w)*ce*e0*ones'+(ce*e0*g3*ones+g4*w)*w')"),
      in: withCoefficients,
      given: inverseExists,
      dependsOn: [83, 100, 107],
      expected: 'proved',
    }),
    claim(102, {
      title: 'g1',
      printed: equal('g1', `c1*(-k1*c1+k1*k2*c1^-1*c2*${muU}-k1^2*k2*c1*(${muU}*${qV}))`),
      in: withCoefficients,
      given: twoSteps,
      dependsOn: [88, 91],
      derivations: [twoStepDerivation],
      findings: [nestedPole],
      expected: 'proved',
    }),
    claim(103, {
      title: 'g2',
      printed: equal('g2', `c1*(-k1*c2+c1^-1*k1*k2*c3*${muU}-k1^2*k2*c2*(${muU}*${qV}))`),
      in: withCoefficients,
      given: twoSteps,
      dependsOn: [88, 91],
      derivations: [twoStepDerivation],
      expected: 'proved',
    }),
    claim(104, {
      title: 'g3',
      printed: equal('g3', `c1*(k1*k2*${qV}-k2*c1^-2*c2)`),
      in: withCoefficients,
      given: twoSteps,
      dependsOn: [88, 91],
      derivations: [twoStepDerivation],
      expected: 'proved',
    }),
    claim(105, {
      title: 'g4',
      printed: equal('g4', `c1*(k1*k2*c1^-1*c2*${qV}-k2*c1^-2*c3)`),
      in: withCoefficients,
      given: twoSteps,
      dependsOn: [88, 91],
      derivations: [twoStepDerivation],
      expected: 'proved',
    }),
    claim('closed-form', {
      title: 'g1..g4 without a pole besides that of the inverse itself',
      printed: together(
        equal('g1', '-(c1^2+(c1*c3-c2^2)*s2)/D'),
        equal('g2', 'g3', '-(c1*c2-(c1*c3-c2^2)*mu)/D'),
        equal('g4', '-(c1*c3+(c1*c3-c2^2)*q)/D'),
      ),
      in: withCoefficients,
      given: inverseExists,
      dependsOn: [100],
      derivations: [inverseDerivation],
      expected: 'proved',
    }),
    claim(106, {
      title: 'full rank plus rank two',
      printed: equal('G', "c1*Sigma+U*C*U'"),
      in: whole,
      given: physical,
      dependsOn: [83, 84],
      expected: 'proved',
    }),
    claim('woodbury', {
      title: 'the inverse in one step (unnumbered, after Equation 106)',
      printed: equal('inv(G)', "1/c1*inv(Sigma)-Ut*inv(inv(C)+U'*Ut)*Ut'"),
      in: whole,
      given: [...inverseExists, nonzero('c1*c3-c2^2', 'C is invertible')],
      dependsOn: [106],
      findings: [
        "C is singular for the quadratic (c2 = c3 = 0) and for the exponential transfer function (c1 c3 = c2^2), for which the paper's own inverse exists. The form Sigma^-1/c1 - Ut (I + C U^T Ut)^-1 C Ut^T needs no inverse of C.",
      ],
      mutants: [equal('inv(G)', "1/c1*inv(Sigma)-Ut*inv(inv(C)+U'*U)*Ut'")],
      expected: 'proved',
    }),
  ],
  import.meta.url,
);
