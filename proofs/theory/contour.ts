/**
 * Theory 3: which transfer functions a shift of the contour k -> k - i a makes integrable.
 *
 * h exp(-a v) must decay at both ends. With rates of growth g+ and g- of log h at +infinity and -infinity (per mV), it does so
 * exponentially iff g+ < a < g-; where h vanishes below threshold, g- = infinity.
 *   sigmoid -2 beta, beta (a = 0 will do);  softplus 0, beta;  rectified quadratic 0, infinity;
 *   exponential beta, beta;  quadratic without rectification 0, 0
 */
import { test } from '../../src/ledger/part.ts';
import { statement } from '../claims.ts';

interface Growth {
  readonly right: number;
  readonly left: number;
}

/** In units of beta; the softplus h = phi'^2/phi ~ 1/v at +infinity has rate 0. */
const GROWTH = {
  softplus: { right: 0, left: 1 },
  'rectified quadratic': { right: 0, left: Number.POSITIVE_INFINITY },
  exponential: { right: 1, left: 1 },
  quadratic: { right: 0, left: 0 },
} satisfies Readonly<Record<string, Growth>>;
type Name = keyof typeof GROWTH;

const shiftExists = (names: readonly Name[]) => () => {
  const failing = names.filter((name) => !(GROWTH[name].right < GROWTH[name].left));
  return {
    holds: failing.length === 0,
    result:
      failing.length === 0 ? 'each has an interval of shifts a' : `no shift a for: ${failing.join(', ')}`,
    ...(failing.length === 0
      ? {}
      : {
          counterexample: {
            assignment: { h: 'exp(beta v)' },
            left: 'int_-L^L h exp(-a v) dv >= 2 L for every a',
            right: 'a finite integral',
            exact: true,
          },
        }),
  };
};

export const contour = [
  statement('theory-3-contour', {
    source: 'theory',
    title: 'where a shift of the contour helps',
    says: 'For the exponential, softplus and quadratic functions shift the contour, k -> k - i a with h exp(-a v) integrable.',
    parts: [
      test({
        text: 'an a exists for which h exp(-a v) is integrable over the line',
        method: 'rates of growth of log h at both ends',
        scope: 'exponential, softplus, rectified quadratic',
        exact: true,
        ask: shiftExists(['exponential', 'softplus', 'rectified quadratic']),
        variants: [
          { change: 'without the exponential', ask: shiftExists(['softplus', 'rectified quadratic']) },
        ],
      }),
    ],
    corrected: {
      says: 'A shift exists for the softplus (0 < a < beta) and the rectified quadratic (a > 0). The exponential needs none: its transform is a point mass at k = -i beta',
      parts: [
        test({
          text: 'an a exists for which h exp(-a v) is integrable over the line',
          method: 'rates of growth of log h at both ends',
          scope: 'softplus, rectified quadratic',
          exact: true,
          ask: shiftExists(['softplus', 'rectified quadratic']),
          variants: [
            { change: 'with the quadratic, not rectified', ask: shiftExists(['softplus', 'quadratic']) },
          ],
        }),
      ],
    },
    findings: [
      'h exp(-a v) = exp((beta - a) v) grows at one end for every a but beta, where it is constant. The closed form for the exponential holds all the same: it is the definition of the exponential moment.',
    ],
    expected: 'corrected',
  }),
];
