/**
 * Angles between the updates of the learning rules at one USP x, in the Euclidean and in the Fisher metric.
 *
 * All rules multiply the score (phi'/phi)(V) (y - phi(V) dt), a number, with a direction (src/numeric/learning/rules.ts): x for the Euclidean
 * gradient, G^-1 x for the natural one, ce x/r - gammaU 1 + gammaW w for the others. So the angles do not depend on teacher, target weights or
 * output spikes. In the metric M, cos = u'M v/sqrt(u'M u v'M v), M = G or the identity; in degrees.
 *
 * Both Fisher matrices are taken: the paper's closed form, and the exact one of the spiking neuron, each with its own metric and natural gradient.
 * All directions lie in the span of x, ce x/r, 1, w and the exact G^-1 x, so that the products of these five are enough; rounding makes
 * an angle of 0 up to about 1e-6 degrees.
 */
import { closedFisherMatrix } from '../../../numeric/fisher/closed.ts';
import { exactFisherMatrix } from '../../../numeric/fisher/exact.ts';
import { type AffineRule, type RuleFactors, ruleFactors } from '../../../numeric/learning/factors.ts';
import type { TiltedPoint } from '../../../numeric/learning/tiltedPoint.ts';
import { dot } from '../../../numeric/linear/vectors.ts';
import { type Neuron, voltageMoments } from '../../../numeric/neuron/neuron.ts';
import { average } from '../statistics/smoothEstimate.ts';
import { CU, CW } from './coefficientFeatures.ts';
import { CE, constantsOf } from './coefficientSamples.ts';
import type { Draw } from './conditions.ts';

const learningRate = 1;
const AFFINE = {
  /** The paper's rule, its limit c_u = 1, and the scripts' c_w. */
  approximated: { name: 'approximated', learningRate, cu: CU.article, cw: CW.article },
  'approximated, c_u = 1': { name: 'approximated', learningRate, cu: CU.limit, cw: CW.article },
  'approximated, c_w = 0.04': { name: 'approximated', learningRate, cu: CU.article, cw: CW.scripts },
  /** Theory: the third factor -(log h)'(V), and the limit q -> infinity. */
  local: { name: 'local', learningRate, thirdFactor: 'voltage' },
  'local, limit': { name: 'local', learningRate, thirdFactor: 'limit' },
  /** The natural rule by the closed form. */
  'closed form': { name: 'natural', learningRate },
} as const satisfies Record<string, AffineRule>;

/** Compared with the natural gradient. */
export const RULES = ['euclidean', ...(Object.keys(AFFINE) as (keyof typeof AFFINE)[])] as const;
export type Compared = (typeof RULES)[number];
/** Whose natural gradient, and whose metric. */
export const MATRICES = ['closed', 'exact'] as const;
export type MatrixName = (typeof MATRICES)[number];
export const METRICS = ['Fisher', 'Euclidean'] as const;
export type Metric = (typeof METRICS)[number];

export const angleName = (matrix: MatrixName, metric: Metric, rule: Compared): string =>
  `${matrix}/${metric}/${rule}`;
export const ANGLES = MATRICES.flatMap((matrix) =>
  METRICS.flatMap((metric) => RULES.map((rule) => angleName(matrix, metric, rule))),
);

/** Mean angles over the USPs of one weight vector, in the order of ANGLES. */
export function meanAngles({ neuron, potentials }: Draw, tilted: TiltedPoint): number[] {
  const matrices = { closed: closedFisherMatrix(neuron), exact: exactFisherMatrix(neuron) };
  const ones = new Float64Array(neuron.rates.length).fill(1);
  const coordinatesAt = coordinates(neuron, tilted);
  const constantImages = {
    closed: [ones, neuron.weights].map((each) => matrices.closed.apply(each)),
    exact: [ones, neuron.weights].map((each) => matrices.exact.apply(each)),
  };
  const rows = potentials.map((x) => {
    const homosynaptic = x.map((each, i) => (CE * each) / (neuron.rates[i] as number));
    const span = [x, homosynaptic, ones, neuron.weights, matrices.exact.solve(x)];
    const euclidean = productsOf(span, span);
    const rules = coordinatesAt(x);
    const natural = { closed: rules.at(-1) as Coordinates, exact: EXACT };
    return MATRICES.flatMap((name) => {
      const G = matrices[name];
      const last = name === 'exact' ? x : G.apply(span[4] as Float64Array);
      const fisher = productsOf(span, [G.apply(x), G.apply(homosynaptic), ...constantImages[name], last]);
      return [fisher, euclidean].flatMap((products) =>
        rules.map((each) => angle(products, natural[name], each)),
      );
    });
  });
  return ANGLES.map((_, k) => average(rows.map((row) => row[k] as number)));
}

/** Of a direction: factors of x, ce x/r, 1, w and the exact G^-1 x. */
type Coordinates = readonly [number, number, number, number, number];
const EUCLIDEAN: Coordinates = [1, 0, 0, 0, 0];
const EXACT: Coordinates = [0, 0, 0, 0, 1];

/** The rules' directions at x in the order of RULES. */
function coordinates(neuron: Neuron, tilted: TiltedPoint): (x: Float64Array) => Coordinates[] {
  const { mean, variance, q } = voltageMoments(neuron);
  const constants = constantsOf(neuron, q);
  const factors = Object.values(AFFINE).map(
    (rule: AffineRule): RuleFactors => ruleFactors(rule, constants, neuron.transfer, tilted),
  );
  const out = new Float64Array(3);
  return (x) => {
    const v = dot(neuron.weights, x);
    const sumX = x.reduce((total, each) => total + each, 0);
    const affine = factors.map((write): Coordinates => {
      write(v, sumX, mean, variance, out);
      return [0, 1, -(out[1] as number), out[2] as number, 0];
    });
    return [EUCLIDEAN, ...affine];
  };
}

/** u_a . v_b, row by row. */
const productsOf = (u: readonly Float64Array[], v: readonly Float64Array[]): number[] =>
  u.flatMap((each) => v.map((other) => dot(each, other)));

/** Degrees. */
function angle(products: readonly number[], u: Coordinates, v: Coordinates): number {
  const along = product(products, u, v);
  const lengths = product(products, u, u) * product(products, v, v);
  return (180 / Math.PI) * Math.atan2(Math.sqrt(Math.max(0, lengths - along * along)), along);
}

function product(products: readonly number[], u: Coordinates, v: Coordinates): number {
  let total = 0;
  for (let a = 0; a < u.length; a++)
    for (let b = 0; b < v.length; b++)
      total += (u[a] as number) * (products[a * v.length + b] as number) * (v[b] as number);
  return total;
}
