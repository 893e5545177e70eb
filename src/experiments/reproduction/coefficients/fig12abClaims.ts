/**
 * The claims of Figure 12A-B and their statistics. Thresholds were written before the first run: 'small compared with' is at most half in the
 * mean over all patterns, in both metrics; every claim is asked of both Fisher matrices.
 */
import type { Estimates, FigureClaim } from '../reproduction.ts';
import { type Criterion, decidedBy } from '../statistics/criteria.ts';
import { estimateOf, short, withInterval } from '../statistics/estimate.ts';
import { SCALES, weightsOf } from './fig12abEstimates.ts';
import { type Compared, MATRICES, METRICS, type Metric, RULES } from './updateAngles.ts';

const everywhere = (part: string, high: number): readonly Criterion[] =>
  MATRICES.flatMap((matrix) =>
    METRICS.map((metric) => ({
      estimate: `ratio-${matrix}-${metric}`,
      part: `${part}, ${metric} metric, ${matrix === 'closed' ? 'closed form' : 'exact matrix'}:`,
      high,
    })),
  );

/** 'approximated 8 and 7 degrees (Fisher, Euclidean)', with the closed form. */
const inDegrees = (estimates: Estimates, rule: Compared, scale: number): string => {
  const [fisher, euclidean] = METRICS.map((metric) =>
    short(estimateOf(estimates, `${rule}-closed-${metric}-${scale}`).value),
  );
  return `${rule} ${fisher} and ${euclidean}`;
};

/** Of the rules that the claim compares. */
const allDegrees = (estimates: Estimates): string =>
  SCALES.map((scale) => {
    const rules = RULES.filter((rule) => `${rule}-closed-Fisher-${scale}` in estimates);
    return `weights ${weightsOf(scale)}: ${rules.map((rule) => inDegrees(estimates, rule, scale)).join(', ')}`;
  }).join('; ');

const patternsIn = (estimates: Estimates, metric: Metric): string =>
  Object.keys(estimates)
    .filter((name) => name.startsWith(`${metric} `))
    .map((name) => `${name.slice(metric.length + 1)} ${short(estimateOf(estimates, name).value)}`)
    .join(', ');

export const fig12abClaims: readonly FigureClaim[] = [
  {
    id: 'angles',
    says: 'the mean angle between natural and approximated updates is small compared with the angle between natural and Euclidean updates, in the Euclidean and in the Fisher metric',
    statistic:
      'the mean angle between natural and approximated updates over that between natural and Euclidean ones, means over five input patterns, weight vectors and USPs, with a 99 % interval, in both metrics, with the Fisher matrix of the closed form and with the exact one; the claim holds if it is at most 1/2',
    ...decidedBy(everywhere('ratio', 0.5), (estimates) =>
      [
        `Degrees (Fisher and Euclidean metric), ${allDegrees(estimates)}.`,
        `Ratio by pattern, Fisher: ${patternsIn(estimates, 'Fisher')}; Euclidean: ${patternsIn(estimates, 'Euclidean')}.`,
        `The closed form's natural gradient is ${withInterval(estimateOf(estimates, 'form-5'))} from the exact one, ${withInterval(estimateOf(estimates, 'form-1'))} with weights U(-1/n, 1/n).`,
      ].join(' '),
    ),
  },
  {
    id: 'fig12ab/cu',
    says: 'c_u = 0.95 is closer to natural gradient than c_u = 1: the angles',
    statistic:
      'the mean angle between natural and approximated updates with c_u = 0.95 over that with c_u = 1, with a 99 % interval, in both metrics and with both matrices; c_u = 0.95 is closer below 1',
    ...decidedBy(
      everywhere('ratio', 1),
      (estimates) => `Degrees (Fisher and Euclidean metric), ${allDegrees(estimates)}.`,
    ),
  },
  {
    id: 'fig12ab/local',
    says: "the local rule, with third factor -(log h)'(V), is closer to natural gradient than the approximation of the paper (not a claim of the paper)",
    statistic:
      'the mean angle between natural and local updates over that between natural and approximated ones, with a 99 % interval, in both metrics and with both matrices; the local rule is closer below 1',
    ...decidedBy(
      everywhere('ratio', 1),
      (estimates) => `Degrees (Fisher and Euclidean metric), ${allDegrees(estimates)}.`,
    ),
  },
];
