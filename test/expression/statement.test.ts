import { expect, test } from 'vitest';
import { approximately, equal, growing, onBasis, tendsTo, together, vanishing } from '../../proofs/claims.ts';
import { notation } from '../../proofs/notation.ts';
import { toText } from '../../src/expression/print.ts';
import { cases, statementLatex, statementText } from '../../src/expression/statement.ts';

test.each([
  [equal('c1', 'c2', 'c3'), 'c1 = c2 = c3'],
  [together(equal('c1', 'c2'), equal('gu', '0')), 'c1 = c2;  gu = 0'],
  [approximately('gu', 'cu*ce', vanishing('g2', 'g3')), 'gu ~ cu*ce  (g2 -> 0, g3 -> 0)'],
  [approximately('gw', 'cw*V'), 'gw ~ cw*V'],
  [tendsTo('gu', 'cu*ce', growing('sum(r)')), 'gu -> cu*ce  (sum(r) -> infinity)'],
])('%# prints as %s', (statement, text) => {
  expect(statementText(statement)).toBe(text);
});

test('LaTeX has a line for each relation, with its sign and its limit', () => {
  const [line] = statementLatex(approximately('gu', 'cu*ce', vanishing('g2')), notation);
  expect(line).toBe(
    '\\begin{aligned}\\gamma_u &\\approx c_u\\,c_\\epsilon\\qquad (g_2 \\to 0)\\end{aligned}',
  );
  expect(statementLatex(together(equal('c1', 'c2'), equal('gu', '0')), notation)).toHaveLength(2);
});

test('a basis is quantified over: two vectors, one twice, and w', () => {
  const texts = (withWeights: boolean): string[] =>
    cases(onBasis(equal("b'*G*d", '0'), withWeights)).map(({ sides: [left] }) => (left ? toText(left) : ''));
  expect(texts(true)).toEqual(["b'*G*d", "b'*G*b", "w'*G*d", "b'*G*w", "w'*G*w"]);
  expect(texts(false)).toEqual(["b'*G*d", "b'*G*b"]);
});
