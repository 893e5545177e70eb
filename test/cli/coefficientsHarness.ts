/** Runs `natgrad coefficients` in this process: output is collected, standard input is a text. */
import { Readable } from 'node:stream';
import { registerCoefficients } from '../../src/cli/coefficients.ts';
import { runCommandLine } from '../../src/cli/conventions.ts';
import { silentProgress } from '../../src/cli/progress.ts';
import type { Session } from '../../src/cli/session.ts';
import type { Coefficients } from '../../src/numeric/coefficients/coefficientNames.ts';
import type { VoltageMoments } from '../../src/numeric/coefficients/voltageMoments.ts';

export interface CoefficientsOutcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly shown: readonly string[];
}

export type Answer = VoltageMoments & Coefficients & { readonly errorEstimate: Coefficients };

export async function runCoefficients(words: readonly string[], input = ''): Promise<CoefficientsOutcome> {
  const output = { stdout: '', stderr: '' };
  const shown: string[] = [];
  const session: Session = {
    stdout: { write: (text) => (output.stdout += text) },
    stderr: { write: (text) => (output.stderr += text) },
    environment: {},
    exitStatus: 0,
  };
  const progress = { ...silentProgress, show: (text: string) => void shown.push(text) };
  await runCommandLine(['coefficients', ...words], session, {
    description: 'A test of natgrad.',
    version: '1.2.3',
    register: (program) =>
      registerCoefficients(program, { session, progress, input: () => Readable.from([input]) }),
  });
  return { ...output, status: session.exitStatus, shown };
}

/** The answer to points given on standard input. Throws where there is none. */
export async function answersTo(points: readonly VoltageMoments[], transfer?: string): Promise<Answer[]> {
  const words = ['--points', '-', '--json', ...(transfer === undefined ? [] : ['--transfer', transfer])];
  const { status, stdout, stderr } = await runCoefficients(words, JSON.stringify(points));
  if (status !== 0 || stderr !== '') throw new Error(`status ${status}: ${stderr}`);
  return JSON.parse(stdout) as Answer[];
}
