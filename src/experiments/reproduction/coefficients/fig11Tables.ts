/** The tables of Figure 11: the samples that it shows, and a row of statistics for each condition. */
import type { Column, Table } from '../../../table/table.ts';
import { average, type Stratum } from '../statistics/smoothEstimate.ts';
import { type Feature, meansOf } from './coefficientFeatures.ts';
import { CE, E0, type WeightSample } from './coefficientSamples.ts';
import { type Condition, sizeOf, totalRateOf } from './conditions.ts';

export interface Shown {
  readonly condition: Condition;
  readonly samples: readonly WeightSample[];
}

const COEFFICIENTS = [
  ['g1', undefined],
  ['g2', '1/mV'],
  ['g3', '1/mV'],
  ['g4', '1/mV^2'],
] as const;

const column = (name: string, unit: string | undefined, values: Column['values']): Column => ({
  name,
  ...(unit === undefined ? {} : { unit }),
  values,
});

const conditionColumns = (conditions: readonly Condition[]): Column[] => [
  column(
    'condition',
    undefined,
    conditions.map(({ id }) => id),
  ),
  column('n', undefined, conditions.map(sizeOf)),
  column(
    'meanRate',
    'Hz',
    conditions.map((each) => totalRateOf(each) / sizeOf(each)),
  ),
];

export function weightTable(shown: readonly Shown[]): Table {
  const rows = shown.flatMap(({ condition, samples }) =>
    samples.map((sample, k) => ({ condition, sample, k })),
  );
  return {
    name: 'weights',
    says: 'one row a weight vector, as many as the paper shows',
    columns: [
      ...conditionColumns(rows.map(({ condition }) => condition)),
      column(
        'sample',
        undefined,
        rows.map(({ k }) => k),
      ),
      column(
        'mean',
        'mV',
        rows.map(({ sample }) => sample.mean),
      ),
      column(
        'variance',
        'mV^2',
        rows.map(({ sample }) => sample.variance),
      ),
      column(
        'q',
        undefined,
        rows.map(({ sample }) => sample.q),
      ),
      column(
        'gammaS',
        'mV^2/Hz',
        rows.map(({ sample }) => sample.gammaS),
      ),
      ...COEFFICIENTS.map(([name, unit]) =>
        column(
          name,
          unit,
          rows.map(({ sample }) => sample[name]),
        ),
      ),
    ],
  };
}

export function uspTable(shown: readonly Shown[], cw: number): Table {
  const rows = shown.flatMap(({ condition, samples }) =>
    samples.flatMap((sample, k) => sample.usps.map((usp) => ({ condition, sample, k, usp }))),
  );
  return {
    name: 'usps',
    says: 'one row a USP at the rates of the figure, with Equations 108, 109, 111, g4 V and c_w V',
    columns: [
      ...conditionColumns(rows.map(({ condition }) => condition)),
      column(
        'sample',
        undefined,
        rows.map(({ k }) => k),
      ),
      column(
        'v',
        'mV',
        rows.map(({ usp }) => usp.v),
      ),
      column(
        'gammaU',
        '1/(mV s)',
        rows.map(({ usp }) => usp.gammaU),
      ),
      column(
        's',
        '1/(mV s)',
        rows.map(({ usp, condition }) => (CE * usp.sumX) / totalRateOf(condition)),
      ),
      column(
        'gammaW',
        '1/mV',
        rows.map(({ usp }) => usp.gammaW),
      ),
      column(
        'g4V',
        '1/mV',
        rows.map(({ usp, sample }) => sample.g4 * usp.v),
      ),
      column(
        'cwV',
        '1/mV',
        rows.map(({ usp }) => cw * usp.v),
      ),
    ],
  };
}

const FEATURE_COLUMNS: readonly (readonly [string, Feature, string?])[] = [
  ['meanSizeOfG1', 'size1'],
  ['meanSizeOfG2', 'size2', '1/mV'],
  ['meanSizeOfG3', 'size3', '1/mV'],
  ['meanG4', 'g4', '1/mV^2'],
  ['deviationOfG1', 'fromInverse'],
  ['g3Negligible', 'negligibleU'],
  ['g2Negligible', 'negligibleW'],
  ['meanGammaUOverCe', 'u'],
];

/** Means over all weight vectors; the closed form's error over those for which it was computed. */
export function conditionTable(shown: readonly Shown[], rows: ReadonlyMap<string, Stratum>): Table {
  const strata = shown.map(({ condition }) => rows.get(condition.id) ?? []);
  const means = strata.map((each) =>
    (each[0] ?? []).map((_, k) => average(each.map((row) => row[k] as number))),
  );
  const squares = meansOf(means, 'g4Squared');
  return {
    name: 'conditions',
    says: 'one row a condition, means over all weight vectors and their USPs',
    columns: [
      ...conditionColumns(shown.map(({ condition }) => condition)),
      column(
        'q',
        undefined,
        shown.map(({ condition }) => CE * E0 * E0 * totalRateOf(condition)),
      ),
      column(
        'weightVectors',
        undefined,
        strata.map((each) => each.length),
      ),
      ...FEATURE_COLUMNS.map(([name, feature, unit]) => column(name, unit, meansOf(means, feature))),
      column(
        'deviationOfG4',
        '1/mV^2',
        meansOf(means, 'g4').map((mean, k) => Math.sqrt((squares[k] as number) - mean * mean)),
      ),
      column(
        'closedFormError',
        undefined,
        shown.map(({ samples }) => average(samples.flatMap(({ closedFormError }) => closedFormError ?? []))),
      ),
    ],
  };
}
