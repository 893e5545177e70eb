/**
 * Exact assignments at which a claim is tried: drawn once for the claim, shared by the statement and all its mutants.
 */
import { type Assignment, evaluate } from '../expression/evaluate.ts';
import { type Expression, some, symbolsOf } from '../expression/expression.ts';
import type { Matrix } from '../expression/matrix.ts';
import { equals, type Rational, rationalToString } from '../expression/rational.ts';
import { cases, type Statement, statementText } from '../expression/statement.ts';
import { type Given, smallestDimension } from '../symbolic/given.ts';
import { drawFrom, drawInstance, type Instance } from '../symbolic/instance.ts';
import type { Setting } from '../symbolic/setting.ts';
import { CLEAR_DIFFERENCE, toDoubles } from './numericInstance.ts';
import type { Counterexample, Mutant } from './report.ts';

/** What an assignment says about a statement. */
type Finding = 'agrees' | 'differs' | 'undefined' | 'unreachable';

const UNDEFINED_EVERYWHERE = 'it makes sense at no admissible assignment';
const LARGEST_WITH_EXPECTATION = 3;
const LARGEST = 6;
/** Where a claim needs one size, that size is drawn so often. */
const FEWEST = 5;

export class Instances {
  private readonly exact: readonly Instance[];
  private readonly numeric = new Map<Instance, Assignment<number>>();
  private readonly values = new WeakMap<Instance, Map<Expression, Matrix<Rational> | Finding>>();

  /** Draws admissible assignments for n = smallest .. 6 (.. 3 where moments of polynomials in n variables are needed). */
  constructor(
    private readonly statement: Statement,
    private readonly setting: Setting,
    givens: readonly Given[],
    seed: number,
  ) {
    const draw = drawFrom(seed);
    const smallest = smallestDimension(givens);
    const largest = Math.max(smallest, this.takesExpectations() ? LARGEST_WITH_EXPECTATION : LARGEST);
    const sizes = Array.from({ length: largest - smallest + 1 }, (_, k) => smallest + k);
    const again = Math.max(FEWEST - sizes.length, Math.min(3, sizes.length));
    const repeated = Array.from({ length: again }, (_, k) => sizes[k % sizes.length] ?? smallest);
    this.exact = [...sizes, ...repeated]
      .map((n) => drawInstance(n, setting, givens, draw))
      .filter((instance) => instance !== undefined);
  }

  /** For evidence: at how many assignments, of which n, the statement has a value on both sides. */
  scope(statement: Statement): string {
    const defined = this.exact.filter((instance) => {
      const finding = this.tryExactly(statement, instance);
      return finding === 'agrees' || finding === 'differs';
    });
    const sizes = [...new Set(defined.map(({ n }) => n))].sort((a, b) => a - b);
    return `n = ${sizes.join(', ')}: ${defined.length} exact rational assignments`;
  }

  /** True when the statement holds exactly wherever it is defined, and is defined somewhere. */
  agrees(statement: Statement): boolean {
    const findings = this.exact.map((instance) => this.tryExactly(statement, instance));
    return findings.includes('agrees') && !findings.includes('differs');
  }

  /** True when no assignment can be evaluated exactly, as for statements with integrals. */
  unreachable(statement: Statement): boolean {
    return this.exact.every((instance) => this.tryExactly(statement, instance) === 'unreachable');
  }

  /** By what the statement is refuted: an assignment that contradicts it, or none at which it makes sense. Undefined otherwise. */
  refutation(statement: Statement): string | undefined {
    let anyDefined = false;
    for (const instance of this.exact) {
      const finding = this.tryExactly(statement, instance);
      if (finding === 'differs') return `the sides differ at an exact assignment with n = ${instance.n}`;
      if (finding === 'unreachable') return this.numericRefutation(statement);
      anyDefined ||= finding === 'agrees';
    }
    return anyDefined ? undefined : UNDEFINED_EVERYWHERE;
  }

  /** Agreement in doubles, for statements that no exact assignment reaches. */
  agreesNumerically(statement: Statement): boolean {
    const findings = this.exact.map((instance) => this.tryNumerically(statement, instance));
    return findings.includes('agrees') && !findings.includes('differs');
  }

  private numericRefutation(statement: Statement): string | undefined {
    let anyDefined = false;
    for (const instance of this.exact) {
      const finding = this.tryNumerically(statement, instance);
      if (finding === 'differs') return `the sides differ in doubles at n = ${instance.n}, by quadrature`;
      anyDefined ||= finding === 'agrees';
    }
    return anyDefined ? undefined : UNDEFINED_EVERYWHERE;
  }

  /** The first assignment that contradicts the statement, smallest n first. */
  counterexample(statement: Statement): Counterexample | undefined {
    for (const instance of this.exact) {
      for (const { sides } of cases(statement)) {
        for (const [left, right] of pairs(sides)) {
          const [a, b] = [this.value(left, instance), this.value(right, instance)];
          if (typeof a === 'string' || typeof b === 'string' || sameMatrix(a, b)) continue;
          return {
            assignment: describe(instance, [left, right], this.setting),
            left: matrixText(a),
            right: matrixText(b),
            exact: true,
          };
        }
      }
    }
    return undefined;
  }

