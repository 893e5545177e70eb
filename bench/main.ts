/**
 * Runs the benchmarks and prints their tables:  npm run bench
 */

import { coefficientsBenchmark } from './coefficients.ts';
import { ledgerBenchmark } from './ledger.ts';
import type { BenchmarkRow } from './row.ts';

const BENCHMARKS: readonly [string, () => readonly BenchmarkRow[] | Promise<readonly BenchmarkRow[]>][] = [
  ['Coefficients of the learning rule, one core', coefficientsBenchmark],
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

for (const [title, benchmark] of BENCHMARKS) console.log(`${title}\n\n${table(await benchmark())}\n`);
