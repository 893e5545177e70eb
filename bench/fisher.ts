/**
 * Fisher matrices of a spiking neuron: Monte Carlo and the exact matrix, against a vectorised NumPy Monte Carlo in the same run.
 *
 * Setting: 100 afferents of 20 Hz, weights uniform in +-5/n, the paper's kernel and sigmoid. One core: samples per second of
 * processor time, the fastest of several passes after a warm-up, of either. NumPy draws in two ways (fisher_baseline.py): independent samples,
 * the direct script; and our own algorithm, for what the language alone gives.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { exactFisherMatrix } from '../src/numeric/fisher/exact.ts';
import { paperKernel } from '../src/numeric/neuron/kernel.ts';
import type { Neuron } from '../src/numeric/neuron/neuron.ts';
import { paperSigmoid } from '../src/numeric/neuron/transferFunction.ts';
import { monteCarloFisherMatrix } from '../src/parallel/monteCarloFisherMatrix.ts';
import type { BenchmarkRow } from './row.ts';

const SEED = 20220125;
const AFFERENTS = 100;
const RATE = 20;
const SAMPLES = 400_000;
const PASSES = 5;
const BASELINE_SAMPLES = 200_000;
/** Relative Frobenius standard error that NumPy is timed to. */
const ACCURACY = 0.01;

export async function fisherBenchmark(): Promise<readonly BenchmarkRow[]> {
  const neuron = neuronOf(AFFERENTS);
  const [one, two] = [await oneCore(neuron), await twoCores(neuron)];
  const exact = [10, 100, 1000].map((n) => ({ n, seconds: exactSeconds(neuronOf(n)) }));
  const at100 = exact[1]?.seconds ?? Number.NaN;
  return [
    row('natgrad', 'spiking Monte Carlo, one core', speed(one.rate), one.note),
    row(
      'natgrad',
      'spiking Monte Carlo, two cores',
      speed(two),
      `${(two / one.rate).toFixed(2)} times one core`,
    ),
    ...baselineRows(neuron, one.rate, at100),
    ...exact.map(({ n, seconds }, k) =>
      row('natgrad', `exact matrix, n = ${n}`, milliseconds(seconds), exactNote(exact, k)),
    ),
  ];
}

const row = (subject: string, task: string, speed: string, note: string): BenchmarkRow => ({
  subject,
  task,
  speed,
  note,
});
const speed = (rate: number): string => `${Math.round(rate).toLocaleString('en')} samples/s`;
const milliseconds = (seconds: number): string => `${(1000 * seconds).toFixed(1)} ms`;

function neuronOf(n: number): Neuron {
  const generator = xoroshiro128plus(SEED);
  return {
    rates: new Float64Array(n).fill(RATE),
    weights: Float64Array.from({ length: n }, () => (5 / n) * (2 * uniformFloat64(generator) - 1)),
    kernel: paperKernel,
    transfer: { name: 'sigmoid', ...paperSigmoid },
  };
}

function exactSeconds(neuron: Neuron): number {
  const passes = neuron.rates.length > 500 ? 1 : PASSES;
  if (passes > 1) exactFisherMatrix(neuron).dense(); // warm-up
  const seconds = Array.from({ length: passes }, () => {
    const start = performance.now();
    exactFisherMatrix(neuron).dense();
    return (performance.now() - start) / 1000;
  });
  return Math.min(...seconds);
}

function exactNote(exact: readonly { readonly n: number; readonly seconds: number }[], k: number): string {
  const [here, before] = [exact[k], exact[k - 1]];
  if (here === undefined || before === undefined) return '';
  const growth = `${(here.seconds / before.seconds).toFixed(1)} times the time for 10 times the afferents`;
  return here.n === AFFERENTS ? `aim: under 50 ms; ${growth}` : growth;
}

