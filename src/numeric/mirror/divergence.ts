/** What descent throws when its numbers leave the range of doubles, or of the potential: apart from other errors, so that a search can count it. */
export class DivergenceError extends RangeError {
  override readonly name = 'RangeError';
}
