/** Two recorded figures of the fixture of reproductions, with pictures: one of them has a linear and a logarithmic axis. */
import { findingsOf } from '../../src/experiments/reproduction/findings.ts';
import { checkOf, type FigureRecord, figureRecord } from '../../src/experiments/reproduction/record.ts';
import type { Choices } from '../../src/experiments/reproduction/reproduction.ts';
import { type DrawnFigure, drawnFigures } from '../../src/report/drawnFigures.ts';
import { reproductions } from '../experiments/reproduction/fixture.ts';
import { drawBatches } from './reproductionFixture.ts';

export async function fixtureRecord(
  id: string,
  choices: Choices = { scale: 'test', source: 'article', seed: 1 },
): Promise<FigureRecord> {
  const figure = await reproductions[id]?.();
  if (figure === undefined) throw new Error(`there is no figure ${id}`);
  const parameters = figure.parameters(choices);
  const results = await Promise.all(figure.tasks(parameters).map((task) => figure.run(task)));
  const provenance = {
    program: 'natgrad reproduce',
    version: '1.2.3',
    command: `natgrad reproduce ${id}`,
    figure: id,
    ...choices,
    parameters,
  };
  const findings = findingsOf(figure, figure.conclude(parameters, results));
  return figureRecord(findings, provenance, await checkOf(figure, choices), 10_000);
}

export async function fixtureFigures(): Promise<DrawnFigure[]> {
  const records = [
    await fixtureRecord('one'),
    await fixtureRecord('two', { scale: 'test', source: 'scripts', seed: 1 }),
  ];
  const figures = await drawnFigures(records, async () => drawBatches);
  return figures.map(({ record, pictures }) => ({
    record,
    pictures: pictures.flatMap((picture) =>
      record.figure === 'one'
        ? [renamed(picture, 'one')]
        : [renamed(picture, 'two-linear'), renamed(picture, 'two-log')],
    ),
  }));
}

/** Ids in a page must not meet. */
const renamed = (picture: DrawnFigure['pictures'][number], name: string) => ({
  ...picture,
  name,
  svg: picture.svg.replaceAll(`${picture.name}-`, `${name}-`),
});
