/** `natgrad check`: decides the claims of a YAML file. */
import type { Command } from 'commander';
import type { Document } from '../check/language/document.ts';
import type { RunOptions } from '../check/run.ts';
import { isFavourable, type Verdict } from '../check/verdict.ts';
import { colourPaint, plainPaint } from '../report/paint.ts';
import { checkJson, checkSummary, verdictLines } from './checkText.ts';
import { exitStatus, UsageError } from './conventions.ts';
import { contentName, readInput } from './inputFile.ts';
import type { ProgressDisplay } from './progress.ts';
import { printLines, type Session, wantsColour } from './session.ts';

export interface Checker {
  readonly parseDocument: (text: string, fileName: string) => Document;
  readonly runDocument: (document: Document, options: RunOptions) => AsyncIterable<Verdict>;
}

export interface CheckDependencies {
  readonly session: Session;
  readonly progress: ProgressDisplay;
  /** What `-` reads. */
  readonly input: () => NodeJS.ReadableStream;
  /** Loaded when it is needed. */
  readonly loadChecker: () => Promise<Checker>;
}

/** The options as commander hands them over. */
export interface CheckOptions {
  readonly json?: boolean;
  readonly timeout?: string;
}

const DEFAULT_TIMEOUT = 10;
const LARGEST_TIMEOUT = 86_400;

const help = `
The file:
  symbols: {ce: positive, r: positive vector(n), A: "symmetric matrix(n,n)"}   # quote what contains a comma
  let:     {Sigma: diag(r)/ce, q: ce*sum(r)}
  claims:
    - {id: my-step, claim: "inv(A)*A == identity(n)", given: ["q != 0"]}

kinds      real positive nonnegative nonzero, vector(n), matrix(n,m);
           symmetric diagonal invertible posdef before a square matrix
relations  == != (equal shapes), < <= > >= (scalars); no chains
operators  + - * / ^ and entry by entry .* ./ .^; [a, b; c, d] is a matrix; nothing is multiplied implicitly
functions  sqrt exp log sin cos tan sinh cosh tanh abs; diff(f, v), limit(f, v, a), gaussian(f, v, mean, variance);
           transpose inv det diag dot sum trace ones(n) identity(n); pi and e are constants

A claim is made for every n >= 1 and every real assignment at which its given relations hold and both sides are defined.
Verdicts: proved (all of these), supported (the sizes or the numerical bound that it names), refuted (with a
counterexample), inconclusive. Status 0 when every claim is proved or supported, 1 when not, 2 for a malformed file.

Example:
  natgrad check claims.yaml --json --timeout 30`;

export function registerCheck(program: Command, dependencies: CheckDependencies): void {
  program
    .command('check')
    .description('decide your own claims, from a YAML file')
    .argument('<file>', 'the claims; - reads standard input')
    .option('--json', 'print the verdicts as JSON')
    .option('--timeout <seconds>', `time for one claim (default: ${DEFAULT_TIMEOUT})`)
    .addHelpText('after', help)
    .action((file: string, options: CheckOptions) => checkCommand(file, options, dependencies));
}

export async function checkCommand(
  path: string,
  { json, timeout: given }: CheckOptions,
  { session, progress, input, loadChecker }: CheckDependencies,
): Promise<void> {
  const timeout = given === undefined ? DEFAULT_TIMEOUT : parseTimeout(given);
  const content = await readInput({ path, input, expected: 'a YAML file' });
  const { parseDocument, runDocument } = await loadChecker();
  const document = parsed(() => parseDocument(content, contentName(path)));
  const paint = wantsColour(session) ? colourPaint : plainPaint;
  const total = document.problems.length;
  const verdicts: Verdict[] = [];
  const showProgress = (): void => progress.show(`${verdicts.length}/${total} claims`);
  try {
    showProgress();
    for await (const verdict of runDocument(document, { timeout })) {
      verdicts.push(verdict);
      if (json === true) showProgress();
      else {
        progress.clear();
        printLines(session.stdout, verdictLines(verdict, paint));
      }
    }
  } finally {
    progress.stop();
  }
  if (json === true) session.stdout.write(`${checkJson(verdicts)}\n`);
  else printLines(session.stdout, checkSummary(verdicts, paint));
  session.exitStatus = verdicts.every(isFavourable) ? exitStatus.asExpected : exitStatus.notAsExpected;
}

function parseTimeout(given: string): number {
  const seconds = /^(\d+\.?\d*|\.\d+)$/.test(given) ? Number(given) : Number.NaN;
  if (seconds > 0 && seconds <= LARGEST_TIMEOUT) return seconds;
  throw new UsageError(
    `--timeout: got ${JSON.stringify(given)}, expected seconds, more than 0 and at most ${LARGEST_TIMEOUT}`,
  );
}

function parsed(parse: () => Document): Document {
  try {
    return parse();
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(error.message);
    throw error;
  }
}
