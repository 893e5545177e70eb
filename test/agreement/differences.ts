/** Second derivatives by central differences, extrapolated, with an error estimate of their own. */

/** |value - exact| is estimated as `error`. */
export interface Extrapolated {
  readonly value: number;
  readonly error: number;
}

/** Richardson's extrapolation of a quantity with an expansion in even powers of the step, from steps h, h/2, h/4. */
export function extrapolated(at: (step: number) => number, h: number): Extrapolated {
  const [a, b, c] = [at(h), at(h / 2), at(h / 4)] as const;
  const [ab, bc] = [(4 * b - a) / 3, (4 * c - b) / 3];
  const value = (16 * bc - ab) / 15;
  // The last correction, and what rounding leaves of a difference quotient.
  return { value, error: Math.abs(value - bc) + 1e-10 * Math.abs(value) };
}

/** u^T H v for the Hessian H of f at `point`, f(point) = 0 being its minimum or not: (f(+,+) - f(+,-) - f(-,+) + f(-,-))/(4 h^2). */
export function hessianEntry(
  f: (point: readonly number[]) => number,
  point: readonly number[],
  i: number,
  j: number,
  h: number,
): Extrapolated {
  const moved = (step: number, a: number, b: number): number =>
    f(point.map((x, k) => x + (k === i ? a * step : 0) + (k === j ? b * step : 0)));
  return extrapolated(
    (step) =>
      (moved(step, 1, 1) - moved(step, 1, -1) - moved(step, -1, 1) + moved(step, -1, -1)) / (4 * step * step),
    h,
  );
}

/** df/dx_i at `point`. */
export function partial(
  f: (point: readonly number[]) => number,
  point: readonly number[],
  i: number,
  h: number,
): Extrapolated {
  const moved = (step: number): number => f(point.map((x, k) => x + (k === i ? step : 0)));
  return extrapolated((step) => (moved(step) - moved(-step)) / (2 * step), h);
}
