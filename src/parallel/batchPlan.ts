/**
 * How a number of samples is cut into batches. It depends on that number and n only, never on the number of threads, so that the
 * result does not either.
 */

/** The fewest batches: what a standard error needs. */
export const LEAST_BATCHES = 32;

export interface BatchPlan {
  readonly batches: number;
  /** Samples of batch b; they differ by at most one. */
  readonly samplesOf: (batch: number) => number;
}

/** Samples of a full batch: milliseconds of work, and many times the cost of merging it. */
const fullBatch = (n: number): number =>
  Math.min(65536, Math.max(512, 2 ** Math.round(Math.log2(409_600 / n))));

/** @throws RangeError unless `samples` is an integer >= LEAST_BATCHES. */
export function batchPlan(samples: number, n: number): BatchPlan {
  if (!(Number.isSafeInteger(samples) && samples >= LEAST_BATCHES)) {
    throw new RangeError(`samples = ${samples} (expected an integer of at least ${LEAST_BATCHES})`);
  }
  const batches = Math.max(LEAST_BATCHES, Math.ceil(samples / fullBatch(n)));
  const least = Math.floor(samples / batches);
  const longer = samples - least * batches;
  return { batches, samplesOf: (batch) => least + (batch < longer ? 1 : 0) };
}

/** After this many batches the tolerance is looked at: 32, 64, 128, ... */
export const endsRound = (done: number): boolean =>
  done >= LEAST_BATCHES && Number.isInteger(Math.log2(done / LEAST_BATCHES));
