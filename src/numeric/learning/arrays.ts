/** An array of at least this length that begins like the given one. */
export function atLeast(array: Float64Array<ArrayBuffer>, length: number): Float64Array<ArrayBuffer> {
  if (array.length >= length) return array;
  const longer = new Float64Array(Math.ceil(1.2 * length));
  longer.set(array);
  return longer;
}
