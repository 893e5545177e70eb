/** How far two weight distributions are from each other: the Wasserstein-2 distance of samples of one size, rms(sort u - sort v). */
export function sortedDistance(u: ArrayLike<number>, v: ArrayLike<number>): number {
  if (u.length !== v.length)
    throw new RangeError(`distributions: got ${u.length} and ${v.length} weights, expected as many`);
  const [a, b] = [Float64Array.from(u).sort(), Float64Array.from(v).sort()];
  return rootMeanSquare(a.map((each, i) => each - (b[i] as number)));
}

export const rootMeanSquare = (values: Float64Array): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);

/** rms(after - before). */
export const changeSize = (before: ArrayLike<number>, after: ArrayLike<number>): number =>
  rootMeanSquare(Float64Array.from(before, (w, i) => (after[i] as number) - w));
