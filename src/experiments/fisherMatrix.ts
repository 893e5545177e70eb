/**
 * The Fisher matrix of a neuron by one method, and its product or natural gradient for one vector.
 *
 * Shapes: n afferents; matrices n x n row by row, up to LARGEST_MATRIX; vectors n at any n. Units: G in Hz (per unit time).
 * Natural gradients are G^+ v: 0 for silent afferents.
 */
import type { FisherOperator } from '../numeric/fisher/fisherOperator.ts';
import { conjugateGradients } from '../numeric/linear/conjugateGradients.ts';
import { activeAfferents, denseOperator } from '../numeric/linear/denseOperator.ts';
import { kernelMoment } from '../numeric/neuron/kernel.ts';
import type { Neuron } from '../numeric/neuron/neuron.ts';
import {
  type FisherMethod,
  type FisherSources,
  isMonteCarlo,
  type MonteCarloMethod,
  type SampledMatrix,
  type SamplingOptions,
} from './fisherMethods.ts';
import { jackknifeError, leavingOneOut, meanOf } from './jackknife.ts';

/** Number of afferents up to which the matrix itself is given. */
export const LARGEST_MATRIX = 2000;

/** Number of afferents up to which a vector's standard error comes from groups of samples, each with its own matrix. */
const LARGEST_IN_GROUPS = 500;
export const GROUPS = 20;

export interface Question {
  /** G v or G^+ v. */
  readonly kind: 'apply' | 'solve';
  readonly vector: Float64Array;
}

export interface FisherRequest {
  readonly method: FisherMethod;
  readonly question?: Question;
  /** For the Monte Carlo methods. */
  readonly sampling: SamplingOptions;
}

export interface FisherAnswer {
  /** Absent above LARGEST_MATRIX. */
  readonly matrix?: Float64Array;
  /** Of every entry, by Monte Carlo. */
  readonly standardError?: Float64Array;
  /** Of the matrix: |error|_F <= errorBound |G|_F; shot-noise only. */
  readonly errorBound?: number;
  readonly samples?: number;
  readonly vector?: Float64Array;
  /** By Monte Carlo; absent where it cannot be had: G^+ v above 500 afferents, G v above that with a tolerance. */
  readonly vectorStandardError?: Float64Array;
}

/** @throws RangeError (one line: what, got, expected) where the method cannot answer for this neuron. */
export async function fisherMatrix(
  neuron: Neuron,
  request: FisherRequest,
  sources: FisherSources,
): Promise<FisherAnswer> {
  const { method } = request;
  const answer = isMonteCarlo(method)
    ? await sampledAnswer(neuron, method, request, sources)
    : operatorAnswer(neuron, method, request, sources);
  checkFinite(answer);
  return answer;
}

function operatorAnswer(
  neuron: Neuron,
  method: Exclude<FisherMethod, MonteCarloMethod>,
  { question }: FisherRequest,
  sources: FisherSources,
): FisherAnswer {
  const [operator, bound] = operatorOf(neuron, method, sources);
  return {
    ...(operator.size <= LARGEST_MATRIX && { matrix: operator.dense() }),
    ...(bound !== undefined && { errorBound: bound }),
    ...(question !== undefined && { vector: operator[question.kind](question.vector) }),
  };
}

function operatorOf(
  neuron: Neuron,
  method: Exclude<FisherMethod, MonteCarloMethod>,
  sources: FisherSources,
): readonly [FisherOperator, number | undefined] {
  if (method !== 'shot-noise') return [sources[method](neuron), undefined];
  const exact = sources.exact(neuron);
  return [exact, exact.relativeErrorBound];
}

