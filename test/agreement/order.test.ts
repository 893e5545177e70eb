/**
 * The closed form tends to the exact matrix as n grows, and how fast, for two scalings of the weights; rates between 5 and 40 Hz.
 *
 * Expected from the next order (corrected.ts), relative to |G|_F, which grows as n:
 *   w = 0.4 u/n, u uniform in (0.5, 1.5)       c2 kappa3 diag(r w) has norm n^(-1/2), the rest less: order 3/2
 *   w = 0.3 (z - mean)/sqrt(n), z = 1 or -1/2   (sum r w^3) c4 r r^T has norm n^(1/2): order 1/2, as in the central limit theorem;
 *   with probability 1/3, 2/3, mean = r.z/sum r  the mean of V is 0 and its variance stays
 * In both the next term is smaller by n^(-1/2). So of the slopes p1 and p2 of log error against log n between 64 and 256 and between
 * 256 and 1024 the second is half as far from the order as the first, and 2 p2 - p1 is the order to the next order again. It is measured
 * for independently placed ensembles; the interval is their mean +- 6 standard errors, and must
 * lie nearer to the expected order than to its neighbours. Nothing here is Monte Carlo: the ensembles are fixed.
 */
import { afterAll, describe, expect, test } from 'vitest';
import { closedFisherMatrix } from '../../src/numeric/fisher/closed.ts';
import { exactFisherMatrix } from '../../src/numeric/fisher/exact.ts';
import { Random } from '../../src/numeric/monteCarlo/random.ts';
import { paperKernel } from '../../src/numeric/neuron/kernel.ts';
import type { Neuron } from '../../src/numeric/neuron/neuron.ts';
import { paperSigmoid } from '../../src/numeric/neuron/transferFunction.ts';
import { table } from './budget.ts';

const SIZES = [64, 256, 1024];
const ENSEMBLES = 16;
/** Half the distance between the orders that the expansion knows. */
const MARGIN = 0.25;

interface Scaling {
  readonly name: string;
  readonly order: number;
  readonly weights: (uniforms: Float64Array, rates: Float64Array) => Float64Array;
}

const scalings: Scaling[] = [
  {
    name: 'w = 0.4 u/n, u in (0.5, 1.5)',
    order: 1.5,
    weights: (uniforms) => uniforms.map((u) => (0.4 * (0.5 + u)) / uniforms.length),
  },
  {
    name: 'w = 0.3 (z - mean)/sqrt(n), z = 1 or -1/2',
    order: 0.5,
    weights(uniforms, rates) {
      const z = uniforms.map((u) => (3 * u < 1 ? 1 : -0.5));
      const total = rates.reduce((sum, rate) => sum + rate, 0);
      const mean = rates.reduce((sum, rate, i) => sum + rate * (z[i] as number), 0) / total;
      return z.map((each) => (0.3 * (each - mean)) / Math.sqrt(z.length));
    },
  },
];

/** Multiples of these, modulo 1, fill the unit square evenly (Roberts 2018, with the plastic number). */
const [FIRST, SECOND] = [0.7548776662466927, 0.5698402909980532];

/** Rates and weights evenly spread over their ranges, from a random start: ensembles differ, and their sums over n by about 1/n. */
function ensemble({ weights }: Scaling, n: number, index: number): Neuron {
  const random = new Random(index, n, 9);
  const spread = (step: number): Float64Array => {
    const start = random.uniform();
    return Float64Array.from({ length: n }, (_, i) => (start + i * step) % 1);
  };
  const rates = spread(FIRST).map((u) => 5 + 35 * u);
  return {
    rates,
    weights: weights(spread(SECOND), rates),
    kernel: paperKernel,
    transfer: { name: 'sigmoid', ...paperSigmoid },
  };
}

const frobenius = (values: Float64Array): number =>
  Math.sqrt(values.reduce((total, each) => total + each * each, 0));

const FACTORS = [1, 1.01];

/** Relative errors of the closed form times each of the FACTORS. */
function relativeErrors(neuron: Neuron): number[] {
  const exact = exactFisherMatrix(neuron).dense();
  const closed = closedFisherMatrix(neuron).dense();
  return FACTORS.map(
    (factor) => frobenius(closed.map((each, at) => factor * each - (exact[at] as number))) / frobenius(exact),
  );
}

/** 2 p2 - p1 from the errors at three sizes, each four times the one before. */
function extrapolatedOrder([coarse, middle, fine]: Triple): number {
  const [p1, p2] = [Math.log(coarse / middle) / Math.log(4), Math.log(middle / fine) / Math.log(4)];
  return 2 * p2 - p1;
}

type Triple = readonly [number, number, number];

interface Order {
  readonly order: number;
  readonly standardError: number;
  readonly errors: readonly number[];
}

/** The order of the closed form, and of one spoilt by 1 %. */
function measuredOrders(scaling: Scaling): Order[] {
  const errors = Array.from({ length: ENSEMBLES }, (_, index) =>
    SIZES.map((n) => relativeErrors(ensemble(scaling, n, index))),
  );
  return FACTORS.map((_, f) =>
    orderOf(errors.map((sizes) => sizes.map((each) => each[f]) as unknown as Triple)),
  );
}

function orderOf(errors: readonly Triple[]): Order {
  const orders = errors.map(extrapolatedOrder);
  const order = orders.reduce((total, each) => total + each, 0) / ENSEMBLES;
  const spread = orders.reduce((total, each) => total + (each - order) ** 2, 0) / (ENSEMBLES - 1);
  const typical = SIZES.map((_, k) => errors.reduce((total, each) => total + (each[k] ?? 0), 0) / ENSEMBLES);
  return { order, standardError: Math.sqrt(spread / ENSEMBLES), errors: typical };
}

const rows = [['weights', 'order in 1/n', ...SIZES.map((n) => `error at n = ${n}`)]];

describe('closed -> shot-noise as n grows', () => {
  test.each(scalings)('$name: order $order; not so for a closed form 1 % off', (scaling) => {
    const [right, spoilt] = measuredOrders(scaling) as [Order, Order];
    rows.push([
      scaling.name,
      `${right.order.toFixed(3)} +- ${right.standardError.toFixed(3)}`,
      ...right.errors.map((each) => each.toExponential(2)),
    ]);
    expect(Math.abs(right.order - scaling.order) + 6 * right.standardError).toBeLessThan(MARGIN);
    expect(Math.abs(spoilt.order - scaling.order)).toBeGreaterThan(MARGIN + 6 * spoilt.standardError);
  });
});

afterAll(() => console.log(table(rows)));
