(* The Fisher information matrix and its inverse (Methods, "Inverse of the Fisher information matrix"; Equations 84-106).

   F any field, every n. Sg = Sigma, n x n, symmetric and invertible; r, w columns; c1, c2, c3, e0 scalars.

   fisher               c1 (Sigma + e0^2 r r^T) + c2 e0 (Sigma w r^T + r (Sigma w)^T) + c3 (Sigma w) (Sigma w)^T    (81, 84)
   p                    rt = e0 Sigma^-1 r                                                                           (83)
   q, mu, s2            Gram scalars: e0^2 r^T Sigma^-1 r, e0 r^T w, w^T Sigma w                                     (85)
   fisher_inv a b b' d  c1^-1 (Sigma^-1 + (a p + b w) p^T + (b' p + d w) w^T)                                        (100)
   s, rho, u1, u2       Sigma w, e0 r, c1 rho + c2 s, c2 rho + c3 s: M2 = u1 rho^T, M3 = u2 s^T                      (84)

   det_fisher           det G = c1^n det Sigma Delta / c1^2: in particular G is invertible iff Delta != 0 (fisher_unit)
   fisher_inv_closed    G^-1 has the coefficients closed1, closed2, closed2, closed4
   fisher_inv_printed   G^-1 has the coefficients g1..g4 as printed in 102-105, where k1 has no pole
   scale_of_first_update, scale_of_second_update    k1 and k2 are what Sherman-Morrison asks for (88, 90, 91)
   two_steps_closed     the two rank-one steps give the same inverse (87, 89-99)
   one_shot_coefficients, one_shot_with_C_inverse    the rank-two step after 106, without and with an inverse of C
   fisher_inv_apply     G^-1 x in terms of Sigma^-1 x, p and w (38, 108, 109)

   Caution: in mathcomp 0^-1 = 0, and invmx of a singular matrix is the matrix itself; hence the hypotheses. *)
From mathcomp Require Import all_ssreflect ssralg ssrnum ssrint rat zmodp matrix mxalgebra.
Require Import FieldTactic LowRankUpdates InverseCoefficients.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

(* 2 x 2 blocks of scalars *)
Section Mx2.
Variable F : fieldType.
Implicit Types a b c d x y z t : F.

Definition mx2 a b c d : 'M[F]_(1 + 1) := block_mx a%:M b%:M c%:M d%:M.

Lemma mx2M a b c d x y z t : mx2 a b c d *m mx2 x y z t
  = mx2 (a * x + b * z) (a * y + b * t) (c * x + d * z) (c * y + d * t).
Proof. by rewrite mulmx_block -!scalar_mxM -!raddfD. Qed.

Lemma mx2D a b c d x y z t :
  mx2 a b c d + mx2 x y z t = mx2 (a + x) (b + y) (c + z) (d + t).
Proof. by rewrite add_block_mx -!raddfD. Qed.

Lemma mx2N a b c d : - mx2 a b c d = mx2 (- a) (- b) (- c) (- d).
Proof. by rewrite opp_block_mx -!raddfN. Qed.

Lemma mx2_1 : 1%:M = mx2 1 0 0 1.
Proof. by rewrite scalar_mx_block /mx2 !raddf0. Qed.

Lemma mx2_outer n (a b c d : F) (x y : 'cV[F]_n) (x' y' : 'rV[F]_n) :
  row_mx x y *m mx2 a b c d *m col_mx x' y'
  = (a *: x + c *: y) *m x' + (b *: x + d *: y) *m y'.
Proof. by rewrite mul_row_block mul_row_col !mul_mx_scalar. Qed.

Lemma det_mx2 a b c d : \det (mx2 a b c d) = a * d - b * c.
Proof.
pose l := lshift 1 0 : 'I_(1 + 1); pose u := rshift 1 0 : 'I_(1 + 1).
have [ll lu] : lift l 0 = u /\ lift u 0 = l by split; apply: val_inj.
rewrite (expand_det_row _ l) big_split_ord !big_ord1 /cofactor !det_mx11.
have minor i j (A : 'M[F]_(1 + 1)) :
  row' i (col' j A) 0 0 = A (lift i 0) (lift j 0) by rewrite !mxE.
rewrite !minor -/l -/u ll lu block_mxEul block_mxEur block_mxEdl block_mxEdr.
by rewrite !mxE /= !mulr1n mul1r mulN1r mulrN.
Qed.
End Mx2.

