/** Histograms of weights and of their changes under each geometry, so that pictures need no single weights. */
import type { Table } from '../../../table/table.ts';
import { columnsOf } from './columns.ts';

const SERIES = ['before', 'p=2', 'p=3', 'negative-entropy', 'natural'] as const;

export interface Picture {
  /** What was learned: 'normal weights before, 1000 weights'. */
  readonly setting: string;
  /** What is counted: 'weights'. */
  readonly quantity: string;
  /** By the names of SERIES; those that a picture does not have are absent, and 0 in the table. */
  readonly samples: Readonly<Partial<Record<string, readonly number[]>>>;
}

const BINS = 24;

export const histogramTable = (pictures: readonly Picture[]): Table => ({
  name: 'histograms',
  says: `one row a bin of a histogram: its middle, and the share of each sample in it; ${BINS} bins of equal width, values beyond the quantiles 0.005 and 0.995 of all samples in the outermost`,
  columns: columnsOf(pictures.flatMap(rowsOf)),
});

function rowsOf({ setting, quantity, samples }: Picture) {
  const all = SERIES.flatMap((name) => [...(samples[name] ?? [])]).sort((a, b) => a - b);
  const quantile = (share: number): number => all[Math.round(share * (all.length - 1))] ?? 0;
  const [low, high] = [quantile(0.005), quantile(0.995)];
  const step = (high - low) / BINS || 1;
  const shares = SERIES.map((name) => [name, sharesOf(samples[name] ?? [], low, step)] as const);
  return Array.from({ length: BINS }, (_, k) => ({
    setting,
    quantity,
    at: low + (k + 0.5) * step,
    ...Object.fromEntries(shares.map(([name, values]) => [name, values[k] as number])),
  }));
}

function sharesOf(values: readonly number[], low: number, step: number): number[] {
  const counts = new Array<number>(BINS).fill(0);
  for (const value of values) {
    const bin = Math.min(BINS - 1, Math.max(0, Math.floor((value - low) / step)));
    counts[bin] = (counts[bin] as number) + 1;
  }
  return counts.map((count) => count / Math.max(1, values.length));
}
