/**
 * Mirror descent (Pogodin et al. 2023, arXiv 2305.19394; theory 5): Phi'(w_(t+1)) = Phi'(w_t) - eta grad C.
 *
 *   Phi         a potential, a function of all weights; separable where g is used
 *   g           grad Phi of a separable potential, componentwise: g(w) are the dual weights, diag(g'(w)) = Hess Phi
 *   s           the coordinates u = s(w) with s'(w)^2 = g'(w), componentwise
 *   L           a loss of the outputs X w, or of the coordinates
 *   X           the inputs, one row each, N x n; where the notation needs a square matrix, with rows of zeros
 */
import type { Expression } from '../../src/expression/expression.ts';
import { MATRIX, type Notation, SCALAR, VECTOR } from '../../src/expression/notation.ts';
import { parse } from '../../src/expression/parse.ts';
import type { Statement } from '../../src/expression/statement.ts';
import type { Setting } from '../../src/symbolic/setting.ts';
import { setting } from '../claims.ts';
import { notation } from '../notation.ts';

const vector = (latex: string, meaning: string) => ({ shape: VECTOR, unit: {}, latex, meaning });
const scalar = (latex: string, meaning: string) => ({ shape: SCALAR, unit: {}, latex, meaning });

export const mirrorNotation: Notation = {
  functions: {
    ...notation.functions,
    Phi: { action: 'cost', unit: {}, latex: '\\Phi', meaning: 'potential of mirror descent' },
    L: { action: 'cost', unit: {}, latex: 'L', meaning: 'a loss' },
    g: { action: 'componentwise', unit: {}, latex: '\\nabla\\Phi', meaning: 'dual weights' },
    s: { action: 'componentwise', unit: {}, latex: 's', meaning: "coordinates with s'^2 = Phi''" },
  },
  symbols: {
    ...notation.symbols,
    u: vector('u', 'weights'),
    v: vector('v', 'weights'),
    X: { shape: MATRIX, unit: {}, latex: 'X', meaning: 'inputs, one row each' },
    gradL: vector('\\nabla L', 'gradient of the loss'),
    dw: vector('\\dot w', 'weight change by the flow'),
    Duv: scalar('D(u, v)', 'Bregman divergence'),
    Dvw: scalar('D(v, w)', 'Bregman divergence'),
    Duw: scalar('D(u, w)', 'Bregman divergence'),
    p: scalar('p', 'exponent of the potential'),
  },
};

const names = new Set(Object.keys(mirrorNotation.functions));
export const mirrorFormula = (text: string): Expression => parse(text, names);

export const same = (...sides: string[]): Statement => ({
  relations: [{ kind: 'equal', sides: sides.map(mirrorFormula) }],
});

/** Nothing random here, and nothing of the neuron but its symbols. */
export function mirror(lines: Readonly<Record<string, string>> = {}): Setting {
  const { gaussian: _, ...rest } = setting(new Map(), {
    notation: mirrorNotation,
    diagonalVectors: new Set(["g'(w)", "s'(w)"]),
  });
  const definitions = Object.entries(lines).map(([name, text]) => [name, mirrorFormula(text)] as const);
  return { ...rest, definitions: new Map(definitions) };
}
