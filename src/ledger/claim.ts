/**
 * A claim: one printed formula of the paper, or one statement in prose, with everything needed to judge it. Claims live in
 * proofs/; the ledger judges.
 */
import type { Statement } from '../expression/statement.ts';
import type { Derivation } from '../symbolic/derivation.ts';
import type { Given } from '../symbolic/given.ts';
import type { Setting } from '../symbolic/setting.ts';
import type { Measurement } from './measurement.ts';
import type { Part } from './part.ts';
import type { OpenQuestion, Source, Verdict } from './report.ts';

export type Claim = FormulaClaim | ProseClaim;

export const isFormulaClaim = (claim: Claim): claim is FormulaClaim => claim.role !== 'prose';

interface AnyClaim {
  readonly id: string;
  readonly source: Source;
  /** Address of the module that states it: results that depend on its code are made again when it changes. */
  readonly origin?: string;
  readonly equation: number | readonly number[] | null;
  /** Heading of the paper's section. */
  readonly section: string;
  readonly title: string;
  /** The statement in the words in which it is made, where it is made in words. */
  readonly says?: string;
  /** Ids of the claims that this one uses. */
  readonly dependsOn: readonly string[];
  /** What a reader of the printed paper should know about this line. */
  readonly findings: readonly string[];
  /** Read by the exit status alone. */
  readonly expected: Verdict;
}

/** A statement in prose, taken apart: it holds when all its parts do. */
export interface ProseClaim extends AnyClaim {
  readonly role: 'prose';
  readonly says: string;
  readonly assumptions: readonly string[];
  readonly parts: readonly Part[];
  /** What should be said instead; the verdict is then `corrected`, if these parts hold. */
  readonly corrected?: { readonly says: string; readonly parts: readonly Part[] };
  /** A part that nothing here decides: without a refutation the claim stays inconclusive. */
  readonly open?: OpenQuestion;
}

export interface FormulaClaim extends AnyClaim {
  /** `definition` introduces the symbol on its left; `claim` says something about known ones. */
  readonly role: 'definition' | 'claim';
  /** What is printed, misprints included. */
  readonly printed: Statement;
  /** What should be printed instead. */
  readonly corrected?: Statement;
  readonly setting: Setting;
  readonly given: readonly Given[];
  /** Derivations of the right-hand side, run when the claim is judged. */
  readonly derivations: readonly (() => Derivation)[];
  /** How large the error of an approximation is, in a named regime. */
  readonly measurement?: Measurement;
  /** Wrong variants written by hand, besides those that tree operators make. */
  readonly mutants: readonly Statement[];
}
