/** From T under each assumed potential to shares and tables. */
import type { Table } from '../../../table/table.ts';
import { Calibration } from '../../geometry/calibration.ts';
import { LEVEL } from '../../geometry/identify.ts';
import type { NullDistribution } from '../../geometry/nullDistribution.ts';
import { average, meanEstimate } from '../confidence.ts';
import { columnsOf } from '../geometry/columns.ts';
import { type Distance, identified, isRejected } from '../geometry/identification.ts';
import { THREE } from '../geometry/potentials.ts';
import type { Estimate, Estimates, Outcome } from '../reproduction.ts';
import { shareEstimate } from '../statistics/smoothEstimate.ts';
import { NEAR } from './claims.ts';
import { ACTIVE, type Group, LENGTHS, type NoiseParameters, SIZES, WIDTHS } from './parameters.ts';
import type { NoiseResult } from './tasks.ts';

type Trial = readonly Distance[];

interface Results {
  readonly group: Group;
  readonly trials: readonly Trial[];
  /** T of log|w| after learning. */
  readonly logDistances: readonly number[];
  readonly known: NullDistribution;
}

export function concludeNoise(parameters: NoiseParameters, results: readonly NoiseResult[]): Outcome {
  const calibration = new Calibration('centred', parameters.nullDraws);
  const all = parameters.groups.map((group, k): Results => {
    const { weights } = group.condition;
    const known = calibration.null(weights);
    return {
      group,
      trials: results[k]?.distances ?? [],
      logDistances: results[k]?.logDistances ?? [],
      known,
    };
  });
  const share = (holds: (trial: Trial, own: Results) => boolean, of: readonly Results[], says: string) =>
    shareOf(
      of.map((own) => own.trials.map((trial) => holds(trial, own))),
      says,
    );
  const overValues = (name: string, values: readonly number[], holds: Judge, says: string): Estimates =>
    Object.fromEntries(
      values.map((value) => [
        `${name}-${value}`,
        share(holds, ofGroup(all, name, String(value)), `${says}, ${name} ${value}`),
      ]),
    );
  const named = 'share in which the true potential is named';
  return {
    tables: [grid(all), varied(all)],
    estimates: {
      'pogodin-robustness/smallest': gridShares(
        all,
        (trial, own) => isSmallest(trial, own),
        'share smallest',
        share,
      ),
      'pogodin-test/robustness': {
        ...gridShares(all, isNamed, named, share),
        ...Object.fromEntries(
          (['normal', 'log-normal'] as const).map((initial) => [
            `${initial}-false`,
            share(
              isTrueRejected,
              THREE.map((truth) => gridOf(all, initial, truth)),
              `share in which the true potential is rejected, ${initial}`,
            ),
          ]),
        ),
      },
      'pogodin-log/robustness': logNormality(all),
      'pogodin-robustness/width': overValues('width', WIDTHS, isNamed, named),
      'pogodin-robustness/size': overValues('size', SIZES, isNamed, named),
      'pogodin-robustness/near': Object.fromEntries(
        (['normal', 'log-normal'] as const).flatMap((initial) =>
          NEAR.map((other) => [
            `${initial}-${other}`,
            share(
              (trial, { group, known }) =>
                isRejected(trial[group.assumed.indexOf(other)] as Distance, known, LEVEL),
              [gridOf(all, initial, 'p=2')],
              `share in which ${other} is rejected where p=2 is true, ${initial}`,
            ),
          ]),
        ),
      ),
      'pogodin-robustness/equal-weights': overValues('equal', SIZES, isNamed, named),
      'pogodin-robustness/sparse': overValues('sparse', ACTIVE, isTrueRejected, 'share of false rejections'),
      'pogodin-robustness/correlated': overValues(
        'correlated',
        LENGTHS,
        isTrueRejected,
        'share of false rejections',
      ),
    },
    disagreements: [],
  };
}

