/**
 * What a command may touch of the process it runs in, so that it runs as well without one.
 *
 * `exitStatus` is the command's answer, 0 until it says otherwise (see conventions.ts).
 */
import { once } from 'node:events';
import { Writable } from 'node:stream';

export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

export interface Session {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly environment: Readonly<Record<string, string | undefined>>;
  exitStatus: number;
}

export function printLines(output: Output, lines: readonly string[]): void {
  output.write(lines.map((line) => `${line}\n`).join(''));
}

/** No faster than the reader takes it. */
export async function writePieces(output: Output, pieces: Iterable<string>): Promise<void> {
  for (const piece of pieces) {
    if (output.write(piece) === false && output instanceof Writable) await once(output, 'drain');
  }
}

/** Colour only for people: a terminal that can show it, and no NO_COLOR (no-color.org: set and not empty). */
export function wantsColour(session: Session): boolean {
  const { NO_COLOR, TERM } = session.environment;
  return session.stdout.isTTY === true && (NO_COLOR ?? '') === '' && TERM !== 'dumb';
}
