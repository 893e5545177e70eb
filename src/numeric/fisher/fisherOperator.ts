/**
 * A Fisher information matrix per unit time, G/dt in Hz, in whatever storage its method gives it.
 *
 * Rows and columns follow the order of the afferents. Row and column of a silent afferent (rate 0) are 0, and `solve` is the
 * Moore-Penrose inverse: 0 in its component.
 */
export interface FisherOperator {
  /** The number of afferents, n. */
  readonly size: number;
  /** G v, an n-vector. */
  apply(vector: Float64Array): Float64Array;
  /** G^+ v, the natural gradient of the gradient v. @throws RangeError where G is singular on the active afferents. */
  solve(vector: Float64Array): Float64Array;
  /** n x n, row by row, exactly symmetric. */
  dense(): Float64Array;
}
