/** The inverse of a strictly monotone function by Newton's method, kept inside a bracket, which is halved where a
 * step is not half of the one before the last: so it ends soon for steep functions too (Press et al. 2007, section 9.4). */
import type { Interval } from './componentMap.ts';

const MOST_STEPS = 200;

/**
 * w of [low, high] with f(w) = target, to a few units of the last place of w, or of f.
 * @throws RangeError where the target does not lie between the values at the ends
 */
export function invertMonotone(
  { value, slope }: { readonly value: (w: number) => number; readonly slope: (w: number) => number },
  target: number,
  [low, high]: Interval,
): number {
  let [below, above] = value(low) <= value(high) ? [low, high] : [high, low];
  if (!(value(below) <= target && target <= value(above)))
    throw new RangeError(
      `inverse: got ${target}, expected a value between ${value(below)} and ${value(above)}`,
    );
  let w = below / 2 + above / 2;
  let [last, lastButOne] = [Infinity, Infinity];
  for (let step = 0; step < MOST_STEPS; step++) {
    const error = value(w) - target;
    if (error === 0) return w;
    if (error < 0) below = w;
    else above = w;
    const newton = w - error / slope(w);
    const inside = (newton - below) * (newton - above) <= 0;
    const shrinks = Math.abs(newton - w) <= lastButOne / 2;
    const next = inside && shrinks ? newton : below / 2 + above / 2;
    if (Math.abs(next - w) <= Number.EPSILON * Math.abs(w)) return next;
    [last, lastButOne] = [Math.abs(next - w), last];
    w = next;
  }
  return w;
}
