/** What theory says about invariance, as conditions on what was measured. They were set before the measurement. */
import type { InvarianceResult, RuleSummary } from './invariance.ts';
import type { RuleCurves } from './learningTest.ts';

export interface Criterion {
  readonly id: string;
  readonly says: string;
  readonly holds: (result: InvarianceResult) => boolean;
}

/** Largest gap of canonical integration, and of steps taken in somatic coordinates. */
export const CANONICAL_TOLERANCE = 1e-6;
export const SOMATIC_TOLERANCE = 1e-9;

const contains = ([low, high]: readonly [number, number], value: number, slack: number): boolean =>
  low <= value + slack && high >= value - slack;

const both =
  (condition: (rule: RuleSummary) => boolean) =>
  ({ rules }: InvarianceResult): boolean =>
    [rules.natural, rules.approximated].every((rule) => rule !== undefined && condition(rule));

const ofEuclidean =
  (condition: (euclidean: RuleSummary, natural: RuleSummary) => boolean) =>
  ({ rules: { euclidean, natural } }: InvarianceResult): boolean =>
    euclidean !== undefined && natural !== undefined && condition(euclidean, natural);

const passes = (curves: RuleCurves | undefined, test: 'equivalent' | 'different'): boolean =>
  curves?.rateError[test] === true && curves.divergence[test];

export const criteria: readonly Criterion[] = [
  {
    id: 'per-step',
    says: 'one natural step is the same in all coordinates, to 1e-12 times the condition number, componentwise and with full Jacobians',
    holds: ({ perStep }) => perStep.componentwise.holds && perStep.full.holds,
  },
  {
    id: 'per-step-fails',
    says: "a Euclidean step is not, nor is one with 1/f'(w)^2: each has a counterexample",
    holds: ({ perStep }) => !perStep.euclidean.holds && !perStep.wrongPower.holds,
  },
  {
    id: 'eta',
    says: 'natural and approximated rule: gap ~ eta, the interval of the slope comes within 0.1 of 1, the slope within 0.25',
    holds: both(({ overEta }) => contains(overEta.ci, 1, 0.1) && Math.abs(overEta.slope - 1) < 0.25),
  },
  {
    id: 'dt',
    says: 'natural and approximated rule: the gap tends to a constant as dt -> 0, the interval of its slope comes within 0.1 of 0, the slope within 0.25',
    holds: both(({ overDt }) => contains(overDt.ci, 0, 0.1) && Math.abs(overDt.slope) < 0.25),
  },
  {
    id: 'dt-approach',
    says: 'which is approached as O(dt): the interval of the slope of the difference to the limit comes within 0.4 of 1, the slope within 0.6',
    holds: both(({ toLimit }) => contains(toLimit.ci, 1, 0.4) && Math.abs(toLimit.slope - 1) < 0.6),
  },
  {
    id: 'dt-without-spikes',
    says: "and without the teacher's spikes gap ~ dt: the interval of the slope comes within 0.1 of 1, the slope within 0.25",
    holds: both(
      ({ withoutSpikes }) => contains(withoutSpikes.ci, 1, 0.1) && Math.abs(withoutSpikes.slope - 1) < 0.25,
    ),
  },
  {
    id: 'canonical',
    says: 'natural and approximated rule: canonical (Marcus) jumps and a drift by Runge-Kutta leave a gap of at most 1e-6',
    holds: both(({ canonical }) => canonical <= CANONICAL_TOLERANCE),
  },
  {
    id: 'canonical-order',
    says: 'which falls like dt^4: its slope is at least 3',
    holds: both(({ canonicalOverDt }) => canonicalOverDt.slope >= 3),
  },
  {
    id: 'somatic',
    says: 'steps taken in somatic coordinates leave a gap of at most 1e-9, for every rule',
    holds: ({ rules }) => Object.values(rules).every(({ somaticStep }) => somaticStep <= SOMATIC_TOLERANCE),
  },
  {
    id: 'euclidean',
    says: 'Euclidean descent: the gap does not vanish with eta (slope below 0.5; at the smallest eta ten times that of the natural rule), nor with canonical jumps',
    holds: ofEuclidean(
      (euclidean, natural) =>
        euclidean.overEta.ci[1] < 0.5 &&
        (euclidean.overEta.points[0]?.gap ?? 0) > 10 * (natural.overEta.points[0]?.gap ?? Infinity) &&
        euclidean.canonical > CANONICAL_TOLERANCE,
    ),
  },
  {
    id: 'learning',
    says: 'learning curves of the natural rule are equivalent (rate error within 2, D_KL within 4 mean gaps, 95 %)',
    holds: ({ learning }) => passes(learning?.natural, 'equivalent'),
  },
  {
    id: 'learning-differs',
    says: 'those of Euclidean descent differ by more than these margins',
    holds: ({ learning }) => passes(learning?.euclidean, 'different'),
  },
];
