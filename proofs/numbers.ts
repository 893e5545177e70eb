/**
 * The paper's numbers against each other (Methods, neuron model and simulation details). The computations are in paperNeuron.ts.
 */
import {
  add,
  equals,
  multiply,
  negate,
  ONE,
  type Rational,
  rational,
  rationalToNumber,
  rationalToString,
  sign,
  subtract,
} from '../src/expression/rational.ts';
import { type Answer, test } from '../src/ledger/part.ts';
import { premise, section, statement } from './claims.ts';
import {
  amplitudeFits,
  asPrinted,
  asSimulated,
  dimensionlessRate,
  exceedsLevel,
  figureThree,
  type Inputs,
  inverseOfC,
  largestMean,
  less,
  meanOfPositive,
  type Neuron,
  PER_SECOND,
  peakBracket,
  power,
  varianceOfMean,
  varianceOfVoltage,
  whole,
} from './paperNeuron.ts';

/** Six digits, for reading. */
const decimal = (value: Rational): string => String(Number(rationalToNumber(value).toPrecision(6)));

/** The answer is yes or no, never undefined. */
const answer = (holds: boolean, result: string): Answer => ({ holds, result });

const peakText = (neuron: Neuron): string =>
  `the peak of the kernel is between ${peakBracket(neuron).map(decimal).join(' and ')} mV`;

interface Amplitude {
  readonly text: string;
  readonly weight: Rational;
  readonly amplitude: Rational;
}
const AMPLITUDES: readonly Amplitude[] = [
  { text: 'a USP has an amplitude of 60 mV', weight: ONE, amplitude: whole(60) },
  { text: 'the weight 0.005 is an EPSP of 300 uV', weight: rational(5, 1000), amplitude: rational(3, 10) },
  {
    text: 'weights from U(-1/n, 1/n), n = 100, are PSPs of at most 600 uV',
    weight: rational(1, 100),
    amplitude: rational(6, 10),
  },
  { text: 'the weight 0.05 is a PSP of 3 mV', weight: rational(5, 100), amplitude: whole(3) },
];

const NEURON_SCOPE = 'tau_m = 10 ms, tau_s = 3 ms, exact rationals; "is" means to within 1 %';
const nameOf = ({ e0 }: Neuron): string => `eps0 = ${rationalToString(e0)} mV ms`;

function amplitudePart({ text, weight, amplitude }: Amplitude, neuron: Neuron, other: Neuron) {
  const ask = (which: Neuron, claimed = amplitude): Answer => {
    const holds = amplitudeFits(weight, claimed, which);
    const example = {
      assignment: {
        eps0: `${rationalToString(which.e0)} mV ms`,
        tau_m: '10 ms',
        tau_s: '3 ms',
        weight: rationalToString(weight),
      },
      left: `${peakText(which)}, times the weight`,
      right: `${rationalToString(claimed)} mV`,
      exact: true,
    };
    return { ...answer(holds, peakText(which)), ...(holds ? {} : { counterexample: example }) };
  };
  const wrong = {
    change: 'an amplitude 5 % larger',
    ask: () => ask(neuron, multiply(amplitude, rational(105, 100))),
  };
  return test({
    text: `${text}, ${nameOf(neuron)}`,
    method: 'exact comparison of powers',
    scope: NEURON_SCOPE,
    exact: true,
    ask: () => ask(neuron),
    variants: [
      { change: nameOf(other), ask: () => ask(other) },
      ...(amplitudeFits(weight, amplitude, neuron) ? [wrong] : []),
    ],
  });
}

function rangePart(neuron: Neuron, other: Neuron) {
  const ask = (which: Neuron, inputs = figureThree): Answer => {
    const largest = largestMean(which, inputs);
    const holds = equals(largest, whole(30));
    const text = `the weights 1/n give ${rationalToString(largest)} mV`;
    return answer(holds, text);
  };
  return test({
    text: `the largest mean potential above rest in Figure 3 is 30 mV, ${nameOf(neuron)}`,
    method: 'exact arithmetic',
    scope: 'n = 100, half of the afferents at 10 Hz, half at 50 Hz, |w_i| <= 1/n',
    exact: true,
    ask: () => ask(neuron),
    variants: [{ change: nameOf(other), ask: () => ask(other) }],
  });
}

