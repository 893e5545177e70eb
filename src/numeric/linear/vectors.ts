/** Lengths, products and angles of n-vectors. */

export function dot(u: Float64Array, v: Float64Array): number {
  let total = 0;
  for (let i = 0; i < u.length; i++) total += (u[i] as number) * (v[i] as number);
  return total;
}

/** Euclidean, without overflow or underflow where the length itself has neither. */
export function norm(v: Float64Array): number {
  let largest = 0;
  for (const each of v) largest = Math.max(largest, Math.abs(each));
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let total = 0;
  for (const each of v) total += (each / largest) ** 2;
  return largest * Math.sqrt(total);
}

/** v += factor u, in place. */
export function addMultiple(v: Float64Array, factor: number, u: Float64Array): void {
  for (let i = 0; i < v.length; i++) v[i] = (v[i] as number) + factor * (u[i] as number);
}

/**
 * The angle between two vectors other than 0, in degrees, 0 .. 180: 2 atan2(|a - b|, |a + b|) of the unit vectors, which keeps its
 * digits at 0 and 180 where the arc cosine loses half of them (Kahan 2006, How Futile are Mindless Assessments of Roundoff, p. 46).
 */
export function angleBetween(u: Float64Array, v: Float64Array): number {
  const [lengthU, lengthV] = [norm(u), norm(v)];
  const unitU = u.map((each) => each / lengthU);
  const unitV = v.map((each) => each / lengthV);
  const apart = unitU.map((each, i) => each - (unitV[i] as number));
  const together = unitU.map((each, i) => each + (unitV[i] as number));
  return (360 / Math.PI) * Math.atan2(norm(apart), norm(together));
}