/** Samples a second of processor time, compiler and garbage collector included. */
async function oneCore(neuron: Neuron): Promise<{ readonly rate: number; readonly note: string }> {
  const run = (seed: number) =>
    monteCarloFisherMatrix(neuron, { inputs: 'spiking', samples: SAMPLES, seed, workers: 1 });
  await run(SEED);
  let [best, error] = [0, 0];
  for (let pass = 1; pass <= PASSES; pass++) {
    const before = process.cpuUsage();
    const { relativeStandardError } = await run(SEED + pass);
    const { user, system } = process.cpuUsage(before);
    best = Math.max(best, (1e6 * SAMPLES) / (user + system));
    error = relativeStandardError;
  }
  return {
    rate: best,
    note: `${percent(error)} standard error after ${count(SAMPLES)} samples; seed ${SEED}`,
  };
}

/** Samples a second of wall time; the time that the threads take to start is taken off by a difference of two lengths. */
async function twoCores(neuron: Neuron): Promise<number> {
  const seconds = async (samples: number): Promise<number> => {
    const start = performance.now();
    await monteCarloFisherMatrix(neuron, { inputs: 'spiking', samples, seed: SEED, workers: 2 });
    return (performance.now() - start) / 1000;
  };
  await seconds(SAMPLES);
  const rates: number[] = [];
  for (let pass = 0; pass < 3; pass++) {
    const [short, long] = [await seconds(SAMPLES), await seconds(5 * SAMPLES)];
    rates.push((4 * SAMPLES) / (long - short));
  }
  return rates.sort((a, b) => a - b)[1] as number;
}

interface Draws {
  readonly samplesPerSecond: number;
  readonly samples: number;
  readonly relativeStandardError: number;
}

interface Baseline {
  readonly direct: Draws;
  readonly chain: Draws;
  readonly versions: string;
}

function baselineRows(neuron: Neuron, ours: number, exact: number): readonly BenchmarkRow[] {
  const baseline = runBaseline(neuron);
  if (typeof baseline === 'string')
    return [row('NumPy', 'spiking Monte Carlo, one core', 'skipped', baseline)];
  const { direct, chain, versions } = baseline;
  const fastest = Math.min(secondsTo(direct), secondsTo(chain));
  return [
    row(
      'NumPy',
      'independent samples, one core',
      speed(direct.samplesPerSecond),
      `${errorOf(direct)}; ${versions}`,
    ),
    row('ratio', '', (ours / direct.samplesPerSecond).toFixed(1), 'natgrad on one core; aim: at least 5'),
    row('NumPy', "natgrad's algorithm, one core", speed(chain.samplesPerSecond), errorOf(chain)),
    row('ratio', '', (ours / chain.samplesPerSecond).toFixed(1), 'natgrad on one core'),
    timeRow('independent samples', secondsTo(direct), exact),
    timeRow("natgrad's algorithm", fastest, exact),
  ];
}

const timeRow = (task: string, seconds: number, exact: number): BenchmarkRow =>
  row(
    'NumPy',
    `${task}, to ${percent(ACCURACY)} standard error`,
    milliseconds(seconds),
    `${Math.round(seconds / exact)} times the exact matrix at n = ${AFFERENTS}; aim: at least 100; extrapolated by 1/sqrt(samples)`,
  );

/** The standard error falls like 1/sqrt(samples). */
const secondsTo = ({ samples, samplesPerSecond, relativeStandardError }: Draws): number =>
  (samples * (relativeStandardError / ACCURACY) ** 2) / samplesPerSecond;

const percent = (share: number): string => `${Number((100 * share).toPrecision(2))} %`;
const count = (samples: number): string => samples.toLocaleString('en');
const errorOf = ({ samples, relativeStandardError }: Draws): string =>
  `${percent(relativeStandardError)} standard error after ${count(samples)} samples`;

/** The baseline's figures, or why there are none. */
function runBaseline({ weights, kernel }: Neuron): Baseline | string {
  const script = fileURLToPath(new URL('fisher_baseline.py', import.meta.url));
  const problem = { weights: [...weights], rate: RATE, ...kernel, ...paperSigmoid };
  const input = JSON.stringify({ ...problem, samples: BASELINE_SAMPLES, seed: SEED });
  const child = spawnSync('python3', [script], { input, encoding: 'utf8', timeout: 300_000 });
  if (child.error !== undefined) return `python3 could not be run: ${child.error.message}`;
  if (child.status !== 0)
    return child.stderr.trim().split('\n').at(-1) ?? `python3 ended with status ${child.status}`;
  return JSON.parse(child.stdout) as Baseline;
}
