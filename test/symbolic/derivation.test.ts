import { describe, expect, test } from 'vitest';
import { nonzero, positive, setting } from '../../proofs/claims.ts';
import { definitions, formula } from '../../proofs/notation.ts';
import { toText } from '../../src/expression/print.ts';
import { DerivationBuilder, solveFor } from '../../src/symbolic/derivation.ts';
import { toExpression } from '../../src/symbolic/toExpression.ts';

const where = setting();
const physical = [positive('r'), positive('ce'), positive('e0')];
const builder = (subject: string) => new DerivationBuilder('square', formula(subject), where, physical);

describe('a builder', () => {
  test('keeps subject, rules, lines and results', () => {
    const results = new Map([['c3', formula('c1^2')]]);
    const derivation = builder('(c1+c2)^2')
      .step('expand', formula('c1^2+2*c1*c2+c2^2'))
      .step('name', formula('c3+2*c1*c2+c2^2'), results)
      .done(results);
    expect(derivation.steps.map(({ rule, line }) => `${rule}: ${toText(line)}`)).toEqual([
      'expand: c1^2 + 2*c1*c2 + c2^2',
      'name: c3 + 2*c1*c2 + c2^2',
    ]);
    expect(toText(derivation.subject)).toBe('(c1 + c2)^2');
    expect(derivation.results).toBe(results);
  });

  test('throws at a step that is no equality, naming the rule', () => {
    expect(() => builder('(c1+c2)^2').step('expand', formula('c1^2+c2^2'))).toThrow(
      'square: expand does not give c1^2 + c2^2: the normal forms differ',
    );
  });

  test('compares a line with the previous one, not with the subject', () => {
    const half = builder('c1').step('name', formula('c2'), definitions({ c2: 'c1' }));
    expect(() => half.step('back', formula('c1'))).toThrow(
      'square: back does not give c1: the normal forms differ',
    );
  });

  test('throws at a step that divides by something undeclared', () => {
    expect(() => builder('c1').step('extend the fraction', formula('c1*c2/c2'))).toThrow(
      /^square: extend the fraction does not give .*: divides by an expression in c2/,
    );
  });

  test('checks moments exactly besides', () => {
    const stein = () =>
      builder('E(h(V)*x)').stepByMoments("Stein's lemma", formula("e0*r*E(h(V))+Sigma*w*E(h'(V))"));
    const fires = nonzero('phi(V)');
    expect(stein).toThrow("square: Stein's lemma does not give");
    const done = new DerivationBuilder('mean', formula('E(h(V)*x)'), where, [...physical, fires])
      .stepByMoments("Stein's lemma", formula("e0*r*E(h(V))+Sigma*w*E(h'(V))"))
      .done();
    expect(done.steps).toHaveLength(1);
  });
});

describe('solveFor', () => {
  const solve = (unknowns: readonly string[], left: string, right: string) =>
    [...solveFor(unknowns, formula(left), formula(right), where)].map(
      ([name, f]) => `${name} = ${toText(toExpression(f))}`,
    );

  test('compares the coefficients of every word', () => {
    expect(solve(['g1', 'g2'], 'g1*w+g2*b', '3*b-c1*w')).toEqual(['g1 = -c1', 'g2 = 3']);
    expect(solve(['g1', 'g2'], '(g1+g2)*w+(g1-g2)*b', '2*w')).toEqual(['g1 = 1', 'g2 = 1']);
  });

  test('ignores what an unknown was defined as', () => {
    const defined = setting(definitions({ g1: '7' }));
    const solution = solveFor(['g1'], formula('g1*c1'), formula('c2'), defined).get('g1');
    expect(solution && toText(toExpression(solution))).toBe('c2/c1');
  });

  test.each([
    ['no solution', ['g1'], 'g1*w', 'b', 'no values of g1 make g1*w equal b'],
    ['an unknown that is free', ['g1', 'g2'], 'g1*w', 'w', 'no values of g1, g2 make g1*w equal w'],
    ['a quadratic equation', ['g1'], 'g1^2', 'c1', 'the equations are not linear in g1'],
  ])('throws for %s', (_, unknowns, left, right, message) => {
    expect(() => solve(unknowns, left, right)).toThrow(message);
  });
});
