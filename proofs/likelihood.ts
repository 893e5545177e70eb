/**
 * Detailed derivation of the natural-gradient learning rule: likelihood and gradients (Methods; Equations 49-66).
 *
 * Notation: y is 1 for a spike in a time step dt and 0 for none; p_w(y=1|x) = phi dt, with phi = phi(V), V = w^T x; the teacher
 * spikes with probability phi* dt. E_y is the mean over y given x; E also averages over x. A line with y is claimed for both
 * values of y. Lines before 63 hold for every x, so that no distribution of the inputs enters.
 * Shapes: x, w n-vectors; G n x n, per time step (without a unit) here.
 */
import {
  approximately,
  claim,
  equal,
  forOutputs,
  nonzero,
  positive,
  premise,
  section,
  setting,
  vanishing,
  withUnits,
} from './claims.ts';
import { definitions } from './notation.ts';
import { physical } from './values.ts';

const p = '(phi(V)*dt)';
const likelihood = `${p}^y*(1-${p})^(1-y)`;
const logLikelihood = definitions({ V: "w'*x", pOutput: likelihood, pJoint: `${likelihood}*pInput` });
const teacher = '(phiStar*dt)';
const divergence = `mean(log(${teacher}^y*(1-${teacher})^(1-y)/(${likelihood})), y, phiStar*dt)`;

/** Outputs have no unit, and neither has the Fisher matrix of a time step. */
const perBin = withUnits({ G: {} });
const outputs = { ...setting(logLikelihood), notation: perBin };
const fixedInput = { ...outputs };

const rates = [
  positive('dt'),
  positive('phi(V)', 'the neuron has a positive rate'),
  positive('1-phi(V)*dt', 'phi dt < 1: at most one spike a time step'),
];
const teacherRates = [
  positive('phiStar', 'the teacher has a positive rate'),
  positive('1-phiStar*dt', 'phi* dt < 1'),
];
const somewhere = positive('pInput', 'the density of the USPs is positive at x');
const everyInput = premise('for every x; the mean over x is taken on both sides');

const exactScore = `(y-${p})*(phi'(V)*dt/(${p}*(1-${p})))*x`;
const score = "(y-phi(V)*dt)*(phi'(V)/phi(V))*x";
const squaredRatio = "(phi'(V)^2/phi(V)^2)";

const fisher = {
  ...setting(definitions({ G: `E(mean(${score}*(${score})', y, ${p}))` })),
  notation: perBin,
};
const fires = nonzero('phi(V)', 'the neuron has a positive rate');

