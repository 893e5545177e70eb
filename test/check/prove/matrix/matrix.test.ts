/** What the provers for vectors and matrices of symbolic size prove, and that they prove nothing false. */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { afterAll, describe, expect, test } from 'vitest';
import { problemFromText } from '../../../../src/check/language/problemFromText.ts';
import type { Deadline, Problem, Proof } from '../../../../src/check/problem.ts';
import { matrixProvers, proveMatrixEquality } from '../../../../src/check/prove/matrix/index.ts';
import { shutdown } from '../../../../src/check/prove/scalar/z3.ts';
import { EQUALITIES, problemText, type TopicClaim } from './equalities.ts';
import { holdsAt, randomValues } from './exactValue.ts';
import { INEQUALITIES } from './inequalities.ts';
import { mutantsOfProblem } from './mutants.ts';

const SEED = 20261122;

function deadlineIn(milliseconds: number): Deadline {
  const end = performance.now() + milliseconds;
  return { expired: () => performance.now() > end, remaining: () => end - performance.now() };
}

async function prove(problem: Problem, milliseconds = 8000): Promise<Proof | undefined> {
  const deadline = deadlineIn(milliseconds);
  for (const prover of matrixProvers) {
    const proof = await prover.prove(problem, deadline);
    if (proof !== undefined) return proof;
  }
  return undefined;
}

/** Random integers from -bound to bound. */
function randomIntegers(seed: number): (bound: number) => number {
  const generator = xoroshiro128plus(seed);
  return (bound) => uniformInt(generator, -bound, bound);
}

const isFalseAt = (problem: Problem, values: ReturnType<typeof randomValues>): boolean =>
  problem.given.every((each) => holdsAt(each, values) === true) && holdsAt(problem.claim, values) === false;

/** Whether one of so many random assignments of sizes 1 to 3 is a counterexample. */
const isFalsified = (problem: Problem, next: (bound: number) => number, attempts: number): boolean =>
  Array.from({ length: attempts }).some(() => isFalseAt(problem, randomValues(problem, next)));

afterAll(shutdown);

describe('true claims', () => {
  test.each([
    ['equalities', EQUALITIES],
    ['inequalities', INEQUALITIES],
  ] as const)(
    'of %s: nine in ten are proved',
    async (name, claims) => {
      const rows = new Map<string, { proved: number; all: number }>();
      const missed: string[] = [];
      for (const { topic, text } of claims) {
        const row = rows.get(topic) ?? { proved: 0, all: 0 };
        rows.set(topic, row);
        row.all++;
        if ((await prove(problemFromText(text))) === undefined) missed.push(text.claim);
        else row.proved++;
      }
      console.log(
        `${name} for every size\n${[...rows].map(([t, r]) => `  ${t}: ${r.proved} of ${r.all}`).join('\n')}`,
      );
      if (missed.length > 0) console.log(`not proved:\n  ${missed.join('\n  ')}`);
      expect(missed.length).toBeLessThanOrEqual(claims.length / 10);
    },
    300_000,
  );

  test('no random assignment contradicts them', () => {
    const next = randomIntegers(SEED);
    for (const { text } of [...EQUALITIES, ...INEQUALITIES])
      expect({ claim: text.claim, falsified: isFalsified(problemFromText(text), next, 15) }).toEqual({
        claim: text.claim,
        falsified: false,
      });
  });
});

