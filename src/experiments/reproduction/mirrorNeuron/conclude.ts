/** From trials to the claims' estimates and tables. */

import { Calibration } from '../../geometry/calibration.ts';
import { LEVEL } from '../../geometry/identify.ts';
import { NormalDistance } from '../../geometry/normalDistance.ts';
import type { NullDistribution } from '../../geometry/nullDistribution.ts';
import { meanEstimate } from '../confidence.ts';
import { type Distance, identified } from '../geometry/identification.ts';
import { THREE, type ThreeName } from '../geometry/potentials.ts';
import { ratio } from '../geometry/ratios.ts';
import { sortedDistance } from '../geometry/sortedDistance.ts';
import type { Estimate, Estimates, Outcome } from '../reproduction.ts';
import { type ConditionResults, conditionsOf, type LossTrials, lossesOf, snapshotOf } from './evaluated.ts';
import { AMOUNTS, LOSSES, type LossResult, type LossRun } from './lossTrial.ts';
import type { NeuronParameters } from './parameters.ts';
import type { Rule } from './student.ts';
import { neuronTables } from './tables.ts';
import { type NeuronResult, neuronTasks } from './tasks.ts';
import { STAGES } from './teacherTrial.ts';

/** Of so many weights. */
type Nulls = (n: number) => NullDistribution;

export interface Judged {
  readonly conditions: readonly ConditionResults[];
  readonly losses: readonly LossTrials[];
  /** What `identify` says of these weights. */
  readonly nameOf: (distances: readonly Distance[], n: number) => string;
}

export function concludeNeuron(parameters: NeuronParameters, results: readonly NeuronResult[]): Outcome {
  const tasks = neuronTasks(parameters);
  const conditions = conditionsOf(parameters, tasks, results);
  const losses = lossesOf(tasks, results);
  const calibration = new Calibration('centred', parameters.nullDraws);
  const nulls: Nulls = (n) => calibration.null(n);
  const few = losses.filter(({ amount, n }) => amount === 'few' && n === parameters.testWeights);
  const all = losses.filter(({ n }) => n === parameters.lossWeights);
  return {
    tables: neuronTables({
      conditions,
      losses,
      nameOf: (found, n) => identified(THREE, found, nulls(n)),
    }),
    estimates: {
      'pogodin-dist/loss': lossDistances(all),
      'pogodin-dist/neuron': neuronDistances(conditions),
      'pogodin-log/neuron': logNormality(conditions, few, nulls),
      'pogodin-test/loss': lossTest(few, nulls),
      'pogodin-test/one-minimum': lossTest(
        all.filter(({ amount }) => amount === 'many'),
        nulls,
      ),
      'pogodin-test/neuron': neuronTest(conditions, nulls),
      'pogodin-neuron/natural': naturalTest(conditions, few, nulls),
    },
    disagreements: [],
  };
}

const named = (entries: readonly (readonly [string, Estimate])[]): Estimates => Object.fromEntries(entries);

function runOf({ runs }: LossResult, rule: Rule): LossRun {
  const run = runs.find((each) => each.rule === rule);
  if (run === undefined) throw new RangeError(`losses: got no run of ${rule}, expected one`);
  return run;
}

function lossDistances(losses: readonly LossTrials[]): Estimates {
  return named(
    LOSSES.flatMap((loss) =>
      AMOUNTS.flatMap((amount) => {
        const trials = losses.find((each) => each.loss === loss && each.amount === amount)?.trials ?? [];
        return THREE.slice(1).map((rule): [string, Estimate] => [
          rule === 'negative-entropy' ? `${loss}-${amount}` : `${loss}-${amount}-${rule}`,
          meanEstimate(
            trials.map((trial) => {
              const euclidean = runOf(trial, 'p=2');
              return sortedDistance(euclidean.weights, runOf(trial, rule).weights) / euclidean.change;
            }),
            `distance of the distributions of p=2 and ${rule} over the weight change, ${loss} loss, ${amount} patterns`,
          ),
        ]);
      }),
    ),
  );
}

function neuronDistances(conditions: readonly ConditionResults[]): Estimates {
  return named(
    conditions.flatMap(({ name, trials }) =>
      STAGES.map((stage) => [
        `${name}-${stage}`,
        meanEstimate(
          trials.map((trial) => {
            const [euclidean, entropy] = [
              snapshotOf(trial, 'p=2', stage),
              snapshotOf(trial, 'negative-entropy', stage),
            ];
            return sortedDistance(euclidean.weights, entropy.weights) / euclidean.change;
          }),
          `distance of the distributions of p=2 and negative-entropy over the weight change, ${name}, ${stage}`,
        ),
      ]),
    ),
  );
}

