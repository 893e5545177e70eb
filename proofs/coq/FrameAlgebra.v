(* Exact arithmetic with matrices that are a multiple of Sigma, Sigma^-1 or 1 plus a matrix of rank two, for every n.

   The statements that are generated from the ledger (Equations 84-101, 121, 122) are proved with it: each side is brought to
   normal form by the shape of its syntax, and what is left are identities between scalars.

   Notation, F any field: u1, u2 are columns, v1 = Sigma^-1 u1, v2 = Sigma^-1 u2; in the paper u1 = e0 r, u2 = Sigma w,
   v1 = rt = ce e0 1, v2 = w. S = [q, mu; mu, s2] is their Gram matrix (85).

   column k x1 x2        x1 first + x2 second, of the kind Primal (u1, u2) or Dual (v1, v2)
   operator l r a B      a base + (columns of kind l) B (columns of kind r)^T with B a 2 x 2 core; base is Sigma, Sigma^-1 or 1
   op_.., col_.., row_.. how sums, products, transposes and inverses act on these
   dot                   a row times a column, a scalar

   equal_operators F fr  proves an equality of n x n matrices, fr being the frame
   equal_scalars F fr    proves an equality of scalars with rows times columns in them *)
From mathcomp Require Import all_ssreflect ssralg ssrnum ssrint rat zmodp matrix mxalgebra.
Require Import FieldTactic Neuron.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Core.
Variable F : fieldType.
Add Field F_field : (theoryF F).
(* the 2 x 2 matrix between two frames *)
Record core := Core { c11 : F; c12 : F; c21 : F; c22 : F }.
Definition addC A B := Core (c11 A + c11 B) (c12 A + c12 B) (c21 A + c21 B) (c22 A + c22 B).
Definition scaleC a B := Core (a * c11 B) (a * c12 B) (a * c21 B) (a * c22 B).
Definition mulC A B :=
  Core (c11 A * c11 B + c12 A * c21 B) (c11 A * c12 B + c12 A * c22 B)
       (c21 A * c11 B + c22 A * c21 B) (c21 A * c12 B + c22 A * c22 B).
Definition trC A := Core (c11 A) (c21 A) (c12 A) (c22 A).
Definition detC A := c11 A * c22 A - c12 A * c21 A.
Definition adjC A := Core (c22 A) (- c12 A) (- c21 A) (c11 A).
Definition outerC (x1 x2 y1 y2 : F) := Core (x1 * y1) (x1 * y2) (x2 * y1) (x2 * y2).
Lemma core_equal A B : c11 A = c11 B -> c12 A = c12 B -> c21 A = c21 B -> c22 A = c22 B -> A = B.
Proof. by case: A B => [? ? ? ?] [? ? ? ?] /= -> -> -> ->. Qed.
End Core.

(* Columns that transform like r are Primal, those that transform like w are Dual: Sigma takes Dual to Primal. *)
Inductive kind := Primal | Dual.
Definition other k := match k with Primal => Dual | Dual => Primal end.

Section Frame.
Variables (F : fieldType) (n : nat) (Sg : 'M[F]_n) (u1 u2 v1 v2 : 'cV[F]_n) (q mu s2 : F).
Record frame := Frame {
  Sg_unit : Sg \in unitmx;
  Sg_sym : Sg^T = Sg;
  Sgv1 : Sg *m v1 = u1;
  Sgv2 : Sg *m v2 = u2;
  u1v1 : u1^T *m v1 = q%:M;
  u1v2 : u1^T *m v2 = mu%:M;
  u2v1 : u2^T *m v1 = mu%:M;
  u2v2 : u2^T *m v2 = s2%:M }.
Definition first k := match k with Primal => u1 | Dual => v1 end.
Definition second k := match k with Primal => u2 | Dual => v2 end.
Definition base (l r : kind) : 'M[F]_n :=
  match l, r with Primal, Primal => Sg | Dual, Dual => invmx Sg | _, _ => 1%:M end.
Definition S := Core q mu mu s2.
Definition column k (x1 x2 : F) : 'cV[F]_n := x1 *: first k + x2 *: second k.
Definition operator l r (a : F) (B : core F) : 'M[F]_n := a *: base l r
  + column l (c11 B) (c21 B) *m (first r)^T + column l (c12 B) (c22 B) *m (second r)^T.
