/** Two simulations side by side: what stays together, and how fast the rest moves apart. */
import { describe, expect, it } from 'vitest';
import { flowPair } from '../../../src/experiments/invariance/canonical.ts';
import { eulerPair } from '../../../src/experiments/invariance/euler.ts';
import { type Compared, type Comparison, meanDeparture } from '../../../src/experiments/invariance/pair.ts';
import { CU, CW, fieldIn, somaticField } from '../../../src/experiments/invariance/rules.ts';
import { learningOf } from '../../../src/experiments/invariance/run.ts';
import { bin } from '../../../src/experiments/invariance/spikes.ts';
import { closedFisherMatrix } from '../../../src/numeric/fisher/closed.ts';
import { kernelMoment, paperKernel } from '../../../src/numeric/neuron/kernel.ts';
import { transferFunctions } from '../../../src/numeric/neuron/transfer.ts';
import { paperSigmoid } from '../../../src/numeric/neuron/transferFunction.ts';
import { affine, bent, initial, inputs, problem } from './problems.ts';

const natural = { rule: 'natural', eta: 0.02 } as const;
const dt = 0.0005;
const told = (compared: Compared): Comparison => {
  if (compared === 'left') throw new Error('left');
  return compared;
};
const slope = (gaps: readonly number[]): number =>
  Math.log((gaps[0] as number) / (gaps.at(-1) as number)) / Math.log(2) / (gaps.length - 1);

describe('the fields', () => {
  const x = Float64Array.of(30, 2, 11, 0.5, 44);
  const { phi, phiPrime } = transferFunctions({ name: 'sigmoid', ...paperSigmoid });
  const V = x.reduce((sum, usp, i) => sum + usp * (initial[i] as number), 0);
  const b = new Float64Array(5);
  const ratio = phiPrime(V) / phi(V);

  it('natural: G^-1 of the Euclidean one (Equation 38)', () => {
    expect(somaticField('natural', inputs).at(initial, x, b)).toBeCloseTo(phi(V), 12);
    const neuron = { rates: inputs.rates, weights: initial, kernel: paperKernel };
    const G = closedFisherMatrix({ ...neuron, transfer: { name: 'sigmoid', ...paperSigmoid } });
    const expected = G.solve(x.map((usp) => ratio * usp));
    for (const [i, each] of b.entries()) expect(each / (expected[i] as number)).toBeCloseTo(1, 10);
  });

  it('approximated: Equation 114', () => {
    somaticField('approximated', inputs).at(initial, x, b);
    const neuron = { rates: inputs.rates, weights: initial, kernel: paperKernel };
    const { coefficients } = closedFisherMatrix({
      ...neuron,
      transfer: { name: 'sigmoid', ...paperSigmoid },
    });
    const ce = 1 / kernelMoment(paperKernel, 2);
    for (const [i, each] of b.entries()) {
      const parenthesis =
        (ce * (x[i] as number)) / (inputs.rates[i] as number) - ce * CU + CW * V * (initial[i] as number);
      expect(each).toBeCloseTo(coefficients.gammaS * ratio * parenthesis, 12);
    }
  });

  it("in w: over f'(w), and the Euclidean one times f'(w)", () => {
    const { parametrization } = problem();
    const w = parametrization.inverse(initial);
    const J = parametrization.jacobian(w);
    const inW = new Float64Array(5);
    for (const [rule, power] of [
      ['natural', -1],
      ['approximated', -1],
      ['euclidean', 1],
    ] as const) {
      somaticField(rule, inputs).at(initial, x, b);
      fieldIn(parametrization, rule, inputs).at(w, x, inW);
      for (const [i, each] of inW.entries())
        expect(each / ((b[i] as number) * (J[6 * i] as number) ** power)).toBeCloseTo(1, 10);
    }
  });
});

