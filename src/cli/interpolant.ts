/** `natgrad coefficients --interpolant` and `--emit`: an interpolant of the coefficients, as a file and as source for other programs. */
import { basename } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  boundText,
  type InterpolantFile,
  interpolantFile,
  interpolantPieces,
} from '../emit/interpolantFile.ts';
import { LANGUAGES } from '../emit/source.ts';
import { interpolantSteps, type MeasuredInterpolant, ToleranceError } from '../numeric/interpolant/build.ts';
import type { Transfer } from '../numeric/neuron/transfer.ts';
import { writeWhole } from './atomicFile.ts';
import { exitStatus, UsageError } from './conventions.ts';
import { transferAsWritten } from './fisherText.ts';
import {
  type InterpolantAsked,
  type InterpolantOptions,
  readInterpolantOptions,
} from './interpolantOptions.ts';
import type { ProgressDisplay } from './progress.ts';
import { printLines, type Session, writePieces } from './session.ts';
import { shellWord } from './shellWord.ts';

export interface InterpolantDependencies {
  readonly session: Session;
  readonly progress: ProgressDisplay;
  readonly version: string;
}

const TURN_MILLISECONDS = 100;

export async function interpolantCommand(
  options: InterpolantOptions,
  readTransfer: () => Transfer | Promise<Transfer>,
  { session, progress, version }: InterpolantDependencies,
): Promise<void> {
  const asked = readInterpolantOptions(options);
  const transfer = await readTransfer();
  const measured = await built(asked, transfer, progress).finally(() => progress.stop());
  const file = interpolantFile(measured, {
    transfer: transferAsWritten(transfer),
    tolerance: asked.tolerance,
    provenance: { program: 'natgrad', version, seed: asked.seed, command: commandOf(options, asked) },
  });
  if (asked.file !== undefined) write('--interpolant', asked.file, interpolantPieces(file));
  if (asked.language !== undefined) {
    const source = LANGUAGES[asked.language].source(file);
    if (asked.out === undefined) await writePieces(session.stdout, [source]);
    else write('--out', asked.out, [source]);
  }
  if (asked.language === undefined || asked.out !== undefined) tellWritten(session, asked, file);
  session.exitStatus = exitStatus.asExpected;
}

/** @throws UsageError where the tolerance cannot be met, and where the coefficients do not exist somewhere in the range */
async function built(
  { range, tolerance, seed }: InterpolantAsked,
  transfer: Transfer,
  progress: ProgressDisplay,
): Promise<MeasuredInterpolant> {
  const steps = interpolantSteps({ transfer, range, tolerance, seed });
  let lastTurn = performance.now();
  try {
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
      if (performance.now() - lastTurn < TURN_MILLISECONDS) continue;
      progress.show(value);
      await nextTurn();
      lastTurn = performance.now();
    }
  } catch (error) {
    if (error instanceof ToleranceError) throw new UsageError(`--tolerance: ${error.message}`);
    if (error instanceof RangeError) throw new UsageError(`--range: ${error.message}`);
    throw error;
  }
}

function write(option: string, path: string, pieces: Iterable<string>): void {
  try {
    writeWhole(path, pieces);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new UsageError(
      `${option} ${JSON.stringify(path)}: the file cannot be written (${String(error.code)})`,
    );
  }
}

function tellWritten(session: Session, asked: InterpolantAsked, file: InterpolantFile): void {
  const names = [asked.file, asked.out].flatMap((path) => (path === undefined ? [] : [basename(path)]));
  const { patches, degree } = file;
  const numbers = patches.length * (patches[0]?.length ?? 0);
  printLines(session.stdout, [
    `${names.join(', ')}: ${patches.length} patches of degree ${degree}, ${numbers} coefficients`,
    `relative errors below: ${boundText(file)}`,
  ]);
}

/** As it may be typed, without the options that say where to and in which language. */
function commandOf(
  { range = '', transfer }: InterpolantOptions,
  { tolerance, seed }: InterpolantAsked,
): string {
  const words = ['--range', range, '--tolerance', String(tolerance), '--seed', String(seed)];
  if (transfer !== undefined) words.push('--transfer', transfer);
  return ['natgrad', 'coefficients', ...words.map(shellWord)].join(' ');
}
