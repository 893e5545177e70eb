/**
 * A trial of learning, then student before, student after and teacher on the same new inputs; and draws of initial weights.
 *
 * Voltages start at rest with every input. What a PSTH of many repeats would show is computed: phi dt summed over a bin.
 */

import { fastLearning } from '../../../numeric/learning/fastLearning.ts';
import type { LearningProblem } from '../../../numeric/learning/problem.ts';
import { spikeSource } from '../../../numeric/learning/spikes.ts';
import { voltageFunctions } from '../../../numeric/learning/voltageFunctions.ts';
import { Random } from '../../../numeric/monteCarlo/random.ts';
import { paperSigmoid } from '../../../numeric/neuron/transferFunction.ts';
import { readLearningConfiguration } from '../../learning/configuration.ts';
import { fastLoop } from '../../learning/fastLoop.ts';
import { TrialRunner } from '../../learning/trial.ts';
import { trialSetting } from '../../learning/trialSetting.ts';
import type { PatternParameters } from './parameters.ts';

export const NEURONS = ['before', 'after', 'teacher'] as const;
export type NeuronName = (typeof NEURONS)[number];
type ByNeuron<T> = Readonly<Record<NeuronName, T>>;

export type PatternTask =
  | ({
      readonly kind: 'trial';
      readonly trial: number;
      readonly shows: boolean;
      readonly config: Readonly<Record<string, unknown>>;
    } & Pick<PatternParameters, 'inputs' | 'inputSteps' | 'binSteps' | 'repeats' | 'seed'>)
  | { readonly kind: 'draws'; readonly batch: number; readonly draws: number; readonly seed: number };

/** Student against teacher, over all inputs. */
export interface Mismatch {
  /** E (V - V*)^2 over the variance of V*. */
  readonly voltage: number;
  /** Root mean square of phi(V) - phi(V*), Hz. */
  readonly rate: number;
  /** Correlation of the PSTHs that very many repeats would give. */
  readonly correlation: number;
  /** Repeats after which the difference of the PSTHs is as large as their Poisson noise. */
  readonly repeats: number;
}

/** The first input, as in the figure. */
export interface Example {
  readonly voltage: ByNeuron<readonly number[]>;
  /** Spike times (step), row by row. */
  readonly spikes: ByNeuron<readonly (readonly number[])[]>;
  /** Of the rows, and of very many rows: Hz, by bins. */
  readonly psth: ByNeuron<readonly number[]>;
  readonly expected: ByNeuron<readonly number[]>;
}

export interface PatternTrial {
  readonly before: Mismatch;
  readonly after: Mismatch;
  /** Autocorrelation of V* and phi(V*) one bin later, and of phi(V*) with its steps in random order. */
  readonly voltageMemory: number;
  readonly rateMemory: number;
  readonly shuffledMemory: number;
  readonly example: Example | null;
}

export interface Draws {
  /** Share of neurons whose mean V is between 1 % and 99 % of the transfer function. */
  readonly operating: number;
  /** Mean of phi'(mean V) over the largest phi'. */
  readonly slope: number;
  /** Mean share of inhibitory input, and share of neurons for which it is within 0.35 to 0.65. */
  readonly inhibitory: number;
  readonly aboutHalf: number;
  /** Largest |mean V|, mV. */
  readonly largest: number;
}

export type PatternResult = PatternTrial | Draws;

/** Apart from the streams of trials and spikes. */
const STREAMS = { raster: 41, weights: 42, shuffle: 43 } as const;
export const DT = 0.0005;
/** Steps of an input that are left out where stationarity matters: ten time constants of the membrane. */
const TRANSIENT = 200;

export function patternTasks(parameters: PatternParameters): PatternTask[] {
  const { config, otherConfig, trials, inputs, inputSteps, binSteps, repeats, drawBatches, draws, seed } =
    parameters;
  const one = (trial: number, each: PatternParameters['config'], shows: boolean): PatternTask => ({
    kind: 'trial',
    trial,
    shows,
    config: each,
    inputs,
    inputSteps,
    binSteps,
    repeats,
    seed,
  });
  return [
    ...Array.from({ length: trials }, (_, trial) => one(trial, config, trial === 0)),
    // Two of them with the other source's learning rate, for the disagreement.
    ...[0, 1].map((trial) => one(trial, otherConfig, false)),
    ...Array.from(
      { length: drawBatches },
      (_, batch): PatternTask => ({ kind: 'draws', batch, draws, seed }),
    ),
  ];
}