function reachesThreshold(neuron: Neuron, other: Neuron) {
  const ask = (which: Neuron): Answer => {
    const largest = largestMean(which, figureThree);
    return answer(
      !less(largest, whole(10)),
      `the largest mean potential is ${rationalToString(largest)} mV, theta is 10 mV`,
    );
  };
  return test({
    text: `some weights of Figure 3 bring the mean potential to theta = 10 mV, ${nameOf(neuron)}`,
    method: 'exact arithmetic',
    scope: 'n = 100, half of the afferents at 10 Hz, half at 50 Hz, |w_i| <= 1/n',
    exact: true,
    ask: () => ask(neuron),
    variants: [{ change: nameOf(other), ask: () => ask(other) }],
  });
}

/** A part that says that an exactly computed number is `claimed`. */
function valuePart(
  text: string,
  scope: string,
  compute: () => Rational,
  claimed: Rational,
  wrong: { readonly change: string; readonly compute: () => Rational },
) {
  const ask = (value: Rational): Answer =>
    answer(equals(value, claimed), `${rationalToString(value)} (${decimal(value)})`);
  return test({
    text,
    method: 'exact arithmetic',
    scope,
    exact: true,
    ask: () => ask(compute()),
    variants: [{ change: wrong.change, ask: () => ask(wrong.compute()) }],
  });
}

const BETA = rational(3, 10);
const [REST, THETA] = [whole(-70), whole(10)];

function saturationPart(level: Rational, holdsAt: number) {
  const ask = (potential: number, beta = BETA): Answer => {
    const aboveThreshold = subtract(subtract(whole(potential), REST), THETA);
    return answer(
      exceedsLevel(beta, aboveThreshold, level),
      `at ${potential} mV beta (V - theta) is ${rationalToString(multiply(beta, aboveThreshold))}`,
    );
  };
  return test({
    text: `phi is above ${rationalToString(multiply(level, whole(100)))} % of phi_max at ${holdsAt} mV`,
    method: 'enclosure of exp by its series',
    scope: 'beta = 0.3, theta = 10 mV, V_rest = -70 mV; exact rationals',
    exact: true,
    ask: () => ask(holdsAt),
    variants: [
      { change: `at ${holdsAt - 2} mV`, ask: () => ask(holdsAt - 2) },
      { change: 'beta = 0.2', ask: () => ask(holdsAt, rational(2, 10)) },
    ],
  });
}

const figures = premise(
  'Figure 3: n = 100, half of the afferents at 10 Hz, half at 50 Hz, weights U(-1/n, 1/n)',
);

