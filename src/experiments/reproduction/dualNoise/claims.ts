/**
 * What the abstract says of the test, asked of weights made without training; statistics stated before the run.
 *
 * "it should be possible to experimentally test for different synaptic geometries by comparing synaptic weight distributions before and
 * after learning." To be possible is taken as: in nine of ten experiments with 1000 weights the test names the true potential of the three,
 * and rejects it no more often than its level says. Beyond the paper: fewer weights, sparse inputs, correlated dual changes, weights that
 * are all of one size before learning, potentials near each other.
 */
import { LEVEL } from '../../geometry/identify.ts';
import { THREE } from '../geometry/potentials.ts';
import type { FigureClaim } from '../reproduction.ts';
import { type Criterion, decidedBy } from '../statistics/criteria.ts';
import { ACTIVE, LENGTHS, SIZES, WIDTHS } from './parameters.ts';

/** Of experiments in which the test must name the true potential. */
export const POWER = 0.9;
/** Of experiments in which the true potential may be rejected: its level is 0.0033. */
export const FALSE_REJECTIONS = 0.05;

const stated = (
  claim: Omit<FigureClaim, 'judge' | 'variants'>,
  criteria: readonly Criterion[],
): FigureClaim => ({
  ...claim,
  ...decidedBy(criteria),
});

const named = `share of experiments in which the only potential of p = 2, p = 3 and negative entropy that is not rejected (p-values from the finite-sample null, ${LEVEL}/3) is the true one, 99 % confidence`;
const rejected = `share of experiments in which the true potential is rejected at ${LEVEL}/3, over p = 2, p = 3 and negative entropy, 99 % confidence: at most ${FALSE_REJECTIONS}`;

const smallest: FigureClaim = stated(
  {
    id: 'pogodin-robustness/smallest',
    says: 'The statistic is smallest under the true potential.',
    statistic: `Share of experiments in which T is smaller under the true potential than under the two others of p = 2, p = 3, negative entropy, 99 % confidence: at least ${POWER}; 1000 weights, normal and log-normal before.`,
  },
  (['normal', 'log-normal'] as const).flatMap((initial) =>
    THREE.map((truth) => ({ estimate: `${initial}-${truth}`, part: `${initial}, ${truth}`, low: POWER })),
  ),
);

const identification: FigureClaim = stated(
  {
    id: 'pogodin-test/robustness',
    says: 'Weights before and after learning allow the true geometry to be determined.',
    statistic: `1000 weights, normal and log-normal before, independent normal dual changes of size 0.1: ${named}: at least ${POWER}; and ${rejected}.`,
  },
  (['normal', 'log-normal'] as const).flatMap((initial) => [
    ...THREE.map((truth) => ({
      estimate: `${initial}-${truth}`,
      part: `${initial}, ${truth} named`,
      low: POWER,
    })),
    { estimate: `${initial}-false`, part: `${initial}, false rejections`, high: FALSE_REJECTIONS },
  ]),
);

const extension = (
  id: string,
  says: string,
  statistic: string,
  group: string,
  values: readonly number[],
  part: (value: number) => string,
  bound: Pick<Criterion, 'low' | 'high'>,
): FigureClaim =>
  stated(
    { id: `pogodin-robustness/${id}`, says, statistic },
    values.map((value) => ({ estimate: `${group}-${value}`, part: part(value), ...bound })),
  );

const width = extension(
  'width',
  'The test names the true geometry whatever the number of weights.',
  `Log-normal weights before, dual changes of size 0.1; ${named}, mean over the three: at least ${POWER}.`,
  'width',
  WIDTHS,
  (value) => `${value} weights`,
  { low: POWER },
);

const sparse = extension(
  'sparse',
  'The dual change is Gaussian under the true potential even if inputs are sparse.',
  `1000 weights, dual change a sum over 177 samples of which so many are active at an input on average; ${rejected}.`,
  'sparse',
  ACTIVE,
  (value) => `${value} active`,
  { high: FALSE_REJECTIONS },
);

const correlated = extension(
  'correlated',
  'The test keeps its level if neighbouring weights change together.',
  `1000 weights, dual change a moving average over so many neighbours; ${rejected}.`,
  'correlated',
  LENGTHS,
  (value) => `over ${value}`,
  { high: FALSE_REJECTIONS },
);

const equal = extension(
  'equal-weights',
  'The test names the true geometry if all weights have one size before learning.',
  `1000 weights of 0.1 and -0.1, dual changes of so many times the dual weight; ${named}, mean over the three: at least ${POWER}.`,
  'equal',
  SIZES,
  (value) => `changes of ${value}`,
  { low: POWER },
);

const size = extension(
  'size',
  'The test names the true geometry whatever the size of the change.',
  `1000 log-normal weights, dual changes of so many times the dual of 0.1; ${named}, mean over the three: at least ${POWER}.`,
  'size',
  SIZES,
  (value) => `changes of ${value}`,
  { low: POWER },
);

/** Assumed where p = 2 is true. */
export const NEAR = ['p=1.9', 'p=2.1', 'p=1.5', 'p=2.5', 'p=3'] as const;

const near: FigureClaim = stated(
  {
    id: 'pogodin-robustness/near',
    says: 'Potentials near the true one are told from it.',
    statistic: `1000 weights, p = 2 true: share of experiments in which another p is rejected at ${LEVEL}, 99 % confidence: at least ${POWER}.`,
  },
  (['normal', 'log-normal'] as const).flatMap((initial) =>
    NEAR.map((other) => ({ estimate: `${initial}-${other}`, part: `${initial}, ${other}`, low: POWER })),
  ),
);

const logNormal: FigureClaim = stated(
  {
    id: 'pogodin-log/robustness',
    says: 'Log-normal weights are not consistent with Euclidean gradient descent but with negative entropy.',
    statistic: `1000 log-normal weights before, dual changes of so many times the dual of 0.1; T of log|w| after, over its critical value at ${LEVEL}, mean, 99 % confidence: above 1 (not log-normal) under p = 2, below 1 under negative entropy.`,
  },
  SIZES.flatMap((value) => [
    { estimate: `p=2-${value}`, part: `p = 2, changes of ${value}`, low: 1 },
    { estimate: `negative-entropy-${value}`, part: `negative entropy, changes of ${value}`, high: 1 },
  ]),
);

export const noiseClaims = [
  smallest,
  identification,
  logNormal,
  width,
  size,
  near,
  equal,
  sparse,
  correlated,
] as const;
