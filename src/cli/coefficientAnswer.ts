/** A request for coefficients, answered: the table, and what made it. */
import type { Transfer } from '../numeric/neuron/transfer.ts';
import type { Provenance } from '../table/tableFile.ts';
import { pointsFingerprint, provenanceOf } from './coefficientProvenance.ts';
import type { CoefficientRequest, CoefficientsOptions } from './coefficientRequest.ts';
import { type CoefficientTable, gridTable, pointsTable, sweepTable } from './coefficientTable.ts';
import { readPoints } from './pointsFile.ts';
import type { ProgressDisplay } from './progress.ts';

export interface CoefficientAnswer extends CoefficientTable {
  readonly provenance: Provenance;
  /** Cells of a grid that were left out. */
  readonly omitted: number;
}

export interface AnswerDependencies {
  readonly progress: ProgressDisplay;
  readonly version: string;
  readonly input: () => NodeJS.ReadableStream;
}

/** @throws UsageError that names the row where points cannot be used or a coefficient underflows */
export async function coefficientAnswer(
  request: CoefficientRequest,
  options: CoefficientsOptions,
  transfer: Transfer,
  { progress, version, input }: AnswerDependencies,
): Promise<CoefficientAnswer> {
  const answer = async (
    table: CoefficientTable,
    seed: number | null,
    more: Provenance = {},
    omitted = 0,
  ): Promise<CoefficientAnswer> => {
    const circumstances = { version, options, transfer, seed, more };
    return { ...table, omitted, provenance: await provenanceOf(circumstances, table.rows, progress) };
  };
  switch (request.kind) {
    case 'points': {
      const points = await readPoints(request.path, input);
      const table = await pointsTable(points, transfer, progress);
      return answer(table, null, { points: { sha256: pointsFingerprint(points) } });
    }
    case 'sweep':
      return answer(await sweepTable(request.sweep, transfer, progress), request.sweep.seed);
    case 'grid': {
      const { omitted, ...table } = await gridTable(request.grid, transfer, progress);
      return answer(table, null, omitted === 0 ? {} : { omitted }, omitted);
    }
  }
}
