(* The neuron of the paper: independent afferents (Methods; Equations 35, 36, 38, 77, 85).

   F any field, every n. r rates, w somatic weights, columns; ce = c_eps, e0 = eps_0. Hypotheses: ce and every r i are not 0.

   Sigma       diag(r)/ce, n x n                      (35)
   ones        the column of ones
   q           ce e0^2 sum_i r_i                      (36)
   mu, s2      mean e0 w^T r and variance w^T Sigma w of the membrane potential (77)

   Sigma_unit, Sigma_sym, Sigma_posdef    Sigma is what FisherInverse and PositiveDefiniteness ask for
   Gram_q, Gram_mu, Gram_s2               rt^T e0 r = q, w^T e0 r = mu, w^T Sigma w = s2 with rt = e0 Sigma^-1 r  (85)
   p_ones                                 rt = ce e0 1
   natural_gradient_coordinates           G^-1 x, component by component (38, 108, 109) *)
From mathcomp Require Import all_ssreflect ssralg ssrnum ssrint rat zmodp matrix mxalgebra.
Require Import FieldTactic LowRankUpdates InverseCoefficients FisherInverse PositiveDefiniteness.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

Section Definitions.
Variables (F : fieldType) (n : nat) (r w : 'cV[F]_n) (ce e0 : F).
Definition ones : 'cV[F]_n := const_mx 1.
Definition Sigma : 'M[F]_n := ce^-1 *: diag_mx r^T.
Definition q : F := ce * e0 ^+ 2 * \sum_i r i 0.
Definition mu : F := e0 * (w^T *m r) 0 0.
Definition s2 : F := (w^T *m Sigma *m w) 0 0.
End Definitions.

Section Facts.
Variables (F : fieldType) (n : nat) (r w : 'cV[F]_n) (ce e0 : F).
Add Field F_field : (theoryF F).
Hypotheses (nz_r : forall i, r i 0 != 0) (nz_ce : ce != 0).
Local Notation Sigma := (Sigma r ce).
Local Notation ones := (ones F n).

Lemma SigmaE : Sigma = diag_mx (ce^-1 *: r^T).
Proof. by apply/matrixP=> i j; rewrite !mxE; case: eqP => _; rewrite ?mulr1n // !mulr0n mulr0. Qed.

Lemma Sigma_sym : Sigma^T = Sigma.
Proof. by rewrite SigmaE tr_diag_mx. Qed.

Lemma Sigma_unit : Sigma \in unitmx.
Proof.
rewrite SigmaE unitmxE unitfE det_diag; apply/prodf_neq0 => i _.
by rewrite !mxE mulf_neq0 ?invr_eq0.
Qed.

Lemma Sigma_inv_mul (x : 'cV[F]_n) : invmx Sigma *m x = \col_i (ce * (x i 0 / r i 0)).
Proof.
apply: (can_inj (mulKmx Sigma_unit)); rewrite mulKVmx ?Sigma_unit // SigmaE mul_diag_mx.
apply/matrixP=> i j; rewrite !mxE ord1; move: (r i 0) (nz_r i) => ri nz_ri.
by field_identity F.
Qed.

Lemma p_ones : p Sigma r e0 = (ce * e0) *: ones.
Proof.
apply/matrixP=> i j; rewrite /p Sigma_inv_mul !mxE divff //.
by field_identity F.
Qed.

Lemma Gram_q : FisherInverse.q Sigma r e0 = q r ce e0.
Proof.
rewrite /FisherInverse.q /q -mulmxA Sigma_inv_mul mxE.
have -> : \sum_j r^T 0 j * (\col_i (ce * (r i 0 / r i 0))) j 0 = ce * \sum_i r i 0.
  by rewrite big_distrr /=; apply: eq_bigr => i _; rewrite !mxE divff // mulr1 mulrC.
by field_identity F.
Qed.

Lemma Gram_mu : FisherInverse.mu r w e0 = mu r w e0.
Proof.
rewrite /FisherInverse.mu /mu !mxE; congr (_ * _).
by apply: eq_bigr => i _; rewrite !mxE mulrC.
Qed.

Lemma Gram_s2 : FisherInverse.s2 Sigma w = s2 r w ce.
Proof. by []. Qed.
End Facts.

Section NaturalGradient.
Variables (F : fieldType) (n : nat) (r w : 'cV[F]_n) (c1 c2 c3 e0 ce : F).
Add Field F_field_gradient : (theoryF F).
Hypotheses (nz_r : forall i, r i 0 != 0) (nz_ce : ce != 0) (nz_c1 : c1 != 0).
Local Notation Sigma := (Sigma r ce).
Let E := ce * e0.
Let closed1 := closed1 c1 c2 c3 (q r ce e0) (mu r w e0) (s2 r w ce).
Let closed2 := closed2 c1 c2 c3 (q r ce e0) (mu r w e0) (s2 r w ce).
Let closed4 := closed4 c1 c2 c3 (q r ce e0) (mu r w e0) (s2 r w ce).
Hypothesis nz_Delta : Delta c1 c2 c3 (q r ce e0) (mu r w e0) (s2 r w ce) != 0.
Let G := fisher Sigma r w c1 c2 c3 e0.

Lemma G_unit : G \in unitmx.
Proof. by rewrite /G fisher_unit ?Sigma_unit ?Sigma_sym // Gram_q // Gram_mu Gram_s2. Qed.

(* Equation 38, with gamma_u and gamma_w of 108 and 109 *)
Theorem natural_gradient_coordinates (x : 'cV[F]_n) i :
  let X := \sum_j x j 0 in let V := \sum_j w j 0 * x j 0 in
  let gamma_u := - E * (E * closed1 * X + closed2 * V) in
  let gamma_w := E * closed2 * X + closed4 * V in
  (invmx G *m x) i 0 = c1^-1 * (ce * (x i 0 / r i 0) - gamma_u + gamma_w * w i 0).
Proof.
move=> X Y gamma_u gamma_w; rewrite fisher_inv_closed ?Sigma_unit ?Sigma_sym // ?Gram_q ?Gram_mu ?Gram_s2 //.
rewrite fisher_inv_apply p_ones // Sigma_inv_mul //.
have -> : ((E *: ones F n)^T *m x) 0 0 = E * X.
  by rewrite mxE /X big_distrr /=; apply: eq_bigr => j _; rewrite !mxE mulr1.
have -> : (w^T *m x) 0 0 = Y.
  by rewrite mxE; apply: eq_bigr => j _; rewrite !mxE.
rewrite /gamma_u /gamma_w -/closed1 -/closed2 -/closed4 !mxE mulr1.
congr (_ * _). move: closed1 closed2 closed4 (x i 0 / r i 0) => a b d z; rewrite /E; field_identity F.
Qed.

End NaturalGradient.

Theorem Sigma_posdef (R : realFieldType) n (r : 'cV[R]_n) (ce : R) :
  0 < ce -> (forall i, 0 < r i 0) -> posdef (Sigma r ce).
Proof.
move=> c0 r0 x nzx; have /cV0Pn[i nzi] := nzx.
have e : quad (Sigma r ce) x = \sum_j ce^-1 * r j 0 * (x j 0 * x j 0).
  rewrite /quad SigmaE -mulmxA mul_diag_mx mxE; apply: eq_bigr => j _.
  by rewrite !mxE mulrCA.
have ge0 j : 0 <= ce^-1 * r j 0 * (x j 0 * x j 0).
  apply: mulr_ge0; last exact: sqr_ge0.
  by rewrite mulr_ge0 ?invr_ge0 ?(ltW c0) // ltW.
rewrite e (bigD1 i) //=; apply: ltr_spaddl; last by apply: sumr_ge0.
have xx : 0 < x i 0 * x i 0 by rewrite -expr2 lt_def sqr_ge0 sqrf_eq0 nzi.
by apply: mulr_gt0 => //; rewrite mulr_gt0 ?invr_gt0.
Qed.

