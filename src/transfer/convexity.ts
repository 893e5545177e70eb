/**
 * Whether a potential is strictly convex where weights may be: Phi'' >= 0 by interval arithmetic, box by box, or else at many points.
 *
 * Points are equally spaced in log |w|, on both sides of 0 or on one. At each, Phi, Phi', Phi'' must be finite and Phi'' >= 0; Phi' must not
 * fall from any to the next, and rise, in doubles too, from w/2 to w for |w| >= DISTINCT: else it has no inverse. All of this is necessary.
 * Where bounds show Phi'' >= 0 everywhere between, convexity is proved; they also find concave stretches that no point met.
 */
import type { Expression } from '../expression/expression.ts';
import { type Enclosure, enclose } from './enclosure.ts';
import type { ScalarFormula } from './scalarFormula.ts';

/** Of |w|. */
export const SMALLEST = 2 ** -40;
export const LARGEST = 100;
const TRIED = 1001;
/** Boxes that are looked at before the proof is given up. */
const MOST_BOXES = 6000;
/** From here on Phi' tells weights apart that differ by a factor of 2: what may be lost in rounding is the slope of weights below. */
const DISTINCT = 2 ** -10;

export type Side = 'line' | 'half-line';

export type Convexity =
  /** For all w of the range, or at the points tried, where the bounds did not tell. */
  | { readonly convex: true; readonly known: 'proved' | 'at points' }
  /** 'got ..., expected ...' */
  | { readonly convex: false; readonly fault: string };

/** Of Phi on the whole line, or for w > 0. */
export function convexityOn(formula: ScalarFormula, side: Side): Convexity {
  const fault = faultAtPoints(formula, side);
  if (fault !== undefined) return { convex: false, fault };
  const bounds = convexityByBounds(formula.curvatureTree, side);
  if (typeof bounds === 'string') return { convex: true, known: bounds };
  return { convex: false, fault: notConvex(formula.curvature(bounds.concaveAt), bounds.concaveAt, side) };
}

function faultAtPoints({ value, slope, curvature }: ScalarFormula, side: Side): string | undefined {
  let before = -Infinity;
  for (const w of triedPoints(side)) {
    const found = [value(w), slope(w), curvature(w)];
    if (!found.every(Number.isFinite))
      return `got Phi, Phi', Phi'' = ${found.join(', ')} at w = ${w}, expected finite numbers for ${where(side)}`;
    if (curvature(w) < 0) return notConvex(curvature(w), w, side);
    const rises = slope(w) >= before && (Math.abs(w) < DISTINCT || slope(w) * w > slope(w / 2) * w);
    if (!rises)
      return `got Phi' = ${slope(w)} at w = ${w}, expected Phi' to rise (strictly convex) for ${where(side)}`;
    before = slope(w);
  }
  return undefined;
}

const notConvex = (curvature: number, w: number, side: Side): string =>
  `got Phi'' = ${curvature} at w = ${w}, expected Phi'' >= 0 (convex) for ${where(side)}`;

const where = (side: Side): string =>
  side === 'line' ? `|w| <= ${LARGEST}` : `${SMALLEST.toPrecision(1)} <= w <= ${LARGEST}`;

function triedPoints(side: Side): readonly number[] {
  const ratio = LARGEST / SMALLEST;
  const positive = Array.from({ length: TRIED }, (_, k) =>
    k === TRIED - 1 ? LARGEST : SMALLEST * ratio ** (k / (TRIED - 1)),
  );
  return side === 'line' ? [...positive.map((w) => -w).reverse(), ...positive] : positive;
}

/** Bounds of Phi'' on boxes that are halved until all tell that it is >= 0, or one that it is negative. */
function convexityByBounds(
  curvature: Expression,
  side: Side,
): 'proved' | 'at points' | { readonly concaveAt: number } {
  const boxes = binades();
  const open: Enclosure[] =
    side === 'half-line' ? boxes : [...boxes, ...boxes.map(mirrored), { low: -SMALLEST, high: SMALLEST }];
  // Breadth first: near a zero of Phi'' only small boxes tell.
  for (let k = 0; k < open.length; k++) {
    const box = open[k] as Enclosure;
    const bounds = enclose(curvature, box);
    if (bounds.low >= 0) continue;
    const middle = box.low / 2 + box.high / 2;
    if (bounds.high < 0) return { concaveAt: middle };
    if (open.length > MOST_BOXES || !(box.low < middle && middle < box.high)) return 'at points';
    open.push({ low: box.low, high: middle }, { low: middle, high: box.high });
  }
  return 'proved';
}

const mirrored = ({ low, high }: Enclosure): Enclosure => ({ low: -high, high: -low });

function binades(): Enclosure[] {
  const boxes: Enclosure[] = [];
  for (let low = SMALLEST; low < LARGEST; low *= 2) boxes.push({ low, high: Math.min(2 * low, LARGEST) });
  return boxes;
}
