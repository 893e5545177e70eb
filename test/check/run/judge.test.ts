/** What the answers of the engines together make of a claim. */
import { describe, expect, it } from 'vitest';
import { type Engines, judge, type Support } from '../../../src/check/judge.ts';
import { problemFromText } from '../../../src/check/language/problemFromText.ts';
import type { Problem, Proof } from '../../../src/check/problem.ts';
import type { Verdict } from '../../../src/check/verdict.ts';

const problem = problemFromText({ symbols: { x: 'real', A: 'matrix(n,n)' }, claim: 'x*A == A*x' });
const proof: Proof = { method: 'algebra', scope: 'all n' };
const counterexample = { assignment: { n: '1', x: '2' }, left: '1', right: '3', exact: true };

/** The claim itself, or the question whether it is empty. */
const asksForWitness = ({ claim }: Problem): boolean => claim !== problem.claim;

interface Behaviour {
  readonly proves?: boolean;
  readonly refutes?: boolean;
  readonly hasWitness?: boolean;
  readonly provesEmpty?: boolean;
  readonly support?: Support;
}

function enginesThat(behaviour: Behaviour): Engines {
  const { proves, refutes, hasWitness = true, provesEmpty, support } = behaviour;
  return {
    provers: [
      { name: 'idle', prove: () => undefined },
      {
        name: 'prover',
        prove: (asked) => ((asksForWitness(asked) ? provesEmpty : proves) === true ? proof : undefined),
      },
    ],
    findCounterexample: async (asked) =>
      (asksForWitness(asked) ? hasWitness : refutes) === true ? counterexample : undefined,
    support: async () => support ?? { kind: 'unknown', reason: 'no digits' },
  };
}

const verdictOf = (behaviour: Behaviour) =>
  judge(problem, enginesThat(behaviour), { seed: 1, timeout: 1000 });

describe('judge', () => {
  it('proves what has a proof and a witness', async () => {
    expect(await verdictOf({ proves: true })).toMatchObject({ verdict: 'proved', ...proof });
  });

  it('refutes with the counterexample', async () => {
    expect(await verdictOf({ refutes: true })).toMatchObject({ verdict: 'refuted', counterexample });
  });

  it('believes neither of a proof and a counterexample', async () => {
    const { verdict, method } = await verdictOf({ proves: true, refutes: true });
    expect(verdict).toBe('inconclusive');
    expect(method).toContain('prover has a proof (algebra), and at n = 1, x = 2 the sides are 1 and 3');
  });

  it('does not prove an empty claim', async () => {
    const empty = { proves: true, hasWitness: false };
    const byProof = await verdictOf({ ...empty, provesEmpty: true });
    expect(byProof).toMatchObject({ verdict: 'inconclusive' });
    expect(byProof.method).toContain(
      'no admissible assignment at which both sides are defined exists: algebra',
    );
    const bySupport = await verdictOf({ ...empty, support: { kind: 'vacuous', reason: 'x > 0 and x < 0' } });
    expect(bySupport.method).toContain('x > 0 and x < 0');
    expect(bySupport.verdict).toBe('inconclusive');
    const unknown = await verdictOf(empty);
    expect(unknown).toMatchObject({ verdict: 'proved' });
    expect(unknown.method).toContain('no admissible assignment was exhibited');
  });

  it('does not prove a claim whose hypotheses exclude one another', async () => {
    const given = ['x > 0', 'x < 0'];
    const excluded = problemFromText({ symbols: { x: 'real' }, claim: 'x == x', given });
    const engines: Engines = {
      provers: [
        {
          name: 'prover',
          // The claim, and that x <= 0 given x < 0; nothing of the probe.
          prove: ({ claim, given: others }) =>
            claim === excluded.claim || (claim.operator === '<=' && others.length === 1) ? proof : undefined,
        },
      ],
      findCounterexample: async () => undefined,
      support: async () => ({ kind: 'supported', scope: 'nothing', method: 'nothing' }),
    };
    const { verdict, method } = await judge(excluded, engines, { seed: 1, timeout: 1000 });
    expect([verdict, method]).toEqual([
      'inconclusive',
      'no admissible assignment at which both sides are defined exists: the opposite of hypothesis 1 holds: algebra',
    ]);
  });

  it('refutes a strict relation between sides that are equal everywhere', async () => {
    const strict = problemFromText({ symbols: { x: 'real' }, claim: 'sin(x)^2 + cos(x)^2 != 1' });
    const { left } = strict.claim;
    const verdictWith = (witness: typeof counterexample | undefined) =>
      judge(
        strict,
        {
          provers: [
            {
              name: 'prover',
              prove: ({ claim }) => (claim.operator === '==' && claim.left === left ? proof : undefined),
            },
          ],
          findCounterexample: async ({ claim }) => (claim.right.kind === 'sum' ? witness : undefined),
          support: async () => ({ kind: 'unknown', reason: '' }),
        },
        { seed: 1, timeout: 1000 },
      );
    expect(await verdictWith(counterexample)).toMatchObject({
      verdict: 'refuted',
      method: 'counterexample, exact; the sides are equal everywhere: algebra',
      counterexample: { ...counterexample, left: '1', right: '1' },
    });
    expect((await verdictWith(undefined)).verdict).toBe('inconclusive');
  });

  it('passes support on, and never calls it proved', async () => {
    const support = { kind: 'supported', scope: 'n = 1..3', method: '64 digits' } as const;
    expect(await verdictOf({ support })).toMatchObject({
      verdict: 'supported',
      scope: 'n = 1..3',
    });
  });

  it('announces support before it asks whether the claim is empty', async () => {
    const announced: string[] = [];
    const engines: Engines = {
      provers: [],
      findCounterexample: async () => undefined,
      support: async () => ({ kind: 'supported', scope: 'n = 1', method: '64 digits' }),
    };
    const onProvisional = ({ verdict }: Verdict) => announced.push(verdict);
    await judge(problem, engines, { seed: 1, timeout: 1000, onProvisional });
    expect(announced).toEqual(['supported']);
  });

  it('takes a proof or a counterexample that support came upon', async () => {
    const proof = { kind: 'proved', scope: 'all admissible assignments', method: 'fields' } as const;
    expect(await verdictOf({ support: proof })).toMatchObject({ verdict: 'proved', method: 'fields' });
    const counterexample = { assignment: { x: '0' }, left: '0', right: '1', exact: true };
    const refuted = await verdictOf({ support: { kind: 'refuted', counterexample } });
    expect(refuted).toMatchObject({ verdict: 'refuted', counterexample });
  });

  it('says what was tried where nothing is known', async () => {
    const { verdict, method } = await verdictOf({});
    expect([verdict, method]).toEqual(['inconclusive', 'no proof and no counterexample found; no digits']);
  });

  it('gives the probe for emptiness a side that fails everywhere', async () => {
    const seen: Problem[] = [];
    const engines = enginesThat({ proves: true });
    await judge(
      problem,
      {
        ...engines,
        findCounterexample: async (asked) => {
          seen.push(asked);
          return undefined;
        },
      },
      { seed: 1, timeout: 100 },
    );
    const probe = seen[1]?.claim;
    if (probe?.right.kind !== 'sum') throw new Error('got another probe');
    expect(probe.left.shape).toEqual({ rows: 1, columns: 1 });
    expect(probe.right.terms[0]).toBe(probe.left);
  });
});
