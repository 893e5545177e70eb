/** From trained weights to ratios, shares and tables. */
import type { Table } from '../../../table/table.ts';
import { readPotential } from '../../../transfer/potentialSpecification.ts';
import { Calibration } from '../../geometry/calibration.ts';
import { LEVEL } from '../../geometry/identify.ts';
import type { NullDistribution } from '../../geometry/nullDistribution.ts';
import { average, meanEstimate } from '../confidence.ts';
import { columnsOf } from '../geometry/columns.ts';
import { everyDualChange } from '../geometry/everyDualChange.ts';
import { histogramTable, type Picture } from '../geometry/histograms.ts';
import { identified } from '../geometry/identification.ts';
import { THREE, type ThreeName } from '../geometry/potentials.ts';
import { ratio } from '../geometry/ratios.ts';
import type { Estimate, Estimates, Outcome } from '../reproduction.ts';
import { shareEstimate } from '../statistics/smoothEstimate.ts';
import { SETTINGS } from './claims.ts';
import {
  type Condition,
  INITIALS,
  type RegressionParameters,
  SAMPLES_EXPONENTS,
  samplesOf,
} from './parameters.ts';
import { type RegressionResult, type Run, regressionTasks } from './tasks.ts';

interface Results {
  readonly condition: Condition;
  readonly known: NullDistribution;
  /** By potential, in the order of THREE; one a data set. */
  readonly runs: readonly (readonly Run[])[];
}

export function concludeRegression(
  parameters: RegressionParameters,
  results: readonly RegressionResult[],
): Outcome {
  const all = resultsOf(parameters, results);
  const normal = all.filter(({ condition }) => condition.initial === 'normal');
  const widest = Math.max(...normal.map(({ condition }) => condition.weights));
  const settings = SETTINGS.map(({ name, correlation, samples }) => ({
    name,
    own: find(
      normal,
      ({ weights, samplesExponent, correlationExponent }) =>
        weights === widest && samplesExponent === samples && correlationExponent === correlation,
    ),
  }));
  // The width of the weights that are not normal before.
  const { weights: shared = widest } =
    all.find(({ condition }) => condition.initial !== 'normal')?.condition ?? {};
  const initials = SAMPLES_EXPONENTS.flatMap((samples) =>
    INITIALS.map((initial) => ({
      initial,
      samples,
      own: find(
        all,
        (each) =>
          each.initial === initial &&
          each.weights === shared &&
          each.samplesExponent === samples &&
          each.correlationExponent === 1,
      ),
    })),
  );
  return {
    tables: [widths(all), runTable(all), weights(shownRows(all)), histogramTable(pictures(shownRows(all)))],
    estimates: {
      'pogodin-dist/regression': entries(
        settings.flatMap(({ name, own }) =>
          THREE.slice(1).map((rule) => [
            `${name}-${rule}`,
            meanEstimate(
              of(own, rule).map(({ fromEuclidean }) => fromEuclidean),
              `distance of the distributions of p=2 and ${rule} over the weight change, ${name}`,
            ),
          ]),
        ),
      ),
      'pogodin-regression/gaussian': entries(
        settings.flatMap(({ name, own }) => THREE.flatMap((rule) => trueAndOthers(name, own, rule))),
      ),
      'pogodin-test/regression': entries(settings.map(({ name, own }) => [name, namedShare(name, own)])),
      'pogodin-log/regression': entries(
        initials.flatMap(({ initial, samples, own }) =>
          THREE.map((rule) => [
            `${initial}-N=D^${samples}-${rule}`,
            meanEstimate(
              of(own, rule).map(({ logDistance }) => logDistance / own.known.criticalValue(LEVEL)),
              `T of log|w| over its critical value, ${initial} before, N = D^${samples}, ${rule}`,
            ),
          ]),
        ),
      ),
      'pogodin-regression/equal-weights': entries(
        initials
          .filter(({ initial }) => initial === 'constant')
          .flatMap(({ samples, own }) => THREE.flatMap((rule) => trueAndOthers(`N=D^${samples}`, own, rule))),
      ),
    },
    disagreements: [],
  };
}

function resultsOf(parameters: RegressionParameters, results: readonly RegressionResult[]): Results[] {
  const tasks = regressionTasks(parameters);
  const calibration = new Calibration('centred', parameters.nullDraws);
  return parameters.conditions.map((condition) => {
    const { weights } = condition;
    const known = calibration.null(weights);
    const own = results.filter((_, k) => tasks[k]?.condition === condition);
    return { condition, known, runs: THREE.map((_, place) => own.map(({ runs }) => runs[place] as Run)) };
  });
}

type Named = readonly [string, Estimate];
const entries = (named: readonly Named[]): Estimates => Object.fromEntries(named);

function find(all: readonly Results[], holds: (condition: Condition) => boolean): Results {
  const found = all.find(({ condition }) => holds(condition));
  if (found === undefined) throw new RangeError('regression: got no such condition, expected one');
  return found;
}

const of = ({ runs }: Results, rule: ThreeName): readonly Run[] => runs[THREE.indexOf(rule)] ?? [];

const ratiosOf = ({ distances }: Run, known: NullDistribution): number[] =>
  distances.map((each) => ratio(each, known, THREE.length));

function trueAndOthers(name: string, own: Results, rule: ThreeName): Named[] {
  const place = THREE.indexOf(rule);
  const ratios = of(own, rule).map((run) => ratiosOf(run, own.known));
  return [
    [
      `${name}-${rule}-true`,
      meanEstimate(
        ratios.map((each) => each[place] as number),
        `T over its critical value under the true potential, ${name} ${rule}`,
      ),
    ],
    [
      `${name}-${rule}-others`,
      meanEstimate(
        ratios.map((each) => Math.min(...each.filter((_, k) => k !== place))),
        `the smallest T over its critical value under the others, ${name} ${rule}`,
      ),
    ],
  ];
}

