(* Coq's tactic [field] for an arbitrary mathcomp field.

   mathcomp reaches one and the same operation through several convertible structures, which [field] does not see through.
   [fold_field F] replaces every ring operation of the goal by the fixed copies below; [write_out] writes powers and natural
   numbers as products and sums before.

   field_identity F    closes a = b, both rational expressions over F. What is divided by must be one of the hypotheses
                       e != 0, a product of two, or one times a power of a variable, by the laws of commutative rings. *)
From Coq Require Export Field.
From mathcomp Require Import all_ssreflect ssralg zmodp matrix.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Copies.
Variable F : fieldType.
Definition addF (x y : F) : F := x + y.
Definition mulF (x y : F) : F := x * y.
Definition subF (x y : F) : F := x - y.
Definition divF (x y : F) : F := x / y.
Definition oppF (x : F) : F := - x.
Definition invF (x : F) : F := x^-1.
Definition zeroF : F := 0.
Definition oneF : F := 1.
Definition entryF m n (A : 'M[F]_(m, n)) i j : F := A i j.

Lemma theoryF : field_theory zeroF oneF addF mulF subF oppF divF invF eq.
Proof.
split=> //; last by move=> x /eqP; exact: mulVf.
- split=> //; [exact: add0r|exact: addrC|exact: addrA|exact: mul1r|exact: mulrC
  |exact: mulrA|exact: mulrDl|exact: subrr].
- exact/eqP/oner_neq0.
Qed.
End Copies.

Ltac fold_field F := repeat match goal with
  | |- context [@GRing.add ?V ?x ?y] => change (@GRing.add V x y) with (@addF F x y)
  | |- context [@GRing.mul ?V ?x ?y] => change (@GRing.mul V x y) with (@mulF F x y)
  | |- context [@GRing.opp ?V ?x] => change (@GRing.opp V x) with (@oppF F x)
  | |- context [@GRing.inv ?V ?x] => change (@GRing.inv V x) with (@invF F x)
  | |- context [GRing.one ?V] => change (GRing.one V) with (@oneF F)
  | |- context [GRing.zero ?V] => change (GRing.zero V) with (@zeroF F)
  | |- context [@fun_of_matrix ?T ?a ?b ?A ?i ?j] =>
      change (@fun_of_matrix T a b A i j) with (@entryF F a b A i j)
  end; lazymatch goal with |- @eq _ ?a ?b => change (@eq (GRing.Field.sort F) a b) end.

Ltac write_out := rewrite ?(exprS, expr0, mulrS, mulr0n, addr0, mulr1).

(* [field] unfolds the constants of its side conditions: fold them again *)
Ltac refold F := repeat match goal with
  | |- context [?t ?x ?y] => lazymatch t with (match _ with _ => _ end) =>
      first [change (t x y) with (@addF F x y) | change (t x y) with (@mulF F x y)] end
  | |- context [?t ?x] => lazymatch t with (match _ with _ => _ end) => change (t x) with (@oppF F x) end
  | |- context [?t] => lazymatch t with (match _ with _ => _ end) => first [change t with (oneF F) | change t with (zeroF F)] end
  end.
Ltac equal_by_ring F := fold_field F; first [ring].
Ltac nonzero_as F product proof := let E := fresh in
  match goal with |- ?f <> _ =>
    assert (E : f = product) by equal_by_ring F; exact (fun h => elimN eqP proof (etrans (esym E) h)) end.
(* a divisor of the hypotheses, a product of two, or one times a power of a variable *)
Ltac close_nonzero F := refold F; first [
  match goal with H : is_true (negb (@eq_op _ ?e _)) |- _ => nonzero_as F e H end |
  match goal with H : is_true (negb (@eq_op _ ?c _)), H2 : is_true (negb (@eq_op _ ?e _)) |- _ =>
    first [ nonzero_as F (c * e) (mulf_neq0 H H2) |
      is_var c; nonzero_as F (c * (c * e)) (mulf_neq0 H (mulf_neq0 H H2)) |
      is_var c; nonzero_as F (c * (c * (c * e))) (mulf_neq0 H (mulf_neq0 H (mulf_neq0 H H2))) ] end |
  match goal with H : is_true (negb (@eq_op _ ?c _)) |- _ =>
    is_var c; first [ nonzero_as F (c * c) (mulf_neq0 H H) | nonzero_as F (c * (c * c)) (mulf_neq0 H (mulf_neq0 H H)) ] end].
Ltac field_identity F := write_out; fold_field F; field; repeat split; close_nonzero F.