const FALSE_CLAIMS: readonly (readonly [string, ...string[]])[] = [
  ['inv(A + B) == inv(A) + inv(B)'],
  ['A*B == B*A'],
  ['det(A + B) == det(A) + det(B)'],
  ['trace(A*B) == trace(A)*trace(B)'],
  ['det(c*A) == c*det(A)'],
  ['det(-A) == -det(A)'],
  ['trace(A*B*C) == trace(A*C*B)'],
  ['A*transpose(A) == transpose(A)*A'],
  ['(A + B)^2 == A^2 + 2*A*B + B^2'],
  ['inv(identity(n) + U*V) == identity(n) - U*V'],
  ['inv(identity(n) + A*B)*B == A*inv(identity(n) + B*A)'],
  ['det(identity(n) + U*V) == det(identity(m) - V*U)'],
  ['det(c*identity(n) + U*V) == det(c*identity(m) + V*U)'],
  ['inv(u*transpose(u)) == identity(n)'],
  ['A .* B == A*B'],
  ['U*transpose(U) == identity(n)', 'transpose(U)*U == identity(m)'],
  ['V*U == identity(m)', 'U*V == identity(n)'],
  ['A == identity(n)', 'A^2 == A'],
  ['det(A) == 1', 'A^2 == identity(n)'],
  ['det(A) == 1', 'A*transpose(A) == identity(n)'],
  ['inv(A)*v == a*v', 'A*v == a*v'],
  ['A == B', 'A*u == B*u'],
  ['u == 0*u', 'dot(u,v) == 0'],
  ['dot(u,v) == 0', 'A*u == a*u', 'A*v == b*v', 'a != b'],
  ['A*B*C == C*B*A', 'A*B == B*A'],
  ['dot(u,v)^2 < dot(u,u)*dot(v,v)'],
  ['transpose(x)*P*x > 0'],
  ['transpose(x)*Y*x >= 0'],
  ['transpose(x)*(P - Q)*x >= 0'],
  ['transpose(x)*P*Q*x >= 0'],
  ['transpose(x)*inv(P)*x <= transpose(x)*P*x'],
  ['transpose(x)*inv(P + Q)*x < transpose(x)*inv(P)*x'],
  ['1 + transpose(u)*inv(A)*u > 0'],
  ['n*sum(w.^2) > sum(w)^2'],
  ['sum(w)^2 <= sum(w.^2)'],
  ['sum(r .* s) < sum(r)*sum(s)'],
  ['sum(u .* v) <= sum(u)*sum(v)'],
  ['sum(r.^2) < sum(r)^2'],
  ['trace(A)^2 <= trace(transpose(A)*A)'],
  ['trace(P*Q*Y) >= 0'],
  ['det(P + Q) > det(P) + det(Q)'],
  ['det(P + u*transpose(u)) > det(P)'],
  ['det(A + u*transpose(u)) >= det(A)'],
  ['transpose(x)*transpose(A)*A*x > 0', 'dot(x,x) > 0'],
  ['dot(u,v) <= sqrt(dot(u,u)) + sqrt(dot(v,v))'],
  ['n + sum(r) > 2'],
  ['dot(u,v) < 1', 'dot(u,u) == 1', 'dot(v,v) == 1'],
  ['(transpose(x)*P*x)^2 < dot(x,x)*(transpose(x)*P^2*x)', 'dot(x,x) > 0'],
  ['dot(u,v)^2 <= (1 - 10^-9)*dot(u,u)*dot(v,v)'],
  ['det(J) > 0'],
];

describe('false claims', () => {
  test.each(FALSE_CLAIMS)('%s (given %s)', async (claim, ...given) => {
    expect(await prove(problemFromText(problemText(claim, ...given)), 2500)).toBeUndefined();
  });

  test('contradictory hypotheses prove no inequality', async () => {
    expect(await prove(problemFromText(problemText('sum(u) > 3', 'dot(u,u) < 0')))).toBeUndefined();
  });

  test('mutants of true equalities that some assignment contradicts are not proved', () => {
    const { proved, falsified } = mutantsProved(EQUALITIES, 9, 2);
    expect(proved).toEqual([]);
    expect(falsified).toBeGreaterThan(200);
  }, 120_000);

  test('mutants of true inequalities that some assignment contradicts are not proved', async () => {
    const next = randomIntegers(SEED);
    const mutants = mutantsOf(INEQUALITIES, 12, 3).filter((each) => isFalsified(each, next, 40));
    for (const mutant of mutants) expect(await prove(mutant, 1000)).toBeUndefined();
    expect(mutants.length).toBeGreaterThan(40);
  }, 120_000);
});

/** Every `stride`-th mutant, from `first`. */
const mutantsOf = (claims: readonly TopicClaim[], stride: number, first: number): Problem[] =>
  claims
    .flatMap(({ text }) => mutantsOfProblem(problemFromText(text)))
    .filter((_, at) => at % stride === first);

function mutantsProved(claims: readonly TopicClaim[], stride: number, first: number) {
  const next = randomIntegers(SEED);
  const mutants = mutantsOf(claims, stride, first).filter((each) => isFalsified(each, next, 40));
  const proved = mutants.filter((each) => proveMatrixEquality(each, deadlineIn(1000)) !== undefined);
  return { proved: proved.map(({ claim }) => claim), falsified: mutants.length };
}
