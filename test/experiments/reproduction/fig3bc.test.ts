/** Figure 3B-C, small; its tables agree with each other, and a student that does not learn stays as far away as it was. */
import { beforeAll, describe, expect, it } from 'vitest';
import { survivors } from '../../../src/experiments/reproduction/claimFinding.ts';
import type { Findings } from '../../../src/experiments/reproduction/findings.ts';
import { kernelMemory } from '../../../src/experiments/reproduction/firingPatterns/conclude.ts';
import { patternParameters } from '../../../src/experiments/reproduction/firingPatterns/parameters.ts';
import {
  doPatternTask,
  type PatternTask,
  type PatternTrial,
  patternTasks,
} from '../../../src/experiments/reproduction/firingPatterns/tasks.ts';
import { kernelAt, paperKernel } from '../../../src/numeric/neuron/kernel.ts';
import { findingsHere, small } from './inThisThread.ts';

let findings: Findings;
beforeAll(async () => {
  findings = await findingsHere('fig3bc');
}, 60_000);
const valuesOf = (table: string, name: string) => {
  const found = findings.tables
    .find((each) => each.name === table)
    ?.columns.find((each) => each.name === name);
  return found?.values ?? [];
};
const column = (table: string, name: string): number[] => Array.from(valuesOf(table, name), Number);

describe('Figure 3B-C', () => {
  it('has a verdict on every claim, and every verdict decided can turn', () => {
    expect(findings.claims.map(({ id }) => id)).toHaveLength(6);
    for (const claim of findings.claims) expect(survivors(claim), claim.id).toEqual([]);
    const inhibitory = findings.claims.find(({ id }) => id === 'fig3bc/half-inhibitory');
    expect(inhibitory?.verdict).toBe('holds');
  });

  it('does not depend on the order of its tasks', { timeout: 60_000 }, async () => {
    expect(await findingsHere('fig3bc', small, true)).toEqual(findings);
  });

  it('learns, and a student with learning rate 0 does not', { timeout: 60_000 }, async () => {
    const [task] = patternTasks(patternParameters(small)) as [Extract<PatternTask, { kind: 'trial' }>];
    const learnt = (await doPatternTask(task)) as PatternTrial;
    expect(learnt.after.rate).toBeLessThan(0.7 * learnt.before.rate);
    const config = { ...task.config, rules: [{ name: 'natural', learningRate: 0 }] };
    const still = (await doPatternTask({ ...task, config })) as PatternTrial;
    expect(still.after).toEqual(still.before);
    expect(still.before).toEqual(learnt.before);
  });
});

describe('its tables', () => {
  it("have the rates of the voltages, by Equation 24, in the expected PSTH's bins", () => {
    for (const neuron of ['before', 'after', 'teacher']) {
      const phi = column('voltages', neuron).map((v) => 100 / (1 + Math.exp(-0.3 * (v - 10))));
      column('psth', `${neuron}Expected`).forEach((rate, bin) => {
        const mean = phi.slice(25 * bin, 25 * (bin + 1)).reduce((sum, each) => sum + each, 0) / 25;
        expect(rate).toBeCloseTo(mean, 9);
      });
    }
  });

  it("have the raster's spikes in the PSTH", () => {
    const neurons = Array.from(valuesOf('raster', 'neuron'), String);
    for (const neuron of ['before', 'after', 'teacher']) {
      const spikes = neurons.filter((each) => each === neuron).length;
      const counted = column('psth', neuron).reduce((sum, rate) => sum + rate * 0.0125 * 20, 0);
      expect(counted).toBeCloseTo(spikes, 9);
    }
  });
});

it("the kernel's autocorrelation is the integral of its product with itself", () => {
  const integral = (lag: number): number => {
    const step = 1e-5;
    let total = 0;
    for (let t = step / 2; t < 0.3; t += step)
      total += kernelAt(t, paperKernel) * kernelAt(t + lag, paperKernel);
    return total;
  };
  expect(kernelMemory(0.0125)).toBeCloseTo(integral(0.0125) / integral(0), 6);
  expect(kernelMemory(0)).toBeCloseTo(1, 12);
});
