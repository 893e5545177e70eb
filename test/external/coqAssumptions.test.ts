import { expect, it } from 'vitest';
import { readAnswer } from '../../src/external/coq.ts';
import { assumptionsIn, forbidden, restsOn } from '../../src/external/coqAssumptions.ts';

const reals = `Axioms:
ClassicalDedekindReals.sig_forall_dec
  : forall P : nat -> Prop,
    (forall n : nat, {P n} + {~ P n}) ->
    {n : nat | ~ P n} + {forall n : nat, P n}
FunctionalExtensionality.functional_extensionality_dep
  : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
    (forall x : A, f x = g x) -> f = g
`;
const closed = 'Closed under the global context\n';
const compiled = (output: string) => ({ compiled: true, output, complaint: '', seconds: 0 });

it('reads the names that are assumed', () => {
  expect(assumptionsIn(closed + reals)).toEqual([
    [],
    ['ClassicalDedekindReals.sig_forall_dec', 'FunctionalExtensionality.functional_extensionality_dep'],
  ]);
});

it('allows the axioms of the reals alone', () => {
  expect(assumptionsIn(reals).flatMap(forbidden)).toEqual([]);
  expect(forbidden(['cheat', 'Classical_Prop.classic'])).toEqual(['cheat']);
  expect(restsOn([])).toBe('no axioms');
});

it('accepts one list without anything forbidden, and nothing else', () => {
  expect(readAnswer(compiled(closed))).toEqual({ sound: true, result: 'proved; rests on no axioms' });
  expect(readAnswer(compiled(`${reals}cheat : False\n`))).toEqual({ sound: false, result: 'assumes cheat' });
  expect(readAnswer(compiled('')).result).toBe('got 0 lists of assumptions, expected 1');
  expect(readAnswer(undefined).sound).toBe(false);
  expect(readAnswer({ compiled: false, output: closed, complaint: 'Syntax error', seconds: 0 })).toEqual({
    sound: false,
    result: 'not proved: Syntax error',
  });
});
