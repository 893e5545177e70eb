/** The coefficients by adaptive quadrature in SciPy (coefficients_baseline.py), timed on given points. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { COEFFICIENT_NAMES } from '../src/numeric/coefficients/coefficientNames.ts';
import {
  sigmoidCoefficientRows,
  type VoltageMomentsArrays,
} from '../src/numeric/coefficients/sigmoidCoefficients.ts';
import type { BenchmarkRow } from './row.ts';

const WIDTH = COEFFICIENT_NAMES.length;
const G4 = COEFFICIENT_NAMES.indexOf('g4');

interface Baseline {
  readonly seconds: number;
  readonly g4: readonly number[];
  readonly versions: string;
}

/**
 * SciPy on these points, and how many times faster `ours` points a second are; `tolerance` null leaves its defaults, `aim` is what the
 * ratio should be at least.
 */
export function baselineRows(
  points: VoltageMomentsArrays,
  ours: number,
  tolerance: number | null,
  aim?: number,
): readonly BenchmarkRow[] {
  const count = points.mean.length;
  const baseline = runBaseline(points, tolerance);
  const [subject, task] = [
    `scipy.integrate.quad, ${tolerance === null ? 'default tolerance' : `epsrel ${tolerance}`}`,
    `${count} points`,
  ];
  if (typeof baseline === 'string') return [{ subject, task, speed: 'skipped', note: baseline }];
  const speed = count / baseline.seconds;
  const rows = sigmoidCoefficientRows(points);
  const errors = baseline.g4
    .map((g4, i) => Math.abs(g4 / (rows[WIDTH * i + G4] as number) - 1))
    .sort((a, b) => a - b);
  const [median, worst] = [errors[count >> 1] as number, errors[count - 1] as number];
  return [
    {
      subject,
      task,
      speed: `${Math.round(speed).toLocaleString('en')} points/s`,
      note: `relative error of g4: median ${median.toExponential(1)}, worst ${worst.toExponential(1)}; ${baseline.versions}`,
    },
    {
      subject: 'ratio',
      task: '',
      speed: `${Math.round(ours / speed).toLocaleString('en')}`,
      note: [
        ...(tolerance === null ? [] : [`at a relative error of ${tolerance}`]),
        ...(aim === undefined ? [] : [`aim: at least ${aim.toLocaleString('en')}`]),
      ].join('; '),
    },
  ];
}

/** The baseline's figures, or why there are none. */
function runBaseline(
  { mean, variance, q }: VoltageMomentsArrays,
  tolerance: number | null,
): Baseline | string {
  const script = fileURLToPath(new URL('coefficients_baseline.py', import.meta.url));
  const input = JSON.stringify({ mean: [...mean], variance: [...variance], q: [...q], tolerance });
  const child = spawnSync('python3', [script], { input, encoding: 'utf8', timeout: 120_000 });
  if (child.error !== undefined) return `python3 could not be run: ${child.error.message}`;
  if (child.status !== 0)
    return child.stderr.trim().split('\n').at(-1) ?? `python3 ended with status ${child.status}`;
  return JSON.parse(child.stdout) as Baseline;
}
