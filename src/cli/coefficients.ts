/** `natgrad coefficients`: the coefficients of the learning rule at the points of a JSON file, or as a table over conditions. */
import type { Command } from 'commander';
import { jsonPieces } from '../table/json.ts';
import { withUnits } from '../table/units.ts';
import type { CoefficientAnswer } from './coefficientAnswer.ts';
import { coefficientsHelp } from './coefficientHelp.ts';
import {
  type CoefficientRequest,
  type CoefficientsOptions,
  coefficientRequest,
  tableOptionGiven,
} from './coefficientRequest.ts';
import { pointJsonPieces, pointTablePieces, textPieces } from './coefficientText.ts';
import { transferOption } from './coefficientTransfer.ts';
import { exitStatus } from './conventions.ts';
import { interpolantCommand } from './interpolant.ts';
import { asksForInterpolant, type InterpolantOptions } from './interpolantOptions.ts';
import type { ProgressDisplay } from './progress.ts';
import { printLines, type Session, writePieces } from './session.ts';
import { tableOutput, writeTable, writtenLine } from './tableOption.ts';

export interface CoefficientsDependencies {
  readonly session: Session;
  readonly progress: ProgressDisplay;
  readonly version: string;
  /** What `--points -` reads. */
  readonly input: () => NodeJS.ReadableStream;
}

/** As commander hands them over. */
type CommandOptions = CoefficientsOptions & InterpolantOptions;

export function registerCoefficients(program: Command, dependencies: CoefficientsDependencies): void {
  program
    .command('coefficients')
    .description("compute the learning rule's coefficients: at points, or as a table over conditions")
    .option('--points <file>', 'the points, a JSON file; - reads standard input')
    .option('--rates <list>', 'a sweep: input rates, Hz (5:55:10)')
    .option('--n <list>', 'a sweep: numbers of afferents (10,50,100,200)')
    .option('--weights <distribution>', 'of the weights in a sweep (default: "uniform(-5/n,5/n)")')
    .option('--samples <count>', 'weight samples for each rate and n (default: 20)')
    .option('--usp-samples <count>', 'draws of the USPs for each row of a sweep, at least 2 (default: 20)')
    .option(
      '--seed <number>',
      'of all draws, and of the points at which an interpolant is measured (default: 1)',
    )
    .option('--tauM <seconds>', 'membrane time constant in a sweep (default: 0.01)')
    .option('--tauS <seconds>', 'synaptic time constant in a sweep (default: 0.003)')
    .option('--eps0 <number>', "the kernel's integral in a sweep, mV s (default: 1)")
    .option('--mean <list>', 'a grid: means of V, mV (-15:15:0.5)')
    .option('--variance <list>', 'a grid: variances of V, mV^2')
    .option('--q <list>', 'a grid: values of q')
    .option('--transfer <function>', "a name or phi(v) in Hz, v in mV (default: the paper's sigmoid)")
    .option('--json', 'print the answer as JSON')
    .option(
      '--out <file>',
      'write the table: .csv .json .npy .npz .parquet .tex or .md; a source: .c .py .cpp or .jl',
    )
    .option(
      '--range <ranges>',
      'an interpolant: of mean, mV, and variance, mV^2 (mean=-20:30,variance=0:100)',
    )
    .option('--tolerance <number>', "an interpolant's largest relative error (default: 1e-10)")
    .option('--interpolant <file>', 'write the interpolant, a .json file')
    .option('--emit <language>', 'write its source: c, python, cpp or julia, to standard output or --out')
    .addHelpText('after', coefficientsHelp)
    .action((options: CommandOptions) => coefficientsCommand(options, dependencies));
}

export async function coefficientsCommand(
  options: CommandOptions,
  { session, progress, version, input }: CoefficientsDependencies,
): Promise<void> {
  const readTransfer = () => transferOption(options.transfer);
  if (asksForInterpolant(options, tableOptionGiven(options)))
    return interpolantCommand(options, readTransfer, { session, progress, version });
  const output = options.out === undefined ? undefined : await tableOutput(options.out);
  const request = await coefficientRequest(options);
  const transfer = await readTransfer();
  const { coefficientAnswer } = await import('./coefficientAnswer.ts');
  try {
    const answer = await coefficientAnswer(request, options, transfer, { progress, version, input });
    const pieces = await printed(request, answer, options);
    // The file first: where it cannot be written nothing is printed.
    if (output !== undefined) await writeTable(output, answer.table, await answer.provenance());
    progress.stop();
    await writePieces(session.stdout, pieces);
    if (answer.omitted > 0)
      printLines(session.stderr, [`${answer.omitted} cells left out: no voltage has mean^2 > q variance`]);
  } finally {
    progress.stop();
  }
  session.exitStatus = exitStatus.asExpected;
}

/** Points are answered with the list that they came in, with error estimates where there are any. */
async function printed(
  { kind }: CoefficientRequest,
  { table, rows, provenance }: CoefficientAnswer,
  { json, out }: CoefficientsOptions,
): Promise<Iterable<string>> {
  if (json === true)
    return kind === 'points'
      ? pointJsonPieces(rows)
      : jsonPieces(table, withUnits(table, await provenance()));
  if (out !== undefined) return [writtenLine(out, table)];
  return kind === 'points' ? pointTablePieces(rows) : textPieces(table);
}
