/** What is said about a claim. */

/** `supported`: exact for the sizes that the scope names, or numerical with the bound that the method states. */
export type VerdictName = 'proved' | 'supported' | 'refuted' | 'inconclusive';

/** An admissible assignment at which both sides are defined and the relation fails, as texts. */
export interface CounterexampleText {
  /** Dimensions and symbols by name. */
  readonly assignment: Readonly<Record<string, string>>;
  readonly left: string;
  readonly right: string;
  /** Both sides are these rational numbers; otherwise they are enclosed rigorously. */
  readonly exact: boolean;
}

export interface Verdict {
  readonly id: string;
  readonly verdict: VerdictName;
  /** For what it holds: 'all n, all admissible assignments', 'n = 1..3'. */
  readonly scope: string;
  /** How it was found, or why nothing was. */
  readonly method: string;
  /** Wall time. */
  readonly seconds: number;
  readonly counterexample?: CounterexampleText;
}

export const isFavourable = ({ verdict }: Verdict): boolean =>
  verdict === 'proved' || verdict === 'supported';
