/** Runs `natgrad learn` in this process: output is collected, files are in one folder. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { runCommandLine } from '../../src/cli/conventions.ts';
import { registerLearn, type Simulation } from '../../src/cli/learn.ts';
import { silentProgress } from '../../src/cli/progress.ts';
import type { Session } from '../../src/cli/session.ts';
import { runLearning } from '../../src/experiments/learning/run.ts';
import { TrialRunner } from '../../src/experiments/learning/trial.ts';

export const folder = mkdtempSync(join(tmpdir(), 'natgrad-learn-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

export function fileOf(name: string, value: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
  return path;
}

export interface LearnOutcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly shown: readonly string[];
}

export const simulation: Simulation = { runLearning, TrialRunner, fastLoopName: () => 'TypeScript' };

export async function runLearn(
  words: readonly string[],
  {
    input = '',
    version = '1.2.3',
    with: used = simulation,
  }: { input?: string; version?: string; with?: Simulation } = {},
): Promise<LearnOutcome> {
  const output = { stdout: '', stderr: '' };
  const shown: string[] = [];
  const session: Session = {
    stdout: { write: (text) => (output.stdout += text) },
    stderr: { write: (text) => (output.stderr += text) },
    environment: {},
    exitStatus: 0,
  };
  const progress = { ...silentProgress, show: (text: string) => void shown.push(text) };
  await runCommandLine(['learn', ...words], session, {
    description: 'A test of natgrad.',
    version,
    register: (program) =>
      registerLearn(program, {
        session,
        progress,
        version,
        input: () => Readable.from([input]),
        interruption: { lastWords: undefined },
        loadSimulation: () => Promise.resolve(used),
      }),
  });
  return { ...output, status: session.exitStatus, shown };
}
