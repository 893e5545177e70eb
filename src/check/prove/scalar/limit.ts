/**
 * Two-sided limits of closed or parametric scalar terms, for the evaluators.
 */

import { SCALAR } from '../../evaluate/build.ts';
import type { Term } from '../../term.ts';
import { FREE, Normalizer } from './normalize.ts';
import { NowhereDefined, Unsupported } from './outcomes.ts';
import { NoLimit } from './series.ts';
import { functionTerm } from './toTerm.ts';

export type Limit =
  | { readonly kind: 'value'; readonly term: Term }
  /** There is certainly no finite two-sided limit. */
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' };

const UNKNOWN: Limit = { kind: 'unknown' };

/**
 * lim of `term` as `variable` tends to `at` from both sides. 'value' holds for every real value of the other symbols at which
 * the term of the limit is defined near `at`. Never throws.
 */
export function limitOf(term: Term, variable: string, at: Term): Limit {
  const normalizer = new Normalizer();
  try {
    return normalizer.tower.settle(() => {
      normalizer.restart();
      try {
        const value = normalizer.value({ kind: 'limit', of: term, variable, at, shape: SCALAR }, FREE);
        if (normalizer.obligations.length > 0) return UNKNOWN;
        return { kind: 'value', term: functionTerm(normalizer.tower, value) };
      } catch (error) {
        if (error instanceof NoLimit && normalizer.obligations.length === 0) return { kind: 'none' };
        throw error;
      }
    });
  } catch (error) {
    if (error instanceof NowhereDefined || error instanceof Unsupported || error instanceof RangeError)
      return UNKNOWN;
    throw error;
  }
}
