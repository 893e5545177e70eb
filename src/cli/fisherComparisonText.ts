/** The answer of `natgrad fisher --compare` as JSON and as a table. */
import type { Comparison, ComparisonRow, Measured, MeasuredRow } from '../experiments/fisher/comparison.ts';
import type { Provenance } from './fisherText.ts';
import { withDigits } from './numberText.ts';
import { tableLines } from './textTable.ts';

export interface ComparisonReport {
  readonly size: number;
  readonly active: number;
  readonly comparison: Comparison;
  readonly seconds: number;
  readonly provenance: Provenance;
}

export function comparisonJson({ comparison, seconds, provenance }: ComparisonReport): string {
  return `${JSON.stringify({ ...comparison, seconds, provenance }, undefined, 1)}\n`;
}

const headings = ['method', 'difference', 'eigenvalues, smallest', 'largest', 'angle (degrees)'];

export function comparisonLines({
  size,
  active,
  comparison,
  seconds,
  provenance,
}: ComparisonReport): string[] {
  const { reference, referenceReason, rows, gradients } = comparison;
  const silent = active === size ? '' : `, ${size - active} of them silent`;
  const why = referenceReason === undefined ? '' : ', since shot-noise cannot be done (below)';
  return [
    `afferents: ${size}${silent}; transfer function: ${JSON.stringify(provenance.transfer)}`,
    `reference: ${reference}${boundText(rows)}${why}`,
    `seed: ${provenance.seed}; samples: ${provenance.samples}; gradients: ${gradients}; seconds: ${withDigits(seconds, 3)}`,
    '',
    ...rowLines(rows),
    ...rows.filter(isMeasured).flatMap(missingAngle),
  ];
}

const isMeasured = (row: ComparisonRow): row is MeasuredRow => !('reason' in row);

function boundText(rows: readonly ComparisonRow[]): string {
  const bound = rows.filter(isMeasured).find(({ reference }) => reference)?.errorBound;
  return bound === undefined ? '' : `, relative error (Frobenius) at most ${withDigits(bound, 2)}`;
}

/** A line a method, in their order; one that cannot be done has its reason in place of numbers. */
function rowLines(rows: readonly ComparisonRow[]): string[] {
  const methodWidth = Math.max(...rows.map(({ method }) => method.length));
  const name = (method: string): string => method.padEnd(methodWidth);
  const table = tableLines(
    [headings, ...rows.filter(isMeasured).map((row) => [name(row.method), ...cells(row)])],
    1,
  );
  const lines = table.values();
  const heading = lines.next().value ?? '';
  return [
    heading,
    ...rows.map((row) =>
      isMeasured(row) ? (lines.next().value ?? '') : `${name(row.method)}  cannot be done: ${row.reason}`,
    ),
  ];
}

function cells({ reference, difference, eigenvalues, angle }: MeasuredRow): string[] {
  if (reference) return ['reference', '1', '1', angle === undefined ? 'none' : '0'];
  const drawn =
    angle === undefined ? 'none' : `${withError(angle)}, draws +- ${withDigits(angle.samplingError, 2)}`;
  return [withError(difference), withError(eigenvalues.smallest), withError(eigenvalues.largest), drawn];
}

const missingAngle = ({ method, angleReason }: MeasuredRow): string[] =>
  angleReason === undefined ? [] : [`no angle of ${method}: ${angleReason}`];

const withError = ({ value, error }: Measured): string =>
  `${withDigits(value, 5)} +- ${withDigits(error, 2)}`;