describe('Euler steps', () => {
  it('are invariant under affine maps, and not under others', () => {
    expect(told(eulerPair(problem(affine), { ...natural, dt })).gap).toBeLessThan(1e-11);
    expect(told(eulerPair(problem(bent), { ...natural, dt })).gap).toBeGreaterThan(1e-5);
  });

  it("differ by f''(w) dw^2/2 after one spike", () => {
    const maps = problem().parametrization;
    // An input spike, and the teacher's 5 ms later; then nothing.
    const spikes = [
      { time: 0, source: 2 },
      { time: 0.005, source: -1 },
    ];
    const one = { ...problem(bent, 0.006), spikes };
    const { differences } = told(eulerPair({ ...one, duration: 0.02 }, { ...natural, eta: 1e-3, dt: 1e-4 }));
    const w = maps.inverse(initial);
    const after = told(
      eulerPair({ ...one, duration: 0.02 }, { ...natural, eta: 2e-3, dt: 1e-4 }),
    ).differences;
    // Second order in the jump: four times the difference at twice the learning rate.
    for (let i = 5; i < 10; i++) expect((after[i] as number) / (differences[i] as number)).toBeCloseTo(4, 1);
    const field = new Float64Array(5);
    const x = new Float64Array(5);
    x[2] = (Math.exp(-0.005 / 0.01) - Math.exp(-0.005 / 0.003)) / 0.007;
    fieldIn(maps, 'natural', inputs).at(w, x, field);
    const curved = (i: number): number => {
      const h = 1e-4;
      const at = (t: number): number =>
        maps.somatic(w.map((each, k) => each + (k === i ? t : 0)))[i] as number;
      return (at(h) - 2 * at(0) + at(-h)) / h ** 2;
    };
    for (const i of [0, 1, 2]) {
      const predicted = 0.5 * curved(i) * (1e-3 * (field[i] as number)) ** 2;
      expect((differences[5 + i] as number) / predicted).toBeCloseTo(1, 1);
    }
  });

  it('have a gap of first order in eta, which does not vanish with dt', () => {
    const gap = (eta: number, dt: number) => told(eulerPair(problem(), { ...natural, eta, dt })).gap;
    expect(slope([0.002, 0.001, 0.0005].map((eta) => gap(eta, dt)))).toBeCloseTo(1, 1);
    expect(Math.abs(slope([0.001, 0.0005, 0.00025].map((each) => gap(0.02, each))))).toBeLessThan(0.1);
  });

  it("have a gap of first order in dt without the teacher's spikes", () => {
    const gap = (dt: number) => told(eulerPair(problem(), { ...natural, dt, teacher: 'rate' })).gap;
    expect(slope([0.001, 0.0005, 0.00025].map(gap))).toBeCloseTo(1, 1);
  });

  it('come nearer to the flow with plain jumps as dt falls', () => {
    const limit = told(flowPair(problem(), problem().spikes, { ...natural, dt, jumps: 'plain' }));
    const [coarse, fine] = [0.002, 0.000125].map((dt) =>
      meanDeparture(told(eulerPair(problem(), { ...natural, dt })).differences, limit.differences, 5),
    ) as [number, number];
    expect(fine).toBeLessThan(coarse / 3);
    expect(told(eulerPair(problem(), { ...natural, dt })).differences).toHaveLength(limit.differences.length);
  });

  it('in somatic coordinates are the somatic ones, for every rule', () => {
    for (const rule of ['natural', 'approximated', 'euclidean'] as const) {
      const learning = learningOf(problem(), rule, 0.02);
      expect(told(eulerPair(problem(), { ...learning, dt, step: 'somatic' })).gap).toBeLessThan(1e-10);
    }
  });

  it('say that they left where a map ends', () => {
    const far = { ...natural, eta: 40 };
    expect(eulerPair(problem(), { ...far, dt })).toBe('left');
    expect(eulerPair(problem(), { ...far, dt, step: 'somatic' })).toBe('left');
    expect(flowPair(problem(), problem().spikes, { ...far, eta: 400, dt: 0.005, jumps: 'plain' })).toBe(
      'left',
    );
  });
});

describe('canonical jumps and drift', () => {
  const gap = (dt: number, rule: 'natural' | 'approximated' | 'euclidean' = 'natural') =>
    told(
      flowPair(problem(), bin(problem().spikes, 0.004), {
        ...learningOf(problem(), rule, 0.02),
        dt,
        jumps: 'canonical',
      }),
    ).gap;

  it('restore invariance, to fourth order in the step of the drift', () => {
    expect(gap(0.0005)).toBeLessThan(1e-9);
    const order = slope([0.004, 0.002, 0.001].map((each) => gap(each)));
    expect(order).toBeGreaterThan(3.3);
    expect(order).toBeLessThan(4.8);
  });

  it('do for the approximated rule, and not for Euclidean descent', () => {
    expect(gap(0.0005, 'approximated')).toBeLessThan(1e-9);
    expect(gap(0.0005, 'euclidean')).toBeGreaterThan(0.1);
  });

  it('need both: plain jumps leave the gap of the spikes', () => {
    const plain = told(
      flowPair(problem(), bin(problem().spikes, dt), { ...natural, dt, jumps: 'plain' }),
    ).gap;
    expect(plain).toBeGreaterThan(1e-5);
  });
});

describe('Euclidean descent', () => {
  it('has a gap that does not vanish with eta', () => {
    const gaps = [0.002, 0.001, 0.0005].map(
      (eta) => told(eulerPair(problem(), { ...learningOf(problem(), 'euclidean', eta), dt })).gap,
    );
    expect(Math.min(...gaps)).toBeGreaterThan(0.05);
    expect(Math.abs(slope(gaps))).toBeLessThan(0.3);
  });

  it('has none if all components are attenuated alike: its learning rate makes up for it', () => {
    const alike = problem(bent.map(() => ({ family: 'attenuation', distance: 1.3 }) as const));
    expect(told(eulerPair(alike, { ...learningOf(alike, 'euclidean', 0.02), dt })).gap).toBeLessThan(1e-11);
  });
});
