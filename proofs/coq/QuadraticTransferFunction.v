(* Quadratic transfer function (Methods; Equations 115-124).

   c2 = c3 = 0 (after 120); c1 = 1 in the paper, any c1 != 0 here. Sg = Sigma, p = rt, q as in FisherInverse.

   quadratic_fisher_inv    G^-1 = c1^-1 (Sigma^-1 - p p^T / (1 + q)), Equation 122; with Sigma = diag(r)/ce, p = ce e0 1 *)
From mathcomp Require Import all_ssreflect ssralg ssrnum ssrint rat zmodp matrix mxalgebra.
Require Import FieldTactic LowRankUpdates InverseCoefficients FisherInverse.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Quadratic.
Variable F : fieldType.

Theorem quadratic_fisher_inv n (Sg : 'M[F]_n) (r w : 'cV[F]_n) (c1 e0 : F) :
  Sg \in unitmx -> Sg^T = Sg -> c1 != 0 -> 1 + q Sg r e0 != 0 ->
  invmx (fisher Sg r w c1 0 0 e0)
  = c1^-1 *: (invmx Sg - (1 + q Sg r e0)^-1 *: (p Sg r e0 *m (p Sg r e0)^T)).
Proof.
move=> uS sS nz1 nzq; rewrite fisher_inv_closed // ?Delta_quadratic ?mulf_neq0 //.
have [-> -> ->] := quadratic_closed (mu r w e0) (s2 Sg w) nz1 nzq.
by rewrite /fisher_inv !scale0r !addr0 mul0mx addr0 -scalemxAl scaleNr.
Qed.
End Quadratic.

