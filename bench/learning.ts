/**
 * Speed of the learning rules: the fast loop against the plain one, a plain loop in NumPy and one in C, in one run.
 *
 * A step is one rule's update with its share of the input: all programs simulate natural, approximated and Euclidean learning (Figure 3F)
 * together, on the same spikes, with the same coefficient table. Half of the afferents fire at 10 Hz, half at 30 Hz for n = 100; the total rate
 * is the same for every n. Times are of one core's processor time, without the drawing of the spikes, which is measured apart; the fastest
 * of several passes. The final weights of the programs are compared.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { type CoefficientTable, coefficientTable } from '../src/numeric/learning/coefficientTable.ts';
import { fastLearning } from '../src/numeric/learning/fastLearning.ts';
import { type LearningRun, plainLearning } from '../src/numeric/learning/plainLearning.ts';
import { constantsOf, type LearningProblem } from '../src/numeric/learning/problem.ts';
import { type SpikeChunk, spikeSource } from '../src/numeric/learning/spikes.ts';
import { webAssemblyFactory } from '../src/numeric/learning/webAssemblyLoop.ts';
import { paperKernel } from '../src/numeric/neuron/kernel.ts';
import { paperSigmoid } from '../src/numeric/neuron/transferFunction.ts';
import { compiledModule } from '../test/numeric/learning/compiledModule.ts';
import type { BenchmarkRow } from './row.ts';

const SEED = 20220125;
const SIZES = [100, 1000, 10_000] as const;
/** Steps of a chunk (the paper's interval of 1 s), and how many a program is timed on. */
const CHUNK = 2000;
const PASSES = 9;
const CHUNKS = { fast: 60, plain: 2, c: 40, python: 2 } as const;
const RULES = 3;

export function learningBenchmark(): readonly BenchmarkRow[] {
  const settings = SIZES.map(settingOf);
  const factory = webAssemblyFactory(compiledModule());
  const fast = settings.map((setting) =>
    measured(setting, (problem, options) => fastLearning(problem, { ...options, factory }), CHUNKS.fast),
  );
  const typeScript = settings.map((setting) => measured(setting, fastLearning, CHUNKS.plain));
  const plain = settings.map((setting) => measured(setting, plainLearning, CHUNKS.plain));
  const numpy = settings.map(runNumpy);
  const withScalars = numpy.map((outcome) =>
    typeof outcome === 'string'
      ? outcome
      : { ...outcome, nanoseconds: outcome.nanosecondsWithScalars ?? Number.NaN },
  );
  const c = inTemporaryFolder((folder) => {
    const program = compiledC(folder);
    return settings.map((setting) =>
      typeof program === 'string' ? runC(program, setting) : program.skipped,
    );
  });
  const drawing = drawingTime(settings[0] as Setting);
  return [
    ...SIZES.map((n, k) => row('natgrad, fast, WebAssembly', n, nanoseconds(fast, k), growthNote(fast, k))),
    ...SIZES.map((n, k) =>
      row(
        'natgrad, fast, TypeScript',
        n,
        nanoseconds(typeScript, k),
        ratioNote(typeScript, fast, k, undefined),
      ),
    ),
    ...SIZES.map((n, k) =>
      row('natgrad, plain', n, nanoseconds(plain, k), ratioNote(plain, fast, k, undefined)),
    ),
    ...SIZES.map((n, k) =>
      row('NumPy, plain', n, nanoseconds(numpy, k), ratioNote(numpy, fast, k, n === 100 ? 200 : undefined)),
    ),
    ...SIZES.map((n, k) =>
      row(
        'NumPy, plain, polynomials in Python',
        n,
        nanoseconds(withScalars, k),
        ratioNote(withScalars, fast, k, undefined),
      ),
    ),
    ...SIZES.map((n, k) =>
      row(
        'C, plain, gcc -O3 -march=native -ffast-math',
        n,
        nanoseconds(c, k),
        ratioNote(c, fast, k, AIM_C[n]),
      ),
    ),
    row(
      'natgrad',
      100,
      `${drawing.toFixed(1)} ns a step`,
      'drawing input and teacher spikes, shared by all rules',
    ),
  ];
}

const AIM_C: Readonly<Record<number, number>> = { 100: 1, 1000: 5 };

const row = (subject: string, n: number, speed: string, note: string): BenchmarkRow => ({
  subject,
  task: `n = ${n.toLocaleString('en')}`,
  speed,
  note,
});

