import { describe, expect, test } from 'vitest';
import { nonzero, positive, setting } from '../../proofs/claims.ts';
import { formula } from '../../proofs/notation.ts';
import { type Outcome, proveEqual } from '../../src/symbolic/prove.ts';

const givens = [
  positive('r'),
  positive('ce'),
  positive('e0'),
  nonzero('s2'),
  nonzero('phi(u)'),
  nonzero('phi(V)'),
];
const prove = (left: string, right: string): Outcome =>
  proveEqual(formula(left), formula(right), setting(), givens);
const refused = (reason: string): Outcome => ({ proved: false, reason });

const density = 'exp(-(u-mu)^2/(2*s2))';
const integral = (integrand: string): string => `1/sqrt(2*pi*s2)*integral(${integrand}, u)`;

describe('integrals against the density of V are expectations', () => {
  test.each([
    [density, '1'],
    [`u*${density}`, 'mu'],
    [`u^2*${density}`, 'mu^2+s2'],
    [`u^4*${density}`, 'mu^4+6*mu^2*s2+3*s2^2'],
    [`(u-mu)^3*${density}`, '0'],
    ['u*exp(-u^2/(2*s2)+u*mu/s2-mu^2/(2*s2))', 'mu'],
    [`phi(u)*${density}`, 'E(phi(V))'],
    [`phi'(u)^2/phi(u)*u*${density}`, 'E(h(V)*V)'],
    [`c1*${density}*c2`, 'c1*c2'],
  ])('of %s', (integrand, value) => {
    expect(prove(integral(integrand), value)).toEqual({ proved: true });
    expect(prove(integral(integrand), `${value}+mu`).proved).toBe(false);
  });
});

describe('other integrands are rejected', () => {
  const OTHER = 'integral: the density is not that of the membrane potential';
  test.each([
    ['the wrong mean', 'exp(-(u+mu)^2/(2*s2))', OTHER],
    ['the wrong variance', 'exp(-(u-mu)^2/s2)', OTHER],
    ['a divergent integral', 'exp((u-mu)^2/(2*s2))', OTHER],
    ['a density times a constant in the exponent', 'exp(-(u-mu)^2/(2*s2)+c1)', OTHER],
    ['no density', 'u^2', 'integral: expected one exp(...)'],
    ['two densities', 'exp(-u^2)*exp(u)', 'integral: expected one exp(...)'],
    ['a squared density', `${density}^2`, 'integral: expected exp(...) as one factor'],
    ['a density added', `1+${density}`, 'integral: expected exp(...) as one factor'],
    ['an exponent of third degree', 'exp(-u^3)', 'integral: the exponent is not quadratic'],
    [
      'an exponent that is not polynomial',
      'exp(-(u-mu)^2/(2*s2*u))',
      'integral: the exponent is not polynomial in u',
    ],
    ['a random factor', `V*${density}`, 'integral: (w|x) is random'],
    ['phi(V) in place of phi(u)', `phi(V)*${density}`, 'integral: phi(V) is random'],
    [
      'phi at another argument',
      `phi(2*u)*${density}`,
      'integral: phi(2*u) is not a function that can be integrated over u',
    ],
    [
      'a root of u',
      `sqrt(u)*${density}`,
      'integral: sqrt(...) is not a function that can be integrated over u',
    ],
    ['a pole', `${density}/(u-mu)`, 'expectation: the denominator is random'],
  ])('%s', (_, integrand, reason) => {
    expect(prove(integral(integrand), integral(`1*${integrand}`))).toEqual(refused(reason));
  });

  test('divisions and matrices inside count', () => {
    const inside = `integral(c1/c1*u*${density}, u)`;
    expect(prove(inside, inside)).toEqual(
      refused('divides by an expression in c1 (1 terms), which no assumption keeps from 0'),
    );
    const matrix = `integral((b'*inv(A)*A*d)*u*${density}, u)`;
    expect(prove(matrix, matrix)).toEqual(refused('divides by A, which no assumption keeps from 0'));
  });
});
