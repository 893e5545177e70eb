/**
 * From time steps to continuous time (Methods; Equations 125-129).
 *
 * Notation: y, y2 are the outputs of two time steps with USPs x, x2; the same weights w. E_y is the mean over y given x.
 * Shapes: w, x, x2 n-vectors; G n x n, per unit time from 128 on.
 */
import { formal, type Question, test } from '../src/ledger/part.ts';
import {
  approximately,
  claim,
  equal,
  forOutputs,
  growing,
  nonzero,
  positive,
  premise,
  section,
  setting,
  statement,
} from './claims.ts';
import { definitions } from './notation.ts';
import { physical } from './values.ts';

const { gaussian: _, ...plain } = setting();

const first = { p: "(phi(w'*x)*dt)", score: "(y-phi(w'*x)*dt)*(phi'(w'*x)/(phi(w'*x)*(1-phi(w'*x)*dt)))*x" };
const second = {
  p: "(phi(w'*x2)*dt)",
  score: "(y2-phi(w'*x2)*dt)*(phi'(w'*x2)/(phi(w'*x2)*(1-phi(w'*x2)*dt)))*x2",
};
const rates = [
  positive('dt'),
  ...["phi(w'*x)", "phi(w'*x2)"].flatMap((rate) => [
    positive(rate, 'the neuron has a positive rate in both time steps'),
    nonzero(`1-${rate}*dt`, 'phi dt < 1'),
  ]),
];

const stationary = premise('T is short: the weights, and the distribution of the USPs, do not change in it');
const fires = nonzero('phi(V)', 'the neuron has a positive rate');

/**
 * Correlation of a USP with itself at a lag, for Poisson input of constant rate: (tau_m e^(-d/tau_m) - tau_s e^(-d/tau_s))/(tau_m -
 * tau_s), the normalised autocorrelation of the kernel (Campbell's theorem).
 */
const autocorrelation = (lag: number, tauM: number, tauS: number): number =>
  (tauM * Math.exp(-lag / tauM) - tauS * Math.exp(-lag / tauS)) / (tauM - tauS);

const uncorrelated =
  (tauM: number, tauS: number): Question =>
  () => {
    const correlation = autocorrelation(0.0005, tauM, tauS);
    return {
      holds: Math.abs(correlation) < 1e-12,
      result: `the correlation of a USP with itself one time step later is ${correlation.toPrecision(5)}`,
      counterexample: {
        assignment: { tau_m: `${tauM} s`, tau_s: `${tauS} s`, lag: '0.0005 s' },
        left: `correlation ${correlation.toPrecision(5)}`,
        right: '0',
        exact: false,
      },
    };
  };

/** A product of densities over the steps makes USPs of different steps independent, hence uncorrelated. */
const independentInputs = test({
  text: 'the USPs of different time steps are independent, as the product of their densities says',
  method: "autocorrelation of the kernel (Campbell's theorem)",
  scope: 'constant rates, dt = 0.5 ms, tau_m = 10 ms, tau_s = 3 ms',
  exact: true,
  ask: uncorrelated(0.01, 0.003),
  variants: [
    {
      change: 'a kernel much shorter than a time step: tau_m = 2 us, tau_s = 1 us',
      ask: uncorrelated(2e-6, 1e-6),
    },
  ],
});

const likelihoodOf = ({ p }: { readonly p: string }, y: string): string => `${p}^${y}*(1-${p})^(1-${y})`;
const conditionalProduct = formal({
  statement: forOutputs(
    equal(
      `grad(log(${likelihoodOf(first, 'y')}*${likelihoodOf(second, 'y2')}*pInput), w)`,
      `${first.score}+${second.score}`,
    ),
    'y',
    'y2',
  ),
  setting: plain,
  given: [...rates, positive('pInput', 'the joint density of the USPs is positive and does not depend on w')],
});

const stepScore = 'kappa*(y-pSpike)*x';
const otherScore = 'k*(y2-pOther)*x2';

