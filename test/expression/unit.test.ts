import { describe, expect, test } from 'vitest';
import { formula, notation } from '../../proofs/notation.ts';
import { unitOf, unitToString } from '../../src/expression/unit.ts';

const unit = (text: string): string => unitToString(unitOf(formula(text), notation));

test.each([
  ['V', 'mV'],
  ["w'*Sigma*w", 'mV^2'],
  ['ce*e0^2*sum(r)', '1'],
  ["phi'(V)^2/phi(V)", 'mV^-2 s^-1'],
  ["h''(V)", 'mV^-4 s^-1'],
  ['sqrt(s2)', 'mV'],
  ['exp(-(u-mu)^2/(2*s2))', '1'],
  ['1/sqrt(2*pi*s2)*integral(phi(u)*exp(-(u-mu)^2/(2*s2)), u)', 's^-1'],
  ['integral(exp(v), v)', '1'],
  ['0+c1', 'mV^-2 s^-1'],
  ['c1+0', 'mV^-2 s^-1'],
  ['Cov(V, u)', 'mV^2'],
  ["E(h(V)*x*x')", 's^-1'],
  ["grad(phi(V)*w'*b, w)", 's^-1'],
  ['rate(phi(V), V, u)', 's^-1'],
  ['rate(phi(V), V, 1)', 'mV^-1 s^-1'],
  ['inv(Sigma)*x', 'mV^-1'],
  ['x./r', 'mV s'],
  ['diag(r)', 's^-1'],
  ['component(x, j)', 'mV'],
])('%s has the unit %s', (text, expected) => {
  expect(unit(text)).toBe(expected);
});

describe('units that do not fit are named', () => {
  test.each([
    ['V+s2', 'unit of s2: got mV^2, expected mV'],
    ['0+V+s2', 'unit of s2: got mV^2, expected mV'],
    ['1+V', 'unit of V: got mV, expected 1'],
    ['exp(V)', 'unit of V: got mV, expected 1'],
    ["phi(V)+phi'(V)", "unit of phi'(V): got mV^-1 s^-1, expected s^-1"],
    ['c1*mu+c3*s2', 'unit of c3*s2: got mV^-2 s^-1, expected mV^-1 s^-1'],
    ["1+e0*r'*inv(M1)*(c1*rt+c2*w)", "unit of e0*r'*M1^(-1)*(c1*rt + c2*w): got mV^-2, expected 1"],
  ])('%s', (text, message) => {
    expect(() => unit(text)).toThrow(message);
  });
});
