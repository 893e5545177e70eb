/**
 * The claims of Figure 11 and their statistics. Thresholds were written before the first run:
 *   'approximately inversely proportional': an exponent within 0.25 of -1; 'approximately constant': within 0.25 of 0
 *   'neglible in most cases': less than a tenth of the term kept, in more than half of the cases
 *   'close to the mean of g4': within 10 % (as proofs/statements has it)
 *   'proximity to the diagonal': the diagonal explains three quarters of the variance, a correlation of 0.87 at least
 *   'g1 ~ -1/q for a sufficiently large number of neurons or high rates': within 10 % on average at the largest of the figure
 * All intervals have confidence 0.99; USPs of one weight vector are not taken as independent.
 */
import type { Estimates, FigureClaim } from '../reproduction.ts';
import { type Criterion, decidedBy } from '../statistics/criteria.ts';
import { estimateOf, short, withInterval } from '../statistics/estimate.ts';

const TOLERANCE = 0.25;
const EXPLAINED = 0.75;

const exponents: readonly Criterion[] = (['rate', 'n'] as const).flatMap((sweep) =>
  ['g1', 'g2', 'g3'].map((name) => ({
    estimate: `${name}-${sweep}`,
    part: `exponent of ${name} against ${sweep === 'rate' ? 'r' : 'n'}`,
    low: -1 - TOLERANCE,
    high: -1 + TOLERANCE,
  })),
);

const g4Against = (sweep: 'rate' | 'n', variable: string): readonly Criterion[] => [
  {
    estimate: `g4-${sweep}`,
    part: `mean of g4 constant against ${variable}: relative slope`,
    low: -TOLERANCE,
    high: TOLERANCE,
  },
  { estimate: `g4-scatter-${sweep}`, part: `scatter of g4 grows with ${variable}: exponent`, low: 0 },
];

/** 'rate-5: 0.03 +- 0.01, ...' from estimates named `<prefix><condition>`. */
const eachCondition = (estimates: Estimates, prefix: string): string =>
  Object.keys(estimates)
    .filter((name) => name.startsWith(prefix))
    .map((name) => `${name.slice(prefix.length)} ${short(estimateOf(estimates, name).value)}`)
    .join(', ');

const shownValue = (estimates: Estimates, estimate: string): string =>
  withInterval(estimateOf(estimates, estimate));

const ofG4 = (estimates: Estimates): string =>
  `Mean of g4 (1/mV^2): ${eachCondition(estimates, 'mean:')}. Its standard deviation: ${eachCondition(estimates, 'sd:')}.`;

const diagonal = (id: string, says: string, what: string): FigureClaim => ({
  id,
  says,
  statistic: `1 - E(${what})^2/variance over all rates, the share of the variance that the diagonal explains, with a 99 % interval; the claim holds if it is at least ${EXPLAINED}`,
  ...decidedBy(
    [{ estimate: 'explained', part: 'explained by the diagonal', low: EXPLAINED }],
    (estimates) =>
      `By rate: ${eachCondition(estimates, 'explained:')}. The mean deviation is ${shownValue(estimates, 'offset')}; moved by it, the diagonal explains ${shownValue(estimates, 'moved')}.`,
  ),
});

