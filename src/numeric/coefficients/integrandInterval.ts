/**
 * Where the integrand h(mean + sd z) exp(-z^2/2) lives: its peak and the interval outside of which it is negligible.
 *
 * The Gaussian alone does not tell: an exponential transfer function moves the peak by beta sd, a sigmoid far above
 * the mean to many standard deviations. A scan finds the highest of all bumps, a golden-section search its top; the
 * interval ends where the integrand has dropped by exp(-44) = 8e-20 of the top for good: far enough for E[h w^2] of exponential tails.
 * Limits: a bump between two scan nodes (0.25 standard deviations) whose flanks underflow to 0 at both is not seen.
 */
import { isRate, type Rate } from './integrandRate.ts';

/** In units of z. */
export interface Interval {
  readonly low: number;
  readonly peak: number;
  readonly high: number;
}

const DROP = 44;
/** exp(48^2/2) overflows: no integral that a double can hold has its peak, or its interval, beyond. */
const FARTHEST = 48;
const SCAN_STEP = 0.25;
/** The nodes avoid round z, where a transfer function may have an isolated 0/0. */
const SCAN_OFFSET = 0.0377;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

type LogIntegrand = (z: number) => number;

/** `rate` is unchecked (invalid values count as 0 while searching), `checked` throws where a needed value is invalid. */
export function integrandInterval(rate: Rate, checked: Rate, mean: number, sd: number): Interval {
  const search: LogIntegrand = (z) => {
    const h = rate(mean + sd * z);
    return isRate(h) ? Math.log(h) - 0.5 * z * z : -Infinity;
  };
  const needed: LogIntegrand = (z) => Math.log(checked(mean + sd * z)) - 0.5 * z * z;
  const scan = scanned(search);
  const best = scan.reduce((highest, node) => (node.height > highest.height ? node : highest), {
    z: 0,
    height: -Infinity,
  });
  if (best.height === -Infinity) {
    checked(mean);
    throw new RangeError(
      `transfer function: h = 0 everywhere near ${mean} +- ${FARTHEST} * ${sd} (expected h > 0 somewhere)`,
    );
  }
  const peak = top(search, best.z);
  const floor = search(peak) - DROP;
  const above = scan.filter((node) => node.height > floor).map((node) => node.z);
  return {
    low: edge(needed, Math.min(peak, ...above), -1, floor),
    peak,
    high: edge(needed, Math.max(peak, ...above), 1, floor),
  };
}

function scanned(logIntegrand: LogIntegrand): { z: number; height: number }[] {
  const count = Math.round((2 * FARTHEST) / SCAN_STEP);
  return Array.from({ length: count }, (_, k) => {
    const z = -FARTHEST + k * SCAN_STEP + SCAN_OFFSET;
    return { z, height: logIntegrand(z) };
  });
}

/** Golden-section search within one scan step of the highest node. */
function top(logIntegrand: LogIntegrand, around: number): number {
  let low = around - SCAN_STEP;
  let high = around + SCAN_STEP;
  let inner = high - GOLDEN * (high - low);
  let outer = low + GOLDEN * (high - low);
  let atInner = logIntegrand(inner);
  let atOuter = logIntegrand(outer);
  for (let k = 0; k < 30; k++) {
    if (atInner >= atOuter) {
      [high, outer, atOuter] = [outer, inner, atInner];
      inner = high - GOLDEN * (high - low);
      atInner = logIntegrand(inner);
    } else {
      [low, inner, atInner] = [inner, outer, atOuter];
      outer = low + GOLDEN * (high - low);
      atOuter = logIntegrand(outer);
    }
  }
  const found = (low + high) / 2;
  return logIntegrand(found) >= logIntegrand(around) ? found : around;
}

/**
 * From `start` outwards to where the integrand has dropped below the floor. Ends before |z| = 60: a larger integrand there
 * would need h > exp(60^2/2 - 790), which is not finite, and is refused.
 */
function edge(logIntegrand: LogIntegrand, start: number, direction: number, floor: number): number {
  let above = 0;
  let below = 1e-6;
  while (logIntegrand(start + direction * below) > floor) {
    above = below;
    below *= 1.5;
  }
  for (let k = 0; k < 6; k++) {
    const middle = (above + below) / 2;
    if (logIntegrand(start + direction * middle) > floor) above = middle;
    else below = middle;
  }
  return start + direction * below;
}
