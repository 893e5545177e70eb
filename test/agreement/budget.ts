/**
 * The probability that anything in this folder fails although the program is right: at most 1e-6, each test its share.
 *
 * `falseAlarm` is per test, over all its comparisons (Bonferroni). `miss`: every run against a spoilt matrix must reject, so the
 * probability that it does not counts as well. `bound` says where the number comes from: 'theorem' holds for every number of samples
 * and every distribution with the stated variance (src/experiments/agreementTest.ts, Massart's inequality for Kolmogorov-Smirnov);
 * 'normal' uses the normal distribution of a mean of many independent numbers, far from its tail's end.
 *
 * Tests of exact properties (algebra, divergence, timeBins, order) compare numbers without sampling error at inputs fixed by seeds: they
 * have no false alarms.
 */
export interface Share {
  readonly what: string;
  readonly tests: number;
  readonly falseAlarm: number;
  /** Spoilt runs, and the probability that one of them is not rejected. */
  readonly spoilt: number;
  readonly miss: number;
  readonly bound: 'theorem' | 'normal';
}

export const WHOLE = 1e-6;

export const BUDGET = {
  gaussian: {
    what: 'closed against gaussian-mc, fixed neurons',
    tests: 9,
    falseAlarm: 2e-8,
    spoilt: 27,
    miss: 1e-9,
    bound: 'theorem',
  },
  spiking: {
    what: 'shot-noise against spiking-mc, fixed neurons',
    tests: 9,
    falseAlarm: 2e-8,
    spoilt: 27,
    miss: 1e-9,
    bound: 'theorem',
  },
  gaussianProperty: {
    what: 'closed against gaussian-mc, drawn neurons: cases, shrinking included',
    tests: 400,
    falseAlarm: 2e-10,
    spoilt: 3,
    miss: 1e-9,
    bound: 'theorem',
  },
  spikingProperty: {
    what: 'shot-noise against spiking-mc, drawn neurons: cases, shrinking included',
    tests: 400,
    falseAlarm: 2e-10,
    spoilt: 3,
    miss: 1e-9,
    bound: 'theorem',
  },
  calibration: {
    what: 'calibration: variances, distribution, error rates',
    tests: 30,
    falseAlarm: 5e-9,
    spoilt: 26,
    miss: 1e-9,
    bound: 'normal',
  },
} as const satisfies Record<string, Share>;

export const shareOf = ({ tests, falseAlarm, spoilt, miss }: Share): number =>
  tests * falseAlarm + spoilt * miss;

export const budgetTotal = (): number =>
  Object.values(BUDGET).reduce((total, share) => total + shareOf(share), 0);

/** Lines of aligned columns. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