export const fig11Claims: readonly FigureClaim[] = [
  {
    id: 'g-scaling',
    says: 'g1, g2, g3 are approximately inversely proportional to the rate r and to n; the mean of g4 stays approximately constant across rates, its scatter grows',
    statistic: `slopes of log E|g1|, log E|g2|, log E|g3| against log r and log n over weight vectors, of the mean of g4 relative to itself and of the log standard deviation of g4 against log r, with 99 % intervals; the claim holds for exponents within ${TOLERANCE} of -1, of 0 for the mean of g4, and above 0 for its scatter`,
    ...decidedBy([...exponents, ...g4Against('rate', 'r')], ofG4),
  },
  {
    id: 'fig11/g4-n',
    says: 'the mean of g4 stays approximately constant when the number of afferents varies, and its variance across weight samples increases with it',
    statistic: `the same slopes of g4 against log n, with 99 % intervals; the claim holds for a relative slope of the mean within ${TOLERANCE} of 0 and an exponent of the standard deviation above 0`,
    ...decidedBy(g4Against('n', 'n')),
  },
  {
    id: 'cw-mean',
    says: 'c_w = 0.05 is close to the mean of g4 (weights U(-5/n, 5/n), n = 100, r = 5..55 Hz)',
    statistic:
      'c_w over the mean of g4, all rates weighted alike, with a 99 % interval; close: between 0.9 and 1.1',
    ...decidedBy([{ estimate: 'ratio', part: 'c_w/mean of g4', low: 0.9, high: 1.1 }], (estimates) => {
      const best = shownValue(estimates, 'best');
      return `The mean of g4 is ${shownValue(estimates, 'g4')}; the constant with the smallest squared error of gamma_w ~ c_w V is ${best}.`;
    }),
  },
  {
    id: 'g23-small',
    says: 'in Equation 39 the products with g2 and g3 are negligible in most cases compared to the other terms',
    statistic:
      'over all conditions of Figures 10 to 12A-B (rates, numbers of afferents, input patterns; weights U(-5/n, 5/n)), weight vectors and USPs: the share of cases in which |g3 V| < |ce e0 g1 sum x|/10, and in which |ce e0 g2 sum x| < |g4 V|/10, with 99 % intervals; the claim holds where the share exceeds one half',
    ...decidedBy(
      [
        { estimate: 'g3', part: 'g3 V in gamma_u: share', low: 0.5 },
        { estimate: 'g2', part: 'ce e0 g2 sum x in gamma_w: share', low: 0.5 },
      ],
      (estimates) =>
        `The product with g3 is typically ${shownValue(estimates, 'ratio-g3')} of the other term of gamma_u, that with g2 ${shownValue(estimates, 'ratio-g2')} of the other term of gamma_w. By condition, g3: ${eachCondition(estimates, 'g3:')}; g2: ${eachCondition(estimates, 'g2:')}.`,
    ),
  },
  {
    id: 'fig11/g1',
    says: 'for a sufficiently large number of neurons or high input rates, g1 is approximately -1/q',
    statistic:
      'the mean of |g1 q + 1| at the largest rate and at the largest number of afferents, with 99 % intervals; the claim holds below 0.1',
    ...decidedBy(
      [
        { estimate: 'rate', part: 'mean relative deviation at the largest rate', high: 0.1 },
        { estimate: 'n', part: 'mean relative deviation at the largest n', high: 0.1 },
      ],
      (estimates) => `By condition: ${eachCondition(estimates, 'deviation:')}.`,
    ),
  },
  diagonal(
    'fig11/gamma-u',
    'gamma_u is approximately s = ce sum x/sum r (Equation 111): the sampled values are close to the diagonal',
    'gamma_u - s',
  ),
  diagonal(
    'fig11/gamma-w',
    'gamma_w is approximately g4 V: the sampled values are close to the diagonal',
    'gamma_w - g4 V',
  ),
  diagonal(
    'fig11/gamma-w-constant',
    'gamma_w is approximately c_w V with a constant c_w (Equation 113)',
    'gamma_w - c_w V',
  ),
  {
    id: 'fig11/gamma-u-constant',
    says: 'gamma_u is approximately c_u ce (Equation 112), with c_u = 0.95 rather than its limit e0 = 1 for n = 100',
    statistic:
      'the root mean square of gamma_u/(ce e0) - 0.95 over that of gamma_u/(ce e0) - 1, all rates weighted alike, with a 99 % interval; c_u = 0.95 is the better constant below 1',
    ...decidedBy(
      [{ estimate: 'ratio', part: 'error with 0.95 over error with 1', high: 1 }],
      (estimates) =>
        `gamma_u/(ce e0) is ${shownValue(estimates, 'mean')} on average, by condition ${eachCondition(estimates, 'mean:')}, with standard deviation ${eachCondition(estimates, 'sd:')}.`,
    ),
  },
];
