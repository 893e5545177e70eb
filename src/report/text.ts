/**
 * The ledger as lines for the terminal: a heading for each section, one line for each claim, and a summary.
 *
 * Pure functions from the report's data to strings without line ends; colour comes in as a `Paint`.
 */
import type { ClaimReport, Counterexample, LedgerReport } from '../ledger/report.ts';
import { claimLabel } from './label.ts';
import { type Paint, plainPaint } from './paint.ts';
import { countFindings, restsOnLabel, verdictOrder } from './verdicts.ts';

const verdictWidth = Math.max(...verdictOrder.map((verdict) => verdict.length));
const labelWidth = 10;
const detailWidth = 150;

export function sectionLine(section: string, paint: Paint = plainPaint): string {
  return paint('heading', section);
}

/** The claim's line, then the correction or counterexample, and what was not expected, indented below it. */
export function claimLines(claim: ClaimReport, paint: Paint = plainPaint): readonly string[] {
  const restsOn = restsOnLabel(claim.restsOn);
  const fields = [
    paint(claim.verdict, claim.verdict.padEnd(verdictWidth)),
    claimLabel(claim).padEnd(labelWidth),
    claim.title,
    ...(restsOn === '' ? [] : [paint('quiet', restsOn)]),
    mutantField(claim, paint),
  ];
  return [`  ${fields.join('  ')}`, ...detailLines(claim, paint)];
}

function mutantField(claim: ClaimReport, paint: Paint): string {
  const { refuted, total } = claim.mutants;
  return paint(refuted < total ? 'alarm' : 'quiet', `${refuted}/${total} mutants`);
}

function detailLines(claim: ClaimReport, paint: Paint): readonly string[] {
  const lines: string[] = [];
  if (claim.corrected !== undefined) lines.push(`corrected: ${shorten(claim.corrected.statement)}`);
  else if (claim.counterexample !== undefined) lines.push(shorten(counterexampleText(claim.counterexample)));
  if (claim.verdict !== claim.expected)
    lines.push(paint('alarm', `expected ${claim.expected}, got ${claim.verdict}`));
  for (const survivor of claim.survivors)
    lines.push(paint('alarm', `mutant not refuted: ${shorten(survivor)}`));
  return lines.map((line) => `${' '.repeat(verdictWidth + 4)}${line}`);
}

/** `left 3/4, right 1/2 at r1 = 1, w1 = 2`: the sides first, since the end may be cut off. */
export function counterexampleText(counterexample: Counterexample): string {
  const assignment = Object.entries(counterexample.assignment).map(([name, value]) => `${name} = ${value}`);
  return `left ${counterexample.left}, right ${counterexample.right} at ${assignment.join(', ')}`;
}

/** One line of at most `detailWidth` characters. */
function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= detailWidth ? line : `${line.slice(0, detailWidth - 3)}...`;
}

/** @param page path of the HTML page, where one was written */
export function summaryLines(
  report: LedgerReport,
  page: string | undefined,
  paint: Paint = plainPaint,
): readonly string[] {
  const { summary } = report;
  const verdicts = verdictOrder.map((verdict) => `${summary.verdicts[verdict]} ${verdict}`);
  const { refuted, total, equivalent } = summary.mutants;
  const entries: readonly (readonly [string, string])[] = [
    ['claims', `${summary.claims}: ${verdicts.join(', ')}`],
    ['mutants', `${refuted}/${total} refuted, ${equivalent} equivalent to the original`],
    ['unexpected verdicts', idList(summary.unexpected, paint)],
    ['mutants surviving in', idList(summary.survived, paint)],
    ['findings', `${countFindings(report)}`],
    ['seed', `${report.seed}`],
    ['seconds', summary.seconds.toFixed(1)],
  ];
  const withPage = page === undefined ? entries : [...entries, ['report', page] as const];
  const width = Math.max(...withPage.map(([name]) => name.length));
  return [
    paint('heading', 'Summary'),
    ...withPage.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`),
  ];
}

function idList(ids: readonly string[], paint: Paint): string {
  return ids.length === 0 ? 'none' : paint('alarm', ids.join(', '));
}
