import { expect, it } from 'vitest';
import { formula } from '../../proofs/notation.ts';
import { coqText, lemmaName, scalarLemmas } from '../../src/external/coqText.ts';
import { matrixLemmas, matrixText } from '../../src/external/mathcompText.ts';
import { scalarIdentityOf } from '../../src/external/scalarIdentity.ts';
import { sympyScript, sympyText } from '../../src/external/sympyText.ts';
import { claimOf } from './claims.ts';

const source = '-c1^-2*(q+1/20)^3/k1';

it('prints scalars for Coq and for SymPy', () => {
  expect(coqText(formula(source))).toBe('(((-1) * (1 / (c1 ^ 2)) * ((q + (1 / 20)) ^ 3)) / k1)');
  expect(sympyText(formula(source))).toBe(
    '((Integer(-1) * (Integer(1) / (v_c1**2)) * ((v_q + (Integer(1) / Integer(20)))**3)) / v_k1)',
  );
});

it('refuses what is no rational scalar', () => {
  expect(() => coqText(formula('sqrt(c1)'))).toThrow(new TypeError('call: expected rational arithmetic'));
  expect(() => sympyText(formula("w'*x"))).toThrow(new TypeError('transpose: expected rational arithmetic'));
});

it('prints a total as one scalar', () => {
  expect(coqText(formula('ce*sum(x)'))).toBe('(ce * sum_x)');
});

it('states a scalar claim with its definitions and divisors as hypotheses', () => {
  const claim = claimOf('eq108');
  const identity = scalarIdentityOf(claim);
  expect(identity && scalarLemmas(claim.id, identity)).toMatchInlineSnapshot(`
    "Require Import ScalarField.
    Local Open Scope R_scope.

    Lemma eq108_1 (V ce e0 g1 g3 sum_x totalInput gu : R) :
      totalInput = sum_x ->
      gu = (((-1) * (ce ^ 2) * (e0 ^ 2) * g1 * totalInput) + ((-1) * ce * e0 * g3 * V)) ->
      ce <> 0 ->
      e0 <> 0 ->
      gu = ((-1) * ce * e0 * ((ce * e0 * g1 * sum_x) + (g3 * V))).
    Proof. rational_identity. Qed.

    Definition audited := (@eq108_1).
    Print Assumptions audited.
    "
  `);
});

it('writes one question a claim for SymPy', () => {
  const claim = claimOf('eq109');
  const identity = scalarIdentityOf(claim);
  const script = identity && sympyScript([{ claimId: claim.id, identity }]);
  expect(script?.slice(script.indexOf('v_V'))).toMatchInlineSnapshot(`
    "v_V = Symbol("V")
    v_ce = Symbol("ce")
    v_e0 = Symbol("e0")
    v_g2 = Symbol("g2")
    v_g4 = Symbol("g4")
    v_sum_x = Symbol("sum_x")
    v_totalInput = v_sum_x
    v_gw = ((v_ce * v_e0 * v_g2 * v_totalInput) + (v_g4 * v_V))
    ask("eq109", [
        v_gw - ((v_ce * v_e0 * v_g2 * v_sum_x) + (v_g4 * v_V)),
    ])

    print(json.dumps(answers))
    "
  `);
});

it('prints matrices with their products in order, scalars in front', () => {
  const { setting } = claimOf('eq89');
  expect(matrixText(formula("k2*inv(M1)*M3*inv(M1)-rt*w'/c1"), setting)).toBe(
    '((k2 *: ((invmx M1) *m M3 *m (invmx M1))) + ((- 1) *: ((1 / c1) *: (rt *m w^T))))',
  );
  expect(matrixText(formula("(1+wt'*inv(M1)*r)^-2"), setting)).toBe(
    '((1 + ((wt^T *m (invmx M1) *m r) 0 0)) ^+ 2)^-1',
  );
});

it('states a matrix claim for all n', () => {
  const [text = ''] = matrixLemmas(claimOf('eq92')) ?? [];
  expect(text.slice(text.indexOf('Lemma'))).toMatchInlineSnapshot(`
    "Lemma eq92_1 (c1 : F) (c2 : F) (c3 : F) (M1 : 'M[F]_n) (wt : 'cV[F]_n) (M3 : 'M[F]_n) (rt : 'cV[F]_n) :
      M1 = (c1 *: Sigma) ->
      wt = (Sigma *m w) ->
      M3 = ((((c2 * e0) *: r) + (c3 *: wt)) *m wt^T) ->
      rt = (e0 *: ((invmx Sigma) *m r)) ->
      c1 != 0 ->
      ((invmx M1) *m M3) = (c1^-1 *: (((c2 *: rt) + (c3 *: w)) *m wt^T)).
    Proof. equal_operators F fr. Qed.

    End Claims.

    Definition audited := (@eq92_1).
    Print Assumptions audited.
    "
  `);
});

it('states nothing about other vectors, expectations or definitions', () => {
  for (const id of ['eq35+68', 'eq81', 'eq86', 'eq106', 'eq123'])
    expect(matrixLemmas(claimOf(id))).toBeUndefined();
});

it('names lemmas after claims', () => {
  expect([lemmaName('eq93-95', 0), lemmaName('closed-form', 1)]).toEqual(['eq93_95_1', 'closed_form_2']);
});
