/** The three potentials of the paper's regression, by which the test identifies. */
export const THREE = ['p=2', 'p=3', 'negative-entropy'] as const;
export type ThreeName = (typeof THREE)[number];