(* The Fisher matrix *)
Section Fisher.
Variable F : fieldType.
Add Field F_field' : (theoryF F).
Ltac ff := fold_field F; field.
Variables (n : nat) (Sg : 'M[F]_n) (r w : 'cV[F]_n) (c1 c2 c3 e0 : F).
Hypotheses (uS : Sg \in unitmx) (sS : Sg^T = Sg).

Let s := Sg *m w.
Definition fisher : 'M[F]_n :=
  c1 *: (Sg + (e0 * e0) *: (r *m r^T)) + (c2 * e0) *: (s *m r^T + r *m s^T)
  + c3 *: (s *m s^T).

Definition p : 'cV[F]_n := e0 *: (invmx Sg *m r).   (* rt of Equation 83 *)
Definition q := e0 * e0 * (r^T *m invmx Sg *m r) 0 0.
Definition mu := e0 * (r^T *m w) 0 0.
Definition s2 := (w^T *m Sg *m w) 0 0.
Let rho : 'cV[F]_n := e0 *: r.

Lemma rhoT : rho^T = e0 *: r^T.
Proof. exact: linearZ. Qed.
Lemma gram_pp : rho^T *m p = q%:M.
Proof.
rewrite rhoT /p -scalemxAr -scalemxAl scalerA mulmxA.
by rewrite [_ *m r]mx11_scalar scale_scalar_mx.
Qed.
Lemma gram_pw : rho^T *m w = mu%:M.
Proof. by rewrite rhoT -scalemxAl [_ *m w]mx11_scalar scale_scalar_mx. Qed.
Lemma gram_wp : s^T *m p = mu%:M.
Proof.
rewrite /s /p trmx_mul sS -scalemxAr -mulmxA mulKVmx // -[w^T *m r]trmxK.
by rewrite trmx_mul trmxK [r^T *m w]mx11_scalar tr_scalar_mx scale_scalar_mx.
Qed.
Lemma gram_ww : s^T *m w = s2%:M.
Proof. by rewrite /s trmx_mul sS [LHS]mx11_scalar. Qed.

(* G = c1 (Sigma + U C U^T) *)
Let U := row_mx rho s.
Let C := mx2 1 (c2 / c1) (c2 / c1) (c3 / c1).
Let S := mx2 q mu mu s2.

Lemma invSgU : invmx Sg *m U = row_mx p w.
Proof. by rewrite mul_mx_row /rho -scalemxAr /s mulKmx. Qed.
Lemma gramS : U^T *m (invmx Sg *m U) = S.
Proof.
by rewrite invSgU tr_row_mx mul_col_row gram_pp gram_pw gram_wp gram_ww.
Qed.
Lemma UTinvSg : U^T *m invmx Sg = col_mx p^T w^T.
Proof. by rewrite -tr_row_mx -invSgU trmx_mul trmx_invmx_sym. Qed.

Hypothesis nz : c1 != 0.

Lemma fisher_lowrank : fisher = c1 *: (Sg + U *m C *m U^T).
Proof.
rewrite /U tr_row_mx mx2_outer rhoT /fisher /rho -/s; move/eqP: nz => nz1.
by apply/matrixP=> i j; move: s => t; rewrite !(mxE, big_ord1); ff.
Qed.

Lemma one_shot_core : Delta c1 c2 c3 q mu s2 != 0 ->
  (1%:M + C *m S) *m mx2 (closed1 c1 c2 c3 q mu s2) (closed2 c1 c2 c3 q mu s2)
                         (closed2 c1 c2 c3 q mu s2) (closed4 c1 c2 c3 q mu s2) = - C.
Proof.
move=> /eqP nzD; move/eqP: nz => nz1.
rewrite mx2M mx2_1 mx2D mx2M mx2N; congr mx2;
  move: nzD; rewrite /closed1 /closed2 /closed4 /Delta /delta => nzD; by ff; split.
Qed.

Lemma det_C : \det C = delta c1 c2 c3 / (c1 * c1).
Proof. by move/eqP: nz => nz1; rewrite det_mx2 /delta; ff. Qed.

Lemma det_one_shot : \det (1%:M + C *m S) = Delta c1 c2 c3 q mu s2 / (c1 * c1).
Proof.
by move/eqP: nz => nz1; rewrite mx2M mx2_1 mx2D det_mx2 /Delta /delta; ff.
Qed.

Theorem det_fisher :
  \det fisher = c1 ^+ n * \det Sg * (Delta c1 c2 c3 q mu s2 / (c1 * c1)).
Proof.
by rewrite fisher_lowrank detZ woodbury_det // gramS det_one_shot -mulrA.
Qed.

