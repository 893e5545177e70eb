/** A request for coefficients, answered: the table, and what made it. */
import type { Transfer } from '../numeric/neuron/transfer.ts';
import type { Provenance } from '../table/tableFile.ts';
import { pointsFingerprint, provenanceOf } from './coefficientProvenance.ts';
import type { CoefficientRequest, CoefficientsOptions } from './coefficientRequest.ts';
import { type CoefficientTable, gridTable, pointsTable, sweepTable } from './coefficientTable.ts';
import { readPoints } from './pointsFile.ts';
import type { ProgressDisplay } from './progress.ts';

export interface CoefficientAnswer extends CoefficientTable {
  /** Cells of a grid that were left out. */
  readonly omitted: number;
  /** Measures the error bound, which takes its time where rows lie outside the references. */
  readonly provenance: () => Promise<Provenance>;
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
  const answer = (
    { table, rows }: CoefficientTable,
    seed: number | null,
    more: Provenance = {},
    omitted = 0,
  ): CoefficientAnswer => {
    const circumstances = { version, options, transfer, seed, more };
    let known: Promise<Provenance> | undefined;
    const provenance = () => {
      known ??= provenanceOf(circumstances, rows, progress);
      return known;
    };
    return { table, rows, omitted, provenance };
  };
  switch (request.kind) {
    case 'points': {
      const points = await readPoints(request.path, input);
      const sha256 = pointsFingerprint(points);
      return answer(await pointsTable(points, transfer, progress), null, { points: { sha256 } });
    }
    case 'sweep':
      return answer(await sweepTable(request.sweep, transfer, progress), request.sweep.seed);
    case 'grid': {
      const { omitted, ...table } = await gridTable(request.grid, transfer, progress);
      return answer(table, null, omitted === 0 ? {} : { omitted }, omitted);
    }
  }
}