const logNormality = (all: readonly Results[]): Estimates =>
  Object.fromEntries(
    SIZES.flatMap((size) =>
      ofGroup(all, 'size', String(size)).map(({ group, logDistances, known }) => [
        `${group.condition.truth}-${size}`,
        meanEstimate(
          logDistances.map((each) => each / known.criticalValue(LEVEL)),
          `T of log|w| over its critical value, ${group.condition.truth}, changes of ${size}`,
        ),
      ]),
    ),
  );

type Judge = (trial: Trial, own: Results) => boolean;
type Share = (holds: Judge, of: readonly Results[], says: string) => Estimate;

const gridShares = (all: readonly Results[], holds: Judge, says: string, share: Share): Estimates =>
  Object.fromEntries(
    (['normal', 'log-normal'] as const).flatMap((initial) =>
      THREE.map((truth) => [
        `${initial}-${truth}`,
        share(holds, [gridOf(all, initial, truth)], `${says}, ${initial}, ${truth}`),
      ]),
    ),
  );

const shareOf = (groups: readonly (readonly boolean[])[], says: string): Estimate =>
  shareEstimate(
    groups.map((group) => group.map((each) => [each ? 1 : 0])),
    (means) => average(means.map(([mean = 0]) => mean)),
    { says },
  );

const ofGroup = (all: readonly Results[], name: string, value: string): Results[] =>
  all.filter(({ group }) => group.name === name && group.value === value);

function gridOf(all: readonly Results[], initial: string, truth: string): Results {
  const found = ofGroup(all, 'grid', initial).find(({ group }) => group.condition.truth === truth);
  if (found === undefined) throw new RangeError(`grid: got no ${initial}, ${truth}, expected one`);
  return found;
}

/** T under p=2, p=3, negative entropy. */
const three = (trial: Trial, { group }: Results): Distance[] =>
  THREE.map((name) => trial[group.assumed.indexOf(name)] as Distance);

const isNamed: Judge = (trial, own) =>
  identified(THREE, three(trial, own), own.known) === own.group.condition.truth;

const truthOf = (trial: Trial, { group }: Results): Distance =>
  trial[group.assumed.indexOf(group.condition.truth)] as Distance;

const isTrueRejected: Judge = (trial, own) =>
  isRejected(truthOf(trial, own), own.known, LEVEL / THREE.length);

const isSmallest: Judge = (trial, own) => {
  const mine = truthOf(trial, own);
  const others = three(trial, own).filter((_, k) => THREE[k] !== own.group.condition.truth);
  return mine !== null && others.every((other) => other === null || mine < other);
};

/** Over the trials that are not excluded. */
function meanDistance(own: Results, k: number): number {
  const found = own.trials.map((trial) => trial[k]).filter((each) => typeof each === 'number');
  return found.length === 0 ? -1 : average(found);
}

function rowsOf(own: Results) {
  const { group, trials, known } = own;
  return group.assumed.map((assumed, k) => ({
    group: group.name,
    value: group.value,
    truth: group.condition.truth,
    assumed,
    weights: group.condition.weights,
    statistic: meanDistance(own, k),
    excluded: trials.filter((trial) => trial[k] === null).length / trials.length,
    rejected: trials.filter((trial) => isRejected(trial[k] as Distance, known, LEVEL)).length / trials.length,
    critical: known.criticalValue(LEVEL),
  }));
}

const says =
  'one row a true and an assumed potential: mean T (-1 where all are excluded), shares of experiments in which the potential is excluded by signs and rejected at 0.01, T at that level';

const grid = (all: readonly Results[]): Table => ({
  name: 'grid',
  says,
  columns: columnsOf(all.filter(({ group }) => group.name === 'grid').flatMap(rowsOf)),
});

const varied = (all: readonly Results[]): Table => ({
  name: 'varied',
  says,
  columns: columnsOf(all.filter(({ group }) => group.name !== 'grid').flatMap(rowsOf)),
});
