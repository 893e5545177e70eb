/**
 * Opinions of programs that the project did not write: what they are asked, and what they answer.
 *
 * An engine is asked about claims and says, for each one that it can state, whether it holds. One that disagrees makes a claim
 * inconclusive; an absent engine says nothing.
 */
import type { Statement } from '../expression/statement.ts';
import type { Given } from '../symbolic/given.ts';
import type { Setting } from '../symbolic/setting.ts';

/** What an engine needs to know of a claim (src/ledger/claim.ts has all of it). */
export interface AskedClaim {
  readonly id: string;
  readonly role: 'definition' | 'claim';
  readonly printed: Statement;
  /** Asked about instead of the printed line where there is one. */
  readonly corrected?: Statement;
  readonly setting: Setting;
  readonly given: readonly Given[];
}

export interface ExternalOpinion {
  readonly claimId: string;
  readonly method: 'Coq' | 'SymPy';
  /** For which sizes and parameters, and in which file or theorem. */
  readonly scope: string;
  readonly result: string;
  readonly agrees: boolean;
  readonly seconds: number;
}

export type Availability =
  | { readonly ok: true; readonly version: string }
  | { readonly ok: false; readonly missing: string };

export interface ExternalEngine {
  readonly name: 'Coq' | 'SymPy';
  /** Whether the program and its libraries are here; `missing` is one line. */
  available(): Promise<Availability>;
  /** One opinion for each claim that the engine can state; the others are left out. Throws Error when the engine is absent. */
  ask(claims: readonly AskedClaim[], seed: number): Promise<readonly ExternalOpinion[]>;
}

/** The line that engines are asked about: the correction where there is one. */
export const subjectOf = ({ printed, corrected }: AskedClaim): Statement => corrected ?? printed;
