/** Runs `natgrad fisher` in this process: output is collected, standard input is a text, files are in one folder. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type FisherExperiments, registerFisher } from '../../src/cli/fisher.ts';
import { compareFisherMatrices } from '../../src/experiments/fisher/comparison.ts';
import { fisherMatrix } from '../../src/experiments/fisher/fisherMatrix.ts';
import { fisherSources } from '../../src/experiments/fisher/fisherSources.ts';
import { type CommandOutcome, runInProcess } from './inProcess.ts';

export interface FisherJson {
  readonly method: string;
  readonly matrix?: number[][];
  readonly standardError?: number[][];
  readonly errorBound?: number;
  readonly samples?: number;
  readonly vector?: number[];
  readonly vectorStandardError?: number[];
  readonly seconds: number;
  readonly provenance: Record<string, unknown>;
}

const folder = mkdtempSync(join(tmpdir(), 'natgrad-fisher-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
let files = 0;

/** The path of a new file with this JSON in it. */
export function fileOf(value: unknown): string {
  const path = join(folder, `${files++}.json`);
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
  return path;
}

export const experiments: FisherExperiments = { fisherMatrix, compareFisherMatrices, sources: fisherSources };

export async function runFisher(
  words: readonly string[],
  input = '',
  with_: FisherExperiments = experiments,
): Promise<CommandOutcome> {
  return runInProcess(['fisher', ...words], (program, session, progress) =>
    registerFisher(program, {
      session,
      progress,
      input: () => Readable.from([input]),
      loadExperiments: () => Promise.resolve(with_),
    }),
  );
}

/** The answer for a neuron. Throws where there is none. */
export async function answerTo(neuron: object, ...words: string[]): Promise<FisherJson> {
  const { status, stdout, stderr } = await runFisher(['-', '--json', ...words], JSON.stringify(neuron));
  if (status !== 0 || stderr !== '') throw new Error(`status ${status}: ${stderr}`);
  return JSON.parse(stdout) as FisherJson;
}
