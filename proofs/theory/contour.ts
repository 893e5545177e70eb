/**
 * Theory 3: which transfer functions a shift of the contour k -> k - i a makes integrable.
 *
 * h exp(-a v) decays exponentially at both ends iff g+ < a < g-, the rates of growth of log h at +infinity and -infinity (per
 * mV). Here h is in units in which beta = 1 and theta = 0, and the rates are measured from v = 150 to 300.
 */
import { type Question, test } from '../../src/ledger/part.ts';
import { statement } from '../claims.ts';
import { rectifiedTail, SAMPLES, shiftedContour } from './spikingModel.ts';

const INTEGRANDS = {
  softplus: (v: number): number => 1 / (1 + Math.exp(-v)) ** 2 / Math.log1p(Math.exp(v)),
  'rectified quadratic': (v: number): number => (v > 0 ? 1 : 0),
  exponential: (v: number): number => Math.exp(v),
  quadratic: (): number => 1,
} satisfies Readonly<Record<string, (v: number) => number>>;
type Name = keyof typeof INTEGRANDS;

/** An interval of shifts narrower than this, per mV, is none: the softplus decays like 1/v at +infinity. */
const NARROWEST = 0.1;

function intervalOfShifts(h: (v: number) => number): number {
  const [near, far] = [150, 300];
  const rate = (from: number, to: number): number =>
    h(to) === 0 ? Number.POSITIVE_INFINITY : Math.log(h(to) / h(from)) / (to - from);
  return rate(-near, -far) - rate(near, far);
}

const shiftExists =
  (names: readonly Name[]): Question =>
  () => {
    const failing = names.filter((name) => !(intervalOfShifts(INTEGRANDS[name]) > NARROWEST));
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
        exact: false,
        ask: shiftExists(['exponential', 'softplus', 'rectified quadratic']),
        variants: [
          { change: 'without the exponential', ask: shiftExists(['softplus', 'rectified quadratic']) },
        ],
      }),
    ],
    corrected: {
      says: 'A shift exists for the softplus (0 < a < beta) and the rectified quadratic (a > 0), and for the softplus it gives G. The exponential has none: its transform is a point mass at k = -i beta, where the integrand is evaluated',
      parts: [
        test({
          text: 'an a exists for which h exp(-a v) is integrable over the line',
          method: 'rates of growth of log h at both ends',
          scope: 'softplus, rectified quadratic',
          exact: false,
          ask: shiftExists(['softplus', 'rectified quadratic']),
          variants: [
            { change: 'with the quadratic, not rectified', ask: shiftExists(['softplus', 'quadratic']) },
          ],
        }),
        test({
          text: 'for the softplus the integral over k - i beta/2 gives E[h(V) x x^T]',
          method: 'Monte Carlo',
          scope: `n = 2, ${SAMPLES} exact draws; false-alarm rate 2e-7`,
          exact: false,
          ask: shiftedContour(true),
          variants: [{ change: 'psi, A, B on the real line', ask: shiftedContour(false) }],
        }),
      ],
    },
    findings: [
      'h exp(-a v) = exp((beta - a) v) grows at one end for every a but beta, where it is constant; the quadratic without rectification has h = 1, for which the same holds with a = 0. The closed form for the exponential holds all the same: it is the definition of the exponential moment.',
    ],
    expected: 'corrected',
  }),
  statement('theory-3-rectified', {
    source: 'theory',
    title: 'the rectified quadratic is not spectral',
    says: 'The rectified quadratic has H ~ 1/k.',
    parts: [
      test({
        text: '|H(k - i a)| k tends to a constant',
        method: 'midpoint rule',
        scope: 'a = 1, k = 100 and 1000',
        exact: false,
        ask: rectifiedTail(1),
        variants: [{ change: 'k^2 instead of k', ask: rectifiedTail(2) }],
      }),
    ],
    expected: 'bounded',
  }),
];