interface Setting {
  readonly n: number;
  readonly problem: LearningProblem;
  readonly table: CoefficientTable;
}

function settingOf(n: number): Setting {
  const generator = xoroshiro128plus(SEED);
  const draw = (): Float64Array =>
    Float64Array.from({ length: n }, () => 0.01 * (2 * uniformFloat64(generator) - 1));
  const problem: LearningProblem = {
    rates: Float64Array.from({ length: n }, (_, i) => ((i < n / 2 ? 10 : 30) * 100) / n),
    weights: draw(),
    teacher: draw(),
    kernel: paperKernel,
    transfer: { name: 'sigmoid', ...paperSigmoid },
    dt: 0.0005,
    // Table 1, whose rates do not contain the factor beta = 0.3 of phi'/phi.
    rules: [
      { name: 'natural', learningRate: 6.55e-4 / 0.3 },
      { name: 'approximated', learningRate: 5.5e-4 / 0.3 },
      { name: 'euclidean', learningRate: 1.1e-6 / 0.3 },
    ],
  };
  return { n, problem, table: coefficientTable(problem.transfer) };
}

/** Nanoseconds a step and final weights, or why there are none. */
interface Outcome {
  readonly nanoseconds: number;
  /** NumPy's, with the polynomials of the coefficient table in Python's own numbers. */
  readonly nanosecondsWithScalars?: number;
  readonly weights: readonly (readonly number[])[];
  readonly versions?: string;
}

type Start = (problem: LearningProblem, options: { table: CoefficientTable }) => LearningRun;

function measured({ problem, table }: Setting, start: Start, chunks: number): Outcome {
  const spikes = chunksOf(problem, chunks);
  let [best, weights]: [number, number[][]] = [Infinity, []];
  for (let pass = 0; pass < PASSES; pass++) {
    const run = start(problem, { table });
    run.run(spikes[0] as SpikeChunk); // the memory is there before anything is measured
    const before = processorSeconds();
    for (const chunk of spikes) run.run(chunk);
    best = Math.min(best, processorSeconds() - before);
    weights = problem.rules.map((_, k) => [...run.weights(k)]);
  }
  return { nanoseconds: (1e9 * best) / (RULES * chunks * CHUNK), weights };
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return 1e-6 * (user + system);
}

function chunksOf(problem: LearningProblem, count: number): SpikeChunk[] {
  const source = spikeSource(problem, SEED, 0, CHUNK);
  return Array.from({ length: count }, () => {
    const { starts, afferents, teacher } = source.next();
    return { starts: starts.slice(), afferents: afferents.slice(), teacher: teacher.slice() };
  });
}

function drawingTime({ problem }: Setting): number {
  const source = spikeSource(problem, SEED, 0, CHUNK);
  let best = Infinity;
  for (let pass = 0; pass < PASSES; pass++) {
    const before = processorSeconds();
    for (let k = 0; k < CHUNKS.fast; k++) source.next();
    best = Math.min(best, processorSeconds() - before);
  }
  return (1e9 * best) / (CHUNKS.fast * CHUNK);
}

const nanoseconds = (outcomes: readonly (Outcome | string)[], k: number): string => {
  const outcome = outcomes[k];
  return outcome === undefined || typeof outcome === 'string'
    ? 'skipped'
    : `${outcome.nanoseconds.toFixed(1)} ns a step`;
};

function growthNote(fast: readonly Outcome[], k: number): string {
  const [here, first] = [fast[k], fast[0]];
  if (k === 0 || here === undefined || first === undefined) return '';
  const aim = SIZES[k] === 10_000 ? '; aim: at most 1.5' : '';
  return `${(here.nanoseconds / first.nanoseconds).toFixed(2)} times n = 100${aim}`;
}

function ratioNote(
  others: readonly (Outcome | string)[],
  fast: readonly Outcome[],
  k: number,
  aim: number | undefined,
): string {
  const [other, ours] = [others[k], fast[k]];
  if (other === undefined || ours === undefined) return '';
  if (typeof other === 'string') return other;
  const ratio = (other.nanoseconds / ours.nanoseconds).toPrecision(3);
  return [
    `${ratio} times the fast loop${aim === undefined ? '' : `; aim: at least ${aim}`}`,
    ...(other.versions === undefined ? [] : [other.versions]),
  ].join('; ');
}