export const likelihoodAndGradients = section(
  'Detailed derivation: likelihood and gradients',
  [
    claim(49, {
      title: 'likelihood of the output',
      role: 'definition',
      printed: equal('pOutput', likelihood),
      in: setting(),
      dependsOn: [7],
      expected: 'definition',
    }),
    claim(50, {
      title: 'joint likelihood of output and input',
      role: 'definition',
      printed: equal('pJoint', `${likelihood}*pInput`),
      in: setting(),
      dependsOn: [8, 49],
      findings: ['Equation 8, printed again.'],
      expected: 'definition',
    }),
    claim(51, {
      title: 'the density of the inputs drops out of the divergence',
      printed: equal(
        'cost',
        `mean(log(${teacher}^y*(1-${teacher})^(1-y)*pInput/(${likelihood}*pInput)), y, phiStar*dt)`,
        divergence,
      ),
      in: {
        ...fixedInput,
        definitions: new Map([...fixedInput.definitions, ...definitions({ cost: divergence })]),
      },
      given: [...rates, ...teacherRates, somewhere, everyInput],
      dependsOn: [9, 50],
      expected: 'proved',
    }),
    claim(52, {
      title: 'the Euclidean gradient is the mean score under the teacher',
      printed: equal('-grad(cost, w)', `mean(grad(log(${likelihood}), w), y, phiStar*dt)`),
      in: { ...setting(definitions({ V: "w'*x", cost: divergence })), notation: perBin },
      given: [...rates, ...teacherRates, everyInput],
      dependsOn: [51],
      expected: 'proved',
    }),
    claim(53, {
      title: 'logarithm of the likelihood',
      printed: forOutputs(
        equal(`grad(log(${likelihood}), w)`, `grad(y*log(${p})+(1-y)*log(1-${p}), w)`),
        'y',
      ),
      in: fixedInput,
      given: rates,
      dependsOn: [49],
      expected: 'proved',
    }),
    claim(54, {
      title: 'chain rule',
      printed: forOutputs(equal(`grad(log(${likelihood}), w)`, `(y/${p}-(1-y)/(1-${p}))*phi'(V)*dt*x`), 'y'),
      in: fixedInput,
      given: rates,
      dependsOn: [53],
      expected: 'proved',
    }),
    claim(55, {
      title: 'one fraction',
      printed: forOutputs(equal(`(y/${p}-(1-y)/(1-${p}))*phi'(V)*dt*x`, exactScore), 'y'),
      in: fixedInput,
      given: rates,
      dependsOn: [54],
      expected: 'proved',
    }),
    claim(56, {
      title: 'score for small time steps',
      printed: forOutputs(approximately(exactScore, score, vanishing('dt')), 'y'),
      in: fixedInput,
      given: rates,
      dependsOn: [55],
      findings: [
        'The text calls the neglected term of order dt^2. That is so without a spike (y = 0); with a spike it is of order dt. Relative to the kept term it is phi dt/(1 - phi dt) in both cases.',
      ],
      expected: 'bounded',
    }),
    claim(57, {
      title: 'Euclidean-gradient rule',
      printed: equal('we', "(Y-phi(V))*(phi'(V)/phi(V))*x"),
      in: {
        ...setting(definitions({ V: "w'*x", we: `(y-phi(V)*dt)*(phi'(V)/phi(V))*x/dt`, Y: 'y/dt' })),
        notation: withUnits({ we: { s: -1 } }),
      },
      given: [
        ...rates,
        premise('the output of the teacher in a time step is Y* dt; w changes by the score of Equation 56'),
      ],
      dependsOn: [52, 56],
      expected: 'proved',
    }),
    claim(59, {
      title: 'natural gradient',
      role: 'definition',
      printed: equal('gradN', 'inv(G)*gradE'),
      in: outputs,
      dependsOn: [12],
      findings: ['Equation 12, printed again.'],
      expected: 'definition',
    }),
    claim(60, {
      title: 'Fisher information matrix',
      role: 'definition',
      printed: equal('G', "E(grad(logp(w), w)*grad(logp(w), w)')"),
      in: outputs,
      dependsOn: [11, 45],
      findings: ['Equation 11, printed again.'],
      expected: 'definition',
    }),
    claim(61, {
      title: 'logarithm of the joint likelihood',
      printed: forOutputs(
        equal(`grad(log(${likelihood}*pInput), w)`, `grad(log(${likelihood})+log(pInput), w)`),
        'y',
      ),
      in: fixedInput,
      given: [...rates, somewhere],
      dependsOn: [50],
      expected: 'proved',
    }),
    claim(62, {
      title: 'the inputs do not depend on the weights',
      printed: forOutputs(
        equal(`grad(log(${likelihood})+log(pInput), w)`, `grad(log(${likelihood}), w)`),
        'y',
      ),
      in: fixedInput,
      given: [...rates, somewhere, premise('p_usp(x) does not depend on w')],
      dependsOn: [61],
      expected: 'proved',
    }),
    claim(63, {
      title: 'Fisher information matrix with the score of 56',
      printed: equal('G', `E(mean((y-${p})^2*${squaredRatio}*x*x', y, ${p}))`),
      in: fisher,
      given: [...physical, fires, premise('the score is that of Equation 56')],
      dependsOn: [56, 60, 62],
      findings: [
        "With the exact score of Equation 55 the matrix is E[dt phi'^2/(phi (1 - phi dt)) x x^T] (claim bernoulli-fisher).",
      ],
      expected: 'proved',
    }),
    claim(64, {
      title: 'mean over the output first',
      printed: equal('G', `E(mean((y-${p})^2*${squaredRatio}, y, ${p})*x*x')`),
      in: fisher,
      given: [...physical, fires],
      dependsOn: [63],
      expected: 'proved',
    }),
    claim(65, {
      title: 'the two values of the output',
      printed: equal('G', `E((${p}*(1-${p})^2+(1-${p})*${p}^2)*${squaredRatio}*x*x')`),
      in: fisher,
      given: [...physical, fires],
      dependsOn: [64],
      expected: 'proved',
    }),
    claim(66, {
      title: 'variance of the output',
      printed: equal('G', `E((${p}-${p}^2)*${squaredRatio}*x*x')`),
      in: fisher,
      given: [...physical, fires],
      dependsOn: [65],
      expected: 'proved',
    }),
    claim('bernoulli-fisher', {
      title: 'Fisher information of one time step, nothing neglected',
      source: 'theory',
      says: "With the exact score of Equation 55 the Fisher information of a time step is dt phi'^2/(phi (1 - phi dt)) x x^T, given x.",
      printed: equal(
        `mean((${exactScore})*(${exactScore})', y, ${p})`,
        `dt*phi'(V)^2/(phi(V)*(1-${p}))*x*x'`,
      ),
      in: fixedInput,
      given: [...rates, everyInput],
      dependsOn: [55],
      findings: [
        'Equation 66 has the factor (1 - phi dt) where the exact matrix has 1/(1 - phi dt). Equation 67, without either, lies between: it misses phi dt/(1 - phi dt) of itself, at most 1/19 = 5.3 % for dt = 0.5 ms and phi_max = 100 Hz.',
      ],
      expected: 'proved',
    }),
  ],
  import.meta.url,
);
