/**
 * What a proof may use: the bookkeeping of divisions and signs, and statements that are false or without a meaning and must
 * stay unproved. Each of the latter was proved by an earlier version of the engine.
 */
import { describe, expect, test } from 'vitest';
import { invertible, nonzero, positive, setting } from '../../proofs/claims.ts';
import { definitions, formula } from '../../proofs/notation.ts';
import type { Given } from '../../src/symbolic/given.ts';
import { type Outcome, proveEqual } from '../../src/symbolic/prove.ts';
import type { Setting } from '../../src/symbolic/setting.ts';

const physical: readonly Given[] = [positive('r'), positive('ce'), positive('e0')];
const prove = (left: string, right: string, givens: readonly Given[] = [], where = setting()): Outcome =>
  proveEqual(formula(left), formula(right), where, givens);
const PROVED: Outcome = { proved: true };
const refusal = (reason: string): Outcome => ({ proved: false, reason });
const divides = (what: string): Outcome => refusal(`divides by ${what}, which no assumption keeps from 0`);
const DIFFER = refusal('the normal forms differ');

describe('what is divided by must be declared', () => {
  test.each<[string, string, readonly Given[], Outcome]>([
    ['inv(A)*A*w', 'w', [], divides('A')],
    ['inv(A)*A*w', 'w', [invertible('A')], PROVED],
    ['inv(Sigma)*Sigma*w', 'w', [positive('ce')], divides('diag(r)')],
    ['inv(Sigma)*Sigma*w', 'w', [positive('r'), positive('ce')], PROVED],
    ['inv(Sigma)*Sigma*w', 'w', [invertible('r'), nonzero('ce')], PROVED],
    ['c1/c1', '1', [], divides('an expression in c1 (1 terms)')],
    ['c1/c1', '1', [nonzero('c1')], PROVED],
    ['c1^-2*c1^2', '1', [nonzero('c1')], PROVED],
    ['(c1*c2)/(c1*c2)', '1', [nonzero('c1')], divides('an expression in c1, c2 (1 terms)')],
    ['(c1*c2)/(c1*c2)', '1', [nonzero('c1'), nonzero('c2')], PROVED],
    ['(c1^2-c2^2)/(c1-c2)', 'c1+c2', [nonzero('c1-c2')], PROVED],
    ['(c1-c2)/(c1-c2)', '1', [nonzero('c1'), nonzero('c2')], divides('an expression in c1, c2 (2 terms)')],
    ['ones./w', 'ones./w', [], divides('diag(w)')],
    ['ones./w', 'ones./w', [positive('w')], PROVED],
    ["inv(A+a*v')*(A+a*v')*b", 'b', [invertible('A')], divides("an expression in (a|/A'|v) (2 terms)")],
    ["inv(A+a*v')*(A+a*v')*b", 'b', [invertible('A'), nonzero("1+v'*inv(A)*a")], PROVED],
    ['exp(c1)/exp(c1)', '1', [], PROVED],
    ['sqrt(c1)/sqrt(c1)', '1', [nonzero('c1')], PROVED],
    ['sqrt(c1)/sqrt(c1)', '1', [], divides('an expression in sqrt(...) (1 terms)')],
    ["grad(w'*w*c1/c1, w)", '2*w', [], divides('an expression in c1 (1 terms)')],
    ["grad(w'*w*c1/c1, w)", '2*w', [nonzero('c1')], PROVED],
    ['phi(1/c1)', 'phi(1/c1)', [], divides('an expression in c1 (1 terms)')],
  ])('%s = %s', (left, right, givens, outcome) => {
    expect(prove(left, right, givens)).toEqual(outcome);
  });

  test('a division counts where it happens inside a definition, every time', () => {
    const where = setting(definitions({ gs: '1/c1' }));
    expect(prove('gs-gs', '0', [], where)).toEqual(divides('an expression in c1 (1 terms)'));
    expect(prove('gs-gs', '0', [nonzero('c1')], where)).toEqual(PROVED);
  });
});

