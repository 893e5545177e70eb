(* Identities between real scalars, for the lemmas that are generated from the ledger (Equations 39, 82, 91, 102-105, 108-109,
   124 and the closed form).

   rational_identity    closes d1 = ... -> e1 <> 0 -> ... -> a = b: definitions are inserted, then [field]; each divisor must be
                        one of the e_i, or a product of two, by the laws of commutative rings. *)
From Coq Require Export Reals.
Local Open Scope R_scope.

Ltac divisor := match goal with
  | H : ?e <> 0 |- ?f <> 0 => replace f with e by ring; exact H
  | H : ?e <> 0 |- ?f <> 0 => replace f with (e * e) by ring; exact (Rmult_integral_contrapositive_currified e e H H)
  | H : ?e <> 0, H2 : ?e2 <> 0 |- ?f <> 0 =>
    replace f with (e * e2) by ring; exact (Rmult_integral_contrapositive_currified e e2 H H2)
  end.

Ltac rational_identity := intros; subst; field; repeat split; divisor.
