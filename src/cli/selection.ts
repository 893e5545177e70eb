/**
 * `--only`: which claims to decide, as a list of items separated by commas.
 *
 *   84         the claims of Equation 84
 *   84..106    the claims of any equation from 84 to 106, both included
 *   woodbury   the claim with this id
 *
 * White space around items and ends is ignored. An item that selects nothing is bad usage.
 */
import { UsageError } from './conventions.ts';

export interface SelectableClaim {
  readonly id: string;
  readonly equation: number | readonly number[] | null;
}

/** The ids of the selected claims. */
export function selectClaims(text: string, claims: readonly SelectableClaim[]): ReadonlySet<string> {
  const selected = text.split(',').flatMap((item) => selectItem(item.trim(), text, claims));
  return new Set(selected.map((claim) => claim.id));
}

function selectItem(
  item: string,
  text: string,
  claims: readonly SelectableClaim[],
): readonly SelectableClaim[] {
  const named = claims.filter((claim) => claim.id === item);
  if (named.length > 0) return named;
  const { first, last } = parseRange(item, text);
  const inRange = claims.filter((claim) =>
    equationsOf(claim).some((equation) => first <= equation && equation <= last),
  );
  if (inRange.length > 0) return inRange;
  throw refusal(text, item, `an equation of the ledger (${ledgerExtent(claims)})`);
}

interface Range {
  readonly first: number;
  readonly last: number;
}

/** A single number is the range from itself to itself. */
function parseRange(item: string, text: string): Range {
  const ends = item.split('..').map((end) => end.trim());
  if (ends.length > 2) throw refusal(text, item, anyItem);
  const wrong = ends.find((end) => !/^\d+$/.test(end));
  if (wrong !== undefined) throw refusal(text, wrong, anyItem);
  const [first = 0, last = first] = ends.map(Number);
  if (first > last) throw refusal(text, item, 'a range A..B with A no greater than B');
  return { first, last };
}

const anyItem = 'an equation number, a range A..B or a claim id';

function refusal(text: string, got: string, expected: string): UsageError {
  return new UsageError(`--only ${JSON.stringify(text)}: got ${JSON.stringify(got)}, expected ${expected}`);
}

function equationsOf(claim: SelectableClaim): readonly number[] {
  if (claim.equation === null) return [];
  return typeof claim.equation === 'number' ? [claim.equation] : claim.equation;
}

function ledgerExtent(claims: readonly SelectableClaim[]): string {
  const equations = claims.flatMap(equationsOf);
  return equations.length === 0
    ? 'it has none with a number'
    : `${Math.min(...equations)} to ${Math.max(...equations)}`;
}
