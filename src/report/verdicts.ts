/** The verdicts in the order in which they are counted, and what each means (the wording of src/ledger/report.ts). */
import type { LedgerReport, RestsOn, Source, Verdict } from '../ledger/report.ts';

export const verdictOrder: readonly Verdict[] = [
  'proved',
  'definition',
  'bounded',
  'corrected',
  'refuted',
  'inconclusive',
];

export const verdictMeaning: Readonly<Record<Verdict, string>> = {
  proved: 'Exact, for all n and all parameters that satisfy the listed assumptions.',
  definition: 'Introduces a new symbol; checked for consistency of shape and unit.',
  bounded: 'An approximation, with its measured error and the regime it holds in.',
  corrected:
    'False as printed, with a counterexample and a corrected statement that is itself proved (or bounded).',
  refuted: 'False, with a counterexample.',
  inconclusive: 'Neither proved nor refuted.',
};

export const restsOnOrder: readonly RestsOn[] = ['sound', 'corrected', 'open', 'refuted'];

export const sourceOrder: readonly Source[] = ['equation', 'statement', 'theory'];

/** What the claims of a source are called. */
export const sourceName: Readonly<Record<Source, string>> = {
  equation: 'Equations',
  statement: 'Statements',
  theory: 'Theory',
};

export const restsOnMeaning: Readonly<Record<RestsOn, string>> = {
  sound: 'Uses nothing but sound lines.',
  corrected: 'Uses a line that is false as printed; the derivation takes the corrected one.',
  refuted: 'Uses a line that is false.',
  open: 'Uses a line that is still open.',
};

/** `rests on corrected`, or nothing where the claim rests on sound lines only. */
export function restsOnLabel(restsOn: RestsOn): string {
  return restsOn === 'sound' ? '' : `rests on ${restsOn}`;
}

/** True for the verdicts that say the printed line is false. */
export function isFalseAsPrinted(verdict: Verdict): boolean {
  return verdict === 'corrected' || verdict === 'refuted';
}

export function countFindings(report: LedgerReport): number {
  return report.claims.reduce((count, claim) => count + claim.findings.length, 0);
}
