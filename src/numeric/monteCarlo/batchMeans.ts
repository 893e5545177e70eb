/**
 * Mean and standard error of numbers estimated batch by batch, in memory independent of the number of batches.
 *
 * Batches are independent, so the spread of their means is an unbiased estimate of the error, whatever the correlation inside a
 * batch: with w_b samples in batch b and W in all, SE^2 = sum w_b (m_b - m)^2 / (W (B - 1)). Updates as in West (1979), in the order
 * of the calls: the same order gives the same bits.
 */
export class BatchMeans {
  readonly mean: Float64Array;
  readonly #spread: Float64Array;
  readonly #groups: readonly { readonly sums: Float64Array; samples: number }[];
  #samples = 0;
  #batches = 0;

  /** Of `size` numbers; `groups` > 0 keeps the means of that many groups too: batch b belongs to group b mod `groups`. */
  constructor(size: number, groups = 0) {
    this.mean = new Float64Array(size);
    this.#spread = new Float64Array(size);
    this.#groups = Array.from({ length: groups }, () => ({ sums: new Float64Array(size), samples: 0 }));
  }

  get samples(): number {
    return this.#samples;
  }

  get batches(): number {
    return this.#batches;
  }

  /** The next batch: its sums over `samples` samples. */
  add(sums: Float64Array, samples: number): void {
    const { mean } = this;
    const spread = this.#spread;
    const total = this.#samples + samples;
    const share = samples / total;
    for (let at = 0; at < mean.length; at++) {
      const value = (sums[at] as number) / samples;
      const before = mean[at] as number;
      const change = value - before;
      const after = before + share * change;
      mean[at] = after;
      spread[at] = (spread[at] as number) + samples * change * (value - after);
    }
    const group = this.#groups[this.#batches % Math.max(1, this.#groups.length)];
    if (group !== undefined) {
      group.samples += samples;
      for (let at = 0; at < mean.length; at++)
        group.sums[at] = (group.sums[at] as number) + (sums[at] as number);
    }
    this.#samples = total;
    this.#batches++;
  }

  /** Of every number; Infinity after a single batch. */
  standardError(): Float64Array {
    if (this.#batches < 2) return new Float64Array(this.mean.length).fill(Infinity);
    return this.#spread.map((each) => Math.sqrt(each / (this.#samples * (this.#batches - 1))));
  }

  /** Mean and number of samples of every group. */
  groups(): { readonly mean: Float64Array; readonly samples: number }[] {
    return this.#groups.map(({ sums, samples }) => ({ mean: sums.map((each) => each / samples), samples }));
  }
}
