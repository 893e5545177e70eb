import { expect, it } from 'vitest';
import { evaluate } from '../../src/expression/evaluate.ts';
import type { Expression } from '../../src/expression/expression.ts';
import { entryOf } from '../../src/expression/matrix.ts';
import { toText } from '../../src/expression/print.ts';
import { isZero, type Rational, rational } from '../../src/expression/rational.ts';
import { rationals } from '../../src/expression/ring.ts';
import type { AskedClaim } from '../../src/external/opinion.ts';
import { scalarIdentityOf, variablesOf } from '../../src/external/scalarIdentity.ts';
import { claimOf, claims } from './claims.ts';

const identityOf = (id: string) => {
  const identity = scalarIdentityOf(claimOf(id));
  if (identity === undefined) throw new Error(`${id} is no scalar identity`);
  return identity;
};

it('finds the claims that are identities of rational scalars', () => {
  const ids = claims.filter((claim) => scalarIdentityOf(claim) !== undefined).map(({ id }) => id);
  expect(ids.join(' ')).toBe(
    [
      'kernel-integral eq29 eq30 eq31 c_eps-equal-constants mean-equal-constants review-var bernoulli-variance eq39',
      'eq91 eq102 eq103 eq104 eq105 closed-form eq108 eq109 eq124 theory-2-closed-form theory-2-total-rate',
      'theory-7-6-scales',
    ].join(' '),
  );
});

it('keeps the Gram scalars and orders definitions by dependence', () => {
  const identity = identityOf('eq91');
  expect(variablesOf(identity)).toEqual(['c1', 'c2', 'c3', 'mu', 'q', 's2']);
  expect(identity.definitions.map(([name]) => name)).toEqual(['k2', 'k1', 'D']);
});

it('defines q where the sum of the rates occurs', () => {
  const { definitions } = identityOf('eq124');
  expect(definitions.map(([name, value]) => `${name} = ${toText(value)}`)).toEqual([
    'totalInput = sum(x)',
    'q = ce*e0^2*sum(r)',
    'gu = ce^2*e0^2*totalInput/(q + 1)',
  ]);
});

it('assumes of the claim what is not 0, and what is divided by', () => {
  expect(identityOf('eq39').nonzero.map(toText)).toEqual(['ce', 'e0']);
  expect(identityOf('eq102').nonzero.slice(0, 3).map(toText)).toEqual(['c1', 'c1*(q + 1) + c2*mu', 'D']);
});

it('takes the corrected line, and nothing that is only approximate', () => {
  expect(scalarIdentityOf(claimOf('eq110'))).toBeUndefined();
  expect(scalarIdentityOf(claimOf('eq112'))).toBeUndefined();
});

/** 1^T v at n = 1 is v itself. */
const FREE: readonly (readonly [string, number])[] = Object.entries({
  ...{ ones: 1, c1: 2, c2: 3, c3: 5, q: 7, mu: 11, s2: 13, ce: 17, e0: 19 },
  ...{ V: 23, x: 29, r: 31, g1: 37, g2: 41, g3: 43, g4: 47 },
});

/** The exact value of a scalar of a claim, at n = 1, the primes above and odd numbers for all other symbols. */
function exactValue(
  expression: Expression,
  claim: AskedClaim,
  defined: ReadonlyMap<string, Expression>,
): Rational {
  const known = new Map(FREE);
  const free = Object.keys(claim.setting.notation.symbols).filter((name) => !defined.has(name));
  const values = new Map(free.map((name, k) => [name, [[rational(known.get(name) ?? 107 + 2 * k)]]]));
  const unused = (): never => {
    throw new TypeError('not needed here');
  };
  return entryOf(
    evaluate(expression, {
      ring: rationals,
      n: 1,
      notation: claim.setting.notation,
      definitions: defined,
      values,
      functions: { scalar: unused, cost: unused },
      expectation: unused,
    }),
    0,
    0,
  );
}

it('asks under hypotheses that can hold: at a point no divisor is 0, and the sides are equal there', () => {
  for (const claim of claims) {
    const identity = scalarIdentityOf(claim);
    if (identity === undefined) continue;
    const defined = new Map(identity.definitions);
    const values = identity.nonzero.map((divisor) => exactValue(divisor, claim, defined));
    expect(values.filter(isZero)).toEqual([]);
    for (const [left, right] of identity.pairs)
      expect(exactValue(left, claim, defined)).toEqual(exactValue(right, claim, defined));
  }
});
