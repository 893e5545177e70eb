/**
 * What the trials of a search showed, counted for each choice of sizes.
 */
import { rationalToNumber } from '../../expression/rational.ts';
import type { Judgement } from '../evaluate/evaluate.ts';
import type { RealMatrix } from '../evaluate/linearAlgebra.ts';
import { outcomeOf } from '../evaluate/outcome.ts';
import { addReals, dyadicToNumber, isExact, negateReal, realToNumber } from '../evaluate/real.ts';
import type { Values } from './sample.ts';

/** What the trials at one choice of sizes showed. */
export interface SizeEvidence {
  readonly sizes: string;
  /** Admissible assignments at which both sides have values. */
  held: number;
  /** Among them, those judged over rational numbers. */
  exact: number;
  /** Both sides have values that may be equal within their enclosures. */
  overlapping: number;
  /** Among them, those with all numbers of moderate size. */
  overlappingNear: number;
  /** The widest of these enclosures, relative to the sides (absolute below 1). */
  width: number;
  /** A value was not found, or with an enclosure wider than 1e-8. */
  valueless: number;
  /** The claim is undefined there. */
  undefined: number;
  inadmissible: number;
  /** Smallest |left - right| / max(|left|, |right|) of an order relation or of !=. */
  margin: number;
  /** Held without rigour (estimated values). */
  estimated: number;
}

export const noEvidence = (sizes: string): SizeEvidence => ({
  sizes,
  held: 0,
  exact: 0,
  overlapping: 0,
  overlappingNear: 0,
  width: 0,
  valueless: 0,
  undefined: 0,
  inadmissible: 0,
  margin: Number.POSITIVE_INFINITY,
  estimated: 0,
});

/** Sides known less well than this say nothing about an equality. */
const WIDEST = 1e-8;

/** A trial whose sides could not be told apart; `isNear` when all its numbers are of moderate size. */
export function noteOverlap(
  evidence: SizeEvidence,
  { left, right, rigorous }: Judgement,
  isNear: boolean,
): void {
  const width = widthOf(left, right);
  if (width === undefined || width > WIDEST) {
    evidence.valueless++;
    return;
  }
  evidence.overlapping++;
  evidence.width = Math.max(evidence.width, width);
  if (isNear) evidence.overlappingNear++;
  if (!rigorous) evidence.estimated++;
}

/** A trial at which the claim holds. */
export function noteHeld(evidence: SizeEvidence, claim: Judgement): void {
  evidence.held++;
  if (claim.exact) evidence.exact++;
  if (!claim.rigorous) evidence.estimated++;
  evidence.margin = Math.min(evidence.margin, marginOf(claim));
}

/** The widest difference of the sides / max(1, |left|, |right|), or undefined without values. */
function widthOf(left: RealMatrix | undefined, right: RealMatrix | undefined): number | undefined {
  if (left === undefined || right === undefined) return undefined;
  const others = right.flat();
  const widths = outcomeOf(() =>
    left.flat().map((x, k) => {
      const y = others[k] ?? x;
      const difference = addReals(x, negateReal(y), 128);
      const size = Math.max(1, Math.abs(realToNumber(x)), Math.abs(realToNumber(y)));
      if (isExact(difference)) return Math.abs(realToNumber(difference)) / size;
      return (
        Math.max(Math.abs(dyadicToNumber(difference.lower)), Math.abs(dyadicToNumber(difference.upper))) /
        size
      );
    }),
  );
  const widest = widths.kind === 'value' ? Math.max(...widths.value) : Number.NaN;
  return Number.isFinite(widest) ? widest : undefined;
}

/** Zeros apart, all numbers lie between 1/100 and 100. */
export const isModerate = (values: Values): boolean =>
  [...values.values()].every((m) =>
    m.flat().every((x) => {
      const size = Math.abs(rationalToNumber(x));
      return size === 0 || (size >= 0.01 && size <= 100);
    }),
  );

/** The largest |left - right| / max(|left|, |right|) over the entries; Infinity where it has no value. */
export function marginOf({ left, right }: Judgement): number {
  if (left === undefined || right === undefined) return Number.POSITIVE_INFINITY;
  const others = right.flat();
  const margins = outcomeOf(() =>
    left.flat().map((x, k) => {
      const y = others[k] ?? x;
      const size = Math.max(Math.abs(realToNumber(x)), Math.abs(realToNumber(y)));
      const difference = Math.abs(realToNumber(addReals(x, negateReal(y), 128)));
      return size === 0 ? 0 : difference / size;
    }),
  );
  const largest = margins.kind === 'value' ? Math.max(...margins.value) : Number.NaN;
  return Number.isNaN(largest) ? Number.POSITIVE_INFINITY : largest;
}
