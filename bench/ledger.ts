/**
 * Wall time of the whole ledger: every claim with all its mutants, in one process as `natgrad verify` runs it; cold, and with the
 * results of the first run at hand.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claims } from '../proofs/index.ts';
import type { LedgerReport } from '../src/ledger/report.ts';
import { ResultCache } from '../src/ledger/resultCache.ts';
import { runLedger } from '../src/ledger/run.ts';
import type { BenchmarkRow } from './row.ts';

const SEED = 1;

export async function ledgerBenchmark(): Promise<readonly BenchmarkRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'natgrad-'));
  const file = join(folder, 'ledger.json');
  try {
    const cold = await timedRun(file);
    const warm = await timedRun(file);
    return [row('cold', cold, 'aim: under 30 s on two cores'), row('warm', warm, 'aim: under 3 s')];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Timed {
  readonly report: LedgerReport;
  readonly seconds: number;
}

async function timedRun(file: string): Promise<Timed> {
  const start = performance.now();
  const run = runLedger(claims, { seed: SEED, cache: new ResultCache(file) });
  let step = await run.next();
  while (!step.done) step = await run.next();
  return { report: step.value, seconds: (performance.now() - start) / 1000 };
}

function row(subject: string, { report, seconds }: Timed, aim: string): BenchmarkRow {
  const { claims: count, verdicts, mutants } = report.summary;
  const byVerdict = Object.entries(verdicts)
    .map(([verdict, number]) => `${number} ${verdict}`)
    .join(', ');
  return {
    subject,
    task: `${count} claims (${byVerdict}), ${mutants.refuted}/${mutants.total} mutants refuted`,
    speed: `${seconds.toFixed(1)} s`,
    note: `seed ${SEED}; ${aim}`,
  };
}
