/**
 * An epoch of regression by mirror descent, D = 20,000 weights and N = floor(D^0.75) = 1681 samples, against NumPy (regression_baseline.py) on the
 * same inputs, under negative entropy.
 *
 * All programs are there at once, and take turns in rounds: the fastest round of each, an epoch of it. With one thread, processor
 * time; with all, wall time. The weights that the programs end with are compared: in single precision they differ.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { DescentOptions } from '../src/numeric/mirror/descent.ts';
import { entropyPotential } from '../src/numeric/mirror/entropyPotential.ts';
import { constantRate } from '../src/numeric/mirror/learningRate.ts';
import type { Precision } from '../src/numeric/mirror/panelProducts.ts';
import { regression } from '../src/numeric/mirror/regression.ts';
import { drawRegression, type RegressionProblem } from '../src/numeric/mirror/regressionProblem.ts';
import { builtModule } from '../src/parallel/builtModule.ts';
import { openRegressionTeam } from '../src/parallel/regressionTeam.ts';
import type { BenchmarkRow } from './row.ts';

const SEED = 20230530;
const D = 20_000;
const N = Math.floor(D ** 0.75);
const ROUNDS = 8;
const EPOCHS = 10;
const RATE = 0.02;
const THREADS = availableParallelism();
const PRECISIONS = ['double', 'single'] as const;

/** Takes rounds: seconds for EPOCHS epochs. */
interface Program {
  readonly subject: string;
  /** Whose speed the ratio is to: natgrad's, in the same precision and with as many threads. */
  readonly threads: number;
  readonly precision: Precision;
  round(): Promise<Time>;
  weights(): Promise<ArrayLike<number>>;
  close(): void | Promise<void>;
}

interface Time {
  readonly wall: number;
  readonly processor: number;
}

export async function regressionBenchmark(): Promise<readonly BenchmarkRow[]> {
  if (builtModule('regression') === undefined)
    return [row('natgrad', 'skipped', 'npm run build comes first')];
  const folder = mkdtempSync(join(tmpdir(), 'natgrad-bench-'));
  const programs: Program[] = [];
  try {
    const begin = processorSeconds();
    const one = natgrad(1);
    const drawing = processorSeconds() - begin;
    programs.push(...one.programs, ...natgrad(THREADS).programs, typeScript(one.problem));
    const python = spawnSync('python3', ['-c', 'import numpy']).status === 0;
    if (python) programs.push(...numpyPrograms(one.problem, folder));
    const times = await fastest(programs);
    const rows = await Promise.all(programs.map((program, k) => rowOf(program, k, times, programs)));
    const memory = (one.problem.inputs.memory.buffer.byteLength / 1e6).toFixed(0);
    return [
      ...rows,
      row(
        'natgrad',
        `${drawing.toFixed(1)} s`,
        `drawing the data set; inputs and all of a descent: ${memory} MB`,
      ),
      ...(python ? [] : [row('NumPy', 'skipped', 'python3 has no NumPy')]),
    ];
  } finally {
    for (const program of programs) await program.close();
    rmSync(folder, { recursive: true });
  }
}

const row = (subject: string, speed: string, note: string): BenchmarkRow => ({
  subject,
  task: `an epoch, D = ${D.toLocaleString('en')}, N = ${N.toLocaleString('en')}`,
  speed,
  note,
});

const options: DescentOptions = {
  potential: entropyPotential,
  learningRate: constantRate(RATE),
  epochs: EPOCHS,
  targetLoss: 0,
};

interface Programs {
  readonly programs: readonly Program[];
  readonly problem: RegressionProblem;
}

function natgrad(threads: number): Programs {
  const team = openRegressionTeam({ rows: N, columns: D, members: threads });
  const setting = { weights: D, samples: N, correlationExponent: 1, seed: SEED };
  const problem = drawRegression({ ...setting, memory: team.memory });
  const programs = PRECISIONS.map((precision): Program => {
    let weights: ArrayLike<number> = [];
    return {
      subject: `natgrad, ${precision}, ${counted(threads)}`,
      threads,
      precision,
      round: () =>
        timed(async () => {
          weights = (await team.descend(problem, { ...options, precision })).weights;
        }),
      weights: async () => weights,
      close: () => team.close(),
    };
  });
  return { programs, problem };
}

