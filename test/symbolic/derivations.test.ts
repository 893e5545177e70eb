/** The five derivations: what they give, that routes agree, and that a spoilt line is refused. */
import { describe, expect, test } from 'vitest';
import { nonzero, positive, setting, withUnits } from '../../proofs/claims.ts';
import { definitions, formula } from '../../proofs/notation.ts';
import {
  firstUpdate,
  inverseCoefficients,
  inverseDerivation,
  inverseExists,
  lowRankParts,
  physical,
  secondUpdate,
  twoStepDerivation,
  twoSteps,
  updateScales,
} from '../../proofs/values.ts';
import type { Expression } from '../../src/expression/expression.ts';
import { toText } from '../../src/expression/print.ts';
import type { Derivation } from '../../src/symbolic/derivation.ts';
import { fisherDecomposition } from '../../src/symbolic/derivations/fisherDecomposition.ts';
import { quadraticCase } from '../../src/symbolic/derivations/quadraticCase.ts';
import { reparametrize } from '../../src/symbolic/derivations/reparametrize.ts';
import { shermanMorrisonInverse } from '../../src/symbolic/derivations/shermanMorrisonInverse.ts';
import { woodburyInverse } from '../../src/symbolic/derivations/woodburyInverse.ts';
import type { Given } from '../../src/symbolic/given.ts';
import { proveEqual } from '../../src/symbolic/prove.ts';

const PROVED = { proved: true };
const lowRank = setting(lowRankParts);
const value = (results: ReadonlyMap<string, Expression>, name: string): Expression => {
  const found = results.get(name);
  if (found === undefined) throw new Error(`no result ${name}`);
  return found;
};

const closedForm: Readonly<Record<string, string>> = {
  g1: '-(c1^2+(c1*c3-c2^2)*s2)/D',
  g2: '-(c1*c2-(c1*c3-c2^2)*mu)/D',
  g3: '-(c1*c2-(c1*c3-c2^2)*mu)/D',
  g4: '-(c1*c3+(c1*c3-c2^2)*q)/D',
};
const names = Object.keys(closedForm);

describe('the inverse of the Fisher matrix', () => {
  test.each(names)('in one step: %s has the closed form over Delta', (name) => {
    const derived = value(inverseDerivation().results, name);
    expect(proveEqual(derived, formula(closedForm[name] ?? ''), lowRank, inverseExists)).toEqual(PROVED);
  });

  test.each(names)('by two rank-one updates: %s is the same', (name) => {
    const where = setting(new Map([...lowRankParts, ...updateScales]));
    const [once, twice] = [value(inverseCoefficients, name), value(twoStepDerivation().results, name)];
    expect(proveEqual(once, twice, where, twoSteps)).toEqual(PROVED);
  });

  test.each([
    ['g1', '-(c1^2-(c1*c3-c2^2)*s2)/D'],
    ['g2', '-(c1*c2+(c1*c3-c2^2)*mu)/D'],
    ['g4', '(c1*c3+(c1*c3-c2^2)*q)/D'],
  ])('%s is not %s', (name, spoilt) => {
    const derived = value(inverseCoefficients, name);
    expect(proveEqual(derived, formula(spoilt), lowRank, inverseExists).proved).toBe(false);
  });

  test('k1 k2 Delta = 1: the scales of the two updates multiply to the reciprocal of the determinant', () => {
    const where = setting(new Map([...lowRankParts, ...updateScales]));
    expect(proveEqual(formula('k1*k2*D'), formula('1'), where, twoSteps)).toEqual(PROVED);
    expect(proveEqual(formula('k1*k2*D'), formula('c1^2'), where, twoSteps).proved).toBe(false);
  });

  test('each update has the scale 1/(1 + v^T A^-1 u)', () => {
    const [first, second] = [value(firstUpdate().results, 'kappa'), value(secondUpdate().results, 'kappa')];
    const prove = (left: Expression, right: string) => proveEqual(left, formula(right), lowRank, twoSteps);
    expect(prove(first, "1/(1+(e0*r)'*inv(M1)*(c1*e0*r+c2*wt))")).toEqual(PROVED);
    expect(prove(second, "1/(1+wt'*inv(M1+M2)*(c2*e0*r+c3*wt))")).toEqual(PROVED);
    // in named scalars, without contractions; k1 of the paper carries another factor c1^-2
    expect(toText(first)).not.toContain('|');
    const where = setting(new Map([...lowRankParts, ...updateScales, ['kappa', first] as const]));
    expect(proveEqual(formula('k1'), formula('kappa/c1^2'), where, twoSteps)).toEqual(PROVED);
  });

  test('a spoilt line in between is refused, naming its rule', () => {
    const spoilt = () =>
      woodburyInverse(
        'twice',
        formula('G'),
        [{ rule: 'Sherman-Morrison for M3', line: formula('inv(M1+M2)+k2*inv(M1+M2)*M3*inv(M1+M2)') }],
        {
          scale: formula('1/c1'),
          baseInverse: formula('inv(Sigma)'),
          coefficients: [
            { name: 'g1', left: formula('rt'), right: formula('rt') },
            { name: 'g2', left: formula('w'), right: formula('rt') },
            { name: 'g3', left: formula('rt'), right: formula('w') },
            { name: 'g4', left: formula('w'), right: formula('w') },
          ],
        },
        ['q', 'mu', 's2'],
        setting(new Map([...lowRankParts, ...updateScales])),
        twoSteps,
      );
    expect(spoilt).toThrow('twice: Sherman-Morrison for M3 does not give');
  });

  test('vectors that do not span the update are refused', () => {
    const spoilt = () =>
      woodburyInverse(
        'once',
        formula('G'),
        [],
        {
          scale: formula('1/c1'),
          baseInverse: formula('inv(Sigma)'),
          coefficients: [{ name: 'g1', left: formula('rt'), right: formula('rt') }],
        },
        [],
        lowRank,
        inverseExists,
      );
    expect(spoilt).toThrow(/^no values of g1 make/);
  });

  test('without the assumption that Delta is not 0 there is no derivation', () => {
    expect(() =>
      shermanMorrisonInverse(
        { base: formula('A'), baseInverse: formula('inv(A)'), u: formula('a'), v: formula('v') },
        'kappa',
        [],
        setting(),
        [],
      ),
    ).toThrow('shermanMorrisonInverse: ansatz A^-1 - kappa A^-1 u v^T A^-1, kappa solved from');
  });

  test('Sherman-Morrison keeps a scale without a name as a formula', () => {
    const { results } = shermanMorrisonInverse(
      { base: formula('A'), baseInverse: formula('inv(A)'), u: formula('a'), v: formula('v') },
      'kappa',
      [],
      setting(),
      [{ kind: 'invertible', name: 'A', text: '' }, nonzero("1+v'*inv(A)*a")],
    );
    expect(toText(value(results, 'kappa'))).toBe("1/(1 + v'*A^(-1)*a)");
  });
});