describe('sums of positive terms are positive', () => {
  test.each<[string, readonly Given[], boolean]>([
    ['1+q', physical, true],
    ['1+q', [positive('ce'), positive('e0')], false],
    ['1+q', [positive('r'), positive('e0')], false],
    ['-1-q', physical, true],
    ['1-q', physical, false],
    ['c1+c2', [positive('c1'), positive('c2')], true],
    ['c1+c2', [nonzero('c1'), positive('c2')], false],
    ['c1+c2', [positive('2*c1'), positive('c2/3')], true],
    ['pi+1', [], true],
    ['1+sum(w)', [positive('w')], true],
    ['1+mu', physical, false],
  ])('1/(%s)', (divisor, givens, allowed) => {
    expect(prove(`(${divisor})/(${divisor})`, '1', givens).proved).toBe(allowed);
  });

  test.each([
    ['a positive square says nothing about its root', positive('c1^2')],
    ['a positive quotient says nothing about its numerator', positive('c1/c2')],
    ['a positive product says nothing about its factors', positive('c1*c2')],
    ['-c1 > 0 makes c1 negative', positive('-c1')],
  ])('%s', (_, given) => {
    expect(prove('(1+c1)/(1+c1)', '1', [given])).toEqual(divides('an expression in c1 (2 terms)'));
  });

  test('a positive vector that is defined by others says nothing about their sums', () => {
    const where = setting(definitions({ d: 'w-b' }));
    expect(prove('(1+sum(w))/(1+sum(w))', '1', [positive('d')], where).proved).toBe(false);
  });
});

describe('steps', () => {
  test('are 1 only of what is declared positive', () => {
    expect(prove('step(V-theta)', '1', [positive('V-theta')])).toEqual(PROVED);
    expect(prove('step(c1+ce)', '1', [positive('c1'), positive('ce')])).toEqual(PROVED);
    expect(prove('step(V-theta)', '1', [positive('theta-V')]).proved).toBe(false);
    expect(prove('step(V-theta)', '1', [nonzero('V-theta')]).proved).toBe(false);
    expect(prove('step(V)', 'step(-V)')).toEqual(
      refusal('an expression in (w|x) (1 terms) stands in a step, and no assumption makes it positive'),
    );
  });
});

const quadratic = setting(new Map(), { unitSlope: true });
const otherVoltage = setting(definitions({ V: "f(w)'*x" }));
const { gaussian: _, ...withoutGaussian } = setting();
const unknown = (name: string): Outcome => refusal(`expectation: the distribution of ${name} is not known`);

describe('false or meaningless statements are not proved', () => {
  test.each<[string, string, readonly Given[], Setting, Outcome]>([
    // phi at different arguments
    ['phi(2*V)', 'phi(V+V+V)', [], setting(), DIFFER],
    ['phi(2*V)', 'phi(3*V)', [], quadratic, DIFFER],
    ['h(2*V)', 'h(3*V)', [nonzero('phi(2*V)'), nonzero('phi(3*V)')], setting(), DIFFER],
    ['f(w)', "f'(w)", [], setting(), DIFFER],
    // expectations of what has no known distribution
    ['E(phi(2*V))', 'phi(2*V)', [], setting(), unknown('phi(2*V)')],
    ['E(exp(V))', 'exp(V)', [], setting(), unknown('exp(...)')],
    ['E(f(x))', 'f(x)', [], setting(), unknown('f(x)')],
    ['E(diag(x))', 'diag(x)', [], setting(), unknown('diag(x)')],
    ["E(b'*diag(x)*x)", "b'*diag(x)*E(x)", [], setting(), unknown('diag(x)')],
    ['E(totalInput)', 'totalInput', [], setting(), unknown('totalInput')],
    ['E(logp(w))', 'logp(w)', [], setting(), unknown('logp(w)')],
    ['E(x)', 'x', [], withoutGaussian, unknown('x')],
    ['E(phi(V)*x)', "e0*r*E(phi(V))+Sigma*w*E(phi'(V))", physical, otherVoltage, unknown('phi(V)')],
    ["E(logp'(w))", '0*w', [], setting(), refusal("expectation: only E[logp'(w) logp'(w)^T] is known")],
    [
      "E(x*logp'(w)')",
      "E(x)*E(logp'(w)')",
      [],
      setting(),
      refusal("expectation: only E[logp'(w) logp'(w)^T] is known"),
    ],
    [
      'E(1/V)',
      '1/mu',
      [nonzero('mu'), nonzero('V')],
      setting(),
      refusal('expectation: the denominator is random'),
    ],
    [
      "E(x'*x)",
      "E(x)'*E(x)",
      [],
      setting(),
      refusal('expectation: (x|x) is not linear in the random vector'),
    ],
    // derivatives see through definitions
    ['grad(2*mu, w)', '0*w', [], setting(), DIFFER],
    ['grad(phi(V), w)', '0*w', [], setting(), DIFFER],
    ['rate(Sigma*b, r, d)', '0*b', [], setting(), refusal('derivative: not defined for diagonal')],
    ["grad(w'*E(x), r)", '0*w', [], setting(), refusal('derivative by r: the distribution may depend on it')],
    ["sin'(c1)", 'sin(c1)', [], setting(), refusal("sin': expected the derivative written out")],
    ["Cs''(w)", "Cs''(w)", [], setting(), refusal('Cs: second derivatives of a cost are not supported')],
    // indices
    [
      'sumover(j, phi(component(w, j))*component(b, j)*component(d, j))*dot(a, v)',
      'sumover(j, phi(component(w, j))*component(a, j)*component(v, j))*dot(b, d)',
      [],
      setting(),
      refusal('not linear in e:j: phi(component(w, j))'),
    ],
    [
      'sumover(j, component(w, j))',
      'sum(w)',
      [],
      setting(),
      refusal('sum over e:j: expected e_j exactly twice'),
    ],
    // zeros of functions
    ['c1/sin(c1)*sin(c1)', 'c1', [nonzero('c1')], setting(), divides('an expression in sin(...) (1 terms)')],
    ['c1/log(c1)*log(c1)', 'c1', [positive('c1')], setting(), divides('an expression in log(...) (1 terms)')],
    // shapes
    ['A^0', '1', [], setting(), refusal('the shapes differ: n x n and 1 x 1')],
    [
      'inv(w)*w',
      '1',
      [invertible('w')],
      setting(),
      refusal('shape of w: got n x 1, expected a square matrix'),
    ],
    [
      "U*inv(U'*U)*U'*a",
      'a',
      [invertible('U')],
      setting(),
      refusal('U: got n x 2, expected n x n or a definition'),
    ],
    [
      '[U, wt]',
      '[Ut, wt]',
      [],
      setting(definitions({ U: '[r, wt]', Ut: '[r, w]' })),
      refusal('matrix literal: not defined for block matrices as entries'),
    ],
    // exponents beyond what a monomial can hold
    ['c1^65537', 'c1', [], setting(), refusal('power: got exponent 65537, expected at most 1000')],
    ['(c1^256)^256', '1', [], setting(), refusal('polynomial: got exponent 65536, expected at most 65535')],
    // unknown names
    ['c1', 'zeta', [], setting(), refusal('symbol: got "zeta", expected a symbol of the notation')],
  ])('%s = %s', (left, right, givens, where, outcome) => {
    expect(prove(left, right, givens, where)).toEqual(outcome);
  });

  test('two contractions whose product vanishes do not vanish each', () => {
    const where = setting(new Map(), { vanishing: [formula("(b'*d)*(a'*v)")] });
    expect(prove("b'*d", '0', [], where)).toEqual(
      refusal('a vanishing product must be a single contraction'),
    );
  });
});

