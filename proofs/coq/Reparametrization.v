(* Reparametrization and the general natural-gradient rule (Methods; Equations 43-48).

   w^s = f(w) with Jacobian J = dw^s/dw, n x n; in the paper J = diag f'(w). Gradients g are columns. An update dw of the
   parameters changes the somatic weights by J dw (43); the gradient in w is J^T g (44).

   fisher_matrix_reparametrized    E[(J^T s) (J^T s)^T] = J^T E[s s^T] J for a score s with finitely many values (45-48)
   natural_gradient_covariant      J (J^T G J)^-1 J^T g = G^-1 g: the same step in either parametrization
   euclidean_gradient_covariant_iff, euclidean_gradient_not_covariant    Euclidean descent is not covariant (44) *)
From mathcomp Require Import all_ssreflect ssralg ssrnum ssrint rat zmodp matrix mxalgebra.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

(* A random score: value s k with probability p k, k < m. *)
Theorem fisher_matrix_reparametrized (F : fieldType) n m (J : 'M[F]_n) (p : 'I_m -> F) (s : 'I_m -> 'cV[F]_n) :
  \sum_k p k *: ((J^T *m s k) *m (J^T *m s k)^T) = J^T *m (\sum_k p k *: (s k *m (s k)^T)) *m J.
Proof.
rewrite mulmx_sumr mulmx_suml; apply: eq_bigr => k _.
by rewrite trmx_mul trmxK -(scalemxAr (p k)) -(scalemxAl (p k)) !mulmxA.
Qed.

Section Covariance.
Variables (F : fieldType) (n : nat).
Implicit Types (J Gs : 'M[F]_n) (g : 'cV[F]_n).

Theorem natural_gradient_covariant J Gs g :
  J \in unitmx -> Gs \in unitmx ->
  J *m (invmx (J^T *m Gs *m J) *m (J^T *m g)) = invmx Gs *m g.
Proof.
move=> uJ uG; have uJT : J^T \in unitmx by rewrite unitmx_tr.
have uGw : J^T *m Gs *m J \in unitmx by rewrite !unitmx_mul uJT uG.
have -> : J^T *m g = J^T *m Gs *m J *m (invmx J *m (invmx Gs *m g)).
  by rewrite !mulmxA mulmxK // mulmxK.
by rewrite mulKmx // mulKVmx.
Qed.

(* what the plain (Euclidean) gradient does instead *)
Lemma euclidean_gradient_transform J g : J *m (J^T *m g) = (J *m J^T) *m g.
Proof. exact: mulmxA. Qed.

(* ... so it is covariant exactly for orthogonal reparametrizations *)
Theorem euclidean_gradient_covariant_iff J :
  (forall g, J *m (J^T *m g) = g) <-> J *m J^T = 1%:M.
Proof.
split=> [cov|JJ g]; last by rewrite mulmxA JJ mul1mx.
apply/matrixP=> i j; have := congr1 (fun h : 'cV_n => h i 0) (cov (delta_mx j 0)).
by rewrite mulmxA -colE !mxE andbT.
Qed.
End Covariance.

(* Counterexample: w -> s scales two dendritic inputs by 1 and 2.  The induced
   Euclidean step (1, 4) is not even proportional to grad_s = (1, 1), so no
   global learning rate repairs it. *)
Theorem euclidean_gradient_not_covariant :
  exists (J : 'M[rat]_2) (g : 'cV_2), J \in unitmx /\
    forall c : rat, J *m (J^T *m g) <> c *: g.
Proof.
pose d : 'rV[rat]_2 := \row_i (i.+1)%:R.
exists (diag_mx d), (const_mx 1); split.
  by rewrite unitmxE det_diag !big_ord_recl big_ord0 !mxE.
move=> c /matrixP e; have := e 0 0; have := e 1 0.
rewrite tr_diag_mx !mul_diag_mx !mxE /= !mulr1 => <-.
by [].
Qed.
