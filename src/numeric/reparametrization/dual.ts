/**
 * Dual numbers over doubles: value + slope e with e^2 = 0 carry one derivative along (forward-mode automatic differentiation).
 *
 * Second route to the derivative of every map, beside the formula for it. Reference: Griewank & Walther 2008, Evaluating
 * Derivatives, chapter 3.
 */
export interface Dual {
  readonly value: number;
  readonly slope: number;
}

export const constant = (value: number): Dual => ({ value, slope: 0 });
export const variable = (value: number): Dual => ({ value, slope: 1 });

export const plus = (a: Dual, b: Dual): Dual => ({ value: a.value + b.value, slope: a.slope + b.slope });

export const times = (a: Dual, b: Dual): Dual => ({
  value: a.value * b.value,
  slope: a.value * b.slope + a.slope * b.value,
});

export const reciprocal = (a: Dual): Dual => ({ value: 1 / a.value, slope: -a.slope / a.value ** 2 });

export const exp = (a: Dual): Dual => {
  const value = Math.exp(a.value);
  return { value, slope: value * a.slope };
};

export const log = (a: Dual): Dual => ({ value: Math.log(a.value), slope: a.slope / a.value });

export const sin = (a: Dual): Dual => ({ value: Math.sin(a.value), slope: Math.cos(a.value) * a.slope });

/** factor * a + offset. */
export const affine = (a: Dual, factor: number, offset = 0): Dual => ({
  value: factor * a.value + offset,
  slope: factor * a.slope,
});
