/**
 * How large a file may be. What is larger is refused in one line, so that neither reading nor deciding runs out of stack or
 * memory.
 */
export const LIMITS = {
  /** Characters of a file. */
  file: 1_000_000,
  /** Claims of a file. */
  claims: 10_000,
  /** Characters of a formula. */
  formula: 20_000,
  /** Parentheses, signs and powers inside one another, and levels of a term whose lets are unfolded. */
  depth: 100,
  /** Nodes of a term whose lets are unfolded. */
  nodes: 20_000,
  /** Rows and columns that are numbers. */
  size: 100,
} as const;
