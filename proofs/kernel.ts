/**
 * Neuron model (Methods; Equations 24-33): transfer function, synaptic kernel, and mean and variance of a USP.
 *
 * Notation and the values of the kernel's integrals K1, K2: kernelValues.ts.
 */
import { test } from '../src/ledger/part.ts';
import { kernelIntegral } from '../src/numeric/neuron/kernel.ts';
import { type Derivation, DerivationBuilder } from '../src/symbolic/derivation.ts';
import { claim, equal, nonzero, positive, premise, section, statement, together } from './claims.ts';
import {
  campbell,
  different,
  equalConstants,
  integrationRule,
  kernelSetting,
  positiveConstants,
  twoConstants,
} from './kernelValues.ts';
import { definitions, formula } from './notation.ts';

/** The integral of the squared kernel, term by term. */
const squaredKernel = (): Derivation =>
  new DerivationBuilder('squaredKernel', formula('K2'), kernelSetting(twoConstants), [
    ...positiveConstants,
    different,
  ])
    .step(
      'square the kernel; the integral of exp(-a t) over [0, infinity) is 1/a, term by term',
      formula('e0^2/(tm-ts)^2*(tm/2-2*tm*ts/(tm+ts)+ts/2)'),
    )
    .step('the bracket is (tau_m - tau_s)^2/(2 (tau_m + tau_s))', formula('e0^2/(2*(tm+ts))'))
    .done();

/** Quadrature in doubles against r e0 and e0^2/(2 (tm + ts)). `exponent` of the sum is 1 in the paper. */
function quadratureAgrees(e0Value: number, tmValue: number, tsValue: number, exponent = 1) {
  const kernel = { e0: e0Value, tauM: tmValue, tauS: tsValue };
  const [first, second] = [kernelIntegral(kernel, 1), kernelIntegral(kernel, 2)];
  const expected = e0Value ** 2 / (2 * (tmValue + tsValue) ** exponent);
  return {
    holds:
      Math.abs(first.value - e0Value) <= first.error && Math.abs(second.value - expected) <= second.error,
    result: `${first.value} +- ${first.error.toExponential(0)} mV ms and ${second.value} +- ${second.error.toExponential(0)} mV^2 ms`,
  };
}

