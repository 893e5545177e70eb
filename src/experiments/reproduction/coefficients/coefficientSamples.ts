/**
 * The learning rule's coefficients at sampled weights, and gamma_u, gamma_w at sampled USPs (Equations 102-109): what Figures 10 and 11 show.
 *
 * gammaU and gammaW are those that the learning loops use (src/numeric/learning/factors.ts); the terms of Equation 39,
 *   gamma_u = -ce e0 (ce e0 g1 sum x + g3 V),   gamma_w = ce e0 g2 sum x + g4 V,
 * are made of g1 .. g4 again, and their sums must be the same (a test holds it).
 */
import { learningRuleCoefficients } from '../../../numeric/coefficients/coefficients.ts';
import { closedFisherMatrix } from '../../../numeric/fisher/closed.ts';
import { exactFisherMatrix } from '../../../numeric/fisher/exact.ts';
import { ruleFactors } from '../../../numeric/learning/factors.ts';
import { type TiltedPoint, tiltedPoint } from '../../../numeric/learning/tiltedPoint.ts';
import { dot } from '../../../numeric/linear/vectors.ts';
import { kernelMoment, paperKernel } from '../../../numeric/neuron/kernel.ts';
import { type Neuron, voltageMoments } from '../../../numeric/neuron/neuron.ts';
import { squaredNorm } from '../../fisher/distances.ts';
import { squaredDistance } from '../../fisher/jackknife.ts';
import { type Condition, type Draw, drawBatch, paperTransfer } from './conditions.ts';

/** The kernel's constants: ce (1/(mV^2 s)) and e0 (mV s). */
export const CE = 1 / kernelMoment(paperKernel, 2);
export const E0 = paperKernel.e0;

export interface UspSample {
  /** Sum of all USPs, mV. */
  readonly sumX: number;
  /** mV. */
  readonly v: number;
  /** 1/(mV s). */
  readonly gammaU: number;
  /** 1/mV. */
  readonly gammaW: number;
}

export interface WeightSample {
  /** Of V, mV and mV^2. */
  readonly mean: number;
  readonly variance: number;
  readonly q: number;
  readonly gammaS: number;
  readonly g1: number;
  readonly g2: number;
  readonly g3: number;
  readonly g4: number;
  /** |closed form - exact|/|exact| of the Fisher matrix, Frobenius; where it was asked for. */
  readonly closedFormError?: number;
  readonly usps: readonly UspSample[];
}

export interface SampleTask {
  readonly seed: number;
  readonly condition: Condition;
  /** Numbers of the batches of weight vectors. */
  readonly batches: readonly number[];
  /** USPs for each of them. */
  readonly usps: number;
  /** Compare the closed form with the exact Fisher matrix for so many weight vectors of batch 0. */
  readonly compared: number;
}

export function sampleCoefficients({ seed, condition, batches, usps, compared }: SampleTask): WeightSample[] {
  const tilted = tiltedPoint(paperTransfer);
  return batches.flatMap((batch) =>
    Array.from(drawBatch(seed, condition, batch, usps), (draw, k) => ({
      ...weightSample(draw, tilted),
      ...(batch === 0 && k < compared ? { closedFormError: closedFormError(draw.neuron) } : {}),
    })),
  );
}

function weightSample({ neuron, potentials }: Draw, tilted: TiltedPoint): WeightSample {
  const moments = voltageMoments(neuron);
  const { mean, variance, q } = moments;
  const { gammaS, g1, g2, g3, g4 } = learningRuleCoefficients(moments);
  const rule = { name: 'natural', learningRate: 1 } as const;
  const factors = ruleFactors(rule, constantsOf(neuron, q), neuron.transfer, tilted);
  const out = new Float64Array(3);
  const usps = potentials.map((x) => {
    const sumX = x.reduce((total, each) => total + each, 0);
    const v = dot(neuron.weights, x);
    factors(v, sumX, mean, variance, out);
    return { sumX, v, gammaU: out[1] as number, gammaW: out[2] as number };
  });
  return { mean, variance, q, gammaS, g1, g2, g3, g4, usps };
}

/** Batches in one task: about a second. */
const BATCHES_A_TASK = 10;

/** Tasks for `batches` batches in every condition, all batches of a condition one after the other. */
export function sampleTasks(
  conditions: readonly Condition[],
  batches: number,
  common: Pick<SampleTask, 'seed' | 'usps' | 'compared'>,
): SampleTask[] {
  return conditions.flatMap((condition) =>
    Array.from({ length: Math.ceil(batches / BATCHES_A_TASK) }, (_, k) => ({
      ...common,
      condition,
      batches: Array.from(
        { length: Math.min(BATCHES_A_TASK, batches - k * BATCHES_A_TASK) },
        (_, j) => k * BATCHES_A_TASK + j,
      ),
    })),
  );
}

/** What tasks gave for each weight vector, by condition. */
export function resultsByCondition<Result>(
  conditions: readonly Condition[],
  tasks: readonly SampleTask[],
  results: readonly (readonly Result[])[],
): ReadonlyMap<string, readonly Result[]> {
  return new Map(
    conditions.map(({ id }) => [id, results.filter((_, k) => tasks[k]?.condition.id === id).flat()]),
  );
}

/** The constants of a learning problem that ruleFactors reads; the decays of a step are of no use here. */
export const constantsOf = ({ rates }: Neuron, q: number): Parameters<typeof ruleFactors>[1] => ({
  ...{ slowDecay: 0, fastDecay: 0, scale: 0 },
  ...{ e0: E0, ce: CE, q, totalRate: rates.reduce((sum, rate) => sum + rate, 0) },
});

function closedFormError(neuron: Neuron): number {
  const exact = exactFisherMatrix(neuron).dense();
  return Math.sqrt(squaredDistance(closedFisherMatrix(neuron).dense(), exact) / squaredNorm(exact));
}
