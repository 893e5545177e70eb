/** The answer of `natgrad fisher` as JSON and as text, in pieces: the largest matrix has four million entries. */
import type { FisherAnswer } from '../experiments/fisher/fisherMatrix.ts';
import type { FisherMethod } from '../experiments/fisher/fisherMethods.ts';
import type { Transfer } from '../numeric/neuron/transfer.ts';
import { withDigits } from './numberText.ts';
import { tableLines } from './textTable.ts';

/** What the numbers follow from. */
export interface Provenance {
  readonly version: string;
  /** Of what is sampled. */
  readonly seed?: number;
  readonly samples?: number;
  readonly tolerance?: number;
  readonly transfer: object;
  readonly kernel: { readonly tauM: number; readonly tauS: number; readonly eps0: number };
}

export interface FisherReport {
  readonly method: FisherMethod;
  readonly size: number;
  readonly active: number;
  readonly question: 'apply' | 'solve' | undefined;
  readonly answer: FisherAnswer;
  readonly seconds: number;
  readonly provenance: Provenance;
}

/** As it is written in the neuron's file. */
export const transferAsWritten = (transfer: Transfer): object =>
  transfer.name === 'expression' ? { expression: transfer.text } : transfer;

const VALUES_A_PIECE = 10_000;

/** One object; absent fields are left out. The numbers are the doubles, exactly. */
export function* fisherJson({ method, size, answer, seconds, provenance }: FisherReport): Generator<string> {
  const { matrix, standardError, errorBound, samples, vector, vectorStandardError } = answer;
  yield `{"method":${JSON.stringify(method)}`;
  if (matrix !== undefined) yield* matrixField('matrix', matrix, size);
  if (standardError !== undefined) yield* matrixField('standardError', standardError, size);
  if (errorBound !== undefined) yield `,\n"errorBound":${JSON.stringify(errorBound)}`;
  if (samples !== undefined) yield `,\n"samples":${samples}`;
  if (vector !== undefined) yield* vectorField('vector', vector);
  if (vectorStandardError !== undefined) yield* vectorField('vectorStandardError', vectorStandardError);
  yield `,\n"seconds":${seconds},\n"provenance":${JSON.stringify(provenance)}}\n`;
}

function* matrixField(name: string, matrix: Float64Array, size: number): Generator<string> {
  yield `,\n"${name}":[`;
  for (let i = 0; i < size; i++) {
    yield i === 0 ? '\n' : ',\n';
    yield JSON.stringify([...matrix.subarray(size * i, size * (i + 1))]);
  }
  yield ']';
}

function* vectorField(name: string, vector: Float64Array): Generator<string> {
  yield `,\n"${name}":[`;
  for (let at = 0; at < vector.length; at += VALUES_A_PIECE) {
    const piece = JSON.stringify([...vector.subarray(at, at + VALUES_A_PIECE)]).slice(1, -1);
    yield at === 0 ? piece : `,${piece}`;
  }
  yield ']';
}

/** Number of afferents up to which people are shown matrices and vectors. */
const LARGEST_SHOWN = 12;

const titles: Readonly<Record<FisherMethod, string>> = {
  closed: "closed form, Gaussian USPs (the paper's)",
  'gaussian-mc': 'Monte Carlo, Gaussian USPs',
  'spiking-mc': 'Monte Carlo, Poisson spikes',
  'shot-noise': 'exact, Poisson spikes',
  corrected: 'closed form with the third cumulant of the USPs',
};

export function fisherLines(report: FisherReport): string[] {
  const { method, size, active, question, answer, seconds, provenance } = report;
  const { tauM, tauS, eps0 } = provenance.kernel;
  return [
    `${method}: ${titles[method]}`,
    `afferents: ${size}${active === size ? '' : `, ${size - active} of them silent`}`,
    `kernel: tauM = ${tauM} s, tauS = ${tauS} s, eps0 = ${eps0} mV s`,
    `transfer function: ${JSON.stringify(provenance.transfer)}`,
    ...accuracyLines(report),
    `seconds: ${withDigits(seconds, 3)}`,
    ...matrixLines('G, per unit time (Hz)', answer.matrix, size),
    ...matrixLines('its standard error (Hz)', answer.standardError, size),
    ...(question === undefined ? [] : vectorLines(question, answer)),
  ];
}

function accuracyLines({ answer, provenance }: FisherReport): string[] {
  if (answer.errorBound !== undefined)
    return [`relative error (Frobenius): at most ${withDigits(answer.errorBound, 2)}`];
  if (answer.samples !== undefined) return [`samples: ${answer.samples}, seed ${provenance.seed}`];
  return [];
}

function matrixLines(title: string, matrix: Float64Array | undefined, size: number): string[] {
  if (matrix === undefined) {
    const leftOut = 'the matrix is left out above 2000 afferents; --apply and --solve work at any number';
    return title.startsWith('G') ? ['', leftOut] : [];
  }
  if (size > LARGEST_SHOWN)
    return [
      '',
      `${title}: ${size} x ${size} numbers, not shown above ${LARGEST_SHOWN} afferents; --json prints them`,
    ];
  const rows = Array.from({ length: size }, (_, i) =>
    Array.from(matrix.subarray(size * i, size * (i + 1)), (each) => withDigits(each, 6)),
  );
  return ['', title, ...tableLines(rows)];
}

function vectorLines(question: 'apply' | 'solve', { vector, vectorStandardError }: FisherAnswer): string[] {
  if (vector === undefined) return [];
  const title = question === 'apply' ? 'G v' : 'G^+ v, the natural gradient';
  if (vector.length > LARGEST_SHOWN)
    return [
      '',
      `${title}: ${vector.length} numbers, not shown above ${LARGEST_SHOWN} afferents; --json prints them`,
    ];
  const rows = Array.from(vector, (each, i) => {
    const error = vectorStandardError?.[i];
    return [withDigits(each, 6), ...(error === undefined ? [] : ['+-', withDigits(error, 2)])];
  });
  return ['', title, ...tableLines(rows)];
}
