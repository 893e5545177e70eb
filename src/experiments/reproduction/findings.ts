/** What came out of a figure: its tables, and every claim with its estimates and verdict. */
import type { Table } from '../../table/table.ts';
import { checkTable } from '../../table/tableFile.ts';
import { type ClaimFinding, judged } from './claimFinding.ts';
import { asRead } from './plainJson.ts';
import type { Disagreement, Estimates, FigureClaim, Outcome, Reproduction } from './reproduction.ts';

export interface Findings {
  readonly id: string;
  readonly title: string;
  readonly paperShows: string;
  readonly tables: readonly Table[];
  readonly claims: readonly ClaimFinding[];
  readonly disagreements: readonly Disagreement[];
}

/** @throws RangeError (one line) where the outcome has no estimates of a claim, an interval without its value, or a ragged table */
export function findingsOf(figure: Reproduction, { tables, estimates, disagreements }: Outcome): Findings {
  const { id, title, paperShows } = figure;
  for (const table of tables) checkTable(table);
  const claims = figure.claims.map((claim) => judged(claim, estimatesOf(claim, estimates)));
  return { id, title, paperShows, tables, claims, disagreements };
}

function estimatesOf({ id }: FigureClaim, estimates: Outcome['estimates']): Estimates {
  const found = Object.hasOwn(estimates, id) ? estimates[id] : undefined;
  if (found === undefined) throw new RangeError(`no estimates of the claim ${id}`);
  const read = asRead(found, id);
  for (const [name, { low, value, high }] of Object.entries(read)) {
    if (!(low <= value && value <= high))
      throw new RangeError(`${id}, ${name}: got ${value} outside of its interval [${low}, ${high}]`);
  }
  return read;
}
