/** `natgrad coefficients`: the coefficients of the learning rule at the points of a JSON file. */
import type { Command } from 'commander';
import { ELEMENTARY } from '../expression/elementary.ts';
import type { Transfer } from '../numeric/neuron/transfer.ts';
import { paperSigmoid, type TransferFunction } from '../numeric/neuron/transferFunction.ts';
import { sigmoidRows, transferRows } from './coefficientRows.ts';
import { jsonPieces, tablePieces } from './coefficientText.ts';
import { exitStatus, UsageError } from './conventions.ts';
import { interpolantCommand } from './interpolant.ts';
import { asksForInterpolant, type InterpolantOptions, interpolantHelp } from './interpolantOptions.ts';
import { readPoints } from './pointsFile.ts';
import type { ProgressDisplay } from './progress.ts';
import { type Session, writePieces } from './session.ts';

export interface CoefficientsDependencies {
  readonly session: Session;
  readonly progress: ProgressDisplay;
  readonly version: string;
  /** What `--points -` reads. */
  readonly input: () => NodeJS.ReadableStream;
}

/** The options as commander hands them over. */
export interface CoefficientsOptions extends InterpolantOptions {
  readonly points?: string;
}

const help = `
The file is a JSON list of points, each with these three fields and no other:
  [{"mean": 0.5, "variance": 4, "q": 78}, ...]
  mean      e0 w.r             mV      mean of the membrane voltage V
  variance  w.Sigma.w          mV^2    its variance
  q         c_eps e0^2 sum r   1       mean^2 <= q variance (Cauchy-Schwarz)

The answer is the same list, in the same order, each point with these fields added:
  I1 I2 I3     E[h], E[h V], E[h V^2]         Hz/mV^2, Hz/mV, Hz            Equations 77-79
  c1 c2 c3     E[h], E[h'], E[h'']            Hz/mV^2, Hz/mV^3, Hz/mV^4     Equation 82
  gammaS       1/c1                           mV^2/Hz                       Equation 107
  g1 g2 g3 g4                                 1, 1/mV, 1/mV, 1/mV^2         Equations 102-105
where h = phi'^2/phi. For the sigmoid their relative error is below 1e-12 (|mean| <= 60 mV, variance <= 1e4 mV^2).
With --transfer each point also has errorEstimate, the estimated absolute error of each of these; it supposes
that phi(v) loses no digits: log1p(exp(v)), not log(1 + exp(v)), far below 0.
In messages rows are counted from 1.

The expression phi(v) is a rate in Hz, positive wherever the voltage may be; v is in mV. It may use
  numbers, v, pi, e, + - * / ^, parentheses, and
  ${Object.keys(ELEMENTARY).join(' ')}
and is differentiated symbolically. The default is 100/(1 + exp(-0.3*(v - 10))) (Equation 24).
${interpolantHelp}
Examples:
  natgrad coefficients --points points.json --json
  echo '[{"mean":0.5,"variance":4,"q":78}]' | natgrad coefficients --points - --transfer '2*exp(0.2*v)'
  natgrad coefficients --range mean=-20:30,variance=0:100 --emit c --out natgrad.c`;

export function registerCoefficients(program: Command, dependencies: CoefficientsDependencies): void {
  program
    .command('coefficients')
    .description("compute the learning rule's coefficients at the points of a JSON file")
    .option('--points <file>', 'the points, a JSON file; - reads standard input')
    .option('--transfer <expression>', "phi(v) in Hz, v in mV (default: the paper's sigmoid)")
    .option('--json', 'print the answer as JSON')
    .option('--interpolant <file>', 'write an interpolant over --range, a .json file')
    .option('--emit <language>', 'write its source: c, python, cpp or julia, to standard output or --out')
    .option('--range <ranges>', "an interpolant's, for example mean=-20:30,variance=0:100 (mV, mV^2)")
    .option('--tolerance <number>', "an interpolant's largest relative error (default: 1e-10)")
    .option('--seed <number>', 'of the points at which its error is measured (default: 1)')
    .option('--out <file>', 'where the source goes: .c .py .cpp or .jl')
    .addHelpText('after', help)
    .action((options: CoefficientsOptions) => coefficientsCommand(options, dependencies));
}

export async function coefficientsCommand(
  options: CoefficientsOptions,
  dependencies: CoefficientsDependencies,
): Promise<void> {
  const { points: path, transfer, json } = options;
  const { session, progress, input } = dependencies;
  if (asksForInterpolant(options, path !== undefined)) {
    const read = async (): Promise<Transfer> =>
      transfer === undefined
        ? { name: 'sigmoid', ...paperSigmoid }
        : { name: 'expression', text: transfer, functions: await readTransfer(transfer) };
    return interpolantCommand(options, read, dependencies);
  }
  if (path === undefined) {
    throw new UsageError('--points: got none, expected a JSON file of points, or - for standard input');
  }
  const transferFunction = transfer === undefined ? undefined : await readTransfer(transfer);
  const points = await readPoints(path, input);
  const rows =
    transferFunction === undefined
      ? sigmoidRows(points)
      : await transferRows(points, transferFunction, progress).finally(() => progress.stop());
  await writePieces(session.stdout, json === true ? jsonPieces(rows) : tablePieces(rows));
  session.exitStatus = exitStatus.asExpected;
}

async function readTransfer(expression: string): Promise<TransferFunction> {
  // Loaded when it is needed: the parser is large.
  const { transferFunctionOf } = await import('../transfer/transferExpression.ts');
  try {
    return transferFunctionOf(expression);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) {
      throw new UsageError(`--transfer: ${error.message}`);
    }
    throw error;
  }
}
