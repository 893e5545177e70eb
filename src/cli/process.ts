/** The real process as a session, and what must be said to a process only once: signals, closed pipes, last errors. */
import { exitStatus, reportError } from './conventions.ts';
import type { Session } from './session.ts';

export function processSession(): Session {
  return { stdout: process.stdout, stderr: process.stderr, environment: process.env, exitStatus: 0 };
}

/** 128 + SIGPIPE, as the shell has it: a reader that left is no failure to tell of, and no success either. */
const closedPipeStatus = 141;

/** `natgrad verify | head`: when the reader leaves, end without a word. */
export function endQuietlyOnClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(closedPipeStatus);
      throw error;
    });
  }
}

/** What the running command does before Ctrl-C ends it, all at once, and adds to the line that tells of it. */
export interface Interruption {
  lastWords: (() => string) | undefined;
}

/** Ctrl-C: one line, status 130. `clear` takes away what is half written on the terminal. */
export function endOnInterrupt(
  session: Session,
  clear: () => void,
  interruption: Interruption = { lastWords: undefined },
): void {
  process.on('SIGINT', () => {
    clear();
    session.stderr.write(`natgrad: interrupted${spoken(interruption)}\n`);
    process.exit(exitStatus.interrupted);
  });
}

function spoken({ lastWords }: Interruption): string {
  try {
    return lastWords?.() ?? '';
  } catch (error) {
    return ` (${error instanceof Error ? error.message : String(error)})`;
  }
}

/** An error that nobody caught is told like any other failure of natgrad. */
export function reportUncaughtErrors(session: Session): void {
  process.on('uncaughtException', (error) => {
    reportError(error, 'natgrad', session);
    process.exit(session.exitStatus);
  });
}
