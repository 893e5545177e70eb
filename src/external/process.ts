/** Runs another program to its end, with a time limit. Its arguments are passed as they are: no shell reads them. */
import { spawn } from 'node:child_process';

export interface Run {
  /** Exit status; null when the program was stopped or could not be started. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
  /** The program is not on the PATH. */
  readonly absent: boolean;
  readonly seconds: number;
}

interface Options {
  readonly folder?: string;
  readonly input?: string;
  readonly seconds: number;
}

export function runProgram(program: string, args: readonly string[], options: Options): Promise<Run> {
  const start = performance.now();
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...(options.folder ? { cwd: options.folder } : {}) });
    let [stdout, stderr, timedOut, absent] = ['', '', false, false];
    const limit = setTimeout(() => {
      timedOut = true;
      child.kill('SIGKILL');
    }, options.seconds * 1000);
    const stop = (): void => void child.kill('SIGKILL');
    process.once('exit', stop);
    const finish = (status: number | null): void => {
      clearTimeout(limit);
      process.removeListener('exit', stop);
      resolve({ status, stdout, stderr, timedOut, absent, seconds: (performance.now() - start) / 1000 });
    };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.stdin.on('error', () => {}); // a program that ends early does not read its input
    child.on('error', (error: NodeJS.ErrnoException) => {
      absent = error.code === 'ENOENT';
      finish(null);
    });
    child.on('close', finish);
    child.stdin.end(options.input ?? '');
  });
}
