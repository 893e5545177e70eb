/**
 * Runs the benchmarks, prints their tables and keeps the figures in results.json:  npm run bench
 */

import { writeFileSync } from 'node:fs';
import { coefficientsBenchmark } from './coefficients.ts';
import { figure3fBenchmark } from './figure3f.ts';
import { fisherBenchmark } from './fisher.ts';
import { interpolantBenchmark } from './interpolant.ts';
import { learningBenchmark } from './learning.ts';
import { ledgerBenchmark } from './ledger.ts';
import { regressionBenchmark } from './regression.ts';
import type { BenchmarkRow } from './row.ts';

const BENCHMARKS: readonly [string, () => readonly BenchmarkRow[] | Promise<readonly BenchmarkRow[]>][] = [
  ['Coefficients of the learning rule, one core', coefficientsBenchmark],
  ['Interpolant of the coefficients, one core', interpolantBenchmark],
  ['Fisher matrices of a spiking neuron, 100 afferents of 20 Hz', fisherBenchmark],
  ['Learning rules, nanoseconds a step, one core', learningBenchmark],
  ['Figure 3F at full size', figure3fBenchmark],
  ['Regression by mirror descent, D = 20,000', regressionBenchmark],
  ['Wall time of the whole ledger', ledgerBenchmark],
];

const COLUMNS = ['subject', 'task', 'speed', 'note'] as const;

function table(rows: readonly BenchmarkRow[]): string {
  const widths = COLUMNS.map((column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) =>
      COLUMNS.map((column, k) => row[column].padEnd(widths[k] as number))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const results: Record<string, readonly BenchmarkRow[]> = {};
for (const [title, benchmark] of BENCHMARKS) {
  const rows = await benchmark();
  results[title] = rows;
  console.log(`${title}\n\n${table(rows)}\n`);
}
writeFileSync(new URL('results.json', import.meta.url), `${JSON.stringify(results, null, 2)}\n`);
