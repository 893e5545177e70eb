/** One step by two routes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fullParametrizationOf,
  parametrizationOf,
  states,
} from '../../../src/experiments/invariance/arbitraries.ts';
import { momentOf, stepBothWays } from '../../../src/experiments/invariance/perStep.ts';
import { checkSteps, STEP_TOLERANCE } from '../../../src/experiments/invariance/perStepCheck.ts';

const task = { seed: 4, states: 60 } as const;

describe('one natural step', () => {
  it.each(['componentwise', 'full'] as const)('is the same in all coordinates, %s', (jacobian) => {
    const check = checkSteps({ ...task, jacobian });
    expect(check).toMatchObject({ holds: true, states: 60 });
    expect(check.maxScaledError).toBeLessThanOrEqual(STEP_TOLERANCE);
    // The two routes do differ: nothing is compared with itself.
    expect(check.maxRelativeError).toBeGreaterThan(0);
    expect(check.counterexample).toBeUndefined();
  });

  it('is the same with a map of one’s own', () => {
    expect(checkSteps({ ...task, states: 20, jacobian: 'componentwise', formula: 'w + w^3' }).holds).toBe(
      true,
    );
  });

  it.each(['euclidean', 'wrong power of J'] as const)('%s is refuted, and shrunk to one afferent', (rule) => {
    for (const jacobian of ['componentwise', 'full'] as const)
      expect(checkSteps({ ...task, jacobian, rule }).holds).toBe(false);
    const { counterexample } = checkSteps({ ...task, jacobian: 'componentwise', rule });
    expect(counterexample).toHaveLength(5);
    expect(counterexample?.[0]).toBe('f_1(w) = 0.99 w');
    expect(counterexample?.[1]).toBe('r = (5) Hz, w = (0), w^s = f(w) = (0)');
    expect(counterexample?.[3]).toMatch(/^f'\(w\) Delta w = \(-?[\d.e-]+\)$/);
  });

  it('of Euclidean descent under w^s = alpha w is alpha^2 times too large (Equation 3)', () => {
    const synapses = [
      { rate: 20, weight: 0.1, map: { family: 'attenuation', distance: 1 } as const, ages: [7], rows: [] },
    ];
    const step = stepBothWays(
      momentOf({ synapses, Y: 1, dt: 0.5 }),
      parametrizationOf(synapses.map(({ map }) => map)),
      'euclidean',
    );
    expect((step.carried[0] as number) / (step.somatic[0] as number)).toBeCloseTo(Math.exp(-2), 12);
  });

  it('fails under a Jacobian that is not that of f', () => {
    fc.assert(
      fc.property(states(), (state) => {
        const f = fullParametrizationOf(state.synapses);
        const wrong = {
          ...f,
          forward: (_: Float64Array, change: Float64Array) => change.map((each) => 1.001 * each),
        };
        return stepBothWays(momentOf(state), wrong).relativeError > 1e-4;
      }),
      { numRuns: 10, seed: 1 },
    );
  });
});