(* Delta <> 0 is exactly invertibility *)
Corollary fisher_unit : (fisher \in unitmx) = (Delta c1 c2 c3 q mu s2 != 0).
Proof.
have := uS; rewrite !unitmxE !unitfE det_fisher => nzS.
by rewrite !mulf_eq0 expf_eq0 invr_eq0 mulf_eq0 (negPf nz) (negPf nzS) andbF !orbF.
Qed.

(* the general inverse with coefficient matrix [[a, b'], [b, d]] *)
Definition fisher_inv (a b b' d : F) : 'M[F]_n := c1^-1 *:
  (invmx Sg + (a *: p + b *: w) *m p^T + (b' *: p + d *: w) *m w^T).

Section Invertible.
Hypothesis nzD : Delta c1 c2 c3 q mu s2 != 0.
Let g1 := g1 c1 c2 c3 q mu s2.
Let g2 := g2 c1 c2 c3 q mu s2.
Let g3 := g3 c1 c2 c3 q mu s2.
Let g4 := g4 c1 c2 c3 q mu s2.
Let closed1 := closed1 c1 c2 c3 q mu s2.
Let closed2 := closed2 c1 c2 c3 q mu s2.
Let closed4 := closed4 c1 c2 c3 q mu s2.

Theorem fisher_mul_inv : fisher *m fisher_inv closed1 closed2 closed2 closed4 = 1%:M.
Proof.
rewrite fisher_lowrank -scalemxAl -scalemxAr scalerA mulfV // scale1r.
have := @woodbury_core F n _ Sg U C U^T uS _; rewrite gramS.
by move=> /(_ _ (one_shot_core nzD)); rewrite invSgU UTinvSg mx2_outer addrA.
Qed.

Theorem fisher_inv_closed : invmx fisher = fisher_inv closed1 closed2 closed2 closed4.
Proof. by have [_] := mulmx1_inv fisher_mul_inv. Qed.

(* Equations 100 with 102-105 *)
Theorem fisher_inv_printed : pole c1 c2 q mu != 0 -> invmx fisher = fisher_inv g1 g2 g3 g4.
Proof.
move=> nz1; rewrite fisher_inv_closed /g1 /g2 /g3 /g4.
by have [-> -> -> ->] := nested_is_closed nz nz1 nzD.
Qed.

(* the one-shot coefficient matrices *)
Theorem one_shot_coefficients : - (invmx (1%:M + C *m S) *m C) = mx2 closed1 closed2 closed2 closed4.
Proof.
have uCS : 1%:M + C *m S \in unitmx.
  by rewrite unitmxE unitfE det_one_shot mulf_neq0 ?invr_neq0 ?mulf_neq0.
by apply: (can_inj (mulKmx uCS)); rewrite mulmxN mulKVmx // one_shot_core.
Qed.

Theorem one_shot_with_C_inverse : delta c1 c2 c3 != 0 -> - invmx (invmx C + S) = mx2 closed1 closed2 closed2 closed4.
Proof.
move=> nzd; have uC : C \in unitmx.
  by rewrite unitmxE unitfE det_C mulf_neq0 ?invr_neq0 ?mulf_neq0.
have : (invmx C + S) *m (- mx2 closed1 closed2 closed2 closed4) = 1%:M.
  have -> : invmx C + S = invmx C *m (1%:M + C *m S).
    by rewrite mulmxDr mulmx1 mulKmx.
  by rewrite mulmxN -mulmxA one_shot_core // mulmxN opprK mulVmx.
by case/mulmx1_inv=> _ ->; rewrite opprK.
Qed.
End Invertible.

(* The paper's way: two rank-one steps from c1 Sigma (87-91) *)
Let u1 := c1 *: rho + c2 *: s.
Let u2 := c2 *: rho + c3 *: s.
Let P0 := invmx (c1 *: Sg).
Let P1 := rank_one_inverse P0 u1 rho.

Lemma P0E : P0 = c1^-1 *: invmx Sg.
Proof. by rewrite /P0 invmxZ // unitmxZ // unitfE. Qed.

Lemma P0u (a b : F) : P0 *m (a *: rho + b *: s) = c1^-1 *: (a *: p + b *: w).
Proof.
by rewrite P0E -scalemxAl mulmxDr /rho -!scalemxAr /s mulKmx.
Qed.

Lemma fisher_rank1s : fisher = c1 *: Sg + u1 *m rho^T + u2 *m s^T.
Proof.
rewrite rhoT /fisher /u1 /u2 /rho -/s.
by apply/matrixP=> i j; move: s => t; rewrite !(mxE, big_ord1); ff.
Qed.

Lemma gram_rho (a b : F) : rho^T *m (a *: p + b *: w) = (a * q + b * mu)%:M.
Proof.
rewrite mulmxDr -(scalemxAr a) -(scalemxAr b) gram_pp gram_pw.
by rewrite !scale_scalar_mx -raddfD.
Qed.
Lemma gram_s (a b : F) : s^T *m (a *: p + b *: w) = (a * mu + b * s2)%:M.
Proof.
rewrite mulmxDr -(scalemxAr a) -(scalemxAr b) gram_wp gram_ww.
by rewrite !scale_scalar_mx -raddfD.
Qed.

Lemma first_denominator : 1 + (rho^T *m P0 *m u1) 0 0 = pole c1 c2 q mu / c1.
Proof.
rewrite -mulmxA P0u -(scalemxAr c1^-1) gram_rho !mxE /=.
by move/eqP: nz => nz1; rewrite !mulr1n /pole; ff.
Qed.

Lemma second_denominator : pole c1 c2 q mu != 0 ->
  1 + (s^T *m P1 *m u2) 0 0 = kappa c1 c2 c3 q mu s2 / c1.
Proof.
move=> /eqP nz1; move/eqP: nz => nz0.
rewrite /P1 /rank_one_inverse first_denominator mulmxBr mulmxBl.
rewrite -(scalemxAr (_ / _)^-1) -(scalemxAl (_ / _)^-1) -!mulmxA !P0u.
rewrite -!(scalemxAr c1^-1) gram_rho mul_mx_scalar.
rewrite -(scalemxAr (_ + _)) P0u -(scalemxAr (_ + _)) -(scalemxAr c1^-1) !gram_s.
rewrite !mxE /= !mulr1n; move: nz1; rewrite /kappa /pole => nz1.
by ff.
Qed.

(* Equation 88, with u1 where the print has Sigma^-1 u1 *)
Theorem scale_of_first_update : pole c1 c2 q mu != 0 ->
  k1 c1 c2 q mu = (c1 ^+ 2 * (1 + (rho^T *m P0 *m u1) 0 0))^-1.
Proof.
move=> nz1; rewrite first_denominator /k1; congr (_^-1).
by rewrite expr2 -mulrA [c1 * (_ / _)]mulrC mulfVK.
Qed.

(* Equations 90 and 91 *)
Theorem scale_of_second_update : pole c1 c2 q mu != 0 ->
  k2 c1 c2 c3 q mu s2 = (1 + (s^T *m P1 *m u2) 0 0)^-1.
Proof. by move=> nz1; rewrite second_denominator // k2_kappa // invf_div. Qed.

(* ... and the two steps compose to the closed form *)
Theorem two_steps_closed : pole c1 c2 q mu != 0 -> Delta c1 c2 c3 q mu s2 != 0 ->
  rank_one_inverse P1 u2 s = fisher_inv (closed1 c1 c2 c3 q mu s2) (closed2 c1 c2 c3 q mu s2)
                          (closed2 c1 c2 c3 q mu s2) (closed4 c1 c2 c3 q mu s2).
Proof.
move=> nz1 nzD; rewrite -fisher_inv_closed // fisher_rank1s sherman_morrison_twice //.
- by rewrite unitmxZ // unitfE.
- by rewrite -/P0 first_denominator mulf_neq0 // invr_eq0.
- rewrite -/P0 -/P1 second_denominator // mulf_neq0 ?invr_eq0 //.
  by apply: contra_neq nzD => e; rewrite -pole_kappa // e mulr0.
Qed.

(* the natural-gradient direction for a single input vector x *)
Theorem fisher_inv_apply (x : 'cV[F]_n) (a b b' d : F) :
  fisher_inv a b b' d *m x = c1^-1 *: (invmx Sg *m x
    + (a * (p^T *m x) 0 0 + b' * (w^T *m x) 0 0) *: p
    + (b * (p^T *m x) 0 0 + d * (w^T *m x) 0 0) *: w).
Proof.
rewrite /fisher_inv -scalemxAl; congr (_ *: _); rewrite !mulmxDl -!mulmxA.
rewrite [p^T *m x]mx11_scalar [w^T *m x]mx11_scalar !mul_mx_scalar.
move: ((p^T *m x) 0 0) ((w^T *m x) 0 0) (invmx Sg *m x) p => X Y z p'.
apply/matrixP=> i j; rewrite !mxE !mulr1n; ff.
Qed.
End Fisher.

