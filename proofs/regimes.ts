/**
 * The regimes in which errors of approximations are measured, with the paper's parameters.
 *
 * Units: s, Hz, mV; c_eps^-1 = e0^2/(2 (tau_m + tau_s)), e0 = 1 mV s as in the published scripts. USPs are drawn from
 * N(e0 r, r/c_eps). Everything random comes from one seeded stream.
 */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Assignment, ScalarRule } from '../src/expression/evaluate.ts';
import type { Expression } from '../src/expression/expression.ts';
import type { Matrix } from '../src/expression/matrix.ts';
import { doubles } from '../src/expression/ring.ts';
import type { Measurement } from '../src/ledger/measurement.ts';
import { learningRuleCoefficients } from '../src/numeric/coefficients/coefficients.ts';
import { paperSigmoid } from '../src/numeric/neuron/transferFunction.ts';
import { formula, notation } from './notation.ts';
import { factors } from './values.ts';

const e0 = 1;
const ce = (2 * (0.01 + 0.003)) / e0 ** 2;

interface Draws {
  readonly uniform: (low: number, high: number) => number;
  readonly normal: () => number;
}

function drawsFrom(seed: number): Draws {
  const generator = xoroshiro128plus(seed);
  const unit = (): number => uniformFloat64(generator);
  return {
    uniform: (low, high) => low + (high - low) * unit(),
    normal: () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit()), // Box-Muller
  };
}

/** Scalars, and vectors as columns. */
type Values = Readonly<Record<string, number | Matrix<number>>>;

const column = (values: readonly number[]): Matrix<number> => values.map((value) => [value]);

function assignment(
  n: number,
  values: Values,
  scalar: (name: string, primes: number) => ScalarRule = unmeasured,
): Assignment<number> {
  const matrices = Object.entries(values).map(
    ([name, value]) => [name, typeof value === 'number' ? [[value]] : value] as const,
  );
  return {
    ring: doubles,
    n,
    notation,
    definitions: factors,
    values: new Map(matrices),
    functions: { scalar, cost: unmeasured },
    expectation: () => unmeasured('an expectation'),
  };
}

function unmeasured(name: string): never {
  throw new TypeError(`${name}: not part of this regime`);
}

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, k) => make(k));
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

const AFFERENTS = 100;
const RATES = [5, 15, 25, 35, 45, 55];
const WEIGHT_SAMPLES = 100;
const USP_SAMPLES = 8;

/** Figure 11: one group for each rate and weight sample, with the coefficients of the paper's sigmoid. */
export const figureEleven: Measurement = {
  regime: `Figure 11: n = ${AFFERENTS}, r = ${RATES.join(', ')} Hz, weights U(-5/n, 5/n), ${WEIGHT_SAMPLES} weight samples a rate, ${USP_SAMPLES} normal USP samples each, the paper's sigmoid`,
  sample: (seed) => {
    const draws = drawsFrom(seed);
    return RATES.flatMap((rate) => times(WEIGHT_SAMPLES, () => weightSample(rate, draws)));
  },
};

/** Weights of Figure 11, and g1 .. g4 for them. */
function weightsAndCoefficients(rate: number, draws: Draws) {
  const n = AFFERENTS;
  const w = times(n, () => draws.uniform(-5 / n, 5 / n));
  const mean = e0 * rate * sum(w);
  const variance = (rate / ce) * sum(w.map((each) => each ** 2));
  const q = ce * e0 ** 2 * n * rate;
  return { w, ...learningRuleCoefficients({ mean, variance, q }) };
}

const G4_SAMPLES = 400;
/** The regime of `sampleG4` in words. */
export const FIGURE_ELEVEN = `n = ${AFFERENTS}, weights U(-5/n, 5/n), r = ${RATES.join(', ')} Hz in equal shares, ${G4_SAMPLES} weight samples a rate, the paper's sigmoid, e0 = 1 mV s`;

/** g4 (mV^-2) at the weights and rates of Figure 11. */
export function sampleG4(seed: number): number[] {
  const draws = drawsFrom(seed);
  return RATES.flatMap((rate) => times(G4_SAMPLES, () => weightsAndCoefficients(rate, draws).g4));
}

function weightSample(rate: number, draws: Draws): Assignment<number>[] {
  const n = AFFERENTS;
  const { w, g1, g2, g3, g4 } = weightsAndCoefficients(rate, draws);
  const [ones, r] = [column(times(n, () => 1)), column(times(n, () => rate))];
  return times(USP_SAMPLES, () => {
    const x = times(n, () => e0 * rate + Math.sqrt(rate / ce) * draws.normal());
    const V = sum(w.map((each, i) => each * (x[i] ?? 0)));
    return assignment(n, { ones, r, x: column(x), V, ce, e0, g1, g2, g3, g4, cu: e0, cw: 0.05 });
  });
}

/** phi and phi' of the paper's sigmoid, as rules for doubles. */
function sigmoidRule(_: string, primes: number): ScalarRule {
  const { phiMax, beta, theta } = paperSigmoid;
  const rate = (v: number): number => phiMax / (1 + Math.exp(-beta * (v - theta)));
  const slope = (v: number): number => beta * rate(v) * (1 - rate(v) / phiMax);
  return doublesOnly(primes === 0 ? rate : slope);
}

const THETA = -20;
const quadraticRule = (_: string, primes: number): ScalarRule =>
  doublesOnly(primes === 0 ? (v) => (v - THETA) ** 2 / 4 : (v) => (v - THETA) / 2);

/** A rule that is only ever asked for doubles. */
const doublesOnly =
  (rule: (v: number) => number): ScalarRule =>
  <T>(_: unknown, v: T): T =>
    rule(Number(v)) as T;

const bothIntegrands = (right: string): readonly [Expression, Expression] => [
  formula("(phi(V)*dt-(phi(V)*dt)^2)*(phi'(V)^2/phi(V)^2)"),
  formula(right),
];

const VOLTAGES = 400;
const voltageGroups =
  (mean: number, deviation: number, rule: (name: string, primes: number) => ScalarRule) => (seed: number) => {
    const draws = drawsFrom(seed);
    return times(VOLTAGES, () => [assignment(1, { V: mean + deviation * draws.normal(), dt: 0.0005 }, rule)]);
  };

/** The factors in front of x x^T for the paper's sigmoid, membrane potentials around its threshold. */
export const integrandAtPaperStep: Measurement = {
  regime: `the factors of x x^T at dt = 0.5 ms, phi_max = 100 Hz, ${VOLTAGES} membrane potentials V ~ N(5, 10^2) mV, the paper's sigmoid`,
  compare: bothIntegrands("dt*phi'(V)^2/phi(V)"),
  sample: voltageGroups(5, 10, sigmoidRule),
};

/** The same for the quadratic transfer function, well above threshold. */
export const quadraticIntegrandAtPaperStep: Measurement = {
  regime: `the factors of x x^T at dt = 0.5 ms, phi = (V + 20 mV)^2/4 Hz, ${VOLTAGES} membrane potentials V ~ N(0, 5^2) mV`,
  compare: bothIntegrands('dt'),
  sample: voltageGroups(0, 5, quadraticRule),
};
