/**
 * All methods side by side: how far each one's Fisher matrix is from a reference, with error bars.
 *
 * The reference is shot-noise, or spiking-mc where shot-noise cannot be done. Error bars are, added up: for what is sampled (the
 * method, the reference) the delete-one-group jackknife, in quadrature; for a reference with an error bound delta, with
 * rho = delta |B|_F |B^+|_2, the perturbation bounds
 *   difference  delta (1 + difference)      eigenvalues  |lambda| rho/(1 - rho)      angle  arcsin(rho/(1 - rho))
 * What noise adds to the difference and to the angle on average is subtracted; it spreads the eigenvalues, and their error bars
 * include by how much.
 * Reference: Golub & Van Loan, Matrix Computations, sections 2.6 and 8.7.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FisherOperator } from '../../numeric/fisher/fisherOperator.ts';
import { activeAfferents, denseOperator } from '../../numeric/linear/denseOperator.ts';
import { generalisedEigenvalueRange } from '../../numeric/linear/generalisedEigenvalues.ts';
import type { Neuron } from '../../numeric/neuron/neuron.ts';
import type { MonteCarloGroup, MonteCarloProgress } from '../../parallel/monteCarloFisherMatrix.ts';
import {
  type Distances,
  distances,
  type NoisyMatrix,
  squaredNorm,
  withNaturalGradients,
} from './distances.ts';
import { checkEnoughSamples, GROUPS } from './fisherMatrix.ts';
import {
  FISHER_METHODS,
  type FisherMethod,
  type FisherSources,
  isMonteCarlo,
  type MonteCarloMethod,
  monteCarloInputs,
  type SamplingOptions,
} from './fisherMethods.ts';
import { spikingGradients } from './gradients.ts';
import { type Jackknife, jackknife, leavingOneOut, meanOf, squaredStandardError } from './jackknife.ts';

/** Number of afferents up to which methods are compared. */
export const LARGEST_COMPARED = 500;

/** Number of gradients that the mean angle is over. */
export const GRADIENTS = 100;

export interface Measured {
  readonly value: number;
  /** One standard error where something was sampled, plus a bound on what else may be wrong. */
  readonly error: number;
}

export interface MeasuredAngle extends Measured {
  /** The standard error that comes of averaging over finitely many gradients. */
  readonly samplingError: number;
}

export interface MeasuredRow {
  readonly method: FisherMethod;
  /** True for the reference itself, whose distances are 0 and 1 without error. */
  readonly reference?: true;
  /** Of the reference: |error|_F <= errorBound |G|_F. */
  readonly errorBound?: number;
  readonly samples?: number;
  /** |G - G_reference|_F/|G_reference|_F. */
  readonly difference: Measured;
  /** Generalised eigenvalues of (G, G_reference). */
  readonly eigenvalues: { readonly smallest: Measured; readonly largest: Measured };
  /** Degrees. */
  readonly angle?: MeasuredAngle;
  /** Why there is no angle: G is not positive definite, or no gradient was drawn. */
  readonly angleReason?: string;
}

/** A method that cannot be done. */
export interface FailedRow {
  readonly method: FisherMethod;
  readonly reason: string;
}

export type ComparisonRow = MeasuredRow | FailedRow;

export interface Comparison {
  readonly reference: FisherMethod;
  /** Why the reference is not shot-noise. */
  readonly referenceReason?: string;
  readonly rows: readonly ComparisonRow[];
  /** How many gradients were drawn. */
  readonly gradients: number;
}

export interface ComparisonOptions extends Omit<SamplingOptions, 'onProgress'> {
  /** What is being done, and how far it is where it is sampled. */
  readonly onProgress?: (doing: string, sampling?: MonteCarloProgress) => void;
}

/** A method's matrix with what its error bars are made of. */
interface Candidate extends NoisyMatrix {
  readonly method: FisherMethod;
  readonly errorBound?: number;
  readonly samples?: number;
  /** Empty where nothing was sampled. */
  readonly groups: readonly MonteCarloGroup[];
  /** Why there are no natural gradients. */
  readonly singular?: string;
}

/** @throws RangeError (one line: what, got, expected) on too many afferents, no active one, and where there is no reference. */
export async function compareFisherMatrices(
  neuron: Neuron,
  options: ComparisonOptions,
  sources: FisherSources,
): Promise<Comparison> {
  const active = checkedAfferents(neuron);
  const gradients = spikingGradients(neuron, GRADIENTS, options.seed);
  const candidates: (Candidate | FailedRow)[] = [];
  for (const method of FISHER_METHODS) candidates.push(await candidateOf(neuron, method, options, sources));
  const { reference, reason } = referenceOf(candidates);
  const rows: ComparisonRow[] = [];
  for (const candidate of candidates) {
    options.onProgress?.(`${candidate.method} against ${reference.method}`);
    rows.push(await rowOf(candidate, reference, gradients, active));
  }
  return {
    reference: reference.method,
    ...(reason !== undefined && { referenceReason: reason }),
    rows,
    gradients: gradients.length,
  };
}

