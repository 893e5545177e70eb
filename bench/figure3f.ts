/** Figure 3F at full size, extrapolated from ten full trials: spikes, three rules, errors on test USPs, all cores; what `natgrad learn` does. */
import { availableParallelism } from 'node:os';
import { readLearningConfiguration } from '../src/experiments/learning/configuration.ts';
import { runLearning } from '../src/experiments/learning/run.ts';
import type { BenchmarkRow } from './row.ts';

const TRIALS = 10;
const PAPER_TRIALS = 1000;

export async function figure3fBenchmark(): Promise<readonly BenchmarkRow[]> {
  const config = await readLearningConfiguration({ trials: TRIALS });
  const start = performance.now();
  await runLearning(config);
  const seconds = (performance.now() - start) / 1000;
  const hours = (seconds * PAPER_TRIALS) / TRIALS / 3600;
  return [
    {
      subject: 'natgrad learn',
      task: `${TRIALS} full trials x ${config.intervals} s x ${config.rules.length} rules`,
      speed: `${seconds.toFixed(1)} s`,
      note: `${PAPER_TRIALS} trials: ${hours.toFixed(2)} hours on ${availableParallelism()} cores; aim: under 2`,
    },
  ];
}
