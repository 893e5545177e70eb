/** The answer of `natgrad reproduce`, for people: each claim with its verdict, why, the numbers, and where the files are. */
import { type ClaimFinding, survivors } from '../experiments/reproduction/claimFinding.ts';
import type { Findings } from '../experiments/reproduction/findings.ts';
import type { Disagreement, Estimate } from '../experiments/reproduction/reproduction.ts';
import { withDigits } from './numberText.ts';
import { tableLines } from './textTable.ts';

const WIDTH = 110;
/** Numbers of a claim that are shown; all of them are in verdicts.json. */
const MOST_NUMBERS = 8;

export function figureLines(findings: Findings, place: string | undefined): string[] {
  const { id, title, claims, disagreements } = findings;
  return [
    `${id}  ${title}`,
    ...claims.flatMap(claimLines),
    ...disagreements.flatMap(disagreementLines),
    ...(place === undefined ? [] : [`  written to ${place}`]),
    '',
  ];
}

function claimLines(claim: ClaimFinding): string[] {
  const { id, says, verdict, because, estimates } = claim;
  const all = Object.entries(estimates);
  const numbers = all
    .slice(0, MOST_NUMBERS)
    .map(([name, each]) => [`    ${name}`, numberText(each), each.says]);
  const more = all.length - numbers.length;
  return [
    '',
    ...wrapped(`${verdict.toUpperCase()}: ${says} (${id})`, '  ', '    '),
    ...wrapped(because, '    ', '    '),
    ...tableLines(numbers, 3).map(clipped),
    ...(more > 0 ? [`    and ${more} more in verdicts.json`] : []),
    ...survivors(claim).flatMap(({ says }) =>
      wrapped(`No evidence: the verdict is the same for a variant (${says}).`, '    ', '    '),
    ),
  ];
}

function disagreementLines({ about, article, scripts, effect }: Disagreement): string[] {
  return ['', ...wrapped(`Article or scripts, ${about}: ${article}, or ${scripts}: ${effect}`, '  ', '    ')];
}

function numberText({ value, low, high, unit = '' }: Estimate): string {
  const interval = low === value && high === value ? '' : ` [${withDigits(low, 4)}, ${withDigits(high, 4)}]`;
  return `${withDigits(value, 4)}${interval}${unit === '' ? '' : ` ${unit}`}`;
}

const clipped = (line: string): string =>
  line.length <= WIDTH ? line : `${line.slice(0, WIDTH - 3).trimEnd()}...`;

/** Words on lines of at most WIDTH. */
function wrapped(text: string, first: string, indent: string): string[] {
  const lines: string[] = [];
  let line = first;
  let hasWord = false;
  for (const word of text.split(/\s+/)) {
    if (hasWord && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      [line, hasWord] = [indent, false];
    }
    line += `${hasWord ? ' ' : ''}${word}`;
    hasWord = true;
  }
  return [...lines, line];
}
