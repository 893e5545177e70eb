/** Signs read off a tree: what is shown, and what is not. */
import { describe, expect, it } from 'vitest';
import { formula } from '../../proofs/notation.ts';
import { type SignFacts, signOf } from '../../src/symbolic/sign.ts';

const facts: SignFacts = {
  signs: new Map([
    ['c1', 'positive'],
    ['q', 'nonnegative'],
    ['h(V)', 'nonnegative'],
    ['E(h(V))', 'positive'],
  ]),
  definite: new Set(['Sigma']),
  continuous: new Set(['z - mu']),
};
const sign = (text: string) => signOf(formula(text), facts);

describe('signs', () => {
  it.each([
    ['c1+q', 'positive'],
    ['q+mu^2', 'nonnegative'],
    ['c1*q', 'nonnegative'],
    ['c1^3', 'positive'],
    ['q^3', 'nonnegative'],
    ['mu^2/c1', 'nonnegative'],
    ["w'*Sigma*w", 'nonnegative'],
    ["c1*w'*Sigma*w+c1", 'positive'],
    ['E(h(V)*mu^2)', 'nonnegative'],
    ['E(h(V)*(z-mu)^2)', 'positive'],
  ])('%s is %s', (text, expected) => expect(sign(text)).toBe(expected));

  it.each([
    'mu',
    'c1-q',
    '-c1',
    'mu^3',
    'mu^2/q',
    'q^-2',
    'c1*mu',
    "w'*Sigma*r",
    "w'*G*w",
    'E(h(V)*mu)',
    'mu^2+mu',
  ])('of %s nothing is shown', (text) => expect(sign(text)).toBeUndefined());

  it('does not call an expectation positive without a density', () => {
    expect(sign('E(h(V)*(z-q)^2)')).toBe('nonnegative');
  });
});