/** Everything that the other programs need. */
function description({ n, problem, table }: Setting, chunks: number, passes: number) {
  const { slowDecay, fastDecay, scale, e0, ce, q } = constantsOf(problem);
  const joined = { starts: [0], afferents: [] as number[], teacher: [] as number[] };
  for (const { starts, afferents, teacher } of chunksOf(problem, chunks)) {
    const offset = joined.afferents.length;
    for (const start of starts.subarray(1)) joined.starts.push(offset + start);
    for (const i of afferents) joined.afferents.push(i);
    for (const y of teacher) joined.teacher.push(y);
  }
  return {
    ...{ n, steps: chunks * CHUNK, passes, slowDecay, fastDecay, scale, e0, ce, q, dt: problem.dt },
    ...paperSigmoid,
    learningRates: problem.rules.map(({ learningRate }) => learningRate),
    ...{ cu: 0.95, cw: 0.05 },
    table: table.block(8, 8),
    rates: [...problem.rates],
    weights: [...problem.weights],
    ...joined,
  };
}

function runNumpy(setting: Setting): Outcome | string {
  const script = fileURLToPath(new URL('learning_baseline.py', import.meta.url));
  const given = description(setting, CHUNKS.python, 3);
  const input = JSON.stringify({
    ...given,
    table: { ...given.table, polynomials: [...given.table.polynomials] },
  });
  const child = spawnSync('python3', [script], {
    input,
    encoding: 'utf8',
    timeout: 300_000,
    maxBuffer: 2 ** 28,
  });
  if (child.error !== undefined) return `python3 could not be run: ${child.error.message}`;
  if (child.status !== 0)
    return child.stderr.trim().split('\n').at(-1) ?? `python3 ended with status ${child.status}`;
  return verified(JSON.parse(child.stdout) as Outcome, setting, CHUNKS.python);
}

/** The compiled program's path, or the reason why there is none. */
function compiledC(folder: string): string | { readonly skipped: string } {
  const source = fileURLToPath(new URL('learning_baseline.c', import.meta.url));
  const program = join(folder, 'learning_baseline');
  const options = ['-O3', '-march=native', '-ffast-math', '-o', program, source, '-lm'];
  const child = spawnSync('gcc', options, { encoding: 'utf8' });
  if (child.error !== undefined) return { skipped: `gcc could not be run: ${child.error.message}` };
  return child.status === 0 ? program : { skipped: `gcc: ${child.stderr.trim().split('\n')[0]}` };
}

function runC(program: string, setting: Setting): Outcome | string {
  const given = description(setting, CHUNKS.c, PASSES);
  const { n, steps, passes, table } = given;
  const numbers = [
    ...[n, steps, given.afferents.length, passes],
    ...[given.slowDecay, given.fastDecay, given.scale, given.e0, given.ce, given.q, given.dt],
    ...[given.phiMax, given.beta, given.theta, ...given.learningRates, given.cu, given.cw],
    ...[table.cell, table.firstMean, table.columns, table.rows],
  ];
  const arrays = [
    table.polynomials,
    given.rates,
    given.weights,
    given.starts,
    given.afferents,
    given.teacher,
  ];
  const input = [numbers, ...arrays].map((array) => array.join(' ')).join('\n');
  const child = spawnSync(program, { input, encoding: 'utf8', timeout: 300_000, maxBuffer: 2 ** 28 });
  if (child.error !== undefined) return `the C program could not be run: ${child.error.message}`;
  if (child.status !== 0) return child.stderr.trim();
  const [time = Number.NaN, ...weights] = child.stdout.trim().split('\n').map(Number);
  const outcome = {
    nanoseconds: time,
    weights: [0, 1, 2].map((rule) => weights.slice(rule * n, (rule + 1) * n)),
  };
  return verified(outcome, setting, CHUNKS.c);
}

/** The outcome, if its final weights are those of the fast loop on the same spikes. */
function verified(outcome: Outcome, { problem, table }: Setting, chunks: number): Outcome | string {
  const run = fastLearning(problem, { table });
  for (const chunk of chunksOf(problem, chunks)) run.run(chunk);
  for (let k = 0; k < RULES; k++) {
    const ours = run.weights(k);
    const size = ours.reduce((most, w) => Math.max(most, Math.abs(w)), 0);
    const error = ours.reduce(
      (most, w, i) => Math.max(most, Math.abs(w - (outcome.weights[k]?.[i] ?? Number.NaN))),
      0,
    );
    if (!(error <= 1e-9 * size))
      return `different weights: relative error ${(error / size).toExponential(1)} (expected 1e-9)`;
  }
  return outcome;
}

function inTemporaryFolder<T>(act: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'natgrad-bench-'));
  try {
    return act(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