Hypothesis fr : frame.
Add Field F_field' : (theoryF F).

Lemma dual_frame k : let l := other k in [/\ (first k)^T *m first l = q%:M, (first k)^T *m second l = mu%:M,
  (second k)^T *m first l = mu%:M & (second k)^T *m second l = s2%:M].
Proof.
have flip (x y : 'cV[F]_n) a : x^T *m y = a%:M -> y^T *m x = a%:M.
  by move=> e; rewrite -[LHS]trmxK trmx_mul trmxK e tr_scalar_mx.
case: fr => _ _ _ _ e11 e12 e21 e22; case: k => l; split=> //; exact: flip.
Qed.

Lemma column_tr k x1 x2 : (column k x1 x2)^T = x1 *: (first k)^T + x2 *: (second k)^T.
Proof. by apply/matrixP=> i j; rewrite !mxE. Qed.

Lemma dot_columns k x1 x2 y1 y2 : (column k x1 x2)^T *m column (other k) y1 y2
  = (x1 * (q * y1 + mu * y2) + x2 * (mu * y1 + s2 * y2))%:M.
Proof.
have [e1 e2 e3 e4] := dual_frame k.
rewrite column_tr /column mulmxDl !mulmxDr -!(scalemxAl _ _ _) -!(scalemxAr _ _ _) e1 e2 e3 e4.
by rewrite !scale_scalar_mx -!raddfD /=; congr (_%:M); field_identity F.
Qed.

Lemma base_first l k : base l k *m first (other k) = first l.
Proof. by case: fr => uS _ e1 e2 *; case: l k => [] [] /=; rewrite ?mul1mx // -?e1 -?e2 ?mulKmx. Qed.
Lemma base_second l k : base l k *m second (other k) = second l.
Proof. by case: fr => uS _ e1 e2 *; case: l k => [] [] /=; rewrite ?mul1mx // -?e1 -?e2 ?mulKmx. Qed.
Lemma base_mul l k r : base l k *m base (other k) r = base l r.
Proof. by case: fr => uS *; case: l k r => [] [] []; rewrite /= ?mul1mx ?mulmx1 ?mulmxV ?mulVmx. Qed.
Lemma base_tr l r : (base l r)^T = base r l.
Proof. by case: fr => uS sS *; case: l r => [] []; rewrite /= ?trmx1 ?trmx_inv ?sS. Qed.

Lemma first_base k r : (first k)^T *m base (other k) r = (first r)^T.
Proof. by rewrite -base_tr -trmx_mul; case: k; rewrite (base_first r Primal, base_first r Dual). Qed.
Lemma second_base k r : (second k)^T *m base (other k) r = (second r)^T.
Proof. by rewrite -base_tr -trmx_mul; case: k; rewrite (base_second r Primal, base_second r Dual). Qed.

Lemma operator_column l k a B x1 x2 : operator l k a B *m column (other k) x1 x2
  = column l (a * x1 + (c11 B * (q * x1 + mu * x2) + c12 B * (mu * x1 + s2 * x2)))
             (a * x2 + (c21 B * (q * x1 + mu * x2) + c22 B * (mu * x1 + s2 * x2))).
Proof.
have [e1 e2 e3 e4] := dual_frame k.
have dot1 : (first k)^T *m column (other k) x1 x2 = (q * x1 + mu * x2)%:M.
  by rewrite /column mulmxDr -!scalemxAr e1 e2 !scale_scalar_mx -raddfD /= ![_ * x1]mulrC ![_ * x2]mulrC.
have dot2 : (second k)^T *m column (other k) x1 x2 = (mu * x1 + s2 * x2)%:M.
  by rewrite /column mulmxDr -!scalemxAr e3 e4 !scale_scalar_mx -raddfD /= ![_ * x1]mulrC ![_ * x2]mulrC.
rewrite /operator !mulmxDl -!mulmxA dot1 dot2 !mul_mx_scalar -scalemxAl.
rewrite /column mulmxDr -!scalemxAr base_first base_second.
apply/matrixP=> i j; move: (first l) (second l) => f g; rewrite !mxE; field_identity F.
Qed.

Lemma operator_tr l r a B : (operator l r a B)^T = operator r l a (trC B).
Proof.
rewrite /operator /column -(base_tr l r).
apply/matrixP=> i j; move: (base l r) (first l) (second l) (first r) (second r) => b f g h k.
rewrite !(mxE, big_ord1) /=; field_identity F.
Qed.

Lemma operator_mul l k r a B c D : operator l k a B *m operator (other k) r c D
  = operator l r (a * c) (addC (addC (scaleC a D) (scaleC c B)) (mulC B (mulC S D))).
Proof.
rewrite {2}/operator !mulmxDr !mulmxA !operator_column -(scalemxAr c).
rewrite {1}/operator !mulmxDl -(scalemxAl a) base_mul -!mulmxA.
rewrite first_base second_base.
rewrite /operator /column.
apply/matrixP=> i j; move: (base l r) (first l) (second l) (first r) (second r) => b f g h m.
rewrite !(mxE, big_ord1) /=; field_identity F.
Qed.

(* the inverse: a is a divisor, and det (a + B S) *)
Definition discriminant (a : F) (B : core F) :=
  a * (a + (c11 B * q + c12 B * mu + c21 B * mu + c22 B * s2)) + detC B * (q * s2 - mu * mu).
Definition inverse_core (a : F) (B : core F) :=
  scaleC (- (a * discriminant a B)^-1) (addC (scaleC a B) (scaleC (detC B) (adjC S))).

Lemma operator_inv l r (a : F) B : a != 0 -> discriminant a B != 0 ->
  invmx (operator l r a B) = operator (other r) (other l) a^-1 (inverse_core a B).
Proof.
move=> nza nzd.
have e : operator l r a B *m operator (other r) (other l) a^-1 (inverse_core a B) = 1%:M.
  rewrite operator_mul.
  have -> : addC (addC (scaleC a (inverse_core a B)) (scaleC a^-1 B))
      (mulC B (mulC S (inverse_core a B))) = Core 0 0 0 0.
    case: B nzd => b11 b12 b21 b22; rewrite /inverse_core /discriminant /detC /= => nzd.
    by apply: core_equal => /=; rewrite ?/detC /=; field_identity F.
  rewrite mulfV // /operator /column !scale0r !add0r !mul0mx !addr0 scale1r.
  by case: l.
have [uM _] := mulmx1_unit e.
by rewrite -[LHS]mulmx1 -e mulKmx.
Qed.

(* Representations, read off the syntax *)
Section Represent.
Implicit Types (M N : 'M[F]_n) (cx cy : 'cV[F]_n) (rx ry : 'rV[F]_n).
Lemma op_equal (f : frame) l r M N a B c D : M = operator l r a B -> N = operator l r c D -> a = c ->
  c11 B = c11 D -> c12 B = c12 D -> c21 B = c21 D -> c22 B = c22 D -> M = N.
Proof. by move=> -> -> ->; case: B D => [? ? ? ?] [? ? ? ?] /= -> -> -> ->. Qed.
Lemma op_base : Sg = operator Primal Primal 1 (Core 0 0 0 0).
Proof. by rewrite /operator /column !scale0r !add0r !mul0mx !addr0 scale1r. Qed.
Lemma op_change l r M a B a2 B2 : M = operator l r a B -> a = a2 -> B = B2 -> M = operator l r a2 B2.
Proof. by move=> -> -> ->. Qed.
Lemma op_inv_base (f : frame) : invmx Sg = operator Dual Dual 1 (Core 0 0 0 0).
Proof. by rewrite /operator /column !scale0r !add0r !mul0mx !addr0 scale1r. Qed.
Lemma op_add l r M N a B c D : M = operator l r a B -> N = operator l r c D ->
  M + N = operator l r (a + c) (addC B D).
Proof.
move=> -> ->; rewrite /operator /column.
apply/matrixP=> i j; move: (base l r) (first l) (second l) (first r) (second r) => b f g h m.
rewrite !(mxE, big_ord1) /=; field_identity F.
Qed.
Lemma op_scale l r M a B k : M = operator l r a B -> k *: M = operator l r (k * a) (scaleC k B).
Proof.
move=> ->; rewrite /operator /column.
apply/matrixP=> i j; move: (base l r) (first l) (second l) (first r) (second r) => b f g h m.
rewrite !(mxE, big_ord1) /=; field_identity F.
Qed.
Lemma op_opp l r M a B : M = operator l r a B -> - M = operator l r (-1 * a) (scaleC (-1) B).
Proof. by rewrite -scaleN1r; exact: op_scale. Qed.
Lemma op_mul l k k2 r M N a B c D : M = operator l k a B -> N = operator k2 r c D -> k2 = other k ->
  M *m N = operator l r (a * c) (addC (addC (scaleC a D) (scaleC c B)) (mulC B (mulC S D))).
Proof. by move=> -> -> ->; exact: operator_mul. Qed.
Lemma op_tr l r M a B : M = operator r l a B -> M^T = operator l r a (trC B).
Proof. by move=> ->; exact: operator_tr. Qed.
Lemma op_inv l r M (a : F) B : M = operator l r a B -> a != 0 -> discriminant a B != 0 ->
  invmx M = operator (other r) (other l) a^-1 (inverse_core a B).
Proof. by move=> ->; exact: operator_inv. Qed.
Lemma op_outer l r cx ry x1 x2 y1 y2 : cx = column l x1 x2 -> ry = (column r y1 y2)^T ->
  cx *m ry = operator l r 0 (outerC x1 x2 y1 y2).
Proof.
move=> -> ->; rewrite /operator /column.
apply/matrixP=> i j; move: (base l r) (first l) (second l) (first r) (second r) => b f g h m.
rewrite !(mxE, big_ord1) /=; field_identity F.
Qed.
Lemma col_add k cx cy x1 x2 y1 y2 : cx = column k x1 x2 -> cy = column k y1 y2 ->
  cx + cy = column k (x1 + y1) (x2 + y2).
Proof. by move=> -> ->; rewrite /column !scalerDl addrACA. Qed.
Lemma col_change k cx x1 x2 y1 y2 : cx = column k x1 x2 -> x1 = y1 -> x2 = y2 -> cx = column k y1 y2.
Proof. by move=> -> -> ->. Qed.
Lemma col_scale k cx x1 x2 a : cx = column k x1 x2 -> a *: cx = column k (a * x1) (a * x2).
Proof. by move=> ->; rewrite /column scalerDr !scalerA. Qed.
Lemma col_opp k cx x1 x2 : cx = column k x1 x2 -> - cx = column k (-1 * x1) (-1 * x2).
Proof. by rewrite -scaleN1r; exact: col_scale. Qed.
Lemma col_mul l k k2 M cx a B x1 x2 : M = operator l k a B -> cx = column k2 x1 x2 -> k2 = other k ->
  M *m cx = column l (a * x1 + (c11 B * (q * x1 + mu * x2) + c12 B * (mu * x1 + s2 * x2)))
                    (a * x2 + (c21 B * (q * x1 + mu * x2) + c22 B * (mu * x1 + s2 * x2))).
Proof. by move=> -> -> ->; exact: operator_column. Qed.
Lemma col_tr k rx x1 x2 : rx = (column k x1 x2)^T -> rx^T = column k x1 x2.
Proof. by move=> ->; rewrite trmxK. Qed.
Lemma row_tr k cx x1 x2 : cx = column k x1 x2 -> cx^T = (column k x1 x2)^T.
Proof. by move=> ->. Qed.
Lemma row_add k rx ry x1 x2 y1 y2 : rx = (column k x1 x2)^T -> ry = (column k y1 y2)^T ->
  rx + ry = (column k (x1 + y1) (x2 + y2))^T.
Proof. by move=> -> ->; rewrite -linearD -(col_add erefl erefl). Qed.
Lemma row_scale k rx x1 x2 a : rx = (column k x1 x2)^T -> a *: rx = (column k (a * x1) (a * x2))^T.
Proof. by move=> ->; rewrite -linearZ -(col_scale _ erefl). Qed.
Lemma row_mul k k2 r M rx a B x1 x2 : rx = (column k x1 x2)^T -> M = operator k2 r a B -> k2 = other k ->
  rx *m M = (column r (a * x1 + (c11 B * (q * x1 + mu * x2) + c21 B * (mu * x1 + s2 * x2)))
                      (a * x2 + (c12 B * (q * x1 + mu * x2) + c22 B * (mu * x1 + s2 * x2))))^T.
Proof.
move=> -> -> ->; apply: trmx_inj; rewrite trmx_mul !trmxK operator_tr.
by case: k; [exact: (operator_column r Dual)|exact: (operator_column r Primal)].
Qed.
Lemma dot k k2 rx cy x1 x2 y1 y2 : rx = (column k x1 x2)^T -> cy = column k2 y1 y2 -> k2 = other k ->
  (rx *m cy) 0 0 = x1 * (q * y1 + mu * y2) + x2 * (mu * y1 + s2 * y2).
Proof. by move=> -> -> ->; rewrite dot_columns mxE mulr1n. Qed.
End Represent.
End Frame.

(* The frame of the neuron *)
Section NeuronFrame.
Variables (F : fieldType) (n : nat) (r w : 'cV[F]_n) (ce e0 : F).
Hypotheses (nz_r : forall i, r i 0 != 0) (nz_ce : ce != 0) (nz_e0 : e0 != 0).
Local Notation Sigma := (Sigma r ce).
Local Notation ones := (ones F n).

Lemma Sigma_ones : Sigma *m ((ce * e0) *: ones) = e0 *: r.
Proof. by apply/matrixP=> i j; rewrite SigmaE mul_diag_mx !mxE mulr1 ord1 mulrC mulrA -mulrA mulrACA mulfV // mul1r. Qed.

Lemma neuron_frame :
  frame Sigma (e0 *: r) (Sigma *m w) ((ce * e0) *: ones) w (q r ce e0) (mu r w e0) (s2 r w ce).
Proof.
have wr : w^T *m (e0 *: r) = (mu r w e0)%:M.
  by rewrite -scalemxAr [w^T *m r]mx11_scalar scale_scalar_mx.
have flip (x y : 'cV[F]_n) a : x^T *m y = a%:M -> y^T *m x = a%:M.
  by move=> e; rewrite -[LHS]trmxK trmx_mul trmxK e tr_scalar_mx.
split; [exact: Sigma_unit|exact: Sigma_sym|exact: Sigma_ones|by []| |exact: flip| |].
- rewrite -scalemxAr [_^T *m ones]mx11_scalar scale_scalar_mx; congr (_%:M).
  rewrite /q -mulrA expr2 -!mulrA; congr (_ * (_ * _)).
  by rewrite mxE big_distrr /=; apply: eq_bigr => i _; rewrite !mxE mulr1.
- by rewrite trmx_mul Sigma_sym -mulmxA Sigma_ones.
- by rewrite trmx_mul Sigma_sym [LHS]mx11_scalar.
Qed.

Local Notation operator := (operator Sigma (e0 *: r) (Sigma *m w) ((ce * e0) *: ones) w).
Local Notation column := (column (e0 *: r) (Sigma *m w) ((ce * e0) *: ones) w).

Lemma op_Sigma : Sigma = operator Primal Primal 1 (Core 0 0 0 0).
Proof. exact: op_base. Qed.
Lemma op_diag : diag_mx r^T = operator Primal Primal ce (Core 0 0 0 0).
Proof.
by rewrite /FrameAlgebra.operator /FrameAlgebra.column !scale0r !add0r !mul0mx !addr0 /= scalerA mulfV // scale1r.
Qed.
Lemma col_r : r = column Primal e0^-1 0.
Proof. by rewrite /FrameAlgebra.column /= scalerA mulVf // scale1r scale0r addr0. Qed.
Lemma col_w : w = column Dual 0 1.
Proof. by rewrite /FrameAlgebra.column /= scale0r scale1r add0r. Qed.
Lemma col_ones : ones = column Dual (ce * e0)^-1 0.
Proof. by rewrite /FrameAlgebra.column /= scalerA mulVf ?mulf_neq0 // scale1r scale0r addr0. Qed.
End NeuronFrame.

(* Reading a representation off the syntax *)
Ltac entries := cbv beta iota delta
  [inverse_core discriminant addC scaleC mulC trC adjC outerC detC S c11 c12 c21 c22].
Ltac zeros_and_ones := entries; rewrite ?(mul0r, mulr0, mul1r, mulr1, add0r, addr0, oppr0, subr0, sub0r, mulN1r, mulrN,
  mulNr, opprK, invr1).
Ltac tidy := zeros_and_ones; try (progress (repeat match goal with
  | H : is_true (negb (@eq_op _ ?e _)) |- context [(?e)^-1] => is_var e; progress rewrite ?(mulfK H) ?(divff H) end);
  zeros_and_ones).
Ltac simplified := tidy; reflexivity.
Ltac identity F := fold_field F; field; repeat split; close_nonzero F.
Ltac nonzero F := tidy; first [exact: oner_neq0 | assumption |
  match goal with
  | H : is_true (negb (@eq_op _ ?e _)) |- is_true (negb (@eq_op _ ?f _)) => let E := fresh in
    assert (E : f = e) by field_identity F; exact (eq_ind_r (fun x => is_true (x != 0)) H E)
  | H : is_true (negb (@eq_op _ ?e _)) |- is_true (negb (@eq_op _ ?f _)) => let E := fresh in
    assert (E : f = e * e) by field_identity F; exact (eq_ind_r (fun x => is_true (x != 0)) (mulf_neq0 H H) E)
  | H : is_true (negb (@eq_op _ ?e _)), H2 : is_true (negb (@eq_op _ ?e2 _)) |- is_true (negb (@eq_op _ ?f _)) =>
    let E := fresh in
    assert (E : f = e * e2) by field_identity F; exact (eq_ind_r (fun x => is_true (x != 0)) (mulf_neq0 H H2) E)
  end].

Ltac op F fr := lazymatch goal with
  | |- @GRing.add _ _ _ = _ => eapply op_add; [op F fr | op F fr]
  | |- @GRing.opp _ _ = _ => eapply op_opp; op F fr
  | |- @GRing.scale _ _ _ _ = _ => eapply op_scale; op F fr
  | |- trmx _ = _ => eapply (op_tr fr); op F fr
  | |- invmx (Sigma _ _) = _ => eapply (op_inv_base fr)
  | H : invmx ?M = _ |- invmx ?M = _ => exact H
  | |- invmx _ = _ => eapply op_change; [
      eapply (op_inv fr); [eapply op_change; [op F fr | simplified | simplified] | nonzero F | nonzero F]
    | simplified | simplified]
  | |- @mulmx _ _ 1 _ _ _ = _ => eapply op_outer; [col F fr | row F fr]
  | |- mulmx _ _ = _ => eapply op_change; [eapply (op_mul fr); [op F fr | op F fr | reflexivity] | simplified | simplified]
  | |- diag_mx _ = _ => eapply op_diag; assumption
  | |- Sigma _ _ = _ => eapply op_Sigma end
with col F fr := lazymatch goal with
  | |- @GRing.add _ _ _ = _ => eapply col_add; [col F fr | col F fr]
  | |- @GRing.opp _ _ = _ => eapply col_opp; col F fr
  | |- @GRing.scale _ _ _ _ = _ => eapply col_change; [eapply col_scale; col F fr | simplified | simplified]
  | |- trmx _ = _ => eapply col_tr; row F fr
  | |- mulmx _ _ = _ =>
    eapply col_change; [eapply (col_mul fr); [op F fr | col F fr | reflexivity] | simplified | simplified]
  | |- ones _ _ = _ => eapply col_ones; assumption
  | |- ?x = column (_ *: ?x) _ _ _ _ _ _ => eapply col_r; assumption
  | |- ?x = column _ _ _ ?x _ _ _ => eapply col_w end
with row F fr := lazymatch goal with
  | |- @GRing.add _ _ _ = _ => eapply row_add; [row F fr | row F fr]
  | |- @GRing.scale _ _ _ _ = _ => eapply row_scale; row F fr
  | |- mulmx _ _ = _ => eapply (row_mul fr); [row F fr | op F fr | reflexivity]
  | |- trmx _ = _ => eapply row_tr; col F fr end.

(* each inverse once, as a hypothesis *)
Ltac inverses F fr := repeat match goal with |- context [invmx ?M] =>
  lazymatch M with Sigma _ _ => fail | _ => idtac end;
  lazymatch goal with H : invmx M = _ |- _ => fail | _ => idtac end;
  let E := fresh in eassert (E : invmx M = _); [op F fr |] end.

Ltac dots F fr := repeat match goal with |- context [@fun_of_matrix _ 1 1 (mulmx ?x ?y) 0 0] =>
  let E := fresh in eassert (E : (x *m y) 0 0 = _);
  [eapply (dot fr); [row F fr | col F fr | reflexivity] | rewrite E; clear E] end.

Ltac equal_operators F fr := write_out; intros; subst; inverses F fr; eapply (op_equal fr); [op F fr | op F fr | ..]; entries; identity F.
Ltac equal_scalars F fr := write_out; intros; subst; inverses F fr; dots F fr; entries; identity F.
