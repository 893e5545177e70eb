/** What made a table of coefficients. Neither time nor path: the same arguments give the same bytes. */
import { createHash } from 'node:crypto';
import type { Transfer } from '../numeric/neuron/transfer.ts';
import type { Provenance } from '../table/tableFile.ts';
import { errorBoundOf } from './coefficientErrorBound.ts';
import { type CoefficientsOptions, optionName, requestOptions } from './coefficientRequest.ts';
import type { CoefficientRows } from './coefficientRows.ts';
import { transferAsWritten } from './fisherText.ts';
import type { Points } from './pointsFile.ts';
import type { ProgressDisplay } from './progress.ts';
import { shellWord } from './shellWord.ts';

export interface Circumstances {
  readonly version: string;
  readonly options: CoefficientsOptions;
  readonly transfer: Transfer;
  /** Null where nothing is random. */
  readonly seed: number | null;
  /** What else belongs to it. */
  readonly more?: Provenance;
}

export async function provenanceOf(
  { version, options, transfer, seed, more = {} }: Circumstances,
  rows: CoefficientRows,
  progress: ProgressDisplay,
): Promise<Provenance> {
  return {
    program: 'natgrad coefficients',
    version,
    seed,
    transfer: transferAsWritten(transfer),
    errorBound: await errorBoundOf(rows, transfer, progress),
    command: commandOf(options),
    ...more,
  };
}

/** As it may be typed, without what only says where to and how to write; points are read from standard input. */
export function commandOf(options: CoefficientsOptions): string {
  const keys = [...Object.values(requestOptions).flat(), 'transfer'] as const;
  const words = keys.flatMap((key) => {
    const value = key === 'points' && options.points !== undefined ? '-' : options[key];
    return value === undefined ? [] : [optionName(key), shellWord(value)];
  });
  return ['natgrad', 'coefficients', ...words].join(' ');
}

/** Points by their content: a path is no part of the provenance. */
export function pointsFingerprint({ mean, variance, q }: Points): string {
  const hash = createHash('sha256');
  for (const column of [mean, variance, q]) hash.update(column);
  return hash.digest('hex');
}