export const doPatternTask = (task: PatternTask): PatternResult | Promise<PatternResult> =>
  task.kind === 'trial' ? patternTrial(task) : drawnWeights(task);

type TrialTask = Extract<PatternTask, { kind: 'trial' }>;

async function patternTrial(task: TrialTask): Promise<PatternTrial> {
  const runner = await TrialRunner.of(await readLearningConfiguration(task.config));
  const { config } = runner;
  let state = runner.begin(task.trial);
  while (state.interval < config.intervals) state = runner.advance(state, Number.POSITIVE_INFINITY);
  const { initial, target } = runner.ends(task.trial);
  const [learned] = runner.somatic(state) as [Float64Array];
  const { problem } = trialSetting(config, { name: 'sigmoid', ...paperSigmoid }, task.trial);
  const voltages = responses(
    task,
    problem,
    { before: initial, after: learned, teacher: target },
    config.intervals,
  );
  const memories = [memory(voltages.teacher, task), memory(voltages.teacher.map(ratesOf), task)] as const;
  return {
    before: mismatch(voltages.before, voltages.teacher, task),
    after: mismatch(voltages.after, voltages.teacher, task),
    voltageMemory: memories[0],
    rateMemory: memories[1],
    shuffledMemory: memory(shuffled(voltages.teacher.map(ratesOf), task), task),
    example: task.shows ? exampleOf(voltages, task) : null,
  };
}

const { rate } = voltageFunctions({ name: 'sigmoid', ...paperSigmoid });
const ratesOf = (voltage: Float64Array): Float64Array => voltage.map(rate);

/** V of each neuron for each input: the learning loop with learning rate 0, on spikes after those of learning. */
function responses(
  { inputs, inputSteps, trial, seed }: TrialTask,
  problem: LearningProblem,
  weights: ByNeuron<Float64Array>,
  firstChunk: number,
): ByNeuron<Float64Array[]> {
  const still = { ...problem, rules: NEURONS.map(() => ({ name: 'euclidean' as const, learningRate: 0 })) };
  const run = fastLearning(still, {
    initial: NEURONS.map((name) => weights[name]),
    factory: fastLoop().factory,
  });
  const source = spikeSource(still, seed, trial, inputSteps);
  source.state.chunk = firstChunk;
  const voltages = { before: [], after: [], teacher: [] } as Record<NeuronName, Float64Array[]>;
  for (let input = 0; input < inputs; input++) {
    run.run(source.next());
    NEURONS.forEach((name, k) => {
      voltages[name].push((run.voltages[k] as Float64Array).slice());
    });
    run.silence();
    source.silence();
  }
  return voltages;
}

function mismatch(
  student: readonly Float64Array[],
  teacher: readonly Float64Array[],
  { binSteps }: TrialTask,
): Mismatch {
  const [v, vTeacher] = [student.flatMap((each) => [...each]), teacher.flatMap((each) => [...each])];
  const bins = (voltages: readonly Float64Array[]) =>
    voltages.flatMap((each) => expectedCounts(each, binSteps));
  const [counts, wanted] = [bins(student), bins(teacher)];
  const difference = sum(counts, (count, k) => (count - (wanted[k] as number)) ** 2);
  return {
    voltage:
      sum(v, (each, k) => (each - (vTeacher[k] as number)) ** 2) / v.length / covariance(vTeacher, vTeacher),
    rate: Math.sqrt(sum(v, (each, k) => (rate(each) - rate(vTeacher[k] as number)) ** 2) / v.length),
    correlation:
      covariance(counts, wanted) / Math.sqrt(covariance(counts, counts) * covariance(wanted, wanted)),
    repeats: sum(counts, (count, k) => count + (wanted[k] as number)) / difference,
  };
}

/** Spikes expected in each bin of one repeat. */
const expectedCounts = (voltage: Float64Array, binSteps: number): number[] =>
  Array.from({ length: Math.floor(voltage.length / binSteps) }, (_, k) =>
    sum([...voltage.subarray(k * binSteps, (k + 1) * binSteps)], (v) => rate(v) * DT),
  );