  /**
   * A second reading of a refuted statement: "both sides are equal at the counterexample" is the mutant, and evaluation in
   * doubles, which shares neither the numbers nor the Gaussian moments with the exact one, must refute it.
   */
  secondReading(statement: Statement): readonly Mutant[] {
    const differing = this.exact.find((instance) => this.tryExactly(statement, instance) === 'differs');
    if (differing === undefined) return [];
    const again = this.tryNumerically(statement, differing);
    return [
      {
        change: 'negation',
        statement: `at n = ${differing.n}: ${statementText(statement)}`,
        fate: again === 'differs' ? 'refuted' : 'survived',
        by: again === 'differs' ? 'the sides differ in doubles too' : `second reading in doubles: ${again}`,
      },
    ];
  }

  private tryExactly(statement: Statement, instance: Instance): Finding {
    return worst(
      cases(statement).flatMap(({ sides }) =>
        pairs(sides).map(([left, right]): Finding => {
          const [a, b] = [this.value(left, instance), this.value(right, instance)];
          if (typeof a === 'string') return a;
          if (typeof b === 'string') return b;
          return sameMatrix(a, b) ? 'agrees' : 'differs';
        }),
      ),
    );
  }

  private tryNumerically(statement: Statement, instance: Instance): Finding {
    if (instance.n > 2 && this.takesExpectations()) return 'undefined';
    const assignment = this.numeric.get(instance) ?? toDoubles(instance, this.setting);
    this.numeric.set(instance, assignment);
    return worst(
      cases(statement).flatMap(({ sides }) =>
        pairs(sides).map(([left, right]): Finding => {
          const [a, b] = [left, right].map((side) => valueOrFinding(side, assignment));
          if (a === undefined || b === undefined || typeof a === 'string' || typeof b === 'string')
            return 'undefined';
          if (![...a.flat(), ...b.flat()].every(Number.isFinite)) return 'undefined';
          return closeMatrices(a, b) ? 'agrees' : 'differs';
        }),
      ),
    );
  }

  private takesExpectations(): boolean {
    return cases(this.statement).some(({ sides }) =>
      sides.some((side) => involvesExpectation(side, this.setting)),
    );
  }

  /** The value of one side, remembered by the tree itself: mutants share the sides that they leave alone. */
  private value(side: Expression, instance: Instance): Matrix<Rational> | Finding {
    const known = this.values.get(instance) ?? new Map<Expression, Matrix<Rational> | Finding>();
    this.values.set(instance, known);
    const found = known.get(side) ?? valueOrFinding(side, instance);
    known.set(side, found);
    return found;
  }
}

function valueOrFinding<T>(side: Expression, assignment: Assignment<T>): Matrix<T> | Finding {
  try {
    return evaluate(side, assignment);
  } catch (error) {
    if (error instanceof RangeError) return 'undefined';
    if (error instanceof TypeError) return 'unreachable';
    throw error;
  }
}

/** A statement differs if any part does; it agrees only if no part is undefined. */
const worst = (findings: readonly Finding[]): Finding =>
  (['differs', 'unreachable', 'undefined'] as const).find((each) => findings.includes(each)) ?? 'agrees';

export const pairs = (sides: readonly Expression[]): [Expression, Expression][] =>
  sides.slice(1).map((side, k) => [sides[k] ?? side, side]);

const sameMatrix = (a: Matrix<Rational>, b: Matrix<Rational>): boolean =>
  a.length === b.length &&
  a.every((row, i) =>
    row.every((value, j) => equals(value, b[i]?.[j] ?? { numerator: 0n, denominator: 0n })),
  );

function closeMatrices(a: Matrix<number>, b: Matrix<number>): boolean {
  const size = Math.max(...a.flat().map(Math.abs), ...b.flat().map(Math.abs));
  const close = (x: number, y: number): boolean =>
    Number.isFinite(size) && Math.abs(x - y) <= CLEAR_DIFFERENCE * size;
  return a.every((row, i) => row.every((value, j) => close(value, b[i]?.[j] ?? Number.NaN)));
}

function involvesExpectation(side: Expression, setting: Setting, depth = 0): boolean {
  if (depth > 20) return false;
  return some(side, (node) => {
    if (node.kind === 'expectation' || node.kind === 'covariance') return true;
    const definition = node.kind === 'symbol' ? setting.definitions.get(node.name) : undefined;
    return definition !== undefined && involvesExpectation(definition, setting, depth + 1);
  });
}

/** The free symbols behind an expression, with their values, in the paper's notation. */
function describe(
  instance: Instance,
  sides: readonly Expression[],
  setting: Setting,
): Record<string, string> {
  const text: Record<string, string> = { n: String(instance.n) };
  const seen = new Set<string>();
  const visit = (expression: Expression): void => {
    for (const name of symbolsOf(expression)) {
      if (seen.has(name)) continue;
      seen.add(name);
      const definition = setting.definitions.get(name);
      const value = instance.values.get(name);
      if (definition !== undefined) visit(definition);
      else if (value !== undefined && name !== 'ones' && !isBoundInside(name, setting))
        text[name] = matrixText(value);
    }
    some(expression, (node) => {
      if (node.kind === 'call' && (node.name === 'phi' || node.name === 'h'))
        text.phi = instance.functionTexts.phi ?? '';
      return false;
    });
  };
  sides.forEach(visit);
  return text;
}

/** x is averaged over, not assigned. */
const isBoundInside = (name: string, setting: Setting): boolean => setting.gaussian?.name === name;

function matrixText(matrix: Matrix<Rational>): string {
  if (matrix.length === 1 && matrix[0]?.length === 1) return matrix[0].map(rationalToString).join();
  if (matrix.every((row) => row.length === 1))
    return `(${matrix.map((row) => row.map(rationalToString).join()).join(', ')})`;
  return `[${matrix.map((row) => row.map(rationalToString).join(', ')).join('; ')}]`;
}
