/** A trial between two intervals: plain data. */
export interface TrialState {
  readonly trial: number;
  /** Intervals done. */
  readonly interval: number;
  /** Of each rule, in the coordinates of the parametrization. */
  readonly weights: readonly Float64Array[];
  /** Errors so far: time x rule x ERROR_NAMES. */
  readonly curve: Float64Array;
  /** Steps of each rule not taken, since they would have left the domain of the parametrization. */
  readonly left: readonly number[];
}