describe('the decomposition', () => {
  const fires = positive('phi(V)');

  test('has three steps and ends in c1, c2, c3', () => {
    const { steps, results } = fisherDecomposition(formula('e0*r'), ['c1', 'c2', 'c3'], setting(), [
      ...physical,
      fires,
    ]);
    expect(steps.map(({ rule }) => rule)).toEqual([
      "Stein's lemma for x^T",
      "Stein's lemma for x",
      "collect: c1 = E h, c2 = E h', c3 = E h''",
    ]);
    const line = steps.at(-1)?.line as Expression;
    const printed = formula("c1*(e0^2*r*r'+Sigma)+c2*e0*(Sigma*w*r'+r*(Sigma*w)')+c3*(Sigma*w)*(Sigma*w)'");
    expect(proveEqual(line, printed, setting(), physical)).toEqual(PROVED);
    expect(proveEqual(formula("E(h(V)*x*x')"), printed, setting(results), [...physical, fires])).toEqual(
      PROVED,
    );
    expect([...results].map(([name, tree]) => `${name} = ${toText(tree)}`)).toEqual([
      'c1 = E(h(V))',
      "c2 = E(h'(V))",
      "c3 = E(h''(V))",
    ]);
  });

  test('throws for a wrong mean, naming the rule', () => {
    expect(() =>
      fisherDecomposition(formula('r'), ['c1', 'c2', 'c3'], setting(), [...physical, fires]),
    ).toThrow("fisherDecomposition: Stein's lemma for x^T does not give");
  });
});

describe('the quadratic transfer function', () => {
  const where = setting(new Map(), { unitSlope: true });
  const givens = [...physical, nonzero("phi'(V)")];
  const derive = (inverse: string, second = "e0^2*r*r'+Sigma") =>
    quadraticCase(formula(second), formula(inverse), where, givens);
  const printed = "inv(Sigma)-ce^2*e0^2/(q+1)*ones*ones'";

  test('gives the second moment and one rank-one update', () => {
    const [matrix, inverse] = derive(printed);
    expect(matrix.steps.map(({ line }) => toText(line)).at(-1)).toBe("e0^2*r*r' + Sigma");
    expect(inverse.steps).toHaveLength(1);
  });

  test('throws for another inverse, naming the rule, and for another moment', () => {
    expect(() => derive("inv(Sigma)-ce*e0^2/(q+1)*ones*ones'")).toThrow(
      'quadraticCase: Sherman-Morrison does not give',
    );
    expect(() => derive(printed, "e0*r*r'+Sigma")).toThrow(
      'quadraticCase: second moment = covariance + mean mean^T, so c1 = 1, c2 = c3 = 0 does not give',
    );
  });
});

describe('reparametrization', () => {
  const { gaussian: _, ...score } = setting(definitions({ ws: 'f(w)' }));
  const where = { ...score, notation: withUnits({ G: {}, Gs: {} }) };
  const invertible = (name: string): Given => ({ kind: 'invertible', name, text: '' });
  const derive = (givens: readonly Given[]) =>
    reparametrize({ cost: 'Cs', logLikelihood: 'logp', fisherMatrix: 'Gs', gradient: 'b' }, where, givens);

  test('gives the chain rule, the Fisher matrix between two Jacobians, and the somatic step', () => {
    const { gradient, fisherMatrix, naturalGradient } = derive([invertible("f'(w)"), invertible('Gs')]);
    const last = ({ steps }: Derivation): string | undefined => steps.map(({ line }) => toText(line)).at(-1);
    expect(last(gradient)).toBe("diag(f'(w))*Cs'(f(w))");
    expect(last(fisherMatrix)).toBe("diag(f'(w))*E(logp'(f(w))*logp'(f(w))')*diag(f'(w))");
    expect(last(naturalGradient)).toBe('Gs^(-1)*b');
  });

  test('needs an invertible Jacobian', () => {
    expect(() => derive([invertible('Gs')])).toThrow(
      "reparametrize: (J G J)^-1 = J^-1 G^-1 J^-1, and the Jacobians cancel does not give Gs^(-1)*b: divides by diag(f'(w))",
    );
  });
});
