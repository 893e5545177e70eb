/**
 * What the ledger says about its claims: plain data, the only thing that the command line and the HTML page see.
 *
 * Verdicts
 *   proved        exact, for all n and all parameters that satisfy the listed assumptions
 *   definition    introduces a new symbol; checked for consistency of shape and unit
 *   bounded       an approximation, with its measured error and the regime it holds in
 *   corrected     false as printed, with a counterexample and a corrected statement that is itself proved (or bounded)
 *   refuted       false, with a counterexample
 *   inconclusive  neither proved nor refuted
 *
 * `restsOn` says, apart from the verdict, what a claim uses: nothing but sound lines, a corrected line (whose correction is
 * then used), a refuted one, or one that is still open.
 */
export type Verdict = 'proved' | 'definition' | 'bounded' | 'corrected' | 'refuted' | 'inconclusive';

export type RestsOn = 'sound' | 'corrected' | 'refuted' | 'open';

/** One opinion on a claim: who says so, for which sizes and parameters, what came out, and how long it took. */
export interface Evidence {
  readonly method: string;
  readonly scope: string;
  readonly result: string;
  readonly seconds: number;
}

/** A deliberately wrong variant of a claim, and what became of it. */
export interface Mutant {
  /** What was spoilt, for example "sign of c2". */
  readonly change: string;
  readonly statement: string;
  readonly fate: 'refuted' | 'equivalent' | 'survived';
  /** By what it was refuted, or proved to say the same. */
  readonly by: string;
}

/** Deliberately wrong variants of a claim. `equivalent` ones are proved equal to the original and not part of `total`. */
export interface MutantCount {
  readonly total: number;
  readonly refuted: number;
  readonly equivalent: number;
}

/** An admissible assignment at which the statement is false; values in the paper's notation, exact where `exact`. */
export interface Counterexample {
  readonly assignment: Readonly<Record<string, string>>;
  readonly left: string;
  readonly right: string;
  readonly exact: boolean;
}

/** What a program outside the project says of a claim. */
export interface OutsideOpinion extends Evidence {
  readonly claimId: string;
  readonly agrees: boolean;
}

/** One step of a derivation: the rule, and the line it leads to (LaTeX). */
export interface DerivationStep {
  readonly rule: string;
  readonly latex: string;
}

/** What a claim was made from: a numbered equation, a statement in prose, or the mathematics beyond the paper. */
export type Source = 'equation' | 'statement' | 'theory';

/** Why a claim stays open, and the experiment that will decide it. */
export interface OpenQuestion {
  readonly reason: string;
  readonly experiment: string;
}

export interface ClaimReport {
  readonly id: string;
  readonly source: Source;
  /** The paper's equation number, several where the printed lines are one formula, or null. */
  readonly equation: number | readonly number[] | null;
  /** Heading of the paper's section. */
  readonly section: string;
  /** What the claim is about, in a few words. */
  readonly title: string;
  /** The statement as it is made in prose, where it is. */
  readonly says?: string;
  /** The printed statement, as plain text in the project's notation and as LaTeX (one entry a line). */
  readonly statement: string;
  readonly latex: readonly string[];
  readonly verdict: Verdict;
  readonly expected: Verdict;
  readonly restsOn: RestsOn;
  readonly assumptions: readonly string[];
  readonly dependsOn: readonly string[];
  readonly evidence: readonly Evidence[];
  readonly mutants: MutantCount;
  readonly variants: readonly Mutant[];
  /** Mutants that were not refuted: empty in a sound run. */
  readonly survivors: readonly string[];
  readonly steps: readonly DerivationStep[];
  readonly findings: readonly string[];
  readonly counterexample?: Counterexample;
  readonly corrected?: { readonly statement: string; readonly latex: readonly string[] };
  readonly open?: OpenQuestion;
}

export interface LedgerSummary {
  readonly claims: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly mutants: MutantCount;
  /** Ids of the claims whose verdict differs from the expected one. */
  readonly unexpected: readonly string[];
  /** Ids of the claims with a mutant that was not refuted. */
  readonly survived: readonly string[];
  readonly seconds: number;
}

export interface LedgerReport {
  readonly claims: readonly ClaimReport[];
  readonly summary: LedgerSummary;
  readonly seed: number;
  readonly version: string;
}

/** True when every claim reached its expected verdict and every mutant was refuted: exit status 0. */
export function asExpected(report: LedgerReport): boolean {
  return report.summary.unexpected.length === 0 && report.summary.survived.length === 0;
}
