/**
 * Whether a potential is strictly convex where weights may be: Phi'' >= 0 by interval arithmetic, box by box, or else at many points.
 *
 * Points are equally spaced in log |w|, on both sides of 0 or on one. At each, Phi, Phi', Phi'' must be finite and Phi'' >= 0; Phi' must not
 * fall from any to the next, and rise, in doubles too, from w/2 to w for |w| >= DISTINCT: else it has no inverse. All of this is necessary.
 * Where the boxes show Phi'' >= 0 everywhere between, convexity is proved.
 */
import type { Expression } from '../expression/expression.ts';
import { type Enclosure, enclose } from './enclosure.ts';
import type { ScalarFormula } from './scalarFormula.ts';

/** Of |w|. */
export const SMALLEST = 2 ** -40;
export const LARGEST = 100;
const TRIED = 1001;
/** Boxes that are looked at before the proof is given up. */
const MOST_BOXES = 3000;
/** From here on Phi' tells weights apart that differ by a factor of 2: what may be lost in rounding is the slope of weights below. */
const DISTINCT = 2 ** -10;

export type Side = 'line' | 'half-line';

/** The first point at which Phi is not convex, as 'got ..., expected ...'; undefined where there is none. */
export function convexityFault({ value, slope, curvature }: ScalarFormula, side: Side): string | undefined {
  let before = -Infinity;
  for (const w of triedPoints(side)) {
    const found = [value(w), slope(w), curvature(w)];
    if (!found.every(Number.isFinite))
      return `got Phi, Phi', Phi'' = ${found.join(', ')} at w = ${w}, expected finite numbers for ${where(side)}`;
    if (curvature(w) < 0)
      return `got Phi'' = ${curvature(w)} at w = ${w}, expected Phi'' >= 0 (convex) for ${where(side)}`;
    const rises = slope(w) >= before && (Math.abs(w) < DISTINCT || slope(w) * w > slope(w / 2) * w);
    if (!rises)
      return `got Phi' = ${slope(w)} at w = ${w}, expected Phi' to rise (strictly convex) for ${where(side)}`;
    before = slope(w);
  }
  return undefined;
}

const where = (side: Side): string =>
  side === 'line' ? `|w| <= ${LARGEST}` : `${SMALLEST.toPrecision(1)} <= w <= ${LARGEST}`;

function triedPoints(side: Side): readonly number[] {
  const ratio = LARGEST / SMALLEST;
  const positive = Array.from({ length: TRIED }, (_, k) =>
    k === TRIED - 1 ? LARGEST : SMALLEST * ratio ** (k / (TRIED - 1)),
  );
  return side === 'line' ? [...positive.map((w) => -w).reverse(), ...positive] : positive;
}

/** Whether Phi'' >= 0 is proved for every w of that side up to LARGEST, by bounds on boxes that are halved until they tell. */
export function isProvedConvex({ curvatureTree }: ScalarFormula, side: Side): boolean {
  const boxes = binades();
  const open: Enclosure[] =
    side === 'half-line' ? boxes : [...boxes, ...boxes.map(mirrored), { low: -SMALLEST, high: SMALLEST }];
  let looked = 0;
  for (let box = open.pop(); box !== undefined; box = open.pop()) {
    if (isNonnegativeOn(curvatureTree, box)) continue;
    if (++looked > MOST_BOXES) return false;
    const middle = box.low / 2 + box.high / 2;
    if (!(box.low < middle && middle < box.high)) return false;
    open.push({ low: box.low, high: middle }, { low: middle, high: box.high });
  }
  return true;
}

const isNonnegativeOn = (tree: Expression, box: Enclosure): boolean => enclose(tree, box).low >= 0;
const mirrored = ({ low, high }: Enclosure): Enclosure => ({ low: -high, high: -low });

function binades(): Enclosure[] {
  const boxes: Enclosure[] = [];
  for (let low = SMALLEST; low < LARGEST; low *= 2) boxes.push({ low, high: Math.min(2 * low, LARGEST) });
  return boxes;
}
