import katex from 'katex';
import { describe, expect, test } from 'vitest';
import { formulaClaims as claims } from '../../proofs/index.ts';
import { formula, notation } from '../../proofs/notation.ts';
import { toLatex } from '../../src/expression/print.ts';
import { statementLatex } from '../../src/expression/statement.ts';

const latex = (text: string): string => toLatex(formula(text), notation);
const render = (text: string): string =>
  katex.renderToString(text, { throwOnError: true, strict: 'error', displayMode: true });

describe('LaTeX', () => {
  test.each([
    ["c1*(e0^2*r*r'+Sigma)", 'c_1\\,\\left(\\epsilon_0^{2}\\,r\\,r^{\\mathsf T} + \\Sigma\\right)'],
    ["phi'(V)^2/phi(V)", "\\frac{\\left(\\phi'\\left(V\\right)\\right)^{2}}{\\phi\\left(V\\right)}"],
    ['-(c1+c2)', '-\\left(c_1 + c_2\\right)'],
    ['c1-c2/3', 'c_1 - \\frac{c_2}{3}'],
    ["E(h(V)*x*x')", '\\mathrm E\\left[h\\left(V\\right)\\,x\\,x^{\\mathsf T}\\right]'],
    ['inv(Gs)', '\\left(G^s\\right)^{-1}'],
    ['s2^2', '\\left(\\sigma_v^2\\right)^{2}'],
    ["Cs'(w)", "{C^s}'\\left(w\\right)"],
    ['Cs(w)', 'C^s\\left(w\\right)'],
    ['component(x, j)', 'x_{j}'],
    ['component(rt, j)', '\\tilde r_{j}'],
    ['sumover(j, component(w, j))', '\\sum_{j} w_{j}'],
    ['diag(r)', '\\operatorname{diag}\\left\\{r\\right\\}'],
    ['[r, wt]', '\\left[r,\\ \\tilde w\\right]'],
    ['[c1, c2; c2, c3]', '\\begin{pmatrix}c_1 & c_2 \\\\ c_2 & c_3\\end{pmatrix}'],
    ['sqrt(2*pi*s2)', '\\sqrt{2\\,\\pi\\,\\sigma_v^2}'],
    ['atan(u)', '\\arctan\\left(u\\right)'],
    ['log1p(u)+expm1(u)', '\\operatorname{log1p}\\left(u\\right) + \\operatorname{expm1}\\left(u\\right)'],
    ['0.05', '\\tfrac{1}{20}'],
    ['integral(phi(u), u)', '\\int_{-\\infty}^{\\infty} \\phi\\left(u\\right)\\,\\mathrm du'],
    ['grad(Cs(w), w)', '\\frac{\\partial C^s\\left(w\\right)}{\\partial w}'],
    ['Cov(V, u)', '\\operatorname{Cov}\\left(V,\\, u\\right)'],
  ])('of %s', (text, expected) => {
    expect(latex(text)).toBe(expected);
    expect(render(expected)).toContain('katex');
  });

  test('every elementary function is known to KaTeX', () => {
    for (const name of ['sqrt', 'exp', 'log', 'sin', 'cos', 'tan', 'sinh', 'cosh', 'tanh'])
      expect(render(latex(`${name}(u)`))).toContain('katex');
  });

  test('KaTeX refuses what is wrong', () => {
    expect(() => render('G^s^{-1}')).toThrow('Double superscript');
  });
});

describe('every printed line renders in KaTeX', () => {
  test.each(claims.map((claim) => [claim.id, claim] as const))('%s', (_, claim) => {
    const { setting, printed, corrected, mutants } = claim;
    const statements = [printed, ...(corrected === undefined ? [] : [corrected]), ...mutants];
    const lines = statements.flatMap((statement) => statementLatex(statement, setting.notation));
    for (const derive of claim.derivations) {
      const { subject, steps, results } = derive();
      for (const tree of [subject, ...steps.map(({ line }) => line), ...results.values()])
        lines.push(toLatex(tree, setting.notation));
    }
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(() => render(line), line).not.toThrow();
  });
});
