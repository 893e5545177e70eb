/** From trials and draws to tables and estimates (Figure 3B-C). */
import { paperKernel } from '../../../numeric/neuron/kernel.ts';
import type { Table } from '../../../table/table.ts';
import { average, certain, meanEstimate } from '../confidence.ts';
import type { Disagreement, Outcome } from '../reproduction.ts';
import type { PatternParameters } from './parameters.ts';
import {
  type Draws,
  DT,
  type Example,
  type Mismatch,
  NEURONS,
  type PatternResult,
  type PatternTrial,
  patternTasks,
} from './tasks.ts';

export function concludePatterns(parameters: PatternParameters, results: readonly PatternResult[]): Outcome {
  const tasks = patternTasks(parameters);
  const all = results.filter((_, k) => tasks[k]?.kind === 'trial') as PatternTrial[];
  const draws = results.filter((_, k) => tasks[k]?.kind === 'draws') as Draws[];
  const [trials, others] = [all.slice(0, parameters.trials), all.slice(parameters.trials)];
  const example = trials[0]?.example as Example;
  return {
    tables: [traceTable(example), rasterTable(example), psthTable(example, parameters), trialTable(trials)],
    estimates: estimatesOf(trials, draws, parameters),
    disagreements: [slopeDisagreement(parameters, trials, others)],
  };
}

function estimatesOf(
  trials: readonly PatternTrial[],
  draws: readonly Draws[],
  { binSteps }: PatternParameters,
): Outcome['estimates'] {
  const over = (stage: 'before' | 'after', name: keyof Mismatch, says: string, unit?: string) =>
    meanEstimate(
      trials.map((trial) => trial[stage][name]),
      `${says}, ${stage} learning`,
      unit,
    );
  const ofDraws = (name: keyof Draws, says: string) =>
    meanEstimate(
      draws.map((each) => each[name]),
      says,
    );
  const ofTrials = (name: 'voltageMemory' | 'rateMemory' | 'shuffledMemory', says: string) =>
    meanEstimate(
      trials.map((trial) => trial[name]),
      says,
    );
  const [voltage, rate] = ['unexplained share of the variance of V*', 'root mean square of phi(V) - phi(V*)'];
  const correlation = "correlation of student's and teacher's PSTH";
  const repeats = 'repeats after which the PSTHs differ by as much as their Poisson noise';
  return {
    'fig3bc/voltage': {
      before: over('before', 'voltage', voltage),
      after: over('after', 'voltage', voltage),
    },
    'fig3bc/output': {
      before: over('before', 'rate', rate, 'Hz'),
      after: over('after', 'rate', rate, 'Hz'),
      repeatsBefore: over('before', 'repeats', repeats),
      repeatsAfter: over('after', 'repeats', repeats),
    },
    'fig3bc/align': {
      before: over('before', 'correlation', correlation),
      after: over('after', 'correlation', correlation),
      gain: meanEstimate(
        trials.map(({ before, after }) => after.correlation - before.correlation),
        'growth of the correlation',
      ),
    },
    'fig3bc/structure': {
      rate: ofTrials('rateMemory', "autocorrelation of the teacher's rate a bin later"),
      shuffled: ofTrials('shuffledMemory', 'the same with steps in random order'),
      voltage: ofTrials('voltageMemory', "autocorrelation of the teacher's voltage a bin later"),
      kernel: certain(kernelMemory(binSteps * DT), 'autocorrelation of filtered Poisson spikes a bin later'),
    },
    'fig3bc/operating-range': {
      share: ofDraws('operating', 'share of neurons whose mean potential is in the operating range'),
      slope: ofDraws('slope', "mean of phi' at the mean potential over the largest phi'"),
      largest: certain(
        Math.max(...draws.map(({ largest }) => largest)),
        'largest mean potential of the neurons drawn',
        'mV',
      ),
    },
    'fig3bc/half-inhibitory': {
      mean: ofDraws('inhibitory', 'mean share of inhibitory input'),
      aboutHalf: ofDraws('aboutHalf', 'share of neurons with 35 to 65 % of inhibitory input'),
    },
  };
}

/** int eps(s) eps(s + t) ds over int eps^2. */
export function kernelMemory(t: number): number {
  const { tauM, tauS } = paperKernel;
  return (tauM * Math.exp(-t / tauM) - tauS * Math.exp(-t / tauS)) / (tauM - tauS);
}

function slopeDisagreement(
  { otherSays }: PatternParameters,
  trials: readonly PatternTrial[],
  others: readonly PatternTrial[],
): Disagreement {
  const own = otherSays === 'scripts' ? 'article' : 'scripts';
  const errors = (some: readonly PatternTrial[]): string =>
    average(some.slice(0, others.length).map(({ after }) => after.rate)).toFixed(2);
  return {
    about: "phi'/phi in the update",
    article: "phi'/phi = beta (1 - phi/phi_max), learning rate 6e-4",
    scripts: '1 - phi/phi_max: the same learning rate is in effect 3.33 times as large',
    effect: `Rate error after learning of the same ${others.length} neurons: ${own} ${errors(trials)} Hz, ${otherSays} ${errors(others)} Hz.`,
  };
}

function traceTable({ voltage }: Example): Table {
  const steps = voltage.teacher.map((_, k) => k);
  return {
    name: 'voltages',
    says: 'one row a step of the example input',
    columns: [
      { name: 'time', unit: 's', values: steps.map((k) => k * DT) },
      ...NEURONS.map((name) => ({ name, unit: 'mV', values: [...voltage[name]] })),
    ],
  };
}

function rasterTable({ spikes }: Example): Table {
  const rows = NEURONS.flatMap((neuron) =>
    spikes[neuron].flatMap((row, repeat) => row.map((step) => ({ neuron, repeat, time: step * DT }))),
  );
  return {
    name: 'raster',
    says: 'one row a spike: student before and after learning, teacher',
    columns: [
      { name: 'neuron', values: rows.map(({ neuron }) => neuron) },
      { name: 'repeat', values: rows.map(({ repeat }) => repeat) },
      { name: 'time', unit: 's', values: rows.map(({ time }) => time) },
    ],
  };
}

function psthTable({ psth, expected }: Example, { binSteps }: PatternParameters): Table {
  return {
    name: 'psth',
    says: 'one row a bin: rate over the rows of the raster, and over very many (expected)',
    columns: [
      { name: 'time', unit: 's', values: psth.teacher.map((_, k) => k * binSteps * DT) },
      ...NEURONS.map((name) => ({ name, unit: 'Hz', values: [...psth[name]] })),
      ...NEURONS.map((name) => ({ name: `${name}Expected`, unit: 'Hz', values: [...expected[name]] })),
    ],
  };
}

function trialTable(trials: readonly PatternTrial[]): Table {
  const stages = ['before', 'after'] as const;
  const column = (stage: 'before' | 'after', name: keyof Mismatch, unit?: string) => ({
    name: `${name}${stage === 'before' ? 'Before' : 'After'}`,
    ...(unit === undefined ? {} : { unit }),
    values: trials.map((trial) => trial[stage][name]),
  });
  return {
    name: 'neurons',
    says: 'one row a neuron: student against teacher on new inputs',
    columns: [
      { name: 'trial', values: trials.map((_, k) => k) },
      ...stages.flatMap((stage) => [
        column(stage, 'voltage'),
        column(stage, 'rate', 'Hz'),
        column(stage, 'correlation'),
        column(stage, 'repeats'),
      ]),
    ],
  };
}