async function sampledAnswer(
  neuron: Neuron,
  method: MonteCarloMethod,
  { question, sampling }: FisherRequest,
  sources: FisherSources,
): Promise<FisherAnswer> {
  const n = neuron.rates.length;
  if (question?.kind === 'solve') checkEnoughSamples(neuron, sampling.samples);
  if (n > LARGEST_MATRIX) {
    if (question === undefined) return {};
    if (question.kind === 'apply') return sampledProduct(neuron, method, question.vector, sampling, sources);
    return sampledNaturalGradient(neuron, method, question.vector, sampling, sources);
  }
  const groups = question !== undefined && n <= LARGEST_IN_GROUPS ? GROUPS : 0;
  const estimate = await sources.sampledMatrix(neuron, method, { ...sampling, groups });
  const { matrix, standardError, samples } = estimate;
  if (question?.kind === 'solve') checkEnoughSamples(neuron, samples);
  const vectorAnswer = question === undefined ? {} : sampledVector(neuron, estimate, question);
  return { matrix, standardError, samples, ...vectorAnswer };
}

/** The sample matrix has at most as many independent columns as there are samples. */
export function checkEnoughSamples({ rates }: Neuron, samples: number): void {
  const active = activeAfferents(rates).length;
  if (samples >= active) return;
  throw new RangeError(
    `the sample matrix is singular: got ${samples} samples for ${active} active afferents, expected at least ${active} samples`,
  );
}

async function sampledProduct(
  neuron: Neuron,
  method: MonteCarloMethod,
  vector: Float64Array,
  sampling: SamplingOptions,
  sources: FisherSources,
): Promise<FisherAnswer> {
  const product = await sources.sampledProduct(neuron, vector, method, sampling);
  return {
    samples: product.samples,
    vector: product.vector,
    vectorStandardError: product.standardError,
  };
}

function sampledVector(
  { rates }: Neuron,
  { matrix, groups }: SampledMatrix,
  { kind, vector }: Question,
): Pick<FisherAnswer, 'vector' | 'vectorStandardError'> {
  const active = activeAfferents(rates);
  const vectorOf = (G: Float64Array): Float64Array => denseOperator(G, active)[kind](vector);
  const all = vectorOf(matrix);
  if (groups.length < 2) return { vector: all };
  const without = leavingOneOut(groups).map((some) => vectorOf(meanOf(some)));
  return { vector: all, vectorStandardError: jackknifeError(groups, all, without) };
}

/** By conjugate gradients: all products are of the same samples, hence with one matrix. */
async function sampledNaturalGradient(
  neuron: Neuron,
  method: MonteCarloMethod,
  vector: Float64Array,
  { tolerance, ...sampling }: SamplingOptions,
  sources: FisherSources,
): Promise<FisherAnswer> {
  if (tolerance !== undefined) {
    throw new RangeError(
      `natural gradient of more than ${LARGEST_MATRIX} afferents by Monte Carlo: got a tolerance, expected none: every product must be with the same samples`,
    );
  }
  const active = neuron.rates.map((rate) => (rate > 0 ? 1 : 0));
  const gradient = vector.map((each, i) => each * (active[i] as number));
  const product = async (v: Float64Array): Promise<Float64Array> =>
    (await sources.sampledProduct(neuron, v, method, sampling)).vector;
  const solution = await conjugateGradients(product, gradient, {
    precondition: preconditioner(neuron, sources),
  });
  return { samples: sampling.samples, vector: solution };
}

/** The closed form's inverse; where there is none, that of the diagonal of E x x'. */
function preconditioner(neuron: Neuron, sources: FisherSources): (vector: Float64Array) => Float64Array {
  try {
    return sources.closed(neuron).solve;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  const { rates, kernel } = neuron;
  const [first, second] = [kernelMoment(kernel, 1), kernelMoment(kernel, 2)];
  return (vector) =>
    vector.map((each, i) => {
      const rate = rates[i] as number;
      return rate === 0 ? 0 : each / (second * rate + (first * rate) ** 2);
    });
}

function checkFinite(answer: FisherAnswer): void {
  for (const name of ['matrix', 'standardError', 'vector', 'vectorStandardError'] as const) {
    const at = answer[name]?.findIndex((each) => !Number.isFinite(each)) ?? -1;
    if (at >= 0)
      throw new RangeError(`${name}: got ${answer[name]?.[at]} at entry ${at}, expected finite numbers`);
  }
}
