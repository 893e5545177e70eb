(* When is the Fisher information matrix positive definite? (It is one; the question is which c1, c2, c3 can occur in 81-84.)

   R any ordered field, every n. Sg = Sigma symmetric and positive definite; r, w columns; c1, c2, c3, e0 scalars.
   quad A x = x^T A x; posdef A: quad A x > 0 for x != 0.

   fisher_posdef           for c1 > 0: G is positive definite iff Delta > 0
   fisher_posdef_convex    c1 > 0 and c1 c3 >= c2^2 suffice (phi exponential: equality)
   fisher_posdef_moment    c1 > 0 and c1^2 + delta s2 > 0 suffice (by Stein's lemma true for every h >= 0)
   fisher_posdef_c1        for n > 2, c1 > 0 is necessary
   posdef_rank1            a rank-one update keeps positive definiteness iff its divisor is positive
   cauchy_schwarz, gram_cs (s^T x)^2 <= quad A x quad A^-1 s; hence mu^2 <= q s2 *)
From mathcomp Require Import all_ssreflect ssralg ssrnum ssrint rat zmodp matrix mxalgebra.
Require Import FieldTactic LowRankUpdates InverseCoefficients FisherInverse.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

Section Scalars.
Variable F : fieldType.
Add Field F_field : (theoryF F).
Ltac ff := fold_field F; field.
Variables c1 c2 c3 q mu s2 : F.
Let delta := delta c1 c2 c3.
Let Delta := Delta c1 c2 c3 q mu s2.
(* T = c1^2 + (c1, c2) S (c1, c2)^T *)
Definition T := c1 * c1 + (c1 * (c1 * q + c2 * mu) + c2 * (c1 * mu + c2 * s2)).

Lemma Delta_T : Delta = T + delta * (s2 + (q * s2 - mu * mu)).
Proof. by rewrite /Delta /InverseCoefficients.Delta /T /delta /InverseCoefficients.delta; ff. Qed.

Lemma Delta_v : s2 * Delta
  = (c1 * c1 + delta * s2) * (s2 + (q * s2 - mu * mu)) + (c1 * mu + c2 * s2) * (c1 * mu + c2 * s2).
Proof. by rewrite /Delta /InverseCoefficients.Delta /delta /InverseCoefficients.delta; ff. Qed.

Lemma G_split_scalar e0 sij ri rj ti tj :
  c1 * (c1 * (sij + e0 * e0 * (ri * rj)) + c2 * e0 * (ti * rj + ri * tj) + c3 * (ti * tj))
  = c1 * c1 * sij + (c1 * (e0 * ri) + c2 * ti) * (c1 * (e0 * rj) + c2 * tj)
    + (c1 * c3 - c2 * c2) * (ti * tj).
Proof. by ff. Qed.

Lemma first_scalar : c1 != 0 ->
  1 + (c1 * ((c1 * c1)^-1 * (c1 * q + c2 * mu)) + c2 * ((c1 * c1)^-1 * (c1 * mu + c2 * s2)))
  = T / (c1 * c1).
Proof. by move/eqP=> nz; rewrite /T; ff. Qed.

Lemma second_scalar : c1 != 0 -> T != 0 ->
  let z := c1 * mu + c2 * s2 in
  1 + delta * ((c1 * c1)^-1 * s2
    - (T / (c1 * c1))^-1 * ((c1 * c1)^-1 * (z * ((c1 * c1)^-1 * z)))) = Delta / T.
Proof.
move/eqP=> nz /eqP; rewrite Delta_T /delta /InverseCoefficients.delta /T => nzT.
by ff; split.
Qed.
End Scalars.

Section PosDef.
Variable R : realFieldType.

Definition quad n (A : 'M[R]_n) (x : 'cV[R]_n) : R := (x^T *m A *m x) 0 0.
Definition posdef n (A : 'M[R]_n) := forall x : 'cV[R]_n, x != 0 -> 0 < quad A x.

Lemma dotC n (x y : 'cV[R]_n) : (x^T *m y) 0 0 = (y^T *m x) 0 0.
Proof. by rewrite -[y^T *m x]trmxK trmx_mul trmxK [RHS]mxE. Qed.

Lemma quad0 n (A : 'M[R]_n) : quad A 0 = 0.
Proof. by rewrite /quad mulmx0 mxE. Qed.

Section General.
Variables (n : nat) (A : 'M[R]_n).
Hypothesis pA : posdef A.

Lemma quad_ge0 x : 0 <= quad A x.
Proof. by have [->|/pA/ltW //] := eqVneq x 0; rewrite quad0. Qed.

Lemma posdef_unit : A \in unitmx.
Proof.
rewrite unitmxE unitfE; apply/negP => /det0P[x nzx xA0].
have := @pA x^T; rewrite /quad trmxK xA0 mul0mx mxE ltxx => H.
by have: false by apply: H; rewrite -trmx0 (inj_eq trmx_inj).
Qed.

Hypothesis sA : A^T = A.

Lemma quad_inv s : quad A (invmx A *m s) = quad (invmx A) s.
Proof.
by rewrite /quad trmx_mul trmx_invmx_sym // mulmxKV ?posdef_unit // mulmxA.
Qed.

Lemma quad_inv_gt0 s : s != 0 -> 0 < quad (invmx A) s.
Proof.
move=> nz; rewrite -quad_inv; apply: pA; apply: contraNneq nz => e.
by rewrite -[s](mulKVmx posdef_unit) e mulmx0.
Qed.

(* the residual of x after projecting out A^-1 s *)
Lemma quad_residual (s x : 'cV[R]_n) (l : R) :
  quad A (x - l *: (invmx A *m s)) = quad A x
  - (l * (s^T *m x) 0 0 + l * (s^T *m x) 0 0) + l * l * quad (invmx A) s.
Proof.
rewrite -quad_inv; set y := invmx A *m s.
have yA : y^T *m A = s^T by rewrite trmx_mul trmx_invmx_sym // mulmxKV ?posdef_unit.
have Ay : A *m y = s by rewrite mulKVmx ?posdef_unit.
rewrite /quad; have -> : (x - l *: y)^T = x^T - l *: y^T by apply/matrixP=> i j; rewrite !mxE.
rewrite -mulmxA [A *m (_ - _)]mulmxBr -(scalemxAr l) Ay mulmxBl !mulmxBr.
rewrite -!(scalemxAl l) -!(scalemxAr l) [x^T *m (A *m x)]mulmxA [y^T *m (A *m x)]mulmxA yA.
move: (dotC x s) (dotC y s).
move: (x^T *m A *m x) (x^T *m s) (s^T *m x) (s^T *m y) (y^T *m s) => a1 a2 a3 a4 a5.
by rewrite !mxE => -> ->; rewrite opprB opprD !addrA addrAC mulrA.
Qed.

(* Cauchy-Schwarz *)
Lemma cauchy_schwarz (s x : 'cV[R]_n) :
  (s^T *m x) 0 0 * (s^T *m x) 0 0 <= quad A x * quad (invmx A) s.
Proof.
set b := (s^T *m x) 0 0; have [s0|/quad_inv_gt0] := eqVneq s 0.
  by rewrite /b s0 trmx0 mul0mx mxE mul0r /quad mulmx0 [X in _ * X]mxE mulr0.
set sg := quad (invmx A) s => sg0; rewrite -ler_pdivr_mulr // -subr_ge0.
have := quad_ge0 (x - (b / sg) *: (invmx A *m s)); rewrite quad_residual -/b -/sg.
have -> : b / sg * b = b * b / sg by rewrite mulrAC.
have -> : b / sg * (b / sg) * sg = b * b / sg by rewrite -mulrA mulfVK ?gt_eqF // mulrAC.
by rewrite opprD addrA addrNK.
Qed.

Lemma quad_rank1 (k : R) (s x : 'cV[R]_n) : let b := (s^T *m x) 0 0 in
  quad (A + k *: (s *m s^T)) x = quad A x + k * (b * b).
Proof.
move=> b; rewrite /quad mulmxDr mulmxDl mxE -scalemxAr -scalemxAl; congr (_ + _).
have -> : x^T *m (s *m s^T) *m x = (x^T *m s) *m (s^T *m x) by rewrite !mulmxA.
by rewrite [x^T *m s]mx11_scalar [s^T *m x]mx11_scalar dotC -/b -scalar_mxM !mxE mulr1n.
Qed.

(* a rank-one update keeps positive definiteness iff its denominator is > 0 *)
Theorem posdef_rank1 (k : R) (s : 'cV[R]_n) :
  posdef (A + k *: (s *m s^T)) <-> 0 < 1 + k * quad (invmx A) s.
Proof.
set sg := quad _ _; split=> [pG|k1 x nzx]; last first.
  rewrite quad_rank1; set b := _ 0 0; have X0 := pA nzx.
  have [k0|/ltW k0] := leP 0 k.
    by apply: ltr_paddr => //; apply: mulr_ge0 => //; exact: sqr_ge0.
  apply: lt_le_trans (_ : 0 < quad A x * (1 + k * sg)) _; first exact: mulr_gt0.
  rewrite mulrDr mulr1 ler_add2l mulrCA ler_wnmul2l //; exact: cauchy_schwarz.
have [s0|nzs] := eqVneq s 0; first by rewrite /sg s0 quad0 mulr0 addr0 ltr01.
have sg0 : 0 < sg by apply: quad_inv_gt0.
have nzy : invmx A *m s != 0.
  by apply: contraNneq nzs => e; rewrite -[s](mulKVmx posdef_unit) e mulmx0.
have := pG _ nzy; rewrite quad_rank1 quad_inv -/sg mulmxA.
have -> : sg + k * (sg * sg) = sg * (1 + k * sg) by rewrite mulrDr mulr1 mulrCA.
by rewrite pmulr_rgt0.
Qed.
End General.

Lemma posdefZ n (k : R) (A : 'M[R]_n) : 0 < k -> posdef (k *: A) <-> posdef A.
Proof.
move=> k0; have e x : quad (k *: A) x = k * quad A x.
  by rewrite /quad -scalemxAr -scalemxAl mxE.
by split=> pA x /pA; rewrite e pmulr_rgt0.
Qed.

(* The Fisher matrix *)
Section Fisher.
Variables (n : nat) (Sg : 'M[R]_n) (r w : 'cV[R]_n) (c1 c2 c3 e0 : R).
Hypotheses (pS : posdef Sg) (sS : Sg^T = Sg) (c1_gt0 : 0 < c1).
Let uS := posdef_unit pS.
Let q := q Sg r e0.
Let mu := mu r w e0.
Let s2 := s2 Sg w.
Let delta := delta c1 c2 c3.
Let Delta := Delta c1 c2 c3 q mu s2.
Let G := fisher Sg r w c1 c2 c3 e0.
Let rho := e0 *: r.
Let s := Sg *m w.
Let t := c1 *: rho + c2 *: s.
(* c1 G = H + delta s s^T  with  H = c1^2 Sigma + t t^T *)
Let H : 'M[R]_n := (c1 * c1) *: Sg + 1 *: (t *m t^T).

Lemma G_split : c1 *: G = H + delta *: (s *m s^T).
Proof.
rewrite /G /fisher /H /t /rho -/s /delta /InverseCoefficients.delta scale1r.
apply/matrixP=> i j; move: s => u; rewrite !(mxE, big_ord1).
exact: G_split_scalar.
Qed.

Let P0 := invmx ((c1 * c1) *: Sg).

Lemma c1c1_gt0 : 0 < c1 * c1. Proof. exact: mulr_gt0. Qed.

Lemma pM0 : posdef ((c1 * c1) *: Sg). Proof. by apply/posdefZ=> //; exact: c1c1_gt0. Qed.

Lemma P0t (a b : R) : P0 *m (a *: rho + b *: s) = (c1 * c1)^-1 *: (a *: p Sg r e0 + b *: w).
Proof. exact: (P0u r w e0 uS (lt0r_neq0 c1c1_gt0)). Qed.

Lemma P0s : P0 *m s = (c1 * c1)^-1 *: w.
Proof. by have := P0t 0 1; rewrite !scale0r !scale1r !add0r. Qed.

Lemma rhoP0t : rho^T *m (P0 *m t) = ((c1 * c1)^-1 * (c1 * q + c2 * mu))%:M.
Proof. by rewrite P0t -(scalemxAr (c1 * c1)^-1) gram_rho scale_scalar_mx. Qed.
Lemma sP0t : s^T *m (P0 *m t) = ((c1 * c1)^-1 * (c1 * mu + c2 * s2))%:M.
Proof. by rewrite P0t -(scalemxAr (c1 * c1)^-1) (gram_s r w e0 uS sS) scale_scalar_mx. Qed.

Let T := T c1 c2 q mu s2.

Lemma first_denom : 1 + (t^T *m P0 *m t) 0 0 = T / (c1 * c1).
Proof.
have -> : t^T = c1 *: rho^T + c2 *: s^T by apply/matrixP=> i j; rewrite !mxE.
rewrite -mulmxA mulmxDl -(scalemxAl c1) -(scalemxAl c2) rhoP0t sP0t.
rewrite !mxE /= !mulr1n.
exact: (first_scalar _ _ _ _ (lt0r_neq0 c1_gt0)).
Qed.

Lemma sM0 : ((c1 * c1) *: Sg)^T = (c1 * c1) *: Sg.
Proof. by rewrite linearZ /= sS. Qed.

Lemma T_gt0 : 0 < T.
Proof.
have t0 : 0 <= quad P0 t by rewrite -(quad_inv pM0 sM0); exact: (quad_ge0 pM0).
have : 0 < T / (c1 * c1) by rewrite -first_denom (ltr_paddr t0) ?ltr01.
by rewrite pmulr_lgt0 // invr_gt0 c1c1_gt0.
Qed.

Lemma pH : posdef H.
Proof.
apply/(posdef_rank1 pM0 sM0); rewrite mul1r /quad first_denom.
by rewrite divr_gt0 ?T_gt0 ?c1c1_gt0.
Qed.

Lemma sH : H^T = H.
Proof. by rewrite /H scale1r raddfD /= sM0 trmx_mul trmxK. Qed.

Lemma invH : invmx H = rank_one_inverse P0 t t.
Proof.
have nz1 : 1 + (t^T *m P0 *m t) 0 0 != 0.
  by rewrite first_denom gt_eqF // divr_gt0 ?T_gt0 ?c1c1_gt0.
have := sherman_morrison (posdef_unit pM0) nz1.
by rewrite /H scale1r => /mulmx1_inv[].
Qed.

Lemma second_denom : 1 + delta * quad (invmx H) s = Delta / T.
Proof.
have tw : t^T *m w = (c1 * mu + c2 * s2)%:M.
  have -> : t^T = c1 *: rho^T + c2 *: s^T by apply/matrixP=> i j; rewrite !mxE.
  rewrite mulmxDl -(scalemxAl c1) -(scalemxAl c2) gram_pw (gram_ww _ sS).
  by rewrite !scale_scalar_mx -raddfD.
rewrite invH /quad /rank_one_inverse first_denom mulmxBr mulmxBl.
rewrite -(scalemxAr (T / _)^-1) -(scalemxAl (T / _)^-1) -!mulmxA P0s.
rewrite -!(scalemxAr (c1 * c1)^-1) tw mul_mx_scalar -!(scalemxAr (c1 * mu + _)).
rewrite sP0t (gram_ww _ sS) !mxE /= !mulr1n.
exact: second_scalar (lt0r_neq0 c1_gt0) (lt0r_neq0 T_gt0).
Qed.

Theorem fisher_posdef : posdef G <-> 0 < Delta.
Proof.
have <- : (0 < Delta / T) = (0 < Delta) by rewrite pmulr_lgt0 // invr_gt0 T_gt0.
rewrite -second_denom -(posdef_rank1 pH sH) -G_split.
exact: iff_sym (posdefZ _ c1_gt0).
Qed.

(* Gram facts *)
Lemma v_ge0 : 0 <= s2. Proof. exact: (quad_ge0 pS). Qed.
Lemma q_ge0 : 0 <= q.
Proof.
have q0 : 0 <= quad (invmx Sg) r by rewrite -quad_inv //; exact: (quad_ge0 pS).
by apply: mulr_ge0 => //; exact: sqr_ge0.
Qed.
Lemma gram_cs : mu * mu <= q * s2.
Proof.
have -> : mu * mu = e0 * e0 * ((r^T *m w) 0 0 * (r^T *m w) 0 0) by exact: mulrACA.
have -> : q * s2 = e0 * e0 * (quad Sg w * quad (invmx Sg) r).
  by rewrite [quad Sg w * _]mulrC mulrA.
by apply: ler_wpmul2l; [exact: sqr_ge0|exact: cauchy_schwarz].
Qed.

(* sufficient conditions *)
Corollary fisher_posdef_convex : 0 <= delta -> posdef G.
Proof.
move=> d0; apply/fisher_posdef; rewrite /Delta Delta_T -/delta.
apply: ltr_paddr T_gt0; apply: mulr_ge0 d0 _.
by rewrite addr_ge0 ?v_ge0 // subr_ge0 gram_cs.
Qed.

Corollary fisher_posdef_moment : 0 < c1 * c1 + delta * s2 -> posdef G.
Proof.
move=> d0; apply/fisher_posdef.
have [v0|v_gt0] := eqVneq s2 0; last first.
  have {}v_gt0 : 0 < s2 by rewrite lt_def v_gt0 v_ge0.
  rewrite -(pmulr_rgt0 _ v_gt0) /Delta Delta_v -/delta; apply: ltr_paddr; first exact: sqr_ge0.
  by rewrite mulr_gt0 // ltr_paddr // subr_ge0 gram_cs.
have m0 : mu = 0.
  apply/eqP; rewrite -sqrf_eq0 eq_le sqr_ge0 andbT expr2.
  by rewrite (le_trans gram_cs) // v0 mulr0.
rewrite /Delta /InverseCoefficients.Delta v0 m0 !mulr0 !addr0 subr0 mulr0 addr0.
by rewrite mulr_gt0 ?c1c1_gt0 // ltr_paddr ?q_ge0 ?ltr01.
Qed.

End Fisher.

(* with at least three inputs, c1 > 0 is necessary as well *)
Theorem fisher_posdef_c1 n (Sg : 'M[R]_n) (r w : 'cV[R]_n) (c1 c2 c3 e0 : R) :
  (2 < n)%N -> posdef Sg -> posdef (fisher Sg r w c1 c2 c3 e0) -> 0 < c1.
Proof.
move=> n3 pS pG; pose U := row_mx r (Sg *m w).
have [y nzy yU0] : exists2 y : 'rV[R]_n, y != 0 & y *m U = 0.
  have : kermx U != 0.
    rewrite kermx_eq0 /row_free; apply: contraTneq (rank_leq_col U) => ->.
    by rewrite -ltnNge.
  by case/rowV0Pn=> y /sub_kermxP; exists y.
move/eqP: yU0; rewrite mul_mx_row row_mx_eq0 => /andP[/eqP yr /eqP ys].
have nzx : y^T != 0 by rewrite -trmx0 (inj_eq trmx_inj).
have := pG _ nzx; rewrite /quad trmxK.
have -> : y *m fisher Sg r w c1 c2 c3 e0 = c1 *: (y *m Sg).
  rewrite /fisher; move: (Sg *m w) ys => s ys.
  rewrite !(mulmxDr, =^~ scalemxAr) !mulmxA yr ys !mul0mx.
  by rewrite !(scaler0, addr0).
by have := pS _ nzx; rewrite /quad trmxK -scalemxAl => y0; rewrite mxE pmulr_lgt0.
Qed.
End PosDef.
