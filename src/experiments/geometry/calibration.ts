/** T and its null distribution for any number of values, each prepared once. */
import { type Centring, NormalDistance } from './normalDistance.ts';
import { LIMIT_COUNT, NULL_DRAWS, type NullDistribution, nullDistributionSteps } from './nullDistribution.ts';

export class Calibration {
  readonly centring: Centring;
  readonly #draws: number;
  readonly #distances = new Map<number, NormalDistance>();
  readonly #nulls = new Map<number, NullDistribution>();

  constructor(centring: Centring, draws = NULL_DRAWS) {
    this.centring = centring;
    this.#draws = draws;
  }

  /** T of the values. @throws RangeError below 3 */
  statistic(values: Float64Array): number {
    let distance = this.#distances.get(values.length);
    if (distance === undefined) {
      distance = new NormalDistance(values.length);
      this.#distances.set(values.length, distance);
    }
    return distance.of(values, this.centring);
  }

  /** Yields the number of draws done. */
  *nullSteps(count: number): Generator<number, NullDistribution> {
    const size = Math.min(count, LIMIT_COUNT);
    let known = this.#nulls.get(size);
    if (known === undefined) {
      known = yield* nullDistributionSteps(size, this.centring, this.#draws);
      this.#nulls.set(size, known);
    }
    return known.ofCount(count);
  }

  null(count: number): NullDistribution {
    const steps = this.nullSteps(count);
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
    }
  }
}
