/** A command of natgrad in this process: output is collected, progress is listed. */
import type { Command } from 'commander';
import { runCommandLine } from '../../src/cli/conventions.ts';
import { type ProgressDisplay, silentProgress } from '../../src/cli/progress.ts';
import type { Session } from '../../src/cli/session.ts';

export interface CommandOutcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What was shown as progress. */
  readonly shown: readonly string[];
}

/** `register` adds the command to the program. */
export async function runInProcess(
  words: readonly string[],
  register: (program: Command, session: Session, progress: ProgressDisplay) => void,
  version = '1.2.3',
): Promise<CommandOutcome> {
  const output = { stdout: '', stderr: '' };
  const shown: string[] = [];
  const session: Session = {
    stdout: { write: (text) => (output.stdout += text) },
    stderr: { write: (text) => (output.stderr += text) },
    environment: {},
    exitStatus: 0,
  };
  const progress = { ...silentProgress, show: (text: string) => void shown.push(text) };
  await runCommandLine(words, session, {
    description: 'A test of natgrad.',
    version,
    register: (program) => register(program, session, progress),
  });
  return { ...output, status: session.exitStatus, shown };
}