/** Correlation of a signal with itself one bin later, after the transient. */
function memory(signals: readonly Float64Array[], { binSteps }: TrialTask): number {
  const [now, later] = [0, binSteps].map((lag) =>
    signals.flatMap((signal) => [...signal.subarray(TRANSIENT + lag, signal.length - binSteps + lag)]),
  ) as [number[], number[]];
  return covariance(now, later) / Math.sqrt(covariance(now, now) * covariance(later, later));
}

/** All values of all inputs in random order, cut as before. */
function shuffled(signals: readonly Float64Array[], { seed, trial }: TrialTask): Float64Array[] {
  const random = new Random(seed, trial, STREAMS.shuffle);
  const mixed = Float64Array.from(signals.flatMap((signal) => [...signal]));
  for (let k = mixed.length - 1; k > 0; k--) {
    const other = Math.floor(random.uniform() * (k + 1));
    [mixed[k], mixed[other]] = [mixed[other] as number, mixed[k] as number];
  }
  return signals.map(({ length }, k) => mixed.slice(k * length, (k + 1) * length));
}

function exampleOf(
  voltages: ByNeuron<Float64Array[]>,
  { seed, trial, repeats, binSteps }: TrialTask,
): Example {
  const random = new Random(seed, trial, STREAMS.raster);
  const first = (name: NeuronName): Float64Array => voltages[name][0] as Float64Array;
  const byNeuron = <T>(value: (name: NeuronName) => T): ByNeuron<T> => ({
    before: value('before'),
    after: value('after'),
    teacher: value('teacher'),
  });
  const spikes = byNeuron((name) =>
    Array.from({ length: repeats }, () =>
      [...first(name)].flatMap((v, step) => (random.uniform() < rate(v) * DT ? [step] : [])),
    ),
  );
  const bins = first('teacher').length / binSteps;
  const inBin = (name: NeuronName, bin: number): number =>
    sum(spikes[name], (row) => row.filter((step) => Math.floor(step / binSteps) === bin).length);
  return {
    voltage: byNeuron((name) => [...first(name)]),
    spikes,
    psth: byNeuron((name) =>
      Array.from({ length: bins }, (_, bin) => inBin(name, bin) / repeats / (binSteps * DT)),
    ),
    expected: byNeuron((name) =>
      expectedCounts(first(name), binSteps).map((count) => count / (binSteps * DT)),
    ),
  };
}

/** Weights U(-1/n, 1/n) of the 100 afferents: what the mean V and the inhibitory input are. */
function drawnWeights({ batch, draws, seed }: Extract<PatternTask, { kind: 'draws' }>): Draws {
  const random = new Random(seed, batch, STREAMS.weights);
  const neurons = Array.from({ length: draws }, () => {
    let [excitatory, inhibitory] = [0, 0];
    for (let i = 0; i < 100; i++) {
      const input = ((2 * random.uniform() - 1) / 100) * (i < 50 ? 10 : 50);
      if (input > 0) excitatory += input;
      else inhibitory -= input;
    }
    return { mean: excitatory - inhibitory, inhibitory: inhibitory / (excitatory + inhibitory) };
  });
  const share = (holds: (neuron: (typeof neurons)[number]) => boolean): number =>
    neurons.filter(holds).length / draws;
  const relative = (v: number): number => rate(v) / paperSigmoid.phiMax;
  return {
    operating: share(({ mean }) => relative(mean) >= 0.01 && relative(mean) <= 0.99),
    slope: sum(neurons, ({ mean }) => 4 * relative(mean) * (1 - relative(mean))) / draws,
    inhibitory: sum(neurons, ({ inhibitory }) => inhibitory) / draws,
    aboutHalf: share(({ inhibitory }) => inhibitory >= 0.35 && inhibitory <= 0.65),
    largest: Math.max(...neurons.map(({ mean }) => Math.abs(mean))),
  };
}

const sum = <T>(values: readonly T[], of: (value: T, k: number) => number): number =>
  values.reduce((total, value, k) => total + of(value, k), 0);

function covariance(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]): number => sum(values, (value) => value) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  return sum(a, (value, k) => (value - meanA) * ((b[k] as number) - meanB)) / a.length;
}
