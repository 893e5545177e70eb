/**
 * One evaluation of the interpolant of the paper's sigmoid (tolerance 1e-10) beside the quadrature that it replaces, on the same random points:
 * the sigmoid's own and the one for any formula. Nanoseconds, the fastest of several passes after a warm-up.
 */
import { COEFFICIENT_NAMES } from '../src/numeric/coefficients/coefficientNames.ts';
import { learningRuleCoefficients } from '../src/numeric/coefficients/coefficients.ts';
import { sigmoidCoefficientRows } from '../src/numeric/coefficients/sigmoidCoefficients.ts';
import { buildInterpolant } from '../src/numeric/interpolant/build.ts';
import { rowWriter } from '../src/numeric/interpolant/evaluate.ts';
import { paperSigmoid } from '../src/numeric/neuron/transferFunction.ts';
import { transferFunctionOf } from '../src/transfer/transferExpression.ts';
import { randomMoments } from '../test/numeric/interpolant/interpolants.ts';
import type { BenchmarkRow } from './row.ts';

const RANGE = { mean: [-20, 30], variance: [0, 100] } as const;
const TOLERANCE = 1e-10;
const POINTS = 100_000;
const FORMULA_POINTS = 100;
const PASSES = 5;
const SEED = 20220125;

export function interpolantBenchmark(): readonly BenchmarkRow[] {
  const transfer = { name: 'sigmoid', ...paperSigmoid } as const;
  const { interpolant } = buildInterpolant({ transfer, range: RANGE, tolerance: TOLERANCE, seed: SEED });
  const points = randomMoments(RANGE, POINTS, SEED);
  const rows = new Float64Array(COEFFICIENT_NAMES.length * POINTS);
  const write = rowWriter(interpolant);
  const interpolated = nanoseconds(POINTS, () => {
    for (const [i, { mean, variance, q }] of points.entries())
      write(mean, variance, q, rows, COEFFICIENT_NAMES.length * i);
  });
  const arrays = {
    mean: Float64Array.from(points, ({ mean }) => mean),
    variance: Float64Array.from(points, ({ variance }) => variance),
    q: Float64Array.from(points, ({ q }) => q),
  };
  const direct = nanoseconds(POINTS, () => sigmoidCoefficientRows(arrays, paperSigmoid, rows));
  const functions = transferFunctionOf('100/(1+exp(-0.3*(v-10)))');
  const formula = nanoseconds(FORMULA_POINTS, () => {
    for (const point of points.slice(0, FORMULA_POINTS)) learningRuleCoefficients(point, functions);
  });
  const thousand = (value: number): string => Math.round(value).toLocaleString('en');
  return [
    {
      subject: 'interpolant',
      task: `mean -20 to 30 mV, variance to 100 mV^2, tolerance ${TOLERANCE}`,
      speed: `${thousand(interpolated)} ns/point`,
      note: `direct: ${thousand(direct)} ns the sigmoid's quadrature, ${thousand(formula)} ns a formula's; ${interpolant.patches.length} patches`,
    },
  ];
}

function nanoseconds(points: number, pass: () => void): number {
  pass();
  const passes = Array.from({ length: PASSES }, () => {
    const start = performance.now();
    pass();
    return performance.now() - start;
  });
  return (1e6 * Math.min(...passes)) / points;
}
