/**
 * Neurons drawn at random, and the property that a matrix agrees with the samples, with stated error rates.
 *
 * Range, by a criterion computed exactly: the relative variance of one sample of sum_i h x_i^2/E[x_i^2] is at most
 * LARGEST_RELATIVE_VARIANCE, so that a bounded number of samples detects the named error whatever was drawn. Beyond it (low rates; the
 * exponential with large weights, whose expectation is carried by spikes that no Monte Carlo sees) a case is not tested.
 *
 * Seeds: a hash of the drawn case and of the stage. Two stages: what the first rejects is sampled anew, 16 times as much; only what
 * both reject fails the property, so that fast-check shrinks no false alarm. Stages are independent: their false-alarm rates multiply.
 */
import fc from 'fast-check';
import { formMoments } from '../../src/experiments/fisher/agreementVariance.ts';
import type { FisherOperator } from '../../src/numeric/fisher/fisherOperator.ts';
import type { Inputs } from '../../src/numeric/monteCarlo/inputs.ts';
import { kernelMoment } from '../../src/numeric/neuron/kernel.ts';
import type { Neuron } from '../../src/numeric/neuron/neuron.ts';
import type { Transfer } from '../../src/numeric/neuron/transfer.ts';
import { comparisonsOf, designFor, rejected, sampled } from './comparison.ts';

export interface DrawnNeuron {
  readonly r: readonly number[];
  readonly w: readonly number[];
  /** s. */
  readonly tauM: number;
  readonly tauS: number;
  /** mV s. */
  readonly e0: number;
  readonly transfer: Exclude<Transfer, { readonly name: 'expression' }>;
}

export const inNotation = ({ r, w, tauM, tauS, e0, transfer }: DrawnNeuron): string => {
  const { name, ...parameters } = transfer;
  const units: Record<string, string> = { phiMax: ' Hz', phi0: ' Hz', beta: '/mV', theta: ' mV' };
  const list = Object.entries(parameters).map(([key, value]) => `${key} = ${value}${units[key]}`);
  return `r = [${r.join(', ')}] Hz, w = [${w.join(', ')}], tau_m = ${tauM} s, tau_s = ${tauS} s, e0 = ${e0} mV s, ${name} with ${list.join(', ')}`;
};

export const neuronOf = ({ r, w, tauM, tauS, e0, transfer }: DrawnNeuron): Neuron => ({
  rates: Float64Array.from(r),
  weights: Float64Array.from(w),
  kernel: { tauM, tauS, e0 },
  transfer,
});

/** Numbers that read well: rates in Hz, times in ms, weights in steps of 0.005 mV s/e0. */
export function drawnNeuron(inputs: Inputs): fc.Arbitrary<DrawnNeuron> {
  const rate = fc.oneof(
    { arbitrary: fc.integer({ min: 1, max: 100 }), weight: 7 },
    { arbitrary: fc.constant(0), weight: 1 },
  );
  const milliseconds = (min: number, max: number) => fc.integer({ min, max }).map((ms) => ms / 1000);
  const hundredths = (min: number, max: number) => fc.integer({ min, max }).map((each) => each / 100);
  const theta = fc.integer({ min: 0, max: 20 });
  const sigmoid = fc.record({
    name: fc.constant('sigmoid' as const),
    beta: hundredths(5, 50),
    theta,
    phiMax: fc.constant(100),
  });
  const exponential = fc.record({
    name: fc.constant('exponential' as const),
    beta: hundredths(1, 40),
    phi0: fc.constant(5),
  });
  const softplus = fc.record({
    name: fc.constant('softplus' as const),
    beta: hundredths(5, 50),
    theta,
    phiMax: fc.constant(100),
  });
  const quadratic = fc.record({ name: fc.constant('quadratic' as const), theta });
  // Few spikes leave the exact matrix of the discontinuous quadratic out of reach, which exactFisherMatrix says.
  const transfer: fc.Arbitrary<DrawnNeuron['transfer']> =
    inputs === 'gaussian'
      ? fc.oneof(sigmoid, exponential, softplus, quadratic)
      : fc.oneof(sigmoid, exponential, softplus);
  return fc
    .record({
      afferents: fc.array(fc.tuple(rate, fc.integer({ min: -40, max: 40 })), { minLength: 1, maxLength: 4 }),
      tauM: milliseconds(2, 30),
      tauS: milliseconds(1, 30),
      e0: fc.constantFrom(1, 0.5, 2),
      transfer,
    })
    .map(({ afferents, e0, ...rest }) => ({
      r: afferents.map(([each]) => each),
      w: afferents.map(([, steps]) => (steps === 0 ? 0 : steps / (200 * e0))),
      e0,
      ...rest,
    }))
    .filter(({ r }) => r.some((each) => each > 0));
}

