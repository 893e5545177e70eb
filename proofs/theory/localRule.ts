/**
 * Angles between the full rule and shorter ones, in the setting of Figures 3 and 12 (theory 7.1).
 *
 * n = 100 afferents in two halves at r1 and r2 Hz, weights U(-1/n, 1/n), normal USPs N(e0 r, r/ce), e0 = 1 mV s, the paper's
 * sigmoid. Every rule is a multiple of ce x/r - gu 1 + gw w; the angle between two is Euclidean, in degrees.
 */
import { learningRuleCoefficients } from '../../src/numeric/coefficients/coefficients.ts';
import { paperSigmoid } from '../../src/numeric/neuron/transferFunction.ts';
import { drawsFrom } from './draws.ts';

const AFFERENTS = 100;
const WEIGHT_SAMPLES = 100;
const USP_SAMPLES = 20;
export const CONDITIONS = [
  [10, 30],
  [10, 50],
  [20, 20],
  [20, 40],
] as const;
const ce = 0.026;

/** The rules that are compared with the full one. */
export type Rule = 'local' | 'many afferents' | "the paper's";

interface Factors {
  readonly gu: number;
  readonly gw: number;
}

interface State {
  readonly V: number;
  readonly totalInput: number;
  readonly totalRate: number;
  readonly mean: number;
  readonly variance: number;
  readonly q: number;
  readonly c1: number;
  readonly c2: number;
  readonly c3: number;
}

const meanInput = ({ totalInput, totalRate, q }: State): number =>
  ((ce * totalInput) / totalRate) * (q / (1 + q));

const RULES: Readonly<Record<Rule, (state: State) => Factors>> = {
  local: (state) => {
    const { beta, theta } = paperSigmoid;
    return { gu: meanInput(state), gw: beta * (3 / (1 + Math.exp(-beta * (state.V - theta))) - 1) };
  },
  'many afferents': (state) => {
    const { c1, c2, c3, V, mean, variance } = state;
    const delta = c1 * c3 - c2 * c2;
    return { gu: meanInput(state), gw: -(c1 * c2 + delta * (V - mean)) / (c1 * c1 + delta * variance) };
  },
  "the paper's": ({ V }) => ({ gu: 0.95 * ce, gw: 0.05 * V }),
};

export interface MeanAngle {
  readonly mean: number;
  readonly standardError: number;
}

/** Mean angle for each condition and rule; weight samples are independent and give the standard error. */
export function meanAngles(seed: number): Readonly<Record<Rule, readonly MeanAngle[]>> {
  const known = measured.get(seed);
  if (known !== undefined) return known;
  const draws = drawsFrom(seed);
  const perCondition = CONDITIONS.map(([r1, r2]) => {
    const r = Array.from({ length: AFFERENTS }, (_, i) => (2 * i < AFFERENTS ? r1 : r2));
    const samples: Record<Rule, number[]> = { local: [], 'many afferents': [], "the paper's": [] };
    for (let k = 0; k < WEIGHT_SAMPLES; k++) {
      const w = r.map(() => draws.uniform(-1 / AFFERENTS, 1 / AFFERENTS));
      for (const [rule, angle] of Object.entries(anglesOfWeights(r, w, draws.normal)))
        samples[rule as Rule].push(angle);
    }
    return samples;
  });
  const result = Object.fromEntries(
    Object.keys(RULES).map((rule) => [rule, perCondition.map((samples) => summary(samples[rule as Rule]))]),
  ) as Record<Rule, MeanAngle[]>;
  measured.clear();
  measured.set(seed, result);
  return result;
}
const measured = new Map<number, Readonly<Record<Rule, readonly MeanAngle[]>>>();

/** Mean angles over the USP samples of one weight vector. */
function anglesOfWeights(
  r: readonly number[],
  w: readonly number[],
  normal: () => number,
): Readonly<Record<Rule, number>> {
  const totalRate = sum(r);
  const mean = sum(w.map((each, i) => each * (r[i] ?? 0)));
  const variance = sum(w.map((each, i) => (each * each * (r[i] ?? 0)) / ce));
  const q = ce * totalRate;
  const { c1, c2, c3, g1, g2, g3, g4 } = learningRuleCoefficients({ mean, variance, q });
  const total: Record<Rule, number> = { local: 0, 'many afferents': 0, "the paper's": 0 };
  for (let k = 0; k < USP_SAMPLES; k++) {
    const x = r.map((rate) => rate + Math.sqrt(rate / ce) * normal());
    const V = sum(x.map((each, i) => each * (w[i] ?? 0)));
    const totalInput = sum(x);
    const full = { gu: -ce * (g1 * ce * totalInput + g3 * V), gw: g2 * ce * totalInput + g4 * V };
    const state: State = { V, totalInput, totalRate, mean, variance, q, c1, c2, c3 };
    const direction = ({ gu, gw }: Factors): number[] =>
      x.map((each, i) => (ce * each) / (r[i] ?? 1) - gu + gw * (w[i] ?? 0));
    const reference = direction(full);
    for (const rule of Object.keys(RULES) as Rule[])
      total[rule] += angle(reference, direction(RULES[rule](state))) / USP_SAMPLES;
  }
  return total;
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Degrees, from the difference of the unit vectors: accurate for small angles. */
function angle(a: readonly number[], b: readonly number[]): number {
  const [lengthA, lengthB] = [a, b].map((v) => Math.sqrt(sum(v.map((each) => each * each)))) as [
    number,
    number,
  ];
  const chord = Math.sqrt(sum(a.map((each, i) => (each / lengthA - (b[i] ?? 0) / lengthB) ** 2)));
  return (2 * Math.asin(Math.min(1, chord / 2)) * 180) / Math.PI;
}

function summary(samples: readonly number[]): MeanAngle {
  const mean = sum(samples) / samples.length;
  const variance = sum(samples.map((each) => (each - mean) ** 2)) / (samples.length - 1);
  return { mean, standardError: Math.sqrt(variance / samples.length) };
}

/** What is compared with the limit for many afferents as the variance vanishes. */
export type Leading = "-(log h)'(V)" | "-(log h)'(mu)" | "(log h)'(V)";

/** The order in s at which the difference to the limit rule falls at V = mu + s z, from s = 0.3 to 0.03 mV. */
export function orderOfLeading(leading: Leading): number {
  const { beta, theta } = paperSigmoid;
  const slope = (v: number): number => beta * (1 - 3 / (1 + Math.exp(-beta * (v - theta))));
  const gap = (s: number): number =>
    Math.max(
      ...[-5, 0, 8, 15].flatMap((mean) => {
        const variance = s * s;
        const { c1, c2, c3 } = learningRuleCoefficients({ mean, variance, q: 1e9 });
        const delta = c1 * c3 - c2 * c2;
        return [-2, -1, 1, 2].map((z) => {
          const V = mean + s * z;
          const limit = -(c1 * c2 + delta * (V - mean)) / (c1 * c1 + delta * variance);
          const value = { "-(log h)'(V)": -slope(V), "-(log h)'(mu)": -slope(mean), "(log h)'(V)": slope(V) };
          return Math.abs(limit - value[leading]);
        });
      }),
    );
  return Math.log10(gap(0.3) / gap(0.03));
}
