import { Unsupported } from './algebra.ts';

/** undefined instead of Unsupported and of RangeError (something too large, or a division by what is 0 everywhere). */
export function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (error instanceof Unsupported || error instanceof RangeError) return undefined;
    throw error;
  }
}