describe('true statements of the same kinds are proved', () => {
  test.each<[string, string, readonly Given[], Setting]>([
    ["phi(w'*x)", 'phi(V)', [], setting()],
    ["E(phi''(V)*V)", "mu*E(phi''(V))+s2*E(phi'''(V))", physical, setting()],
    ["E(phi(x'*w)*x)", "e0*r*E(phi(V))+Sigma*w*E(phi'(V))", physical, setting()],
    ['E(V)', 'mu', physical, setting()],
    ['grad(2*mu, w)', '2*e0*r', [], setting()],
    ['grad(phi(V), w)', "phi'(V)*x", [], setting()],
    ['grad(s2, w)', '2*wt', physical, setting()],
    ["grad(E(w'*x), w)", 'e0*r', physical, setting()],
    ["rate(inv(A+w*w')*b, w, d)", "-inv(A+w*w')*(d*w'+w*d')*inv(A+w*w')*b", sherman('w'), setting()],
    ["rate((A+w*w')^2, w, d)", "(d*w'+w*d')*(A+w*w')+(A+w*w')*(d*w'+w*d')", [], setting()],
    ["rate(b/(w'*w), w, d)", "-2*(w'*d)/(w'*w)^2*b", [nonzero("w'*w")], setting()],
    ['A^0*w', 'w', [], setting()],
    ['sumover(j, component(b, j)*component(d, j))', "b'*d", [], setting()],
    ["(A')'", 'A', [], setting()],
    ["inv(A')", "inv(A)'", [invertible('A')], setting()],
    ['phi(V)', "phi'(V)^2", [], quadratic],
    ["b'*Sigma*d", '0', physical, setting(new Map(), { vanishing: [formula("d'*Sigma*b")] })],
  ])('%s = %s', (left, right, givens, where) => {
    expect(prove(left, right, givens, where)).toEqual(PROVED);
  });
});

/** A + u u^T is invertible. */
function sherman(u: string): readonly Given[] {
  return [invertible('A'), nonzero(`1+${u}'*inv(A)*${u}`)];
}
