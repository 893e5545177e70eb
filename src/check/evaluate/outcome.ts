/**
 * Why a term has no value here. Both are thrown by the evaluators and caught by `judge` and `valueOf`; nobody else sees them.
 */

/** The term is certainly undefined at this assignment (see term.ts). */
export class Undefined extends Error {}

/** Its value, or whether it has one, was not found out: at this precision, or by the methods known here. */
export class Undecided extends Error {}

export type Outcome<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'undefined'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Runs an evaluation and turns the two exceptions above, and overflow of a BigInt, into data. */
export function outcomeOf<T>(evaluation: () => T): Outcome<T> {
  try {
    return { kind: 'value', value: evaluation() };
  } catch (error) {
    if (error instanceof Undefined) return { kind: 'undefined', reason: error.message };
    if (error instanceof Undecided) return { kind: 'unknown', reason: error.message };
    if (error instanceof RangeError) return { kind: 'unknown', reason: error.message };
    throw error;
  }
}