function checkedAfferents({ rates }: Neuron): Int32Array {
  if (rates.length > LARGEST_COMPARED)
    throw new RangeError(`got ${rates.length} afferents, expected at most ${LARGEST_COMPARED}`);
  const active = activeAfferents(rates);
  if (active.length === 0)
    throw new RangeError('got only rates of 0, at which all matrices are 0, expected an active afferent');
  return active;
}

const isFailedRow = (candidate: Candidate | FailedRow): candidate is FailedRow => 'reason' in candidate;

async function candidateOf(
  neuron: Neuron,
  method: FisherMethod,
  options: ComparisonOptions,
  sources: FisherSources,
): Promise<Candidate | FailedRow> {
  try {
    options.onProgress?.(method);
    await nextTurn();
    if (isMonteCarlo(method)) return await sampledCandidate(neuron, method, options, sources);
    if (method !== 'shot-noise') return candidate(method, sources[method](neuron));
    const exact = sources.exact(neuron);
    return { ...candidate(method, exact), errorBound: exact.relativeErrorBound };
  } catch (error) {
    if (error instanceof RangeError) return { method, reason: error.message };
    throw error;
  }
}

function candidate(method: FisherMethod, operator: FisherOperator): Candidate {
  const dense = operator.dense();
  if (!dense.every(Number.isFinite))
    throw new RangeError('got a matrix that overflows, expected finite numbers');
  const singular = reasonOfSingularity(operator);
  return {
    method,
    operator,
    dense,
    squaredError: 0,
    groups: [],
    ...(singular !== undefined && { singular }),
  };
}