function typeScript(problem: RegressionProblem): Program {
  let weights: ArrayLike<number> = [];
  return {
    subject: 'natgrad, double, loops in TypeScript, 1 thread',
    threads: 1,
    precision: 'double',
    round: () =>
      timed(async () => {
        weights = regression(problem, options).weights;
      }),
    weights: async () => weights,
    close() {},
  };
}

async function timed(act: () => Promise<void>): Promise<Time> {
  const [wall, processor] = [performance.now(), processorSeconds()];
  await act();
  return { wall: (performance.now() - wall) / 1000, processor: processorSeconds() - processor };
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return 1e-6 * (user + system);
}

function numpyPrograms({ inputs, labels, weights }: RegressionProblem, folder: string): Program[] {
  const file = join(folder, 'inputs.f32');
  const rows = new Float32Array(N * D);
  for (let i = 0; i < N; i++) rows.set(inputs.row(i), i * D);
  writeFileSync(file, rows);
  const given = { file, rows: N, columns: D, labels: [...labels], weights: [...weights] };
  const descent = { learningRate: RATE, momentum: 0.9, epochs: EPOCHS };
  return [1, THREADS].flatMap((threads) =>
    PRECISIONS.map((precision) => {
      const dtype = precision === 'double' ? 'float64' : 'float32';
      return numpy({ ...given, ...descent, dtype }, precision, threads);
    }),
  );
}

function numpy(given: object, precision: Precision, threads: number): Program {
  const script = fileURLToPath(new URL('regression_baseline.py', import.meta.url));
  const env = { ...process.env, OPENBLAS_NUM_THREADS: String(threads) };
  const child: ChildProcess = spawn('python3', [script], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]();
  const ask = async (line: string): Promise<unknown> => {
    child.stdin?.write(`${line}\n`);
    const { value, done } = await lines.next();
    if (done === true) throw new Error('regression_baseline.py ended early');
    return JSON.parse(value);
  };
  child.stdin?.write(`${JSON.stringify(given)}\n`);
  return {
    subject: `NumPy, ${precision}, ${counted(threads)}`,
    threads,
    precision,
    round: async () => (await ask('round')) as Time,
    weights: async () => ((await ask('weights')) as { weights: number[] }).weights,
    close: () => {
      child.stdin?.end();
    },
  };
}

const counted = (threads: number): string => `${threads} thread${threads === 1 ? '' : 's'}`;

/** Seconds an epoch, after a round to warm up. */
async function fastest(programs: readonly Program[]): Promise<readonly number[]> {
  const best = programs.map(() => Infinity);
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [k, program] of programs.entries()) {
      const { wall, processor } = await program.round();
      const seconds = program.threads === 1 ? processor : wall;
      if (round > 0) best[k] = Math.min(best[k] as number, seconds / EPOCHS);
    }
  }
  return best;
}

async function rowOf(
  program: Program,
  k: number,
  times: readonly number[],
  programs: readonly Program[],
): Promise<BenchmarkRow> {
  const { threads, precision } = program;
  const peer = programs.findIndex((other) => other.threads === threads && other.precision === precision);
  const ours = times[peer] as number;
  const [first, weights] = [await (programs[0] as Program).weights(), await program.weights()];
  const seconds = times[k] as number;
  const error = relativeDifference(first, weights).toExponential(0);
  const kind = threads === 1 ? 'processor time' : 'wall time';
  const ratio = `${(seconds / ours).toFixed(2)} times natgrad, ${precision}, ${counted(threads)}`;
  return row(
    program.subject,
    `${(1000 * seconds).toFixed(1)} ms`,
    [kind, ...(k === peer ? [] : [ratio]), ...(k === 0 ? [] : [`weights agree to ${error}`])].join('; '),
  );
}

function relativeDifference(u: ArrayLike<number>, v: ArrayLike<number>): number {
  let [difference, size] = [0, 0];
  for (let i = 0; i < u.length; i++) {
    difference += ((u[i] as number) - (v[i] ?? Number.NaN)) ** 2;
    size += (u[i] as number) ** 2;
  }
  return Math.sqrt(difference / size);
}
