/** Which claims a claim uses and which use it, as far as they are in the report. */
import type { ClaimReport } from '../ledger/report.ts';

export class Dependencies {
  readonly #claims: ReadonlyMap<string, ClaimReport>;
  readonly #users = new Map<string, string[]>();

  constructor(claims: readonly ClaimReport[]) {
    this.#claims = new Map(claims.map((claim) => [claim.id, claim]));
    for (const claim of claims) {
      for (const used of claim.dependsOn) this.#users.set(used, [...this.usersOf(used), claim.id]);
    }
  }

  /** The claim with this id; undefined where the run did not decide it. */
  find(id: string): ClaimReport | undefined {
    return this.#claims.get(id);
  }

  /** Ids of the claims that depend on this one, in the order of the report. */
  usersOf(id: string): readonly string[] {
    return this.#users.get(id) ?? [];
  }
}
