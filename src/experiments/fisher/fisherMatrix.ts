/**
 * The Fisher matrix of a neuron by one method, and its product or natural gradient for one vector.
 *
 * Shapes: n afferents; matrices n x n row by row, up to LARGEST_MATRIX; vectors n at any n. Units: G in Hz (per unit time).
 * Natural gradients are G^+ v: 0 for silent afferents.
 */
import type { FisherOperator } from '../../numeric/fisher/fisherOperator.ts';
import { conjugateGradients } from '../../numeric/linear/conjugateGradients.ts';
import { activeAfferents, denseOperator } from '../../numeric/linear/denseOperator.ts';
import { kernelMoment } from '../../numeric/neuron/kernel.ts';
import type { Neuron } from '../../numeric/neuron/neuron.ts';
import type {
  MonteCarloMatrixOptions,
  MonteCarloOperator,
  MonteCarloOptions,
} from '../../parallel/monteCarloFisherMatrix.ts';
import {
  type FisherMethod,
  type FisherSources,
  isMonteCarlo,
  type MonteCarloMethod,
  monteCarloInputs,
  type SamplingOptions,
} from './fisherMethods.ts';
import { jackknife, leavingOneOut, meanOf } from './jackknife.ts';

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
  /** By Monte Carlo; absent above 500 afferents for G^+ v, and for G v with a tolerance. */
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
  const options = { ...sampling, inputs: monteCarloInputs[method] };
  if (question?.kind === 'solve') checkEnoughSamples(neuron, sampling.samples);
  return neuron.rates.length > LARGEST_MATRIX
    ? sampledVector(neuron, options, question, sources)
    : sampledMatrix(neuron, options, question, sources);
}

/** The sample matrix has at most as many independent columns as there are samples. */
export function checkEnoughSamples({ rates }: Neuron, samples: number): void {
  const active = activeAfferents(rates).length;
  if (samples >= active) return;
  throw new RangeError(
    `the sample matrix is singular: got ${samples} samples for ${active} active afferents, expected at least ${active} samples`,
  );
}

/** The matrix, and a vector with the same samples. */
async function sampledMatrix(
  neuron: Neuron,
  options: MonteCarloMatrixOptions,
  question: Question | undefined,
  sources: FisherSources,
): Promise<FisherAnswer> {
  const grouped = question !== undefined && neuron.rates.length <= LARGEST_IN_GROUPS;
  const estimate = await sources.monteCarloMatrix(neuron, { ...options, ...(grouped && { groups: GROUPS }) });
  const { matrix, standardError, samples, groups = [] } = estimate;
  const answer = { matrix, standardError, samples };
  if (question === undefined) return answer;
  if (question.kind === 'solve') checkEnoughSamples(neuron, samples);
  const active = activeAfferents(neuron.rates);
  const vectorOf = (G: Float64Array): Float64Array =>
    denseOperator(G, active)[question.kind](question.vector);
  const vector = vectorOf(matrix);
  if (groups.length > 1) {
    const without = leavingOneOut(groups).map((some) => vectorOf(meanOf(some)));
    return {
      ...answer,
      vector,
      vectorStandardError: jackknife(groups, vector, without).variance.map(Math.sqrt),
    };
  }
  if (question.kind === 'solve' || options.tolerance !== undefined) return { ...answer, vector };
  const product = await withOperator(neuron, options, sources, (G) => G.apply(question.vector));
  return { ...answer, vector, vectorStandardError: product.standardError };
}

/** Without the matrix: G v as it is, G^+ v by conjugate gradients, in which every product is of the same samples. */
async function sampledVector(
  neuron: Neuron,
  { tolerance, ...options }: MonteCarloMatrixOptions,
  question: Question | undefined,
  sources: FisherSources,
): Promise<FisherAnswer> {
  if (tolerance !== undefined) {
    throw new RangeError(
      `got a tolerance for ${neuron.rates.length} afferents, expected none above ${LARGEST_MATRIX}, where the matrix is not formed`,
    );
  }
  if (question === undefined) return {};
  const { kind, vector: given } = question;
  return withOperator(neuron, options, sources, async (G) => {
    if (kind === 'apply') {
      const { vector, standardError, samples } = await G.apply(given);
      return { samples, vector, vectorStandardError: standardError };
    }
    const gradient = given.map((each, i) => ((neuron.rates[i] as number) > 0 ? each : 0));
    const vector = await conjugateGradients(async (v) => (await G.apply(v)).vector, gradient, {
      precondition: preconditioner(neuron, sources),
    });
    return { samples: options.samples, vector };
  });
}

async function withOperator<Result>(
  neuron: Neuron,
  options: MonteCarloOptions,
  sources: FisherSources,
  use: (G: MonteCarloOperator) => Promise<Result>,
): Promise<Result> {
  const G = sources.monteCarloOperator(neuron, options);
  try {
    return await use(G);
  } finally {
    await G.close();
  }
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
