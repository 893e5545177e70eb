/** Puts rule and step before the message of a RangeError: `learning, natural, step 12: V = Infinity (expected ...)`. */
export function atStep<T>(rule: string, step: number, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw namingStep(error, rule, step);
  }
}

export function namingStep(error: unknown, rule: string, step: number): unknown {
  if (!(error instanceof RangeError)) return error;
  return new RangeError(`learning, ${rule}, step ${step}: ${error.message}`, { cause: error });
}
