/** Runs `natgrad reproduce` on the figures of a fixture, in this process. */

import type { Interruption } from '../../src/cli/process.ts';
import { registerReproduce } from '../../src/cli/reproduce.ts';
import * as files from '../../src/cli/reproduceFiles.ts';
import { figureRun, runFigures } from '../../src/experiments/reproduction/run.ts';
import { reproductions } from '../experiments/reproduction/fixture.ts';
import { drawBatches } from '../report/reproductionFixture.ts';
import { type CommandOutcome, runInProcess } from './inProcess.ts';

export const address = new URL('../experiments/reproduction/fixture.ts', import.meta.url).href;

export const dependencies = (interruption: Interruption, version: string) => ({
  version,
  interruption,
  ids: Object.keys(reproductions),
  loadReproductions: async () => ({
    figureRun,
    runFigures,
    registry: address,
    loops: 'TypeScript',
    drawingOf: async () => drawBatches,
    files,
  }),
});

export const runReproduce = (words: readonly string[], version = '1.2.3'): Promise<CommandOutcome> =>
  runInProcess(
    ['reproduce', ...words],
    (program, session, progress) =>
      registerReproduce(program, { session, progress, ...dependencies({ lastWords: undefined }, version) }),
    version,
  );
