/** What is malformed is told in one line: file, line, column, what, got, expected. */
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../../src/check/language/document.ts';
import { LIMITS } from '../../../src/check/language/limits.ts';

function messageOf(text: string): string {
  try {
    parseDocument(text, 'f.yaml');
  } catch (error) {
    if (error instanceof SyntaxError) return error.message;
    throw error;
  }
  return 'no complaint';
}

const SYMBOLS = `symbols: {x: real, v: vector(n), w: vector(m), A: "matrix(n,m)", B: "matrix(n,n)"}
let: {q: x^2}
`;
/** The claim stands on line 4 from column 12; columns below count from there. */
const inFormula = (formula: string): string =>
  messageOf(`${SYMBOLS}claims:\n - {claim: "${formula}", id: a}\n`);
const FIRST_COLUMN = 13;

describe('formulas', () => {
  it.each([
    ['x', 1, 'got the end of the formula, expected an operator or a relation: ==, !=, <, <=, > or >='],
    ['x = 1', 2, 'got "=", expected a relation: ==, !=, <, <=, > or >='],
    ['x == 1 == 2', 7, 'got "==", expected one relation (no chains: state each as a claim of its own)'],
    ['0 < x < 1', 6, 'got "<", expected one relation (no chains'],
    ['2 x == 1', 2, 'got "x", expected an operator or a relation'],
    ['2(x) == 1', 1, 'got "(", expected an operator or a relation'],
    ['1 == 2 x', 7, 'got "x", expected an operator or the end of the formula'],
    ['x(2) == 1', 0, 'got the unknown function "x", expected one of sqrt'],
    ['(x + 1 == 1', 7, 'got "==", expected an operator or ")"'],
    ['[x, 1 == 1', 6, 'got "==", expected an operator, ",", ";" or "]"'],
    ['x + * 2 == 1', 4, 'got "*", expected a number, a name, "(" or "["'],
    ['x == ', 5, 'got the end of the formula, expected a number'],
    ['x $ 2 == 1', 2, 'got "$", expected a number, a name, an operator or a parenthesis'],
    ["B' == B", 1, `got "'", expected transpose(x) for the transpose of x`],
    ['y == 1', 0, 'got the unknown name "y", expected one of x, v, w, A, B, q, n, m, or a declaration'],
    ['foo(x) == 1', 0, 'got the unknown function "foo", expected one of sqrt, exp'],
    ['sin + 1 == 1', 0, 'got the function sin without arguments, expected sin(x)'],
    ['limit == 1', 0, 'got the function limit without arguments, expected limit(f, v, a)'],
    ['1e999 == 1', 0, 'number: got "1e999", expected an exponent within +-400'],
  ])('%s', (formula, column, message) => {
    expect(inFormula(formula)).toContain(`f.yaml:4:${FIRST_COLUMN + column}: `);
    expect(inFormula(formula)).toContain(message);
  });
});

