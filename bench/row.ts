/**
 * A line of the benchmark table.
 */
export interface BenchmarkRow {
  /** Who did it. */
  readonly subject: string;
  /** What was done. */
  readonly task: string;
  /** How fast, with its unit. */
  readonly speed: string;
  /** Accuracy, ratio, growth: what makes the speed comparable. */
  readonly note: string;
}