function logNormality(
  conditions: readonly ConditionResults[],
  few: readonly LossTrials[],
  nulls: Nulls,
): Estimates {
  const ratioOf = (weights: readonly number[]): number => {
    const distance = new NormalDistance(weights.length).of(
      weights.map((w) => Math.log(Math.abs(w))),
      'centred',
    );
    return distance / nulls(weights.length).criticalValue(LEVEL);
  };
  const estimate = (values: readonly number[], of: string) =>
    meanEstimate(values, `T of log|w| over its critical value, ${of}`);
  const patterns = few.find(({ loss }) => loss === 'squared')?.trials ?? [];
  return named([
    ...THREE.map((rule): [string, Estimate] => [
      `few-${rule}`,
      estimate(
        patterns.map((trial) => ratioOf(runOf(trial, rule).weights)),
        `few patterns, ${rule}`,
      ),
    ]),
    ...conditions
      .filter(({ condition }) => condition.rates[0] === condition.rates[1])
      .flatMap(({ condition: { target }, trials }) =>
        THREE.map((rule): [string, Estimate] => [
          `${target}-${rule}`,
          estimate(
            trials.map((trial) => ratioOf(snapshotOf(trial, rule, 'end').weights)),
            `${target} teacher, ${rule}`,
          ),
        ]),
      ),
  ]);
}

/** Under the true potential, and the smallest of the others. */
function truthAndOthers(
  name: string,
  rule: ThreeName,
  found: readonly (readonly Distance[])[],
  known: NullDistribution,
): [string, Estimate][] {
  const place = THREE.indexOf(rule);
  const ratios = found.map((distances) => distances.map((each) => ratio(each, known, THREE.length)));
  return [
    [
      `${name}-true`,
      meanEstimate(
        ratios.map((each) => each[place] as number),
        `T over its critical value under the true potential, ${name}`,
      ),
    ],
    [
      `${name}-others`,
      meanEstimate(
        ratios.map((each) => Math.min(...each.filter((_, k) => k !== place))),
        `the smallest T over its critical value under the two others, ${name}`,
      ),
    ],
  ];
}

const lossTest = (losses: readonly LossTrials[], nulls: Nulls): Estimates =>
  named(
    losses.flatMap(({ loss, n, trials }) =>
      THREE.flatMap((rule) =>
        truthAndOthers(
          `${loss}-${rule}`,
          rule,
          trials.map((trial) => runOf(trial, rule).distances),
          nulls(n),
        ),
      ),
    ),
  );

const neuronTest = (conditions: readonly ConditionResults[], nulls: Nulls): Estimates =>
  named(
    conditions.flatMap(({ name, trials }) =>
      THREE.flatMap((rule) =>
        truthAndOthers(
          `${name}-${rule}`,
          rule,
          trials.map((trial) => snapshotOf(trial, rule, 'end').distances),
          nulls(trials[0]?.initial.length ?? 0),
        ),
      ),
    ),
  );

function naturalTest(
  conditions: readonly ConditionResults[],
  few: readonly LossTrials[],
  nulls: Nulls,
): Estimates {
  const spiking = few.find(({ loss }) => loss === 'spiking');
  const estimates = (name: string, found: readonly (readonly Distance[])[], n: number) => {
    const ratios = found.map((each) => each.map((distance) => ratio(distance, nulls(n), THREE.length)));
    return [
      [
        `${name}-nearest`,
        meanEstimate(
          ratios.map((each) => Math.min(...each)),
          `smallest T over its critical value, ${name}`,
        ),
      ] as const,
      ...THREE.map(
        (rule, k) =>
          [
            `${name}-${rule}`,
            meanEstimate(
              ratios.map((each) => each[k] as number),
              `T over its critical value under ${rule}, ${name}`,
            ),
          ] as const,
      ),
    ];
  };
  return named([
    ...conditions.flatMap(({ name, trials }) =>
      estimates(
        name,
        trials.map((trial) => snapshotOf(trial, 'natural', 'end').distances),
        trials[0]?.initial.length ?? 0,
      ),
    ),
    ...estimates(
      'spiking-few',
      (spiking?.trials ?? []).map((trial) => runOf(trial, 'natural').distances),
      spiking?.n ?? 0,
    ),
  ]);
}
