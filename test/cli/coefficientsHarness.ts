/** Runs `natgrad coefficients` in this process: output is collected, standard input is a text. */
import { Readable } from 'node:stream';
import { registerCoefficients } from '../../src/cli/coefficients.ts';
import type { Coefficients } from '../../src/numeric/coefficients/coefficientNames.ts';
import type { VoltageMoments } from '../../src/numeric/coefficients/voltageMoments.ts';
import { type CommandOutcome, runInProcess } from './inProcess.ts';

export type Answer = VoltageMoments & Coefficients & { readonly errorEstimate: Coefficients };

export async function runCoefficients(words: readonly string[], input = ''): Promise<CommandOutcome> {
  return runInProcess(['coefficients', ...words], (program, session, progress) =>
    registerCoefficients(program, {
      session,
      progress,
      version: '1.2.3',
      input: () => Readable.from([input]),
    }),
  );
}

/** The answer to points given on standard input. Throws where there is none. */
export async function answersTo(points: readonly VoltageMoments[], transfer?: string): Promise<Answer[]> {
  const words = ['--points', '-', '--json', ...(transfer === undefined ? [] : ['--transfer', transfer])];
  const { status, stdout, stderr } = await runCoefficients(words, JSON.stringify(points));
  if (status !== 0 || stderr !== '') throw new Error(`status ${status}: ${stderr}`);
  return JSON.parse(stdout) as Answer[];
}