/** A safe integer from the case's own text (FNV-1a, twice with different offsets). */
export function seedOf(drawn: DrawnNeuron, stage: number): number {
  const text = JSON.stringify([drawn, stage]);
  const hash = (offset: number): number => {
    let value = offset;
    for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
    return value >>> 0;
  };
  return (hash(0x811c9dc5) & 0x1fffff) * 2 ** 32 + hash(0x2f0b4f53);
}

export const LARGEST_RELATIVE_VARIANCE = 10;

/** Of one sample of sum_i h x_i^2/E[x_i^2]; Infinity where it does not exist or cannot be computed. */
export function relativeVariance(neuron: Neuron, inputs: Inputs): number {
  const { rates, kernel } = neuron;
  const [e0, inverseCe] = [kernelMoment(kernel, 1), kernelMoment(kernel, 2)];
  const form = [...rates.keys()]
    .filter((i) => (rates[i] as number) > 0)
    .map((i) => {
      const rate = rates[i] as number;
      return { i, j: i, value: 1 / (inverseCe * rate + (e0 * rate) ** 2) };
    });
  try {
    const [{ mean, variance } = { mean: 0, variance: Infinity }] = formMoments(neuron, inputs, [form]);
    return variance / mean ** 2;
  } catch (error) {
    if (error instanceof RangeError) return Infinity;
    throw error;
  }
}

export interface Rates {
  readonly falseAlarm: number;
  readonly miss: number;
}

export interface PropertyOptions {
  readonly inputs: Inputs;
  readonly method: (neuron: Neuron) => FisherOperator;
  /** Relative error of the trace that each stage misses with probability at most `miss`. */
  readonly namedError: number;
  readonly first: Rates;
  readonly second: Rates;
  /** Cases at most; later ones, while shrinking, are not tested. */
  readonly mostCases: number;
}

const BATCHES = 256;
const CONFIRMATION = 16;

export interface AgreementProperty {
  readonly check: (drawn: DrawnNeuron) => void;
  /** Cases sampled so far, first-stage rejections among them, samples drawn. */
  readonly counts: { cases: number; suspicions: number; samples: number };
}

/** The property: throws where both stages reject. Cases outside the range are skipped (fc.pre). */
export function agreementProperty({
  inputs,
  method,
  namedError,
  first,
  second,
  mostCases,
}: PropertyOptions): AgreementProperty {
  const counts = { cases: 0, suspicions: 0, samples: 0 };
  const check = (drawn: DrawnNeuron): void => {
    if (counts.cases >= mostCases) return;
    const neuron = neuronOf(drawn);
    fc.pre(relativeVariance(neuron, inputs) <= LARGEST_RELATIVE_VARIANCE);
    counts.cases++;
    const comparisons = comparisonsOf(neuron, inputs, method(neuron));
    const shifts = comparisons.map(({ name, mean }) => (name === 'trace' ? namedError * mean : 0));
    const reject = (stage: 1 | 2, rates: Rates): string[] => {
      const design = designFor(comparisons, shifts, { ...rates, batches: BATCHES });
      const size = stage === 1 ? design.size : CONFIRMATION * design.size;
      counts.samples += BATCHES * size;
      const values = sampled(neuron, inputs, comparisons, {
        batches: BATCHES,
        size,
        seed: seedOf(drawn, stage),
      });
      return rejected(comparisons, { ...design, size }, values);
    };
    if (reject(1, first).length === 0) return;
    counts.suspicions++;
    const confirmed = reject(2, second);
    if (confirmed.length > 0)
      throw new Error(`rejected by ${CONFIRMATION} times the samples: ${confirmed.join(', ')}`);
  };
  return { check, counts };
}
