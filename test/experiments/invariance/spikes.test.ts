/** Spikes in continuous time. Tolerances of counts: five standard deviations (two-sided false-alarm rate 6e-7 each). */
import { describe, expect, it } from 'vitest';
import { stream } from '../../../src/experiments/draws.ts';
import { bin, drawSpikes, TEACHER, Traces } from '../../../src/experiments/invariance/spikes.ts';
import { kernelAt, paperKernel } from '../../../src/numeric/neuron/kernel.ts';
import { transferFunctions } from '../../../src/numeric/neuron/transfer.ts';
import { paperSigmoid } from '../../../src/numeric/neuron/transferFunction.ts';
import { inputs, teacher } from './problems.ts';

const DURATION = 400;

describe('spikes', () => {
  const spikes = drawSpikes(inputs, teacher, DURATION, stream(3, 'spikes'));

  it('are in order, within the duration, and Poisson in number', () => {
    expect(spikes.every(({ time }, k) => time >= (spikes[k - 1]?.time ?? 0) && time < DURATION)).toBe(true);
    for (const [i, rate] of inputs.rates.entries()) {
      const count = spikes.filter(({ source }) => source === i).length;
      expect(Math.abs(count - rate * DURATION)).toBeLessThan(5 * Math.sqrt(rate * DURATION));
    }
  });

  it('of the teacher follow phi(V*): as many as its rate integrates to', () => {
    const { phi } = transferFunctions({ name: 'sigmoid', ...paperSigmoid });
    const traces = new Traces(5, paperKernel);
    const x = new Float64Array(5);
    const own = spikes.filter(({ source }) => source !== TEACHER);
    const step = 0.0005;
    let [next, integral] = [0, 0];
    for (let k = 0; k < DURATION / step; k++) {
      traces.decay(step);
      for (; (own[next]?.time ?? Infinity) < (k + 1) * step; next++)
        traces.spike(own[next]?.source as number);
      traces.usps(x);
      integral += step * phi(x.reduce((sum, usp, i) => sum + usp * (teacher[i] as number), 0));
    }
    const count = spikes.length - own.length;
    expect(integral).toBeGreaterThan(500);
    // One percent more for the steps.
    expect(Math.abs(count - integral)).toBeLessThan(5 * Math.sqrt(integral) + 0.01 * integral);
  });

  it('are binned to the start of their step, inputs before the teacher', () => {
    const binned = bin(
      [
        { time: 0.0101, source: TEACHER },
        { time: 0.0103, source: 2 },
        { time: 0.0121, source: 0 },
      ],
      0.001,
    );
    expect(binned.map(({ source }) => source)).toEqual([2, TEACHER, 0]);
    expect(binned.map(({ time }) => Math.round(1e6 * time))).toEqual([10000, 10000, 12000]);
  });

  it('make USPs of the kernel', () => {
    const traces = new Traces(1, paperKernel);
    traces.spike(0);
    traces.decay(0.004);
    const x = new Float64Array(1);
    traces.usps(x, 0.003);
    expect(x[0]).toBeCloseTo(kernelAt(0.007, paperKernel), 12);
  });
});
