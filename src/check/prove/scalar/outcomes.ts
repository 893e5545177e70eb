/** Why a term gets no normal form. Thrown inside this folder and caught by `system.ts` and `limit.ts`. */

/** No rule is known, or the expression grew too large. Says nothing about the term. */
export class Unsupported extends Error {}

/** The term is undefined at every admissible assignment. */
export class NowhereDefined extends Error {}

/** A generator became finer (exp(x/2) after exp(x)): what was computed must be computed again. */
export class Refined extends Error {}
