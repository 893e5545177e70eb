(* The pole of the nested form of g1..g4 (Equations 88 and 102-105), which the inverse itself does not have.

   Real numbers of Coq's standard library, whose axioms are the only ones used. q, mu, s2 are a Gram triple:
   q, s2 >= 0 and mu^2 <= q s2. c1, c2, c3 of Equation 82.

   pole              c1 (q + 1) + c2 mu, by which k1 divides
   Delta             the divisor of the closed form: for c1 > 0, G is positive definite iff Delta > 0 (PositiveDefiniteness)
   G1                the Fisher "matrix" for n = 1, ce = e0 = 1: q = r, mu = w r, s2 = w^2 r

   pole_although_positive_definite    r = 1, w = -2, c1 = c2 = c3 = 1: the pole vanishes, G = 2
   pole_iff                           for c1 > 0 it can vanish iff 4 c1^2 <= c2^2 s2
   Delta_can_vanish                   c1 > 0 alone does not make G invertible
   positive_definite_without_c1       for n = 1, G can be positive with c1 < 0 and Delta < 0 *)
From Coq Require Import Reals Lra Psatz.
Local Open Scope R_scope.

Definition pole c1 c2 q mu := c1 * (q + 1) + c2 * mu.
Definition Delta c1 c2 c3 q mu s2 :=
  c1 ^ 2 * (1 + q) + 2 * c1 * c2 * mu + c1 * c3 * s2 + (c1 * c3 - c2 ^ 2) * (q * s2 - mu ^ 2).
Definition G1 c1 c2 c3 r w :=
  c1 * (r + r * r) + c2 * (r * w * r + r * (r * w)) + c3 * (r * w) * (r * w).

Theorem pole_although_positive_definite :
  pole 1 1 1 (-2) = 0 /\ G1 1 1 1 1 (-2) = 2 /\ Delta 1 1 1 1 (-2) 4 = 2.
Proof. unfold pole, G1, Delta; repeat split; ring. Qed.

Theorem pole_iff c1 c2 s2 : 0 < c1 -> 0 <= s2 ->
  (exists q mu, 0 <= q /\ mu ^ 2 <= q * s2 /\ pole c1 c2 q mu = 0)
  <-> 4 * c1 ^ 2 <= c2 ^ 2 * s2.
Proof.
intros Hc Hv; unfold pole; split.
- intros (q & mu & Hq & CS & Hk).
  assert (q <> 0) by (intros ->; assert (mu = 0) by nra; nra).
  assert (E : (c2 * mu) ^ 2 = c1 ^ 2 * (q + 1) ^ 2)
    by (replace (c2 * mu) with (- (c1 * (q + 1))) by lra; ring).
  assert (c2 ^ 2 * mu ^ 2 <= c2 ^ 2 * (q * s2))
    by (apply Rmult_le_compat_l; [apply pow2_ge_0|exact CS]).
  assert (0 <= c1 ^ 2 * (q - 1) ^ 2) by (apply Rmult_le_pos; apply pow2_ge_0).
  apply (Rmult_le_reg_l q); [lra|]; nra.
- intros H; exists 1, (- (2 * c1) / c2).
  assert (c2 <> 0) by (intros ->; nra).
  assert (0 < c2 ^ 2) by (rewrite <- Rsqr_pow2; apply Rsqr_pos_lt; assumption).
  repeat split; [lra| |field; assumption].
  apply (Rmult_le_reg_l (c2 ^ 2)); [assumption|].
  replace (c2 ^ 2 * (- (2 * c1) / c2) ^ 2) with (4 * c1 ^ 2) by (field; assumption).
  lra.
Qed.


Theorem Delta_can_vanish : Delta 1 0 (-2) 1 1 1 = 0 /\ G1 1 0 (-2) 1 1 = 0.
Proof. unfold Delta, G1; split; ring. Qed.

Theorem positive_definite_without_c1 : G1 (-1) 0 3 1 1 = 1 /\ Delta (-1) 0 3 1 1 1 = -1.
Proof. unfold G1, Delta; split; ring. Qed.
