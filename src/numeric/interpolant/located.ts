/** A RangeError of the quadrature that says where. @throws it, with the point in front of it where it does not name it */
export function located<Result>(mean: number, variance: number, compute: () => Result): Result {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof RangeError) || error.message.includes(`variance = ${variance}`)) throw error;
    throw new RangeError(`at mean = ${mean}, variance = ${variance}: ${error.message}`);
  }
}
