(* Low-rank updates of an invertible matrix (Methods, "Inverse of the Fisher information matrix"; Equation 86 and the text
   after 106).

   F any field, every n and rank k. M is n x n and invertible, U n x k, C k x k, W k x n; S = W M^-1 U is k x k.
   u, v, u1, v1, u2, v2 are columns; rank_one_inverse P u v = P - P u v^T P / (1 + v^T P u) with P = M^-1.

   sherman_morrison          (M + u v^T)^-1, Equation 86
   woodbury                  (M + U C W)^-1 without an inverse of C
   woodbury_with_C_inverse   the same with an inverse of C, as the text after 106 has it
   woodbury_det              det (M + U C W) = det M det (1 + C S)
   sherman_morrison_twice    two rank-one steps give the inverse of M + u1 v1^T + u2 v2^T, as in 87-89
   two_step_is_direct        and that is what the one step with rank two gives *)
From mathcomp Require Import all_ssreflect ssralg ssrnum ssrint rat zmodp matrix mxalgebra.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Inverse.
Variables (F : fieldType) (n : nat).
Implicit Types A B : 'M[F]_n.

(* a right inverse is *the* inverse *)
Lemma mulmx1_inv A B : A *m B = 1%:M -> A \in unitmx /\ invmx A = B.
Proof.
move=> AB; have [uA _] := mulmx1_unit AB; split=> //.
by rewrite -[LHS]mulmx1 -AB mulKmx.
Qed.

Lemma trmx_invmx_sym A : A^T = A -> (invmx A)^T = invmx A.
Proof. by move=> sA; rewrite trmx_inv sA. Qed.
End Inverse.