describe('shapes', () => {
  it.each([
    ['x + v == v', 2, '+: got a scalar and n x 1, expected equal shapes'],
    ['v == w', 2, '==: got n x 1 and m x 1, expected equal shapes'],
    ['v == 0', 2, '==: got n x 1 and a scalar, expected equal shapes'],
    ['v < v', 2, '<: got n x 1 and n x 1, expected scalars'],
    [
      'v*v == v',
      1,
      '*: got n x 1 times n x 1, expected as many columns on the left as rows on the right (or dot(a, b)',
    ],
    ['A*v == v', 1, '*: got n x m times n x 1, expected as many columns on the left as rows on the right'],
    ['v/v == v', 1, '/: got a denominator that is n x 1, expected a scalar'],
    ['v .* w == v', 2, '.*: got n x 1 and m x 1, expected equal shapes'],
    ['A^2 == A', 1, '^: got n x m, expected a square matrix'],
    ['B^x == B', 1, '^: got a matrix to a power that is no integer, expected an integer such as 2 or -1'],
    ['2^B == B', 1, 'exponent of ^: got n x n, expected a scalar'],
    ['exp(v) == v', 4, 'exp: got n x 1, expected a scalar'],
    ['inv(A) == A', 4, 'inv: got n x m, expected a square matrix'],
    ['det(v) == 1', 4, 'det: got n x 1, expected a square matrix'],
    ['trace(A) == 1', 6, 'trace: got n x m, expected a square matrix'],
    ['diag(B) == B', 5, 'diag: got n x n, expected a vector (a column)'],
    ['dot(v, w) == 1', 0, 'dot: got n x 1 and m x 1, expected equal shapes'],
    ['dot(A, A) == 1', 0, 'dot: got n x m, expected a vector (a column)'],
    ['sin(x, x) == 1', 0, 'sin: got 2 arguments, expected sin(x)'],
    ['limit(x, x) == 1', 0, 'limit: got 2 arguments, expected limit(f, v, a)'],
    ['gaussian() == 1', 0, 'gaussian: got 0 arguments, expected gaussian(f, v, mean, variance)'],
    ['diff(x, v) == 1', 8, 'diff: got "v", n x 1, expected the name of a scalar variable'],
    ['diff(x, q) == 1', 8, 'diff: got "q", which is a let, expected the name of a scalar variable'],
    ['diff(x, x^2) == 1', 9, 'diff: got a formula, expected the name of a scalar variable'],
    ['limit(t, t, v) == 1', 12, 'limit: got n x 1, expected a scalar'],
    ['gaussian(t, n, 0, 1) == 1', 12, 'gaussian: got the dimension "n", expected the name'],
    ['gaussian(t, e, 0, 1) == 1', 12, 'gaussian: got the reserved name "e", expected the name'],
    ['limit(sin(t)/t, t, t) == 1', 19, 'got the unknown name "t"'],
    ['ones(k) == v', 5, 'ones: got "k", expected n, m or a number from 1 to 100 (dimensions are the names'],
    ['ones(0) == v', 5, 'ones: got 0, expected n, m or a number from 1 to 100'],
    ['[1, 2; 3] == B', 7, 'literal: got rows with 2 and 1 columns, expected equally many'],
    ['[1, v] == B', 4, 'literal: got blocks with 1 and n rows side by side, expected equally many'],
    ['[B, B] == B', 0, 'literal: got n + n columns, expected blocks whose sizes are numbers'],
  ])('%s', (formula, column, message) => {
    expect(inFormula(formula)).toContain(`f.yaml:4:${FIRST_COLUMN + column}: `);
    expect(inFormula(formula)).toContain(message);
  });
});

