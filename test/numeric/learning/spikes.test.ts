import { describe, expect, test } from 'vitest';
import { constantsOf, type LearningProblem } from '../../../src/numeric/learning/problem.ts';
import { spikeSource } from '../../../src/numeric/learning/spikes.ts';
import { kernelAt } from '../../../src/numeric/neuron/kernel.ts';
import { copyOf, problemOf, sigmoid } from './problems.ts';

/** False-alarm rate of every statistical test below: 1e-6 (4.9 standard errors). */
const DEVIATIONS = 4.9;
const STEPS = 2000;

function counts(problem: LearningProblem, chunks: number, seed = 1) {
  const source = spikeSource(problem, seed, 0, STEPS);
  const perAfferent = new Float64Array(problem.rates.length);
  const perStep = new Map<number, number>();
  let teacher = 0;
  for (let k = 0; k < chunks; k++) {
    const chunk = source.next();
    for (const i of chunk.afferents) perAfferent[i] = (perAfferent[i] as number) + 1;
    for (let t = 0; t < STEPS; t++) {
      const count = (chunk.starts[t + 1] as number) - (chunk.starts[t] as number);
      perStep.set(count, (perStep.get(count) ?? 0) + 1);
      teacher += chunk.teacher[t] as number;
    }
  }
  return { perAfferent, perStep, teacher };
}

test('every afferent has Poisson counts of its rate; silent ones never spike', () => {
  const problem = problemOf(20, 1);
  const chunks = 50;
  const seconds = chunks * STEPS * problem.dt;
  const { perAfferent } = counts(problem, chunks);
  problem.rates.forEach((rate, i) => {
    const expected = rate * seconds;
    expect(Math.abs((perAfferent[i] as number) - expected)).toBeLessThanOrEqual(
      DEVIATIONS * Math.sqrt(expected),
    );
  });
});

test('the number of spikes in a step is Poisson: several of them are as frequent as they should be', () => {
  const problem = problemOf(1, 1);
  const [chunks, mean] = [50, constantsOf(problem).totalRate * problem.dt];
  const { perStep } = counts(problem, chunks);
  let probability = Math.exp(-mean);
  for (let count = 0; count < 6; count++) {
    const expected = chunks * STEPS * probability;
    expect(Math.abs((perStep.get(count) ?? 0) - expected)).toBeLessThan(DEVIATIONS * Math.sqrt(expected));
    probability *= mean / (count + 1);
  }
});

test('the teacher spikes with probability phi(V*) dt, V* the convolution of the spikes with the kernel', () => {
  const steep = { ...sigmoid, phiMax: 2000, beta: 50, theta: 0 };
  const problem = problemOf(10, 3, { transfer: steep });
  const source = spikeSource(problem, 3, 0, STEPS);
  const chunk = source.next();
  let [agree, decided] = [0, 0];
  for (let t = 0; t < STEPS; t++) {
    let v = 0;
    for (let u = 0; u <= t; u++) {
      for (let e = chunk.starts[u] as number; e < (chunk.starts[u + 1] as number); e++) {
        v +=
          (problem.teacher[chunk.afferents[e] as number] as number) *
          kernelAt((t - u) * problem.dt, problem.kernel);
      }
    }
    // phi dt is 1 or 0 but for a narrow range.
    if (Math.abs(v) < 1) continue;
    decided++;
    if ((chunk.teacher[t] === 1) === v > 0) agree++;
  }
  expect(decided).toBeGreaterThan(100);
  expect(agree).toBe(decided);
});

describe('reproducibility', () => {
  const problem = problemOf(10, 2);

  test('same seed and trial, same spikes; another trial or seed, others', () => {
    const first = copyOf(spikeSource(problem, 5, 7, STEPS).next());
    expect(copyOf(spikeSource(problem, 5, 7, STEPS).next())).toEqual(first);
    expect(copyOf(spikeSource(problem, 5, 8, STEPS).next())).not.toEqual(first);
    expect(copyOf(spikeSource(problem, 6, 7, STEPS).next())).not.toEqual(first);
  });

  test('a source that is given the state of another goes on like it', () => {
    const source = spikeSource(problem, 5, 7, STEPS);
    source.next();
    const resumed = spikeSource(problem, 5, 7, STEPS);
    Object.assign(resumed.state, source.state);
    expect(copyOf(resumed.next())).toEqual(copyOf(source.next()));
  });

  test('after silence the teacher starts anew', () => {
    const source = spikeSource(problem, 5, 7, STEPS);
    source.next();
    source.silence();
    expect(source.state).toEqual({ chunk: 1, slow: 0, fast: 0 });
  });
});

test('no afferent fires: no spikes, no NaN', () => {
  const problem = { ...problemOf(4, 1), rates: new Float64Array(4) };
  const chunk = spikeSource(problem, 1, 0, STEPS).next();
  expect(chunk.afferents.length).toBe(0);
});

test('messages', () => {
  const problem = problemOf(4, 1);
  expect(() => spikeSource(problem, 1, -1, STEPS)).toThrow(
    'spikes: trial = -1 (expected a whole number from 0 to',
  );
  expect(() => spikeSource(problem, 1, 0, 0)).toThrow('spikes: steps = 0 (expected a whole number from 1 to');
});
