/**
 * The neuron model's notation, and the values of the kernel's integrals.
 *
 * tm, ts time constants of membrane and synapse; K1, K2 the integrals of the kernel (28) and of its square over [0, infinity),
 * from the exact integral of t^k exp(-a t), never from 29-31; ri the rate of one afferent.
 * Campbell's theorem: for a Poisson train of constant rate r filtered with eps, mean r K1 and variance r K2.
 */
import type { Expression } from '../src/expression/expression.ts';
import { type Notation, SCALAR, type SymbolNotation, type Unit, VECTOR } from '../src/expression/notation.ts';
import {
  type ExponentialPolynomial,
  integrateExponentials,
  multiplyExponentials,
} from '../src/symbolic/exponentialIntegral.ts';
import {
  fromVariable,
  invertFunction,
  multiplyFunctions,
  negateFunction,
  powerFunction,
  subtractFunctions,
} from '../src/symbolic/rationalFunction.ts';
import type { Setting } from '../src/symbolic/setting.ts';
import { toExpression } from '../src/symbolic/toExpression.ts';
import { nonzero, positive, premise } from './claims.ts';
import { definitions, notation as paper } from './notation.ts';

type Values = ReadonlyMap<string, Expression>;

const scalar = (latex: string, unit: Unit, meaning: string): SymbolNotation => ({
  shape: SCALAR,
  unit,
  latex,
  meaning,
});
const spikeTimes = (latex: string, meaning: string): SymbolNotation => ({
  shape: VECTOR,
  unit: { s: 1 },
  latex,
  meaning,
});
const seconds: Unit = { s: 1 };
const hertz: Unit = { s: -1 };

const FROM_PAPER = new Set(['w', 'x', 'V', 'u', 'theta', 'dt', 'e0', 'ce', 'Y']);
const notation: Notation = {
  symbols: {
    ...Object.fromEntries(Object.entries(paper.symbols).filter(([name]) => FROM_PAPER.has(name))),
    t: scalar('t', seconds, 'time'),
    s: scalar('s', seconds, 'time of a spike'),
    tm: scalar('\\tau_m', seconds, 'membrane time constant'),
    ts: scalar('\\tau_s', seconds, 'synaptic time constant'),
    tau: scalar('\\tau', seconds, 'both time constants, when they are equal'),
    K1: scalar(
      '\\textstyle\\int_0^\\infty\\epsilon\\,\\mathrm dt',
      { mV: 1, s: 1 },
      'integral of the kernel',
    ),
    K2: scalar(
      '\\textstyle\\int_0^\\infty\\epsilon^2\\,\\mathrm dt',
      { mV: 2, s: 1 },
      'integral of its square',
    ),
    ri: scalar('r_i', hertz, 'firing rate of afferent i'),
    meanUsp: scalar('\\mathrm E[x_i]', { mV: 1 }, 'mean of the USP'),
    varUsp: scalar('\\mathrm{Var}(x_i)', { mV: 2 }, 'variance of the USP'),
    squares: scalar('\\textstyle\\sum_k\\epsilon_k^2', { mV: 2 }, 'squared kernel, summed over time steps'),
    varBernoulli: scalar('\\mathrm{Var}_{\\mathrm B}', { mV: 2 }, 'variance with Bernoulli spikes'),
    varPoisson: scalar('\\mathrm{Var}_{\\mathrm P}', { mV: 2 }, 'variance with Poisson counts'),
    phiMax: scalar('\\phi_{\\mathrm{max}}', hertz, 'largest firing rate'),
    beta: scalar('\\beta', { mV: -1 }, 'slope of the transfer function'),
    pStar: scalar('p^*(Y^*_t = 1 \\mid x_t)', {}, 'probability of a teacher spike in a time step'),
    tf: spikeTimes('t^f', 'spike times of afferent i'),
    tStar: spikeTimes('t^{f*}', 'spike times of the teacher'),
  },
  functions: paper.functions,
};

export const kernelSetting = (values: Values = new Map()): Setting => ({
  notation,
  definitions: values,
  diagonalVectors: new Set(),
  vanishing: [],
  unitSlope: false,
});

// The kernel as an exponential polynomial (28), and the alpha kernel e0 t/tau^2 exp(-t/tau), its limit for equal constants

const scale = fromVariable('e0');
const membrane = fromVariable('tm');
const synapse = fromVariable('ts');
const both = fromVariable('tau');
const amplitude = multiplyFunctions(scale, invertFunction(subtractFunctions(membrane, synapse)));
const difference: ExponentialPolynomial = [
  { coefficient: amplitude, power: 0, rate: invertFunction(membrane) },
  { coefficient: negateFunction(amplitude), power: 0, rate: invertFunction(synapse) },
];
const alpha: ExponentialPolynomial = [
  { coefficient: multiplyFunctions(scale, powerFunction(both, -2)), power: 1, rate: invertFunction(both) },
];

const integrals = (kernel: ExponentialPolynomial): Values =>
  new Map([
    ['K1', toExpression(integrateExponentials(kernel))],
    ['K2', toExpression(integrateExponentials(multiplyExponentials(kernel, kernel)))],
    ...definitions({ ce: '1/K2', meanUsp: 'ri*K1', varUsp: 'ri*K2' }),
  ]);

export const twoConstants = integrals(difference);
/** The same for the alpha kernel. */
export const equalConstants = integrals(alpha);

export const positiveConstants = [positive('tm'), positive('ts'), positive('e0')];
export const different = nonzero(
  'tm-ts',
  'Equation 28 is 0/0 for equal time constants; the results have no pole there',
);
export const integrationRule = premise('integral of t^k exp(-a t) over [0, infinity) = k!/a^(k+1) for a > 0');
export const campbell = premise(
  "a Poisson spike train of constant rate r_i, stationary: Campbell's theorem, mean r_i K1 and variance r_i K2",
);