describe('files', () => {
  const claims = '\nclaims: [{id: a, claim: 1 == 1}]\n';
  it.each([
    ['', 'f.yaml:1:1: file: got nothing, expected a map with the keys symbols, let, claims'],
    ['[]', 'f.yaml:1:1: file: got a list, expected a map with the keys symbols, let, claims'],
    ['symbols: {}', 'f.yaml:1:1: file: got no claims, expected "claims:" and a list of them'],
    ['claims: []', 'f.yaml:1:9: claims: got an empty list, expected at least one claim'],
    ['claims: {}', 'f.yaml:1:9: claims: got a map, expected a list of claims'],
    ['claims: [1]', 'f.yaml:1:10: claim: got "1", expected a map with the keys id, claim, given'],
    [
      `${claims}\nlets: {}`,
      'f.yaml:4:1: file: got the unknown key "lets", expected one of symbols, let, claims',
    ],
    ['claims: [{claim: 1 == 1}]', 'f.yaml:1:10: claim: got no id, expected an id of its own, not empty'],
    ['claims: [{id: a}]', 'f.yaml:1:10: claim: got no claim, expected a relation such as "a == b"'],
    [
      'claims: [{id: "", claim: 1 == 1}]',
      'f.yaml:1:15: id: got nothing, expected an id of its own, not empty',
    ],
    [
      'claims: [{id: a, claim: 1 == 1}, {id: a, claim: 1 == 1}]',
      'f.yaml:1:39: id: got "a" twice, expected an id of its own for every claim',
    ],
    [
      'claims: [{id: a, claim: 1 == 1, givn: 2}]',
      'f.yaml:1:33: claim: got the unknown key "givn", expected one of id, claim, given',
    ],
    [
      'claims: [{id: a, claim: 1 == 1, given: {x: 1}}]',
      'f.yaml:1:40: given: got a map, expected a list of relations',
    ],
    [
      'claims: [{id: a, claim: 1 == 1, given: [1 < 2, 2]}]',
      'f.yaml:1:49: formula: got the end of the formula, expected an operator or a relation',
    ],
    [`symbols: {x: real, x: real}${claims}`, 'f.yaml:1:20: symbols: got the key "x" twice, expected it once'],
    [`symbols: {pi: real}${claims}`, 'f.yaml:1:11: symbols: got the reserved name "pi" (a constant)'],
    [`symbols: {det: real}${claims}`, 'f.yaml:1:11: symbols: got the reserved name "det" (a function)'],
    [`symbols: {2x: real}${claims}`, 'f.yaml:1:11: symbols: got "2x", expected a name: a letter or _'],
    [
      `symbols: {n: real, v: vector(n)}${claims}`,
      'f.yaml:1:11: symbols: got "n", also a dimension of a kind, expected another name',
    ],
    [`symbols: {x: }${claims}`, 'symbol x: got nothing, expected a kind'],
    [`symbols: {x: complex}${claims}`, 'f.yaml:1:14: kind: got "complex", expected real, positive'],
    [
      `symbols: {x: positive vecto(n)}${claims}`,
      'f.yaml:1:23: kind: got "vecto(n)", expected real, positive',
    ],
    [`symbols: {x: positive nonzero}${claims}`, 'kind: got positive and nonzero, expected one of them'],
    [`symbols: {x: vector(0)}${claims}`, 'dimension: got 0, expected a name or a number from 1 to 100'],
    [`symbols: {x: vector(e)}${claims}`, 'dimension: got the reserved name "e" (a constant)'],
    [`symbols: {x: vector(n+1)}${claims}`, 'dimension: got "n+1", expected a name'],
    [`symbols: {x: "vector(n,m)"}${claims}`, 'kind: got "vector(n,m)", expected vector(n)'],
    [`symbols: {x: matrix(n)}${claims}`, 'kind: got "matrix(n)", expected matrix(n,m)'],
    [`symbols: {x: symmetric}${claims}`, 'kind: got "symmetric", expected matrix(n,n) after symmetric'],
    [
      `symbols: {x: symmetric vector(n)}${claims}`,
      'kind: got "symmetric vector(n)", expected a square matrix(n,n) after symmetric',
    ],
    [
      `symbols: {x: "posdef matrix(n,m)"}${claims}`,
      'kind: got "posdef matrix(n,m)", expected a square matrix(n,n) after posdef',
    ],
    [
      `symbols: {x: "nonzero diagonal matrix(n,n)"}${claims}`,
      'kind: got "nonzero diagonal matrix(n,n)", expected invertible diagonal matrix(n,n)',
    ],
    [`symbols: {x: vector(n) positive}${claims}`, 'kind: got "positive" after the shape, expected the shape'],
    [
      `symbols: {A: matrix(n,n), b: real}${claims}`,
      'f.yaml:1:14: got "matrix(n", cut off at the comma, expected quotes around what contains a comma',
    ],
    ['claims: [{id: a, claim: dot(1, 1) == 1}]', 'f.yaml:1:25: got "dot(1", cut off at the comma'],
    [`let: {x: 1, y: z, z: 1}${claims}`, 'f.yaml:1:16: formula: got the unknown name "z", expected one of x'],
    [`symbols: {x: real}\nlet: {x: 1}${claims}`, 'f.yaml:2:7: let: got "x", also a symbol, expected another'],
    [
      `symbols: {x: vector(n)}\nlet: {n: 1}${claims}`,
      'f.yaml:2:7: let: got "n", also a dimension, expected another name',
    ],
    [`let: [1]${claims}`, 'f.yaml:1:6: let: got a list, expected a map of names and formulas'],
    [
      `let:\n  x: [1, 2]${claims}`,
      'let x: got a list, expected a formula (quote a formula that starts with "[")',
    ],
    ['claims: &a [*a]', 'f.yaml:1:13: claim: got the alias *a, expected a map'],
    ['%FOO\n---\nclaims: 1', 'f.yaml:1:1: YAML: Unknown directive %FOO, expected well-formed YAML'],
    ['claims: !!x 3', 'f.yaml:1:9: YAML: Unresolved tag'],
    ['claims: 1\n---\nclaims: 1', 'f.yaml:2:1: YAML: Source contains multiple documents'],
    ['claims: [{id: "a}]', 'YAML: Missing closing "quote'],
    ['claims:\n\t- a', 'f.yaml:2:1: YAML: Tabs are not allowed as indentation'],
  ])('%j', (text, message) => {
    expect(messageOf(text)).toContain(message);
    expect(messageOf(text)).toMatch(/^f\.yaml:\d+:\d+: [^\n]+$/);
  });
});