export const numbers = section(
  'Units and numbers',
  [
    statement('units', {
      title: "the paper's numbers against each other",
      says: 'eps0 = 1 mV ms, tau_m = 10 ms, tau_s = 3 ms; hence USPs have an amplitude of 60 mV; weight 0.005 is an EPSP of 300 uV; U(-1/n, 1/n) with n = 100 is a PSP of at most 600 uV; weight 0.05 is 3 mV; the mean membrane potential of Figure 3 covers at most [-30, 30] mV',
      given: [figures],
      parts: [
        ...AMPLITUDES.map((each) => amplitudePart(each, asPrinted, asSimulated)),
        rangePart(asPrinted, asSimulated),
        reachesThreshold(asPrinted, asSimulated),
      ],
      dependsOn: [28, 29],
      findings: [
        'eps0 = 1 mV ms contradicts every voltage that the paper states, each by the factor 1000: with it a USP peaks at 0.0597 mV, a weight of 0.005 is an EPSP of 0.3 uV, and the mean potential of Figure 3 stays within 0.03 mV of rest.',
        'With eps0 = 1 mV ms no weights of Figure 3 could change the firing rate by more than 0.05 Hz: phi stays within 4.70 and 4.79 Hz, far below the threshold at 10 mV.',
      ],
      expected: 'refuted',
    }),
    statement('units/conclusion', {
      title: "the paper's numbers with eps0 = 1 mV s",
      says: 'with eps0 = 1 mV s = 1000 mV ms: USPs of 60 mV; weight 0.005 is 300 uV; U(-1/n, 1/n), n = 100, is at most 600 uV; weight 0.05 is 3 mV; mean membrane potential of Figure 3 within [-30, 30] mV; mean of the positive weights 0.005',
      given: [figures],
      parts: [
        ...AMPLITUDES.map((each) => amplitudePart(each, asSimulated, asPrinted)),
        rangePart(asSimulated, asPrinted),
        reachesThreshold(asSimulated, asPrinted),
        valuePart(
          'the mean of the positive weights of U(-1/n, 1/n), n = 100, is 0.005',
          'n = 100',
          () => meanOfPositive(100),
          rational(5, 1000),
          { change: 'n = 50', compute: () => meanOfPositive(50) },
        ),
        valuePart(
          'c_eps^-1 = 500/13 mV^2 s, about 38.46',
          'mV^2 ms to mV^2 s by the factor 1/1000',
          () => multiply(inverseOfC(asSimulated), PER_SECOND),
          rational(500, 13),
          { change: 'eps0 = 1 mV ms', compute: () => multiply(inverseOfC(asPrinted), PER_SECOND) },
        ),
        ...[asPrinted, asSimulated].map((neuron) =>
          valuePart(
            `q = 2 (tau_m + tau_s) sum r = 78 in Figure 3, also with ${nameOf(neuron)}`,
            'n = 100, 10 and 50 Hz',
            () => dimensionlessRate(neuron, figureThree),
            whole(78),
            {
              change: 'tau_s = 10 ms',
              compute: () => dimensionlessRate({ ...neuron, ts: whole(10) }, figureThree),
            },
          ),
        ),
      ],
      dependsOn: [28, 29, 31],
      findings: [
        'All the stated numbers belong to eps0 = 1 mV s (time in s and eps0 = 1, as simulations do). The amplitude is 59.7 mV.',
      ],
      expected: 'proved',
    }),
    statement('mean-potential', {
      title: 'how far the mean membrane potential spreads',
      source: 'theory',
      says: 'with eps0 = 1 mV s and random weights the mean membrane potential of Figure 3 has the variance 13/3 mV^2 about rest; that of Figure 11 (weights U(-5/n, 5/n), n = 100) is at most 25 mV in size with variance 25/12 mV^2 at 5 Hz, and at most 275 mV with variance 3025/12 mV^2 at 55 Hz',
      given: [figures],
      parts: [
        valuePart(
          'Figure 3: the variance of the mean potential over the weights is 13/3 mV^2',
          'n = 100, 10 and 50 Hz, weights U(-1/n, 1/n)',
          () => varianceOfMean(asSimulated, figureThree),
          rational(13, 3),
          {
            change: 'both halves at 30 Hz',
            compute: () => varianceOfMean(asSimulated, { ...figureThree, rates: [30, 30] }),
          },
        ),
        ...[5, 55].flatMap((rate) => {
          const inputs: Inputs = { rates: [rate, rate], n: 100, spread: 5 };
          const narrow: Inputs = { ...inputs, spread: 1 };
          return [
            valuePart(
              `Figure 11 at ${rate} Hz: the mean potential is at most ${5 * rate} mV in size`,
              'n = 100, weights U(-5/n, 5/n)',
              () => largestMean(asSimulated, inputs),
              whole(5 * rate),
              { change: 'weights U(-1/n, 1/n)', compute: () => largestMean(asSimulated, narrow) },
            ),
            valuePart(
              `Figure 11 at ${rate} Hz: its variance over the weights is ${rationalToString(rational(25 * rate ** 2, 300))} mV^2`,
              'n = 100, weights U(-5/n, 5/n)',
              () => varianceOfMean(asSimulated, inputs),
              rational(25 * rate ** 2, 300),
              { change: 'weights U(-1/n, 1/n)', compute: () => varianceOfMean(asSimulated, narrow) },
            ),
          ];
        }),
      ],
      dependsOn: [29, 'units/conclusion'],
      findings: [
        "[-30, 30] mV is the bound that no weights of U(-1/n, 1/n) can exceed, not a range that is covered: the standard deviation over the weights is 2.1 mV, and by Hoeffding's inequality one draw exceeds 20 mV with a probability below 5e-7.",
        'In Figure 11 the standard deviation grows from 1.4 mV at 5 Hz to 15.9 mV at 55 Hz, so the coefficients there are sampled over a range of potentials that depends on the rate.',
      ],
      expected: 'proved',
    }),
    statement('sigmoid-range', {
      title: 'where the sigmoid is centred and saturates',
      says: 'beta = 0.3, theta = 10 mV, phi_max = 100 Hz, V_rest = -70 mV: the activation function is centred at -60 mV, saturating around -50 mV',
      parts: [
        valuePart(
          'half the largest rate is reached at V_rest + theta = -60 mV',
          'phi(theta) = phi_max/2 exactly',
          () => add(REST, THETA),
          whole(-60),
          { change: 'theta below rest', compute: () => add(REST, negate(THETA)) },
        ),
        saturationPart(rational(95, 100), -50),
      ],
      dependsOn: [24],
      findings: [
        'At -50 mV the rate is 95.3 % of phi_max, but the slope is still 18 % of its largest value: "saturating" means a remaining 4.7 Hz of 100 Hz. 99 % is reached only at -44.7 mV.',
      ],
      expected: 'proved',
    }),
    statement('quadratic-threshold', {
      title: 'the threshold that the quadratic transfer function needs',
      source: 'theory',
      says: "theta << mu_v - sigma_v (with Equation 116), for the sigmoid's theta = 10 mV and the inputs of Figure 3",
      given: [figures, premise('eps0 = 1 mV s')],
      parts: [thresholdPart()],
      dependsOn: ['mean-potential'],
      findings: [
        "The condition of Equation 116 excludes the paper's own threshold: the mean potential of Figure 3 is symmetric about rest, so half of the weight draws have mu_v < 0, and theta must be well below rest. At theta = mu_v - sigma_v a normal V is still below threshold 16 % of the time, so that several sigma_v are needed.",
      ],
      expected: 'refuted',
    }),
  ],
  import.meta.url,
);

