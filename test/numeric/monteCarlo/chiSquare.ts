/**
 * Pearson's chi-square of counts against probabilities, as a standard normal score (Wilson & Hilferty 1931). Cells of fewer than 10
 * expected counts are merged with their neighbour.
 */
export function chiSquareScore(counts: readonly number[], probabilities: readonly number[]): number {
  const total = counts.reduce((a, b) => a + b, 0);
  let [statistic, cells, observed, expected] = [0, 0, 0, 0];
  const close = (): void => {
    statistic += (observed - expected) ** 2 / expected;
    cells++;
    [observed, expected] = [0, 0];
  };
  let rest = total;
  counts.forEach((count, k) => {
    observed += count;
    const here = total * (probabilities[k] ?? 0);
    expected += here;
    rest -= here;
    if (expected >= 10 && rest >= 10) close();
  });
  close();
  const freedom = cells - 1;
  const spread = 2 / (9 * freedom);
  return ((statistic / freedom) ** (1 / 3) - (1 - spread)) / Math.sqrt(spread);
}