describe('places', () => {
  it.each([
    ["claim: 'x + ''y'' == 1'", 2, 17],
    ['claim: "x + \\"y\\" == 1"', 2, 17],
    ['claim: x + 1\n        + $ == 1', 3, 11],
    ['claim: "x + 1\n\n        + $ == 1"', 4, 11],
    ['claim: >\n      x + 1\n      + $ == 1', 4, 9],
    ['claim: |-\n      x + 1\n      + $ == 1', 4, 9],
  ])('%j', (claim, line, column) => {
    const message = messageOf(`claims:\n  - ${claim}\n    id: a\nsymbols: {x: real}\n`);
    expect(message).toMatch(new RegExp(`^f\\.yaml:${line}:${column}: `));
  });

  it('counts in the claim that uses a let, since the let itself is in order', () => {
    const text = 'symbols: {x: real}\nlet: {f: sin(x)}\nclaims:\n  - {id: a, claim: f + z == 1}';
    expect(messageOf(text)).toContain('f.yaml:4:24: formula: got the unknown name "z"');
  });
});

describe('limits', () => {
  const claim = (formula: string) =>
    messageOf(`symbols: {x: real}\nclaims:\n- {id: a, claim: "${formula} == 1"}`);
  it.each([
    ['a deep formula', `${'('.repeat(500)}x${')'.repeat(500)}`, 'expected at most 100 levels'],
    ['many signs', `${'-'.repeat(500)}x`, 'expected at most 100 levels'],
    ['a tower', `x${'^x'.repeat(500)}`, 'expected at most 100 levels'],
    ['quotients', `x${'/x'.repeat(500)}`, 'expected at most 100'],
    [
      'a long formula',
      `x${' + x'.repeat(10_000)}`,
      `got 40006 characters, expected at most ${LIMITS.formula}`,
    ],
  ])('%s', (_name, formula, message) => {
    expect(claim(formula)).toContain(message);
  });

  it.each(['+', '*'])('a long flat row of %s is fine', (operator) => {
    expect(claim(`x${` ${operator} x`.repeat(4900)}`)).toBe('no complaint');
  });

  it('lets that double', () => {
    const lets = Array.from({ length: 40 }, (_, i) => `  a${i + 1}: a${i}*a${i} + a${i}\n`).join('');
    const text = `symbols: {a0: real}\nlet:\n${lets}claims:\n- {id: a, claim: a40 == 1}`;
    expect(messageOf(text)).toContain(`expected at most ${LIMITS.nodes}`);
  });

  it('a large or deep file', () => {
    expect(messageOf(`#${' '.repeat(LIMITS.file)}`)).toBe(
      `f.yaml: got ${LIMITS.file + 1} characters, expected at most ${LIMITS.file} in a file`,
    );
    expect(messageOf(`claims: ${'['.repeat(100_000)}`)).toContain('lists inside lists too deep to read');
  });
});
