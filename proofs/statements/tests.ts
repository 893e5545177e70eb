/**
 * Parts of statements that are decided by numbers: countermodels, largest values, sampled means.
 *
 * Units: mV, s, Hz; e0 = 1 mV s as in the published scripts. Every test has variants under which its answer must flip.
 */
import { type Rational, rational, rationalToString } from '../../src/expression/rational.ts';
import { type Answer, type Part, type Question, test } from '../../src/ledger/part.ts';
import { FIGURE_ELEVEN, sampleG4 } from '../regimes.ts';

type Two = readonly [readonly [number, number], readonly [number, number]];

/** Does "all b_i^T G b_i > 0 on the unit vectors, hence G is positive definite" hold at this symmetric 2 x 2 matrix? Exact. */
const inferenceAt =
  ([[a, b], [, d]]: Two): Question =>
  () => {
    const determinant = a * d - b * b;
    const premise = a > 0 && d > 0;
    const conclusion = a > 0 && determinant > 0;
    return {
      holds: !premise || conclusion,
      result: `b_1^T G b_1 = ${a}, b_2^T G b_2 = ${d}, det G = ${determinant}`,
      counterexample: {
        assignment: { n: '2', G: `[${a}, ${b}; ${b}, ${d}]`, b_1: '(1, 0)', b_2: '(0, 1)' },
        left: `b_1^T G b_1 = ${a} > 0, b_2^T G b_2 = ${d} > 0`,
        right: `det G = ${determinant}: an eigenvalue is not positive`,
        exact: true,
      },
    };
  };

/** The inference of posdef: a countermodel with integers. */
export const indefinite: Part = test({
  text: "b' G b > 0 for all elements b of a basis implies that G is positive definite",
  method: 'countermodel',
  scope: 'n = 2, the unit vectors as basis, exact',
  exact: true,
  ask: inferenceAt([
    [1, 2],
    [2, 1],
  ]),
  variants: [
    {
      change: 'a matrix whose off-diagonal entries are small',
      ask: inferenceAt([
        [2, 1],
        [1, 2],
      ]),
    },
  ],
});

/** phi dt / (1 - phi dt), which grows with phi: its largest value is at phi_max. */
const neglected =
  (phiMax: Rational, dt: Rational): Question =>
  () => {
    const numerator = phiMax.numerator * dt.numerator;
    const denominator = phiMax.denominator * dt.denominator - numerator;
    const largest = rational(numerator, denominator);
    const value = Number(numerator) / Number(denominator);
    return {
      holds: denominator > 0n && value < 0.1,
      result: `at most ${rationalToString(largest)} = ${(100 * value).toPrecision(3)} % of the kept term`,
    };
  };

export const largestNeglected: Part = test({
  text: 'phi dt/(1 - phi dt) < 1/10 for every phi up to phi_max',
  method: 'largest value, exact',
  scope: 'dt = 0.5 ms, phi_max = 100 Hz',
  exact: false,
  ask: neglected(rational(100), rational(1, 2000)),
  variants: [{ change: 'time steps of 1 ms', ask: neglected(rational(100), rational(1, 1000)) }],
});

/** Standard errors around the sampled mean: a normal mean lies outside with probability 1e-6. */
const CONFIDENCE = 4.89;

const closeToMeanOfG4 =
  (cw: number): Question =>
  (seed) => {
    const values = sampleG4(seed);
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / (values.length - 1);
    const width = CONFIDENCE * Math.sqrt(variance / values.length);
    const [low, high] = [0.9 * (mean - width), 1.1 * (mean + width)];
    const answer: Answer = {
      holds: low <= cw && cw <= high,
      result: `mean of g4 = ${mean.toPrecision(4)} +- ${width.toPrecision(2)} mV^-2 (confidence 1 - 1e-6), so that within 10 % of it is [${low.toPrecision(3)}, ${high.toPrecision(3)}]; ratio c_w / mean = ${(cw / mean).toPrecision(3)}`,
    };
    return answer.holds
      ? answer
      : {
          ...answer,
          counterexample: {
            assignment: { n: '100', weights: 'U(-5/n, 5/n)', rates: '5, 15, .., 55 Hz', seed: String(seed) },
            left: `c_w = ${cw}`,
            right: `mean of g4 = ${mean.toPrecision(4)} +- ${width.toPrecision(2)}`,
            exact: false,
          },
        };
  };

export const meanOfG4: Part = test({
  text: 'c_w = 0.05 lies within 10 % of the mean of g4',
  method: 'sample mean of g4 with its confidence interval',
  scope: FIGURE_ELEVEN,
  exact: false,
  ask: closeToMeanOfG4(0.05),
  variants: [{ change: 'c_w = 0.033', ask: closeToMeanOfG4(0.033) }],
});

/** P(V > theta) for V ~ N(mu, s2), by (mu - theta)/s: is it 1, as Equation 118 says? */
const firstMomentIsNotOne =
  (distances: readonly number[]): Question =>
  () => {
    const missing = distances.map((d) => upperTail(d));
    return {
      holds: missing.every((each) => each > 0),
      result: distances
        .map((d, k) => `theta = mu - ${d} sigma: I1 = 1 - ${missing[k]?.toExponential(3)}`)
        .join('; '),
    };
  };

/** P(Z > d), by the continued fraction of Laplace (d >= 1; relative error below 1e-12 with 200 terms), 0 for d = Infinity. */
function upperTail(d: number): number {
  if (d === Number.POSITIVE_INFINITY) return 0;
  let fraction = d;
  for (let k = 200; k >= 1; k--) fraction = d + k / fraction;
  return Math.exp(-(d ** 2) / 2) / (Math.sqrt(2 * Math.PI) * fraction);
}

export const belowThreshold: Part = test({
  text: 'I1 = E Theta(V - theta) is smaller than 1, the value of Equation 118',
  method: 'Gaussian tail',
  scope: 'theta = mu - sigma, mu - 2 sigma, mu - 3 sigma, mu - 6 sigma; positive for every distance',
  exact: true,
  ask: firstMomentIsNotOne([1, 2, 3, 6]),
  variants: [{ change: 'no threshold at all', ask: firstMomentIsNotOne([Number.POSITIVE_INFINITY]) }],
});
