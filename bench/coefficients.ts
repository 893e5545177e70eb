/**
 * Speed of the bulk sigmoid kernel against adaptive quadrature in SciPy, on the same random points, in the same run: SciPy
 * with its default tolerances, and asked for the accuracy that the kernel has.
 *
 * Points per second of one core: the fastest of several passes after a warm-up, of either. Accuracy: of the kernel, the worst error
 * against the committed 40-digit references; of the baseline, the median and worst relative error of g4 on the points it
 * was timed on, the kernel taken as exact.
 */
import { COEFFICIENT_NAMES } from '../src/numeric/coefficients/coefficientNames.ts';
import { sigmoidCoefficientRows } from '../src/numeric/coefficients/sigmoidCoefficients.ts';
import { references, worstError } from '../test/numeric/coefficients/references.ts';
import { baselineRows } from './coefficientBaseline.ts';
import { tableBenchmark } from './coefficientTable.ts';
import { randomPoints } from './randomPoints.ts';
import type { BenchmarkRow } from './row.ts';

const SEED = 20220125;
const SIZES = [1_000, 10_000, 100_000, 1_000_000];
const BASELINE_POINTS = 300;
const PASSES = 7;
const WIDTH = COEFFICIENT_NAMES.length;
const ACCURACY = 1e-11;
/** Of our speed and SciPy's at that accuracy. */
const RATIO = 1000;

export async function coefficientsBenchmark(): Promise<readonly BenchmarkRow[]> {
  kernelSpeed(100_000); // warm-up: the compiler has settled before anything is measured
  const speeds = SIZES.map(kernelSpeed);
  const error = kernelError();
  const accuracy = `worst error ${error.toExponential(1)} of ${references.length} references; seed ${SEED}`;
  const kernel = SIZES.map((size, k) =>
    row(size, speeds[k] as number, k === 0 ? accuracy : growth(speeds, k)),
  );
  const fastest = speeds.at(-1) as number;
  const points = randomPoints(BASELINE_POINTS, SEED);
  const baseline = [
    ...baselineRows(points, fastest, null),
    ...baselineRows(points, fastest, ACCURACY, RATIO),
  ];
  return [...kernel, ...baseline, ...(await tableBenchmark(error))];
}

const row = (size: number, speed: number, note: string): BenchmarkRow => ({
  subject: 'natgrad',
  task: `${size.toLocaleString('en')} points`,
  speed: `${Math.round(speed).toLocaleString('en')} points/s`,
  note,
});

/** Time for this size over time for the previous, which has a tenth of the points. */
function growth(speeds: readonly number[], k: number): string {
  const ratio = (10 * (speeds[k - 1] as number)) / (speeds[k] as number);
  return `${ratio.toFixed(1)} times the time for 10 times the points`;
}

function kernelSpeed(size: number): number {
  const points = randomPoints(size, SEED);
  const output = new Float64Array(WIDTH * size);
  const repeats = Math.max(1, Math.round(200_000 / size));
  const seconds = Array.from({ length: PASSES }, () => {
    const start = performance.now();
    for (let k = 0; k < repeats; k++) sigmoidCoefficientRows(points, undefined, output);
    return (performance.now() - start) / 1000 / repeats;
  });
  return size / Math.min(...seconds);
}

function kernelError(): number {
  const rows = sigmoidCoefficientRows({
    mean: Float64Array.from(references, (point) => point.mean),
    variance: Float64Array.from(references, (point) => point.variance),
    q: Float64Array.from(references, (point) => point.q),
  });
  const errors = COEFFICIENT_NAMES.map((name, k) =>
    worstError(name, (index) => rows[WIDTH * index + k] as number),
  );
  return Math.max(...errors.map(({ error }) => error));
}
