/**
 * Wall time of the whole ledger: every claim with all its mutants, in one process as `natgrad verify` runs it.
 */
import { claims } from '../proofs/index.ts';
import { runLedger } from '../src/ledger/run.ts';
import type { BenchmarkRow } from './row.ts';

const SEED = 1;

export async function ledgerBenchmark(): Promise<readonly BenchmarkRow[]> {
  const run = runLedger(claims, { seed: SEED });
  let step = await run.next();
  while (!step.done) step = await run.next();
  const { claims: count, mutants, seconds } = step.value.summary;
  return [
    {
      subject: 'natgrad',
      task: `${count} claims, ${mutants.total + mutants.equivalent} mutants`,
      speed: `${seconds.toFixed(1)} s`,
      note: `one core; seed ${SEED}; aim: under 20 s`,
    },
  ];
}
