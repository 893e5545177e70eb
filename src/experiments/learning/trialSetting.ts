/** What does not change during a trial: rates, drawn weights of student and teacher, test USPs. Random numbers are those of (seed, trial). */
import type { LearningProblem } from '../../numeric/learning/problem.ts';
import type { LearningRule } from '../../numeric/learning/rules.ts';
import { Random } from '../../numeric/monteCarlo/random.ts';
import { drawPotential } from '../../numeric/neuron/spikingPotential.ts';
import type { Transfer } from '../../numeric/neuron/transfer.ts';
import { type LearningConfiguration, stepsOf, type WeightsSpecification } from './configuration.ts';
import { type ErrorMeasure, errorMeasure } from './errors.ts';

/** Streams of (seed, trial), apart from those of spikes. */
const STREAMS = { initial: 21, target: 22, potentials: 23 } as const;

export interface TrialSetting {
  readonly trial: number;
  readonly problem: LearningProblem;
  readonly measure: ErrorMeasure;
}

export function trialSetting(config: LearningConfiguration, transfer: Transfer, trial: number): TrialSetting {
  const { seed, afferents, tauM, tauS, eps0, dt, testPotentials } = config;
  const rates = ratesOf(config);
  const kernel = { tauM, tauS, e0: eps0 };
  const drawn = (weights: WeightsSpecification, stream: number): Float64Array =>
    weightsOf(weights, afferents, new Random(seed, trial, stream));
  const problem: LearningProblem = {
    rates,
    weights: drawn(config.initial, STREAMS.initial),
    teacher: drawn(config.target, STREAMS.target),
    kernel,
    transfer,
    dt,
    rules: config.rules.map((rule) => withRefresh(rule as LearningRule, stepsOf(config))),
  };
  const random = new Random(seed, trial, STREAMS.potentials);
  const uniform = (): number => random.uniform();
  const potentials = Float64Array.from({ length: testPotentials * afferents }, (_, k) =>
    drawPotential(rates[k % afferents] as number, kernel, uniform),
  );
  return { trial, problem, measure: errorMeasure(problem, potentials) };
}

/** The exact matrix is made anew at the beginning of every interval, and within it every `refresh` steps. */
const withRefresh = (rule: LearningRule, steps: number): LearningRule =>
  rule.name === 'exact' ? { ...rule, refresh: rule.refresh ?? steps } : rule;

/** The groups are equal but for one afferent; the larger ones come first. */
function ratesOf({ afferents, rates }: LearningConfiguration): Float64Array {
  const groups = rates.length;
  const least = Math.floor(afferents / groups);
  const larger = afferents - least * groups;
  return Float64Array.from(
    rates.flatMap((rate, g) => new Array<number>(least + (g < larger ? 1 : 0)).fill(rate)),
  );
}

function weightsOf(weights: WeightsSpecification, n: number, random: Random): Float64Array {
  if (!('uniform' in weights)) return Float64Array.from(weights);
  const [low, high] = weights.uniform;
  return Float64Array.from({ length: n }, () => (low + (high - low) * random.uniform()) / n);
}