(* (M + U C W)^-1, any rank k *)
Section Woodbury.
Variables (F : fieldType) (n k : nat) (M : 'M[F]_n).
Variables (U : 'M[F]_(n, k)) (C : 'M[F]_k) (W : 'M[F]_(k, n)).
Hypothesis uM : M \in unitmx.
Let S := W *m (invmx M *m U).

(* division-free core: any solution A of (1 + C S) A = - C will do *)
Lemma woodbury_core (A : 'M[F]_k) : (1%:M + C *m S) *m A = - C ->
  (M + U *m C *m W) *m (invmx M + invmx M *m U *m A *m (W *m invmx M)) = 1%:M.
Proof.
move=> eqA; set L := invmx M *m U; set R := W *m invmx M.
have [ML WL WP] : [/\ M *m L = U, W *m L = S & W *m invmx M = R].
  by split; rewrite // mulKVmx.
clearbody L R S.
have eM : M *m (invmx M + L *m A *m R) = 1%:M + U *m (A *m R).
  by rewrite mulmxDr mulmxV // !mulmxA ML.
have eW : W *m (invmx M + L *m A *m R) = R + S *m (A *m R).
  by rewrite mulmxDr !mulmxA WP WL.
rewrite mulmxDl eM -2!mulmxA eW -addrA -mulmxDr.
suff -> : A *m R + C *m (R + S *m (A *m R)) = 0 by rewrite mulmx0 addr0.
rewrite mulmxDl mul1mx in eqA.
by rewrite mulmxDr !mulmxA addrCA -!mulmxDl eqA addrN mul0mx.
Qed.

Theorem woodbury : 1%:M + C *m S \in unitmx ->
  let A := - (invmx (1%:M + C *m S) *m C) in
  (M + U *m C *m W) *m (invmx M + invmx M *m U *m A *m (W *m invmx M)) = 1%:M.
Proof. by move=> uCS A; apply: woodbury_core; rewrite mulmxN mulKVmx. Qed.

(* matrix determinant lemma: the unit hypothesis is also necessary *)
Lemma det_block_schur (X : 'M[F]_(n, k)) (Y : 'M[F]_(k, n)) :
  \det (1%:M + X *m Y) = \det (1%:M + Y *m X).
Proof.
have e1 : block_mx 1%:M X (- Y) 1%:M
   = block_mx 1%:M 0 (- Y) 1%:M *m block_mx 1%:M X 0 (1%:M + Y *m X).
  by rewrite mulmx_block !mul1mx !mul0mx !mulmx1 !addr0 mulNmx addrCA
             addNr addr0.
have e2 : block_mx 1%:M X (- Y) 1%:M
   = block_mx (1%:M + X *m Y) X 0 1%:M *m block_mx 1%:M 0 (- Y) 1%:M.
  by rewrite mulmx_block !mulmx1 !mulmx0 mul1mx !add0r mulmxN addrK.
have := congr1 determinant e1; rewrite e2 !det_mulmx !det_lblock !det_ublock.
by rewrite !det1 !mul1r !mulr1.
Qed.

Theorem woodbury_det : \det (M + U *m C *m W) = \det M * \det (1%:M + C *m S).
Proof.
have -> : M + U *m C *m W = M *m (1%:M + (invmx M *m U) *m (C *m W)).
  by rewrite mulmxDr mulmx1 !mulmxA mulmxV // mul1mx.
by rewrite det_mulmx det_block_schur -mulmxA.
Qed.

(* Woodbury's formula as it stands after Equation 106; it needs an inverse of C, which the form above does not. *)
Corollary woodbury_with_C_inverse : C \in unitmx -> invmx C + S \in unitmx ->
  invmx (M + U *m C *m W) = invmx M - invmx M *m U *m invmx (invmx C + S) *m (W *m invmx M).
Proof.
move=> uC uCS; have e : (1%:M + C *m S) *m (- invmx (invmx C + S)) = - C.
  have -> : 1%:M + C *m S = C *m (invmx C + S) by rewrite mulmxDr mulmxV.
  by rewrite mulmxN mulmxK.
by have [_ ->] := mulmx1_inv (woodbury_core e); rewrite mulmxN mulNmx.
Qed.
End Woodbury.

(* the form after Equation 106: symmetric Sigma *)
Corollary woodbury_symmetric (F : fieldType) n k (Sg : 'M[F]_n) (U : 'M_(n, k)) (C : 'M_k) :
  Sg \in unitmx -> Sg^T = Sg ->
  let V := invmx Sg *m U in let S := U^T *m V in
  1%:M + C *m S \in unitmx ->
  let A := - (invmx (1%:M + C *m S) *m C) in
  (Sg + U *m C *m U^T) *m (invmx Sg + V *m A *m V^T) = 1%:M.
Proof.
move=> uS sS V S uCS A; rewrite /V trmx_mul trmx_invmx_sym //.
exact: woodbury.
Qed.

(* Sherman--Morrison = rank one *)
Definition rank_one_inverse (F : fieldType) n (P : 'M[F]_n) (u v : 'cV_n) : 'M_n :=
  P - (1 + (v^T *m P *m u) 0 0)^-1 *: ((P *m u) *m (v^T *m P)).

Theorem sherman_morrison (F : fieldType) n (M : 'M[F]_n) (u v : 'cV_n) :
  M \in unitmx -> 1 + (v^T *m invmx M *m u) 0 0 != 0 ->
  (M + u *m v^T) *m rank_one_inverse (invmx M) u v = 1%:M.
Proof.
move=> uM nz; set a := 1 + _ in nz *.
have eS : 1%:M + 1%:M *m (v^T *m (invmx M *m u)) = a%:M.
  by rewrite mul1mx mulmxA [v^T *m _ *m _]mx11_scalar -raddfD.
have := @woodbury_core F n 1 M u 1%:M v^T uM (- a^-1)%:M.
rewrite eS -scalar_mxM mulrN mulfV // raddfN mulmx1 => /(_ erefl).
by rewrite raddfN mulmxN mul_mx_scalar mulNmx -scalemxAl.
Qed.

(* two Sherman--Morrison steps = the direct rank-two inverse *)
Section TwoSteps.
Variables (F : fieldType) (n : nat) (M : 'M[F]_n) (u1 v1 u2 v2 : 'cV[F]_n).
Let P1 := rank_one_inverse (invmx M) u1 v1.
Hypotheses (uM : M \in unitmx) (nz1 : 1 + (v1^T *m invmx M *m u1) 0 0 != 0).
Hypothesis nz2 : 1 + (v2^T *m P1 *m u2) 0 0 != 0.

Lemma sherman_morrison2 : (M + u1 *m v1^T + u2 *m v2^T) *m rank_one_inverse P1 u2 v2 = 1%:M.
Proof.
have [uM1 inv1] := mulmx1_inv (sherman_morrison uM nz1).
by rewrite /P1 -inv1 sherman_morrison // inv1.
Qed.

Theorem sherman_morrison_twice : invmx (M + u1 *m v1^T + u2 *m v2^T) = rank_one_inverse P1 u2 v2.
Proof. by have [] := mulmx1_inv sherman_morrison2. Qed.

Let U := row_mx u1 u2.
Let W := col_mx v1^T v2^T.
Let S := W *m (invmx M *m U).

Theorem two_step_is_direct :
  rank_one_inverse P1 u2 v2 = invmx M - invmx M *m U *m invmx (1%:M + S) *m (W *m invmx M).
Proof.
have eG : M + U *m 1%:M *m W = M + u1 *m v1^T + u2 *m v2^T.
  by rewrite mulmx1 mul_row_col addrA.
have uS : 1%:M + 1%:M *m S \in unitmx.
  have [] := mulmx1_inv sherman_morrison2; rewrite -eG !unitmxE woodbury_det //.
  by rewrite unitrM => /andP[].
rewrite -sherman_morrison_twice -eG; have [_ ->] := mulmx1_inv (woodbury uM uS).
by rewrite mul1mx mulmx1 mulmxN mulNmx.
Qed.
End TwoSteps.