/** Of all networks, by potential a stratum. */
const namedShare = (name: string, own: Results): Estimate =>
  shareEstimate(
    THREE.map((rule) =>
      of(own, rule).map(({ distances }) => [identified(THREE, distances, own.known) === rule ? 1 : 0]),
    ),
    (means) => average(means.map(([mean = 0]) => mean)),
    { says: `share of networks of which the true potential is named, ${name}` },
  );

const described = ({ condition }: Results) => ({
  weights: condition.weights,
  samples: samplesOf(condition),
  samplesExponent: condition.samplesExponent,
  correlationExponent: condition.correlationExponent,
  initial: condition.initial,
});

function widths(all: readonly Results[]): Table {
  const rows = all.flatMap((own) =>
    THREE.flatMap((truth) =>
      THREE.map((assumed, k) => {
        const runs = of(own, truth);
        return {
          ...described(own),
          truth,
          assumed,
          statistic: average(runs.map(({ statistics }) => statistics[k] as number)),
          excluded: average(runs.map(({ distances }) => (distances[k] === null ? 1 : 0))),
          ratio: average(runs.map((run) => ratiosOf(run, own.known)[k] as number)),
          critical: own.known.criticalValue(LEVEL),
          null: 0.834 / Math.sqrt(own.condition.weights),
        };
      }),
    ),
  );
  return {
    name: 'widths',
    says: 'one row a true and an assumed potential, mean over data sets: T as the scripts compute it, share excluded by signs, T over its critical value at 0.01/3, T at 0.01, mean T of normal samples',
    columns: columnsOf(rows),
  };
}

function runTable(all: readonly Results[]): Table {
  const rows = all.flatMap((own) =>
    THREE.flatMap((truth) =>
      of(own, truth).map(
        (
          { learningRate, epochs, loss, converged, change, crossings, distances, fromEuclidean },
          dataSet,
        ) => ({
          ...described(own),
          truth,
          dataSet,
          learningRate,
          epochs,
          loss,
          converged: converged ? 'yes' : 'no',
          change,
          crossings,
          fromEuclidean,
          identified: identified(THREE, distances, own.known),
        }),
      ),
    ),
  );
  return {
    name: 'runs',
    says: 'one row a trained network: rms weight change over rms weight, signs changed, distance of its weights from those of p = 2, what identify says',
    columns: columnsOf(rows),
  };
}

const weights = (rows: readonly WeightRow[]): Table => ({
  name: 'weights',
  isSummarized: true,
  says: "one row a weight before and after learning, and the change of Phi'(w) under each potential, signs or not; the first weights of the first data set, N = D^0.75, p = 1",
  columns: columnsOf(rows),
});

type WeightRow = Readonly<Record<`dual ${ThreeName}` | 'weights' | 'before' | 'after', number>> & {
  readonly initial: Condition['initial'];
  readonly truth: ThreeName;
};

const shownRows = (all: readonly Results[]): WeightRow[] =>
  all
    .filter(({ condition }) => condition.samplesExponent === 0.75 && condition.correlationExponent === 1)
    .filter(
      ({ condition: { weights } }, _, own) =>
        weights === Math.max(...own.map(({ condition }) => condition.weights)) || weights <= 2000,
    )
    .flatMap((own) =>
      THREE.flatMap((truth) =>
        of(own, truth).flatMap(({ shown }) => (shown === null ? [] : weightRows(own, truth, shown))),
      ),
    );

/** Of the most weights of each distribution before: weights, their logarithms, and the dual changes after each potential. */
function pictures(rows: readonly WeightRow[]): Picture[] {
  const initials = [...new Set(rows.map(({ initial }) => initial))];
  return initials.flatMap((initial) => {
    const all = rows.filter((row) => row.initial === initial);
    const most = Math.max(...all.map(({ weights }) => weights));
    const own = all.filter(({ weights }) => weights === most);
    const setting = `${initial} weights before, ${most} weights`;
    const under = (truth: string): WeightRow[] => own.filter((row) => row.truth === truth);
    const samples = (value: (w: number) => number) => ({
      before: under(THREE[0]).map(({ before }) => value(before)),
      ...Object.fromEntries(THREE.map((truth) => [truth, under(truth).map(({ after }) => value(after))])),
    });
    return [
      { setting, quantity: 'weights', samples: samples((w) => w) },
      { setting, quantity: 'logarithms', samples: samples((w) => Math.log10(Math.abs(w))) },
      ...THREE.map((truth) => ({
        setting,
        quantity: `dual change after ${truth}`,
        samples: Object.fromEntries(
          THREE.map((name) => [name, standardized(under(truth).map((row) => row[`dual ${name}`]))]),
        ),
      })),
    ];
  });
}

function standardized(values: readonly number[]): number[] {
  const mean = average(values);
  const deviation = Math.sqrt(average(values.map((value) => (value - mean) ** 2)));
  return values.map((value) => (value - mean) / deviation);
}

const weightRows = (
  { condition }: Results,
  truth: ThreeName,
  { before, after }: NonNullable<Run['shown']>,
) => {
  const [two, three, entropy] = THREE.map((name) => everyDualChange(readPotential(name), before, after));
  return after.map(
    (w, i): WeightRow => ({
      weights: condition.weights,
      initial: condition.initial,
      truth,
      before: before[i] as number,
      after: w,
      'dual p=2': two?.[i] as number,
      'dual p=3': three?.[i] as number,
      'dual negative-entropy': entropy?.[i] as number,
    }),
  );
};