/** Found out by one natural gradient. */
function reasonOfSingularity(operator: FisherOperator): string | undefined {
  try {
    const solution = operator.solve(new Float64Array(operator.size).fill(1));
    return solution.every(Number.isFinite)
      ? undefined
      : 'got an inverse that overflows, expected finite numbers';
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

async function sampledCandidate(
  neuron: Neuron,
  method: MonteCarloMethod,
  { onProgress, ...sampling }: ComparisonOptions,
  sources: FisherSources,
): Promise<Candidate> {
  const active = activeAfferents(neuron.rates);
  const {
    matrix,
    samples,
    groups = [],
  } = await sources.monteCarloMatrix(neuron, {
    ...sampling,
    inputs: monteCarloInputs[method],
    groups: GROUPS,
    ...(onProgress && { onProgress: (progress) => onProgress(method, progress) }),
  });
  // Without any one group too, for the jackknife.
  const least = Math.min(...groups.map((group) => samples - group.samples));
  checkEnoughSamples(neuron, least);
  return {
    ...candidate(method, denseOperator(matrix, active)),
    squaredError: squaredStandardError(groups),
    samples,
    groups,
  };
}

interface Reference {
  readonly reference: Candidate;
  /** Why it is not shot-noise. */
  readonly reason?: string;
}

function referenceOf(candidates: readonly (Candidate | FailedRow)[]): Reference {
  const reasons: string[] = [];
  for (const method of ['shot-noise', 'spiking-mc'] as const) {
    const found = candidates.find((each) => each.method === method);
    if (found === undefined) continue;
    const reason = isFailedRow(found) ? found.reason : found.singular;
    if (!isFailedRow(found) && reason === undefined)
      return { reference: found, ...(reasons.length > 0 && { reason: reasons.join('; ') }) };
    reasons.push(String(reason));
  }
  throw new RangeError(`got no reference: ${reasons.join('; ')}, expected shot-noise or spiking-mc`);
}

async function rowOf(
  candidate: Candidate | FailedRow,
  reference: Candidate,
  gradients: readonly Float64Array[],
  active: Int32Array,
): Promise<ComparisonRow> {
  if (isFailedRow(candidate)) return candidate;
  const { method, samples } = candidate;
  const row = { method, ...(samples !== undefined && { samples }) };
  if (candidate === reference) return { ...row, ...referenceRow(reference, gradients) };
  try {
    return { ...row, ...(await measured(candidate, reference, gradients, active)) };
  } catch (error) {
    if (error instanceof RangeError) return { method, reason: error.message };
    throw error;
  }
}

function referenceRow(
  { errorBound }: Candidate,
  gradients: readonly Float64Array[],
): Omit<MeasuredRow, 'method'> {
  const exactly = (value: number): Measured => ({ value, error: 0 });
  return {
    reference: true,
    ...(errorBound !== undefined && { errorBound }),
    difference: exactly(0),
    eigenvalues: { smallest: exactly(1), largest: exactly(1) },
    ...(gradients.length > 0 ? { angle: { ...exactly(0), samplingError: 0 } } : { angleReason: noGradient }),
  };
}

async function measured(
  candidate: Candidate,
  reference: Candidate,
  drawn: readonly Float64Array[],
  active: Int32Array,
): Promise<Omit<MeasuredRow, 'method'>> {
  const gradients = candidate.singular === undefined ? drawn : [];
  const B = withNaturalGradients(reference, gradients);
  const found = distances(candidate, B, gradients, active);
  const noise = [
    await noiseOf(candidate, found, active, (A) => distances(A, B, gradients, active)),
    await noiseOf(reference, found, active, (other) =>
      distances(candidate, withNaturalGradients(other, gradients), gradients, active),
    ),
  ];
  return {
    ...rowNumbers(found, noise, boundsOf(reference, active)),
    ...(gradients.length === 0 && { angleReason: candidate.singular ?? noGradient }),
  };
}

/** What the sampling of one matrix does to the numbers of `summary`. */
async function noiseOf(
  { groups }: Candidate,
  all: Distances,
  active: Int32Array,
  distancesOf: (matrix: NoisyMatrix) => Distances,
): Promise<Jackknife> {
  const numbers = summary(all);
  const without: Float64Array[] = [];
  for (const some of leavingOneOut(groups)) {
    const dense = meanOf(some);
    const squaredError = squaredStandardError(some);
    without.push(summary(distancesOf({ operator: denseOperator(dense, active), dense, squaredError })));
    await nextTurn();
  }
  if (groups.length > 0) return jackknife(groups, numbers, without);
  return { variance: new Float64Array(numbers.length), bias: new Float64Array(numbers.length) };
}

/** Squares, to which noise adds in proportion to 1/N, and eigenvalues. */
const summary = ({ squaredDifference, smallest, largest, angles }: Distances): Float64Array =>
  Float64Array.of(squaredDifference, smallest, largest, mean(angles) ** 2);

/** 0 of nothing. */
const mean = (values: readonly number[]): number =>
  values.reduce((sum, each) => sum + each, 0) / Math.max(1, values.length);

const noGradient = 'no gradient: hardly any spikes';

interface Bounds {
  /** Relative, of |B|_F. */
  readonly delta: number;
  /** |B^+ E|_2 <= rho for every error E of B. */
  readonly rho: number;
}

function boundsOf({ operator, dense, errorBound = 0 }: Candidate, active: Int32Array): Bounds {
  if (errorBound === 0) return { delta: 0, rho: 0 };
  const identity = { apply: (v: Float64Array) => v.slice(), dense: () => identityMatrix(operator.size) };
  const { largest } = generalisedEigenvalueRange(identity, operator, active);
  return { delta: errorBound, rho: errorBound * Math.sqrt(squaredNorm(dense)) * largest };
}

const identityMatrix = (n: number): Float64Array =>
  new Float64Array(n * n).map((_, at) => (at % (n + 1) === 0 ? 1 : 0));

function rowNumbers(
  { squaredDifference, smallest, largest, angles }: Distances,
  noise: readonly Jackknife[],
  { delta, rho }: Bounds,
): Omit<MeasuredRow, 'method'> {
  const total = (part: keyof Jackknife, at: number): number =>
    noise.reduce((sum, each) => sum + (each[part][at] as number), 0);
  // A bound of 1 or more says nothing at all about eigenvalues and angles.
  const spread = rho < 0.5 ? rho / (1 - rho) : 1;
  const difference = rootWithError(squaredDifference, total('variance', 0));
  const angle = rootWithError(mean(angles) ** 2 - total('bias', 3), total('variance', 3));
  const eigenvalue = (value: number, at: number): Measured => ({
    value,
    // The ends of a spectrum of noise are apart as N^(-1/2), of which the jackknife, made for 1/N, sees half.
    error: Math.hypot(2 * total('bias', at), Math.sqrt(total('variance', at))) + spread * Math.abs(value),
  });
  return {
    difference: { ...difference, error: difference.error + delta * (1 + difference.value) },
    eigenvalues: { smallest: eigenvalue(smallest, 1), largest: eigenvalue(largest, 2) },
    ...(angles.length > 0 && {
      angle: {
        value: angle.value,
        error: angle.error + (180 / Math.PI) * Math.asin(spread),
        samplingError: standardErrorOfMean(angles),
      },
    }),
  };
}

/** Where the square is small against its own error, the root's error is that of the square, upwards. */
function rootWithError(square: number, variance: number): Measured {
  const value = Math.sqrt(Math.max(0, square));
  return { value, error: Math.sqrt(value ** 2 + Math.sqrt(variance)) - value };
}

function standardErrorOfMean(values: readonly number[]): number {
  const count = values.length;
  const average = mean(values);
  if (count < 2) return 0;
  const squares = values.reduce((sum, each) => sum + (each - average) ** 2, 0);
  return Math.sqrt(squares / (count * (count - 1)));
}
