/** Geometry of the plane of two weights, and 2 x 2 matrices row by row. */

export type Point = readonly number[];

export const minus = (a: Point, b: Point): number[] => a.map((each, i) => each - (b[i] as number));

/** Between two vectors, degrees, 0 to 180. */
export function angleBetween(a: Point, b: Point): number {
  const [[a1, a2], [b1, b2]] = [pair(a), pair(b)];
  return (Math.abs(Math.atan2(a1 * b2 - a2 * b1, a1 * b1 + a2 * b2)) * 180) / Math.PI;
}

export const meanPoint = (points: readonly Point[]): number[] =>
  (points[0] ?? []).map((_, i) => points.reduce((sum, each) => sum + (each[i] as number), 0) / points.length);

/** Largest over smallest modulus of the eigenvalues. */
export function eigenvalueRatio(matrix: Point): number {
  const [a = 0, b = 0, c = 0, d = 0] = matrix;
  const [half, discriminant] = [(a + d) / 2, ((a - d) / 2) ** 2 + b * c];
  // A conjugate pair has one modulus.
  if (discriminant <= 0) return 1;
  const far = Math.abs(half) + Math.sqrt(discriminant);
  return (far * far) / Math.abs(a * d - b * c);
}

/** Largest distance of the path from the straight line through `from` and `to`, over the distance of these. */
export function bow(path: readonly Point[], from: Point, to: Point): number {
  const [u1, u2] = pair(minus(to, from));
  const square = u1 * u1 + u2 * u2;
  return Math.max(
    ...path.map((point) => {
      const [d1, d2] = pair(minus(point, from));
      return Math.abs(u1 * d2 - u2 * d1) / square;
    }),
  );
}

/** Length of the path over the distance of its ends. */
export function detour(path: readonly Point[]): number {
  const [first, last] = [path[0] ?? [0, 0], path.at(-1) ?? [0, 0]];
  const length = path.slice(1).reduce((sum, point, k) => sum + Math.hypot(...minus(point, path[k] ?? [])), 0);
  return length / Math.hypot(...minus(last, first));
}

/**
 * How far the first weight has come, as a share of its way, when the second has come half of its own; at the end, if it never does.
 * A straight path to the target has 1/2.
 */
export function firstWhenSecondHalfway(path: readonly Point[], from: Point, to: Point): number {
  const progress = path.map((point) => {
    const [[d1, d2], [u1, u2]] = [pair(minus(point, from)), pair(minus(to, from))];
    return { first: d1 / u1, second: d2 / u2 };
  });
  const after = progress.findIndex(({ second }) => second >= 0.5);
  const [here, before] = [progress.at(after), progress[after - 1]];
  if (here === undefined || before === undefined || after < 0) return progress.at(-1)?.first ?? 0;
  const share = (0.5 - before.second) / (here.second - before.second);
  return before.first + share * (here.first - before.first);
}

const pair = (point: Point): [number, number] => [point[0] as number, point[1] as number];
