import { describe, expect, it } from 'vitest';
import {
  drawBatch,
  paperTransfer,
  patternCondition,
} from '../../../../src/experiments/reproduction/coefficients/conditions.ts';
import {
  ANGLES,
  angleName,
  MATRICES,
  meanAngles,
  type RULES,
} from '../../../../src/experiments/reproduction/coefficients/updateAngles.ts';
import { closedFisherMatrix } from '../../../../src/numeric/fisher/closed.ts';
import { exactFisherMatrix } from '../../../../src/numeric/fisher/exact.ts';
import { plainLearning } from '../../../../src/numeric/learning/plainLearning.ts';
import type { LearningRule } from '../../../../src/numeric/learning/rules.ts';
import { tiltedPoint } from '../../../../src/numeric/learning/tiltedPoint.ts';
import { angleBetween } from '../../../../src/numeric/linear/vectors.ts';
import { kernelAt, paperKernel } from '../../../../src/numeric/neuron/kernel.ts';

const tilted = tiltedPoint(paperTransfer);
const n = 12;
const neuron = {
  rates: Float64Array.from({ length: n }, (_, i) => (i < n / 2 ? 10 : 50)),
  weights: Float64Array.from({ length: n }, (_, i) => 0.05 * Math.sin(3 * i + 1)),
  kernel: paperKernel,
  transfer: paperTransfer,
};
const dt = 0.0005;
/** Each afferent spikes once, at a step of its own. */
const STEPS = 40;
const spikeStep = (i: number): number => (7 * i) % STEPS;
const x = Float64Array.from({ length: n }, (_, i) => kernelAt((STEPS - spikeStep(i)) * dt, paperKernel));

const rules: Record<string, LearningRule> = {
  euclidean: { name: 'euclidean', learningRate: 1e-6 },
  approximated: { name: 'approximated', learningRate: 1e-6 },
  'approximated, c_u = 1': { name: 'approximated', learningRate: 1e-6, cu: 1 },
  local: { name: 'local', learningRate: 1e-6 },
  'closed form': { name: 'natural', learningRate: 1e-6 },
  exact: { name: 'exact', learningRate: 1e-6 },
};

/** What the learning loop adds to the weights in the step after the spikes, with this teacher. */
function updates(teacherWeight: number, teacherSpike: number): Map<string, Float64Array> {
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => spikeStep(a) - spikeStep(b));
  const starts = Uint32Array.from(
    { length: STEPS + 1 },
    (_, t) => order.filter((i) => spikeStep(i) < t).length,
  );
  const run = plainLearning({
    ...neuron,
    dt,
    teacher: new Float64Array(n).fill(teacherWeight),
    rules: Object.values(rules),
  });
  run.run({ starts, afferents: Uint32Array.from(order), teacher: new Uint8Array(STEPS) });
  const before = Object.keys(rules).map((_, k) => run.weights(k));
  run.run({
    starts: new Uint32Array(2),
    afferents: new Uint32Array(0),
    teacher: Uint8Array.of(teacherSpike),
  });
  return new Map(
    Object.keys(rules).map((name, k) => {
      const old = before[k] as Float64Array;
      return [name, run.weights(k).map((w, i) => w - (old[i] as number))];
    }),
  );
}

describe('angles between updates', () => {
  const angles = meanAngles({ neuron, potentials: [x] }, tilted);
  const found = (matrix: 'closed' | 'exact', metric: 'Fisher' | 'Euclidean', rule: string): number =>
    angles[ANGLES.indexOf(angleName(matrix, metric, rule as (typeof RULES)[number]))] as number;
  const matrices = { closed: closedFisherMatrix(neuron), exact: exactFisherMatrix(neuron) };

  it.each([
    [0.1, 1],
    [0.1, 0],
    [-0.3, 1],
  ])(
    'are those of what the learning loop does, with teacher weights %d and %d teacher spikes',
    (weight, spike) => {
      const steps = updates(weight, spike);
      for (const matrix of MATRICES) {
        const natural = steps.get(matrix === 'closed' ? 'closed form' : 'exact') as Float64Array;
        const G = matrices[matrix].dense();
        for (const [rule, step] of steps) {
          if (rule === 'exact') continue;
          expect(found(matrix, 'Euclidean', rule)).toBeCloseTo(angleBetween(natural, step), 4);
          expect(found(matrix, 'Fisher', rule)).toBeCloseTo(fisherAngle(G, natural, step), 4);
        }
      }
    },
  );

  it('of the closed form to itself are 0, and to the exact matrix are not', () => {
    expect(found('closed', 'Fisher', 'closed form')).toBeLessThan(1e-4);
    expect(found('closed', 'Euclidean', 'closed form')).toBeLessThan(1e-4);
    expect(found('exact', 'Euclidean', 'closed form')).toBeGreaterThan(0.1);
  });

  it('are averaged over the USPs', () => {
    const [draw] = drawBatch(2, patternCondition([20, 40], 5), 0, 2);
    if (draw === undefined) throw new Error('no draw');
    const each = draw.potentials.map((potential) => meanAngles({ ...draw, potentials: [potential] }, tilted));
    for (const [k, mean] of meanAngles(draw, tilted).entries())
      expect(mean).toBeCloseTo(((each[0]?.[k] as number) + (each[1]?.[k] as number)) / 2, 10);
  });
});

/** From all entries of G; degrees. */
function fisherAngle(G: Float64Array, u: Float64Array, v: Float64Array): number {
  const form = (a: Float64Array, b: Float64Array): number => {
    let total = 0;
    for (const [i, each] of a.entries())
      for (const [j, other] of b.entries()) total += each * (G[n * i + j] as number) * other;
    return total;
  };
  return (180 / Math.PI) * Math.acos(Math.min(1, form(u, v) / Math.sqrt(form(u, u) * form(v, v))));
}
