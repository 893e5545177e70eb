/** Recorded figures with their pictures, drawn from the recorded tables. */
import { type FigureRecord, tableOf } from '../experiments/reproduction/record.ts';
import type { Figure } from './figures/svg.ts';
import { type Draw, drawingOf } from './reproduction/index.ts';

export interface DrawnFigure {
  readonly record: FigureRecord;
  readonly pictures: readonly Figure[];
}

export const drawnFigures = (
  records: readonly FigureRecord[],
  drawing: (id: string) => Promise<Draw> = drawingOf,
): Promise<DrawnFigure[]> =>
  Promise.all(
    records.map(async (record) => {
      const draw = await drawing(record.figure);
      return { record, pictures: draw(record.tables.map(tableOf)) };
    }),
  );

/** A picture, or two of the same with a linear and a logarithmic axis: their names end in -linear and -log. */
export interface Picture {
  readonly figure: Figure;
  readonly logarithmic?: Figure;
}

export function picturesOf({ pictures }: DrawnFigure): readonly Picture[] {
  const named = new Map(pictures.map((figure) => [figure.name, figure]));
  return pictures.flatMap((figure): Picture[] => {
    const { name } = figure;
    if (name.endsWith('-log') && named.has(name.replace(/-log$/, '-linear'))) return [];
    const logarithmic = name.endsWith('-linear') ? named.get(name.replace(/-linear$/, '-log')) : undefined;
    return [logarithmic === undefined ? { figure } : { figure, logarithmic }];
  });
}