/** At weights +-(1/n), half of each sign in each half of the afferents, mu = 0 and sigma^2 = (1/c_eps) sum w^2 r. */
function thresholdPart() {
  const variance = varianceOfVoltage(asSimulated, figureThree);
  const ask = (theta: number): Answer => {
    const room = whole(-theta); // mu - theta, and mu = 0
    const holds = sign(room) > 0 && less(variance, power(room, 2n));
    const example = {
      assignment: {
        w: '(1/100, -1/100, ...)',
        theta: `${theta} mV`,
        mu_v: '0',
        'sigma_v^2': rationalToString(variance),
      },
      left: `theta = ${theta} mV`,
      right: 'mu_v - sigma_v < 0',
      exact: true,
    };
    return {
      ...answer(holds, `mu_v = 0, sigma_v^2 = ${rationalToString(variance)} mV^2`),
      ...(holds ? {} : { counterexample: example }),
    };
  };
  return test({
    text: 'theta = 10 mV < mu_v - sigma_v for every w of Figure 3',
    method: 'exact arithmetic',
    scope: 'weights 1/n in size, of either sign equally often in each half of the afferents',
    exact: true,
    ask: () => ask(10),
    variants: [-4, -10, -20].map((theta) => ({ change: `theta = ${theta} mV`, ask: () => ask(theta) })),
  });
}
