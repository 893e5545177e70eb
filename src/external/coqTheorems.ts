/**
 * Claims whose proof in Coq is written by hand: which theorems of proofs/coq carry them. The statements there are read by people,
 * not printed from the ledger's trees; that each theorem exists and rests on no axiom is checked.
 */
export interface HandWritten {
  /** Module.theorem */
  readonly theorems: readonly string[];
  readonly scope: string;
}

export const HAND_WRITTEN: Readonly<Record<string, HandWritten>> = {
  eq38: {
    theorems: ['Neuron.natural_gradient_coordinates'],
    scope: 'all n, any field; G^-1 x component by component, with the closed forms of g1..g4',
  },
  eq46: {
    theorems: ['Reparametrization.fisher_matrix_reparametrized'],
    scope: 'all n, any Jacobian, any score with finitely many values',
  },
  eq47: {
    theorems: ['Reparametrization.fisher_matrix_reparametrized'],
    scope: 'all n, any Jacobian, any score with finitely many values',
  },
  eq48: {
    theorems: [
      'Reparametrization.fisher_matrix_reparametrized',
      'Reparametrization.natural_gradient_covariant',
      'Reparametrization.euclidean_gradient_not_covariant',
    ],
    scope: 'all n, any Jacobian, any score with finitely many values; the covariance that follows',
  },
  eq86: { theorems: ['LowRankUpdates.sherman_morrison'], scope: 'all n, any field' },
  eq106: {
    theorems: ['FisherInverse.fisher_lowrank'],
    scope: 'all n, any field, with e0 r in the place of r and C/c1 in that of C',
  },
  woodbury: {
    theorems: ['LowRankUpdates.woodbury_with_C_inverse', 'FisherInverse.one_shot_with_C_inverse'],
    scope: 'all n and ranks, any field',
  },
};
