/** The files of a figure: every table as csv and parquet, every picture as SVG and PNG, and the verdicts. All but metadata.json are the same for the same choices. */
import type { Findings } from '../experiments/reproduction/findings.ts';
import { checkOf, figureRecord, type RecordProvenance } from '../experiments/reproduction/record.ts';
import type { FigureDone, FigureRun } from '../experiments/reproduction/run.ts';
import { pngBytes } from '../report/figures/png.ts';
import { standaloneSvg } from '../report/figures/svg.ts';
import type { Draw } from '../report/reproduction/index.ts';
import { tableBytes } from '../table/tableFile.ts';
import type { FigureFile } from './reproduceFolder.ts';
import { PROGRAM } from './reproduceJournal.ts';
import { commandOf } from './reproduceOptions.ts';

/** What made the numbers of a figure. */
export const provenanceOf = (
  { figure, choices, parameters }: FigureRun,
  version: string,
): RecordProvenance => ({
  program: PROGRAM,
  version,
  command: commandOf([figure.id], choices),
  figure: figure.id,
  ...choices,
  parameters,
});

export function figureFiles(findings: Findings, draw: Draw, provenance: RecordProvenance): FigureFile[] {
  const tables = findings.tables.flatMap((table) =>
    (['csv', 'parquet'] as const).map((extension) => ({
      name: `${table.name}.${extension}`,
      bytes: tableBytes(table, extension, { ...provenance }),
    })),
  );
  const pictures = draw(findings.tables).flatMap((picture) => [
    { name: `${picture.name}.svg`, bytes: standaloneSvg(picture, PROGRAM) },
    { name: `${picture.name}.png`, bytes: pngBytes(picture) },
  ]);
  const verdicts = `${JSON.stringify(verdictsJson(findings, provenance), null, 1)}\n`;
  return [...tables, ...pictures, { name: 'verdicts.json', bytes: verdicts }];
}

export function verdictsJson(
  { id, title, paperShows, claims, disagreements }: Findings,
  provenance: RecordProvenance,
) {
  return { figure: id, title, paperShows, claims, disagreements, provenance };
}

/** Of the tables of a record, as JSON: the twelve figures of the paper stay below 1.5 MB together. */
const RECORD_BYTES = 150_000;

export async function recordFile(
  findings: Findings,
  { figure, choices }: FigureRun,
  provenance: RecordProvenance,
) {
  const check = await checkOf(figure, choices);
  const record = figureRecord(findings, provenance, check, RECORD_BYTES);
  return { name: `${figure.id}.json`, text: `${JSON.stringify(record)}\n` };
}

/** Without the hashes, which are added as the files are written. */
export const metadataJson = (
  { title, tables }: Findings,
  provenance: RecordProvenance,
  { seconds, wallSeconds }: FigureDone,
) => ({
  ...provenance,
  title,
  tables: Object.fromEntries(tables.map(({ name, says }) => [name, says])),
  seconds: { wall: round(wallSeconds), tasks: round(seconds) },
});

const round = (seconds: number): number => Math.round(1000 * seconds) / 1000;
