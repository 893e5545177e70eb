(* The coefficients of the inverse Fisher matrix as scalars (Methods; Equations 88, 90, 91 and 102-105).

   F any field; c1, c2, c3 of Equation 82, q, mu, s2 of Equation 85, all scalars.

   k1, k2             scales of the two rank-one updates, as the last expression of 88 and as 91
   g1, g2, g3, g4     as printed in 102-105
   pole               c1 (q + 1) + c2 mu, the divisor of k1; kappa = c1 / k2
   Delta              c1^2 det (1 + core Gram matrix) = c1^2 (1 + q) + 2 c1 c2 mu + c1 c3 s2 + delta (q s2 - mu^2)
   delta              c1 c3 - c2^2
   closed1, closed2, closed4    g1, g2 = g3, g4 with Delta as their only divisor

   nested_is_closed   g1 = closed1, g2 = g3 = closed2, g4 = closed4 where both sides are defined
   g2_is_g3           the inverse is symmetric
   k1_k2_Delta        k1 k2 Delta = 1
   quadratic_closed   c2 = c3 = 0: g1 = -1/(1 + q), the others vanish (122) *)
From mathcomp Require Import all_ssreflect ssralg ssrnum ssrint rat zmodp matrix mxalgebra.
Require Import FieldTactic.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Definitions.
Variable F : fieldType.
Variables c1 c2 c3 q mu s2 : F.

Definition pole := c1 * (q + 1) + c2 * mu.
Definition k1 := (c1 * pole)^-1.
Definition k2 := (1 + c1^-1 * (c2 * mu + c3 * s2) - k1 * (c1 * mu + c2 * s2) * (c2 * q + c3 * mu))^-1.

Definition g1 := c1 * (- k1 * c1 + k1 * k2 * c1^-1 * c2 * (c1 * mu + c2 * s2)
  - k1 ^+ 2 * k2 * c1 * ((c1 * mu + c2 * s2) * (c2 * q + c3 * mu))).
Definition g2 := c1 * (- k1 * c2 + c1^-1 * k1 * k2 * c3 * (c1 * mu + c2 * s2)
  - k1 ^+ 2 * k2 * c2 * ((c1 * mu + c2 * s2) * (c2 * q + c3 * mu))).
Definition g3 := c1 * (k1 * k2 * (c2 * q + c3 * mu) - k2 * (c1 ^+ 2)^-1 * c2).
Definition g4 := c1 * (k1 * k2 * c1^-1 * c2 * (c2 * q + c3 * mu) - k2 * (c1 ^+ 2)^-1 * c3).

Definition delta := c1 * c3 - c2 * c2.
Definition Delta := c1 * c1 * (1 + q) + (c1 * c2 * mu + c1 * c2 * mu) + c1 * c3 * s2 + delta * (q * s2 - mu * mu).
Definition closed1 := - (c1 * c1 + delta * s2) / Delta.
Definition closed2 := - (c1 * c2 - delta * mu) / Delta.
Definition closed4 := - (c1 * c3 + delta * q) / Delta.

Definition kappa := c1 + (c2 * mu + c3 * s2) - pole^-1 * (c1 * mu + c2 * s2) * (c2 * q + c3 * mu).
End Definitions.

Section Identities.
Variable F : fieldType.
Add Field F_field : (theoryF F).
Variables c1 c2 c3 q mu s2 : F.
Local Notation pole := (pole c1 c2 q mu).
Local Notation kappa := (kappa c1 c2 c3 q mu s2).
Local Notation Delta := (Delta c1 c2 c3 q mu s2).
Hypotheses (nz_c1 : c1 != 0) (nz_pole : pole != 0).

Lemma pole_kappa : pole * kappa = Delta.
Proof. by move: nz_pole; rewrite /kappa /Delta /delta /pole => nz; field_identity F. Qed.

Lemma k2_kappa : k2 c1 c2 c3 q mu s2 = c1 / kappa.
Proof.
rewrite /k2 -[RHS]invf_div; congr (_^-1).
by move: nz_pole; rewrite /kappa /k1 /pole => nz; field_identity F.
Qed.

Hypothesis nz_Delta : Delta != 0.

Lemma kappa_Delta : kappa = Delta / pole.
Proof. by rewrite -pole_kappa mulrC mulKf. Qed.

Theorem k1_k2_Delta : k1 c1 c2 q mu * k2 c1 c2 c3 q mu s2 * Delta = 1.
Proof.
rewrite k2_kappa kappa_Delta /k1; move: nz_pole nz_Delta.
rewrite /InverseCoefficients.Delta /delta /InverseCoefficients.pole => nz_p nz_D; by field_identity F.
Qed.

Theorem nested_is_closed :
  [/\ g1 c1 c2 c3 q mu s2 = closed1 c1 c2 c3 q mu s2, g2 c1 c2 c3 q mu s2 = closed2 c1 c2 c3 q mu s2,
      g3 c1 c2 c3 q mu s2 = closed2 c1 c2 c3 q mu s2 & g4 c1 c2 c3 q mu s2 = closed4 c1 c2 c3 q mu s2].
Proof.
rewrite /g1 /g2 /g3 /g4 k2_kappa kappa_Delta /k1 /closed1 /closed2 /closed4.
move: nz_pole nz_Delta; rewrite /InverseCoefficients.Delta /delta /InverseCoefficients.pole => nz_p nz_D.
by split; field_identity F.
Qed.

Corollary g2_is_g3 : g2 c1 c2 c3 q mu s2 = g3 c1 c2 c3 q mu s2.
Proof. by have [_ -> -> _] := nested_is_closed. Qed.
End Identities.

Section Quadratic.
Variable F : fieldType.
Add Field F_field_quadratic : (theoryF F).
Variables c1 q mu s2 : F.

Lemma Delta_quadratic : Delta c1 0 0 q mu s2 = c1 * c1 * (1 + q).
Proof. by rewrite /Delta /delta; field_identity F. Qed.

Lemma quadratic_closed : c1 != 0 -> 1 + q != 0 ->
  [/\ closed1 c1 0 0 q mu s2 = - (1 + q)^-1, closed2 c1 0 0 q mu s2 = 0 & closed4 c1 0 0 q mu s2 = 0].
Proof.
by rewrite /closed1 /closed2 /closed4 Delta_quadratic /delta => nz_c1 nz_q; split; field_identity F.
Qed.
End Quadratic.
