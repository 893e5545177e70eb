/**
 * A claim: one printed formula of the paper, with everything needed to judge it. Claims live in proofs/; the ledger judges.
 */
import type { Statement } from '../expression/statement.ts';
import type { Derivation } from '../symbolic/derivation.ts';
import type { Given } from '../symbolic/given.ts';
import type { Setting } from '../symbolic/setting.ts';
import type { Measurement } from './measurement.ts';
import type { Verdict } from './report.ts';

export interface Claim {
  readonly id: string;
  readonly equation: number | readonly number[] | null;
  /** Heading of the paper's section. */
  readonly section: string;
  readonly title: string;
  /** `definition` introduces the symbol on its left; `claim` says something about known ones. */
  readonly role: 'definition' | 'claim';
  /** What is printed, misprints included. */
  readonly printed: Statement;
  /** What should be printed instead. */
  readonly corrected?: Statement;
  readonly setting: Setting;
  readonly given: readonly Given[];
  /** Ids of the claims that this one uses. */
  readonly dependsOn: readonly string[];
  /** Derivations of the right-hand side, run when the claim is judged. */
  readonly derivations: readonly (() => Derivation)[];
  /** How large the error of an approximation is, in a named regime. */
  readonly measurement?: Measurement;
  /** Wrong variants written by hand, besides those that tree operators make. */
  readonly mutants: readonly Statement[];
  /** What a reader of the printed paper should know about this line. */
  readonly findings: readonly string[];
  /** Read by the exit status alone. */
  readonly expected: Verdict;
}
