/** The handwritten numeric kernels against the trees that the ledger proves: a formula stands once. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formulaClaims as claims } from '../../proofs/index.ts';
import { formula, notation } from '../../proofs/notation.ts';
import { type Assignment, evaluate } from '../../src/expression/evaluate.ts';
import type { Expression } from '../../src/expression/expression.ts';
import { entryOf } from '../../src/expression/matrix.ts';
import { doubles } from '../../src/expression/ring.ts';
import { closedFormCoefficients } from '../../src/numeric/coefficients/closedForm.ts';
import { learningRuleCoefficients } from '../../src/numeric/coefficients/coefficients.ts';

const nothing = (): never => {
  throw new TypeError('scalars only');
};

function valueAt(
  tree: Expression,
  definitions: ReadonlyMap<string, Expression>,
  values: Readonly<Record<string, number>>,
): number {
  const assignment: Assignment<number> = {
    ring: doubles,
    n: 1,
    notation,
    definitions,
    values: new Map(Object.entries(values).map(([name, value]) => [name, [[value]]])),
    functions: { scalar: nothing, cost: nothing },
    expectation: nothing,
  };
  return entryOf(evaluate(tree, assignment), 0, 0);
}

/** The right-hand side that the ledger proves for a quantity. */
function provedValue(
  id: string,
  name: string,
): { tree: Expression; definitions: ReadonlyMap<string, Expression> } {
  const claim = claims.find((each) => each.id === id);
  const relation = claim?.printed.relations.find(({ sides }) =>
    sides.some((side) => side.kind === 'symbol' && side.name === name),
  );
  const tree = relation?.sides.at(-1);
  if (claim === undefined || tree === undefined) throw new Error(`${id} says nothing about ${name}`);
  const gram = new Set(['mu', 's2', 'q', 'c1', 'c2', 'c3', 'I1', 'I2', 'I3']);
  return {
    tree,
    definitions: new Map([...claim.setting.definitions].filter(([symbol]) => !gram.has(symbol))),
  };
}

const realisable = fc
  .record({
    mean: fc.double({ min: -30, max: 30, noNaN: true }),
    variance: fc.double({ min: 1, max: 400, noNaN: true }),
    extra: fc.double({ min: 0.01, max: 100, noNaN: true }),
  })
  .map(({ mean, variance, extra }) => ({ mean, variance, q: mean ** 2 / variance + extra }));

describe('g1..g4 of the kernel are those of the proved closed form', () => {
  it.each(['g1', 'g2', 'g3', 'g4'] as const)('%s', (name) => {
    const { tree, definitions } = provedValue('closed-form', name);
    fc.assert(
      fc.property(realisable, ({ mean, variance, q }) => {
        const kernel = learningRuleCoefficients({ mean, variance, q });
        const { c1, c2, c3 } = kernel;
        const proved = valueAt(tree, definitions, { c1, c2, c3, mu: mean, s2: variance, q });
        const scale = Math.abs(proved) + 1e-3 / (1 + q); // the closed form cancels where g2, g4 cross zero
        expect(Math.abs(kernel[name] - proved) / scale).toBeLessThan(1e-8);
        expect(closedFormCoefficients({ c1, c2, c3, q, mean, variance })[name]).toBeCloseTo(proved, 10);
      }),
    );
  });
});

describe('c1..c3 of the kernel are those of Equation 82', () => {
  it.each(['c1', 'c2', 'c3'] as const)('%s', (name) => {
    const { tree, definitions } = provedValue('eq82', name);
    fc.assert(
      fc.property(realisable, ({ mean, variance, q }) => {
        const kernel = learningRuleCoefficients({ mean, variance, q });
        const { I1, I2, I3, c1, c2 } = kernel;
        const printed = valueAt(tree, definitions, { I1, I2, I3, c1, c2, mu: mean, s2: variance });
        const scale = {
          c1: I1,
          c2: Math.sqrt(I1 * I3) / variance,
          c3: (I3 + I1 * (mean ** 2 + variance)) / variance ** 2,
        }[name];
        expect(Math.abs(kernel[name] - printed) / scale).toBeLessThan(1e-12);
      }),
    );
  });

  it('would notice a spoilt formula', () => {
    const { I1, I2, c2 } = learningRuleCoefficients({ mean: 5, variance: 50, q: 20 });
    const spoilt = valueAt(formula('(I2+I1*mu)/s2'), new Map(), { I1, I2, mu: 5, s2: 50 });
    expect(Math.abs(spoilt - c2)).toBeGreaterThan(1e-3);
  });
});
