/**
 * Speed of a whole table, moments, coefficients and columns, as `natgrad coefficients --mean ... --variance ... --q ...` makes it, against SciPy
 * asked for a relative error of 1e-10 on some of its rows. The grid is that of the paper's look-up tables, at ten values of q.
 */
import { gridTable } from '../src/cli/coefficientTable.ts';
import { silentProgress } from '../src/cli/progress.ts';
import type { VoltageMomentsArrays } from '../src/numeric/coefficients/sigmoidCoefficients.ts';
import { paperSigmoid } from '../src/numeric/neuron/transferFunction.ts';
import { baselineRows } from './coefficientBaseline.ts';
import type { BenchmarkRow } from './row.ts';

const ACCURACY = 1e-10;
const AIM = 500_000;
const PASSES = 3;
const BASELINE_POINTS = 300;

const range = (first: number, step: number, count: number): number[] =>
  Array.from({ length: count }, (_, k) => first + step * k);
const grid = { mean: range(-15, 0.25, 121), variance: range(10, 0.5, 802), q: range(52, 26, 10) };

/** `error` is the kernel's worst relative error of the references. @throws Error where it is above 1e-10: the speed would mean nothing */
export async function tableBenchmark(error: number): Promise<readonly BenchmarkRow[]> {
  if (!(error < ACCURACY)) throw new Error(`coefficients: error ${error} (expected below ${ACCURACY})`);
  const transfer = { name: 'sigmoid', ...paperSigmoid } as const;
  let [fastest, rows] = [0, 0];
  let points: VoltageMomentsArrays = {
    mean: new Float64Array(),
    variance: new Float64Array(),
    q: new Float64Array(),
  };
  for (let pass = 0; pass < PASSES; pass++) {
    const start = performance.now();
    const answer = await gridTable(grid, transfer, silentProgress);
    const seconds = (performance.now() - start) / 1000;
    points = answer.rows.points;
    rows = points.mean.length;
    fastest = Math.max(fastest, rows / seconds);
  }
  return [
    {
      subject: 'natgrad',
      task: 'coefficient points a second and core at 1e-10',
      speed: `${Math.round(fastest).toLocaleString('en')} points/s`,
      note: `a table of ${rows.toLocaleString('en')} rows; worst error ${error.toExponential(1)}; aim: at least ${AIM.toLocaleString('en')}`,
    },
    ...baselineRows(spread(points), fastest, ACCURACY),
  ];
}

/** Rows all over the table. */
function spread(points: VoltageMomentsArrays): VoltageMomentsArrays {
  const stride = Math.floor(points.mean.length / BASELINE_POINTS);
  const some = (column: Float64Array) =>
    Float64Array.from({ length: BASELINE_POINTS }, (_, k) => column[stride * k] as number);
  return { mean: some(points.mean), variance: some(points.variance), q: some(points.q) };
}
