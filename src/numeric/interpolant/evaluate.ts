/**
 * The learning rule's coefficients from an interpolant (interpolant.ts), and from the three quantities that it interpolates.
 */
import { COEFFICIENT_NAMES, type Coefficients } from '../coefficients/coefficientNames.ts';
import { emptyTiltedMoments, type TiltedMoments, writeCoefficients } from '../coefficients/tiltedMoments.ts';
import { checkRealisable, type VoltageMoments } from '../coefficients/voltageMoments.ts';
import { chebyshevValues, triangleSize } from './chebyshev.ts';
import { type Interpolant, NODE, QUANTITIES, type Range } from './interpolant.ts';

/** Below this expm1(z) = z in double precision. */
const LINEAR = 1e-20;

/** Writes I1 ... g4 at a point within the range, unchecked, from row[offset] on. */
export type RowWriter = (
  mean: number,
  variance: number,
  q: number,
  row: Float64Array,
  offset: number,
) => void;

/** The coefficients at one point. @throws RangeError outside the range, and where mean^2 > q variance */
export function evaluateInterpolant(interpolant: Interpolant): (moments: VoltageMoments) => Coefficients {
  const write = rowWriter(interpolant);
  const row = new Float64Array(COEFFICIENT_NAMES.length);
  return ({ mean, variance, q }) => {
    checkRealisable(mean, variance, q);
    checkWithin(interpolant.range, mean, variance);
    write(mean, variance, q, row, 0);
    return Object.fromEntries(COEFFICIENT_NAMES.map((name, k) => [name, row[k]])) as Coefficients;
  };
}

function checkWithin({ mean: [m0, m1], variance: [v0, v1] }: Range, mean: number, variance: number): void {
  if (mean >= m0 && mean <= m1 && variance >= v0 && variance <= v1) return;
  throw new RangeError(
    `interpolant: mean = ${mean}, variance = ${variance} (expected ${m0} <= mean <= ${m1} and ${v0} <= variance <= ${v1})`,
  );
}

export function rowWriter({ range, degree, tree, patches }: Interpolant): RowWriter {
  const nodes = Int32Array.from(tree);
  const size = QUANTITIES * triangleSize(degree);
  const coefficients = Float64Array.from(patches.flat());
  const [m0, m1] = range.mean;
  const [s0, s1] = [Math.sqrt(range.variance[0]), Math.sqrt(range.variance[1])];
  const [inMean, inSd] = [new Float64Array(degree + 1), new Float64Array(degree + 1)];
  const three = new Float64Array(QUANTITIES);
  const tilted = emptyTiltedMoments();
  return (mean, variance, q, row, offset) => {
    const sd = Math.sqrt(variance);
    let [a0, b0, a1, b1, node] = [m0, m1, s0, s1, 0];
    let kind = nodes[0] as number;
    for (; kind !== NODE.patch; kind = nodes[2 * node] as number) {
      const upper = nodes[2 * node + 1] as number;
      if (kind === NODE.mean) {
        const half = 0.5 * (a0 + b0);
        node = mean < half ? node + 1 : upper;
        if (mean < half) b0 = half;
        else a0 = half;
      } else {
        const half = 0.5 * (a1 + b1);
        node = sd < half ? node + 1 : upper;
        if (sd < half) b1 = half;
        else a1 = half;
      }
    }
    chebyshevValues(local(mean, a0, b0), degree, inMean);
    chebyshevValues(local(sd, a1, b1), degree, inSd);
    sumPatch(coefficients, size * (nodes[2 * node + 1] as number), degree, inMean, inSd, three);
    fillTilted(three, mean, variance, tilted);
    writeCoefficients(tilted, mean, variance, q, row, offset);
  };
}

/** x in [a, b] as a number in [-1, 1]. */
const local = (x: number, a: number, b: number): number =>
  Math.min(1, Math.max(-1, (2 * x - a - b) / (b - a)));

/** level, slope, narrowing: the sum over i + j <= n of c_ij T_i T_j, from coefficients[from] on. */
export function sumPatch(
  coefficients: Float64Array,
  from: number,
  degree: number,
  inMean: Float64Array,
  inSd: Float64Array,
  three: Float64Array,
): void {
  let [level, slope, narrowing] = [0, 0, 0];
  let p = from;
  for (let i = 0; i <= degree; i++) {
    let [a, b, c] = [0, 0, 0];
    for (let j = 0; j <= degree - i; j++, p += QUANTITIES) {
      const weight = inSd[j] as number;
      a += weight * (coefficients[p] as number);
      b += weight * (coefficients[p + 1] as number);
      c += weight * (coefficients[p + 2] as number);
    }
    const weight = inMean[i] as number;
    level += weight * a;
    slope += weight * b;
    narrowing += weight * c;
  }
  three[0] = level;
  three[1] = slope;
  three[2] = narrowing;
}

/** Everything that does not depend on q. */
export function fillTilted(three: Float64Array, mean: number, variance: number, tilted: TiltedMoments): void {
  const [level, slope, narrowing] = three as unknown as [number, number, number];
  const z = variance * narrowing;
  tilted.c1 = Math.exp(level);
  tilted.slope = slope;
  tilted.excess = Math.abs(z) < LINEAR ? narrowing : Math.expm1(z) / variance;
  tilted.curvature = tilted.excess + slope * slope;
  tilted.varianceRatio = Math.exp(z);
  tilted.tiltedMean = mean + variance * slope;
}