export const neuronModel = section(
  'Neuron model',
  [
    claim(24, {
      title: 'sigmoidal transfer function',
      role: 'definition',
      printed: equal('phi(u)', 'phiMax/(1+exp(-beta*(u-theta)))'),
      in: kernelSetting(),
      given: [premise('u is the membrane potential above rest')],
      expected: 'definition',
    }),
    claim(25, {
      title: 'membrane potential above rest',
      printed: equal('V', 'sumover(i, component(w, i)*component(x, i))'),
      in: kernelSetting(definitions({ V: "w'*x" })),
      findings: ['This is Equation 5 once more; here w is the somatic weight.'],
      expected: 'proved',
    }),
    claim(26, {
      title: 'USP: the spike train, filtered',
      role: 'definition',
      printed: equal('usp(t)', 'integral(eps(t-s)*train(s), s)'),
      in: kernelSetting(),
      findings: [
        'x_i is the spike train (Hz) in Equations 26 and 27, but the USP (mV) in Equation 25 and everywhere after Equation 28.',
      ],
      expected: 'definition',
    }),
    claim(27, {
      title: 'spike train of an afferent',
      role: 'definition',
      printed: equal('train(t)', 'sumover(k, dirac(t-component(tf, k)))'),
      in: kernelSetting(),
      expected: 'definition',
    }),
    claim(28, {
      title: 'synaptic response kernel',
      role: 'definition',
      printed: equal('eps(t)', 'e0*step(t)/(tm-ts)*(exp(-t/tm)-exp(-t/ts))'),
      in: kernelSetting(),
      given: [...positiveConstants, different],
      findings: [
        'eps0 is the integral of the kernel (mV s), not an amplitude: the peak is (eps0/tau_m)(tau_s/tau_m)^(tau_s/(tau_m - tau_s)).',
      ],
      expected: 'definition',
    }),
    claim('kernel-swapped', {
      title: 'the kernel does not know which time constant is the membrane',
      source: 'theory',
      printed: equal('e0/(tm-ts)*(exp(-t/tm)-exp(-t/ts))', 'e0/(ts-tm)*(exp(-t/ts)-exp(-t/tm))'),
      in: kernelSetting(),
      given: [...positiveConstants, different, nonzero('ts-tm')],
      dependsOn: [28],
      expected: 'proved',
    }),
    claim('kernel-integral', {
      title: 'the integral of the kernel is eps0',
      source: 'theory',
      printed: equal('K1', 'e0'),
      in: kernelSetting(twoConstants),
      given: [...positiveConstants, different, integrationRule],
      dependsOn: [28],
      mutants: [equal('K1', 'e0*tm'), equal('K1', '2*e0')],
      expected: 'proved',
    }),
    claim(29, {
      title: 'mean of a USP',
      printed: equal('meanUsp', 'e0*ri'),
      in: kernelSetting(twoConstants),
      given: [...positiveConstants, different, campbell],
      dependsOn: ['kernel-integral'],
      findings: ['Exact for constant rates, and the same for Bernoulli spikes in the limit of small steps.'],
      expected: 'proved',
    }),
    claim(30, {
      title: 'variance of a USP',
      printed: equal('varUsp', 'ce^-1*ri'),
      in: kernelSetting(twoConstants),
      given: [...positiveConstants, different, campbell],
      dependsOn: [31],
      findings: [
        'Exact for Poisson spikes of constant rate. Simulations that draw one Bernoulli spike a time step have a variance smaller by the factor 1 - r dt (see bernoulli-variance).',
      ],
      expected: 'proved',
    }),
    claim(31, {
      title: 'c_eps: the inverse integral of the squared kernel',
      printed: equal('ce', '1/K2', '2*(tm+ts)/e0^2'),
      in: kernelSetting(twoConstants),
      given: [...positiveConstants, different, integrationRule],
      dependsOn: [28],
      derivations: [squaredKernel],
      expected: 'proved',
    }),
    claim('kernel-equal-constants', {
      title: 'the kernel for equal time constants',
      source: 'theory',
      printed: equal('rate(e0*exp(-t/tau), tau, 1)', 'e0*t/tau^2*exp(-t/tau)'),
      in: kernelSetting(),
      given: [
        positive('tau'),
        positive('t'),
        positive('e0'),
        premise(
          'the kernel is the difference quotient of eps0 exp(-t/tau) in tau, so its limit is the derivative',
        ),
      ],
      dependsOn: [28],
      findings: [
        'Equation 28 is 0/0 for tau_s = tau_m; its limit is the alpha kernel eps0 t/tau^2 exp(-t/tau).',
      ],
      expected: 'proved',
    }),
    claim('c_eps-equal-constants', {
      title: 'c_eps for equal time constants, from the alpha kernel itself',
      source: 'theory',
      printed: equal('ce', '4*tau/e0^2'),
      in: kernelSetting(equalConstants),
      given: [positive('tau'), positive('e0'), integrationRule],
      dependsOn: ['kernel-equal-constants'],
      findings: ['Equations 29-31 hold for tau_s = tau_m too, although Equation 28 has no value there.'],
      expected: 'proved',
    }),
    claim('mean-equal-constants', {
      title: 'mean and variance of a USP for equal time constants',
      source: 'theory',
      printed: together(equal('meanUsp', 'e0*ri'), equal('varUsp', 'ri*e0^2/(4*tau)')),
      in: kernelSetting(equalConstants),
      given: [positive('tau'), positive('e0'), integrationRule, campbell],
      dependsOn: ['kernel-equal-constants'],
      expected: 'proved',
    }),
    claim('review-var', {
      title: 'variance of a USP, as a reviewer simplified it',
      source: 'statement',
      says: 'sigma^2(x) = r eps0^2 / 2(tau_1 + tau_2)',
      printed: equal('varUsp', 'ri*e0^2/(2*(tm+ts))'),
      in: kernelSetting(twoConstants),
      given: [...positiveConstants, different, campbell],
      dependsOn: [30, 31],
      mutants: [equal('varUsp', 'ri*e0^2/2*(tm+ts)')],
      findings: [
        'Read as r eps0^2/(2 (tau_1 + tau_2)) it is Equations 30 and 31. Read from left to right, (r eps0^2/2)(tau_1 + tau_2), it is too small by (tau_1 + tau_2)^2 and has the unit mV^2 s^2.',
      ],
      expected: 'proved',
    }),
    claim('bernoulli-variance', {
      title: 'variance of a USP with one Bernoulli spike a time step',
      source: 'theory',
      printed: equal('varBernoulli', '(1-ri*dt)*varPoisson'),
      in: kernelSetting(
        definitions({ varBernoulli: '(ri*dt-(ri*dt)^2)*squares', varPoisson: 'ri*dt*squares' }),
      ),
      given: [
        premise(
          'independent time steps with r dt expected spikes each: the spike count of a step has variance r dt (1 - r dt) if Bernoulli, r dt if Poisson',
        ),
      ],
      dependsOn: [30],
      findings: [
        'For any kernel. At dt = 0.5 ms the factor is 0.975 at 50 Hz: in such a simulation the variance is 2.5 % below Equation 30, besides what the time grid does to the integral of the squared kernel.',
      ],
      expected: 'proved',
    }),
    statement('kernel-quadrature', {
      title: 'Equations 29-31 by quadrature',
      source: 'theory',
      says: 'the kernel of the paper (tau_m = 10 ms, tau_s = 3 ms), and that for equal time constants, have the integrals eps0 and eps0^2/(2 (tau_m + tau_s))',
      parts: (
        [
          [1, 10, 3],
          [1000, 10, 10],
        ] as const
      ).map(([scaleValue, tmValue, tsValue]) =>
        test({
          text: `the integrals for eps0 = ${scaleValue} mV ms, tau_m = ${tmValue} ms, tau_s = ${tsValue} ms`,
          method: 'quadrature',
          scope: 'doubles; within the stated error of the rule',
          exact: false,
          ask: () => quadratureAgrees(scaleValue, tmValue, tsValue),
          variants: [2, 0].map((exponent) => ({
            change: `(tau_m + tau_s)^${exponent}`,
            ask: () => quadratureAgrees(scaleValue, tmValue, tsValue, exponent),
          })),
        }),
      ),
      dependsOn: ['kernel-integral', 31],
      expected: 'bounded',
    }),
    claim([32, 58], {
      title: 'spike train of the teacher',
      role: 'definition',
      printed: equal('Y', 'sumover(k, dirac(t-component(tStar, k)))'),
      in: kernelSetting(),
      expected: 'definition',
    }),
    claim(33, {
      title: 'probability of a teacher spike',
      role: 'definition',
      printed: equal('pStar', 'teacherRate(V)*dt'),
      in: kernelSetting(),
      findings: [
        'Y* is a rate, a sum of delta functions, in Equation 32, but takes the value 1 in Equation 33: there it must be the number y* of spikes in the step.',
      ],
      expected: 'definition',
    }),
  ],
  import.meta.url,
);
