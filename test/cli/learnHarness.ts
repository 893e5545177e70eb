/** Runs `natgrad learn` in this process: output is collected, files are in one folder. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { registerLearn, type Simulation } from '../../src/cli/learn.ts';
import { runLearning } from '../../src/experiments/learning/run.ts';
import { TrialRunner } from '../../src/experiments/learning/trial.ts';
import { type CommandOutcome, runInProcess } from './inProcess.ts';

export const folder = mkdtempSync(join(tmpdir(), 'natgrad-learn-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

export function fileOf(name: string, value: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
  return path;
}

export const simulation: Simulation = { runLearning, TrialRunner, fastLoopName: () => 'TypeScript' };

export async function runLearn(
  words: readonly string[],
  {
    input = '',
    version = '1.2.3',
    with: used = simulation,
  }: { input?: string; version?: string; with?: Simulation } = {},
): Promise<CommandOutcome> {
  return runInProcess(
    ['learn', ...words],
    (program, session, progress) =>
      registerLearn(program, {
        session,
        progress,
        version,
        input: () => Readable.from([input]),
        interruption: { lastWords: undefined },
        loadSimulation: () => Promise.resolve(used),
      }),
    version,
  );
}