/** Equation 126, with the scores kappa (y - p) x of two time steps (Equation 55), kappa = phi' dt / (p (1 - p)), p = phi dt. */
export const twoSteps = {
  statement: equal(
    `mean(mean((${stepScore}+${otherScore})*(${stepScore}+${otherScore})', y2, pOther), y, pSpike)`,
    `mean((${stepScore})*(${stepScore})', y, pSpike)+mean((${otherScore})*(${otherScore})', y2, pOther)`,
  ),
  setting: plain,
  given: [
    premise(
      "the scores are those of Equation 55: kappa (y - p) x with kappa = phi' dt/(p (1 - p)), p = phi dt; k and p_2 in the other time step",
    ),
    premise(
      'for every x and x2; the mean over them is taken on both sides, whatever their joint distribution',
    ),
  ],
};

export const continuousTime = section(
  'Continuous time',
  [
    claim(125, {
      title: 'outputs in two time steps are independent given the inputs',
      role: 'definition',
      printed: equal('pTwo', `(${first.p}^y*(1-${first.p})^(1-y))*(${second.p}^y2*(1-${second.p})^(1-y2))`),
      in: plain,
      given: [
        premise('given the USPs, spikes in different time steps are drawn independently (no refractoriness)'),
      ],
      dependsOn: [49],
      findings: ['The condition on the left is printed x_{t_1}, x_{t_1}; the second index is t_2.'],
      expected: 'definition',
    }),
    claim(126, {
      title: 'Fisher information of two time steps',
      printed: twoSteps.statement,
      in: twoSteps.setting,
      given: twoSteps.given,
      dependsOn: [55, 125],
      findings: [
        'The mixed terms vanish since the score of a time step has mean zero given its own input: the inputs may be correlated in time.',
      ],
      expected: 'proved',
    }),
    statement('eq127', {
      title: 'joint likelihood of an interval',
      source: 'equation',
      equation: 127,
      says: 'p_w(y_0, .., y_(k-1), x_0, .., x_k) is the product over i = 0 .. k-1 of p_w(y_i, x_i)',
      given: [premise('x_i are USPs: spike trains filtered with the kernel of Equation 28')],
      parts: [independentInputs],
      corrected: {
        says: 'the product over i of p_w(y_i | x_i), times the joint density of the USPs; its score is the sum of the scores of the time steps',
        parts: [conditionalProduct],
      },
      dependsOn: [50, 125],
      findings: [
        'A product of joint likelihoods makes the USPs of different time steps independent. They are not: the kernel lasts for tau_m = 10 ms, many steps. What follows (128) needs only that the outputs are independent given the USPs, since the density of the USPs does not depend on w.',
        'The left-hand side ends with x_(t_k), the product with k - 1.',
      ],
      expected: 'corrected',
    }),
    claim(128, {
      title: 'Fisher information of an interval',
      printed: approximately(
        "k*E((phi(V)*dt-(phi(V)*dt)^2)*(phi'(V)^2/phi(V)^2)*x*x')",
        "k*(T/k)*E(phi'(V)^2/phi(V)*x*x')",
        growing('k'),
      ),
      in: setting(definitions({ dt: 'T/k' })),
      given: [...physical, fires, positive('T'), positive('k'), stationary],
      dependsOn: [66, 67, 126, 'eq127'],
      findings: [
        'The error is that of Equation 67 in each step, and vanishes as the steps become short; rates that change within T are a second one, which the line leaves to the words "T small".',
      ],
      expected: 'bounded',
    }),
    claim(129, {
      title: 'Fisher information is proportional to the duration',
      printed: equal("k*(T/k)*E(phi'(V)^2/phi(V)*x*x')", "T*E(phi'(V)^2/phi(V)*x*x')"),
      in: setting(),
      given: [...physical, fires, positive('k'), stationary],
      dependsOn: [128],
      expected: 'proved',
    }),
  ],
  import.meta.url,
);
