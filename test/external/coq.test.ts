/**
 * Coq proves what the ledger states, for every n; it refuses every wrong sign; an axiom or an admitted lemma is found out.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { askCoq, auditTheorems, coqAvailable, coqStatementOf } from '../../src/external/coq.ts';
import { handWrittenFiles, mainTheorems } from '../../src/external/coqFiles.ts';
import { HAND_WRITTEN } from '../../src/external/coqTheorems.ts';
import type { ExternalOpinion } from '../../src/external/opinion.ts';
import { claims, wrongVariants } from './claims.ts';

const { ok: hasCoq } = await coqAvailable();
const LIMIT = 600_000;

const byHand = ['eq38 eq46 eq47 eq48 eq86 eq106 woodbury'].join(' ');
const generated = claims.filter(({ id }) => !(id in HAND_WRITTEN));
const stated = generated.filter((claim) => coqStatementOf(claim) !== undefined);

it('states these claims, and these by hand', () => {
  expect(stated.map(({ id }) => id).join(' ')).toBe(
    [
      'kernel-integral eq29 eq30 eq31 c_eps-equal-constants mean-equal-constants bernoulli-variance eq37 eq39 eq84',
      'eq85 eq87 eq88 eq89 eq90 eq91 eq92 eq93-95 eq96-99 eq100 eq101 eq102 eq103 eq104 eq105 closed-form eq108',
      'eq109 eq122 eq124 theory-2-closed-form theory-2-total-rate theory-3-cumulants theory-7-6-scales',
    ].join(' '),
  );
  expect(Object.keys(HAND_WRITTEN).join(' ')).toBe(byHand);
});

it('has every theorem of the table among its files', () => {
  const known = new Set(
    handWrittenFiles().flatMap(({ module, text }) =>
      [...text.matchAll(/^(?:Theorem|Corollary|Lemma) (\w+)/gm)].map(([, name]) => `${module}.${name}`),
    ),
  );
  const named = Object.values(HAND_WRITTEN).flatMap(({ theorems }) => theorems);
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});

describe.skipIf(!hasCoq)('Coq (needs coqc with mathcomp)', () => {
  const wrong = wrongVariants(stated);
  const opinions = new Map<string, ExternalOpinion>();
  beforeAll(async () => {
    for (const opinion of await askCoq([...claims, ...wrong])) opinions.set(opinion.claimId, opinion);
  }, LIMIT);

  it.each([...stated.map(({ id }) => id), ...Object.keys(HAND_WRITTEN)])('proves %s', (id) => {
    expect(opinions.get(id)?.result).toMatch(
      /^proved; rests on (no axioms|the axioms of the real numbers alone)$/,
    );
    expect(opinions.get(id)?.agrees).toBe(true);
  });

  it.each(wrong.map(({ id }) => id))('refuses %s', (id) => {
    const opinion = opinions.get(id);
    expect(opinion?.agrees).toBe(false);
    // refused as an identity, not for want of grammar
    expect(opinion?.result).toMatch(/not a valid (field|ring) equation/);
  });

  it(
    'finds every theorem of the hand-written files sound',
    async () => {
      const audits = await auditTheorems();
      const expected = handWrittenFiles().filter((file) => mainTheorems(file).length > 0);
      expect(audits.map(({ module }) => module)).toEqual(expected.map(({ module }) => module));
      expect(audits.filter(({ sound }) => !sound)).toEqual([]);
    },
    LIMIT,
  );

  it(
    'finds an axiom, an admitted theorem and a false one',
    async () => {
      const audits = await auditTheorems([
        {
          module: 'Cheats',
          text: 'Axiom cheat : 1 = 2.\nTheorem one_is_two : 1 = 2.\nProof. exact cheat. Qed.\n',
        },
        { module: 'Admits', text: 'Theorem one_is_two : 1 = 2.\nProof. Admitted.\n' },
        { module: 'Fails', text: 'Theorem one_is_two : 1 = 2.\nProof. reflexivity. Qed.\n' },
        {
          module: 'Uses',
          text: 'Require Import Cheats.\nTheorem two_is_one : 2 = 1.\nProof. exact (eq_sym cheat). Qed.\n',
        },
        { module: 'Honest', text: 'Theorem one_is_one : 1 = 1.\nProof. reflexivity. Qed.\n' },
      ]);
      expect(Object.fromEntries(audits.map(({ module, result }) => [module, result]))).toEqual({
        Cheats: 'assumes Cheats.cheat',
        Admits: 'assumes Admits.one_is_two',
        Fails: 'not proved: Fails does not compile',
        Uses: 'assumes Cheats.cheat',
        Honest: 'proved; rests on no axioms',
      });
      expect(audits.map(({ sound }) => sound)).toEqual([false, false, false, false, true]);
    },
    LIMIT,
  );

  it(
    'stops a proof that takes too long',
    async () => {
      const slow = 'Theorem slow : True.\nProof. do 1000000000 (pose 0 as x; clear x). exact I. Qed.\n';
      const [audit] = await auditTheorems([{ module: 'Slow', text: slow }], { seconds: 2 });
      expect(audit).toMatchObject({ sound: false, result: 'not proved: Slow does not compile' });
    },
    LIMIT,
  );
});
