/**
 * A second reading of an exact assignment in doubles, for formulas that are not polynomial in the USPs: Gaussian expectations
 * by the trapezoidal rule over up to two afferents, integrals over the line likewise. It refutes mutants that no exact
 * assignment can reach; a difference counts only when it is a million times larger than the rule's error.
 */

import { elementary } from '../expression/elementary.ts';
import { type Assignment, evaluate } from '../expression/evaluate.ts';
import { type Expression, product, some, transpose } from '../expression/expression.ts';
import { addMatrices, entryOf, type Matrix } from '../expression/matrix.ts';
import { rationalToNumber } from '../expression/rational.ts';
import { doubles } from '../expression/ring.ts';
import { integrateLine, standardNormalRule } from '../numeric/coefficients/lineQuadrature.ts';
import { refuseMovingDistribution } from '../symbolic/gaussianPolynomial.ts';
import type { Instance } from '../symbolic/instance.ts';
import type { Setting } from '../symbolic/setting.ts';

/** Relative difference above which two values count as different. */
export const CLEAR_DIFFERENCE = 1e-6;

export function toDoubles(instance: Instance, setting: Setting): Assignment<number> {
  const values = new Map<string, Matrix<number>>(
    [...instance.values].map(
      ([name, value]) => [name, value.map((row) => row.map(rationalToNumber))] as const,
    ),
  );
  values.set('pi', [[Math.PI]]);
  const assignment: Assignment<number> = {
    ring: doubles,
    n: instance.n,
    notation: instance.notation,
    definitions: instance.definitions,
    values,
    functions: instance.functions,
    elementary: (name, argument) => elementary(name).value(argument),
    expectation: (of, assignment) => gaussianExpectation(of, assignment, setting),
    integral: (of, variable, outer) => {
      const { inner, set } = variableAssignment(outer, variable);
      const integrand = (u: number): number => {
        set([[u]]);
        return entryOf(evaluate(of, inner), 0, 0);
      };
      const { center, width } = voltagePlace(outer, setting);
      return [[integrateLine(integrand, center, width)]];
    },
  };
  for (const name of constantDefinitions(setting)) {
    try {
      values.set(name, evaluate({ kind: 'symbol', name }, assignment));
    } catch (error) {
      if (!(error instanceof RangeError || error instanceof TypeError)) throw error; // it has no value here
    }
  }
  return assignment;
}

/** Mean and standard deviation of V = w^T x, where the integrands of this paper live. */
function voltagePlace(
  assignment: Assignment<number>,
  { gaussian }: Setting,
): { center: number; width: number } {
  if (gaussian === undefined) throw new TypeError('integral: no membrane potential to integrate over');
  const { mean, covariance, weights } = gaussian;
  const value = (expression: Expression): number => entryOf(evaluate(expression, assignment), 0, 0);
  const center = value(product(transpose(weights), mean));
  return { center, width: Math.sqrt(value(product(transpose(weights), covariance, weights))) };
}

/** Definitions that hold neither a random symbol nor an expectation: their value does not change inside an integral. */
const constantDefinitions = (setting: Setting): string[] =>
  [...setting.definitions.keys()].filter((name) => !varies({ kind: 'symbol', name }, setting));

const varies = (expression: Expression, setting: Setting): boolean =>
  some(expression, (node) => {
    if (node.kind === 'expectation' || node.kind === 'gradient' || node.kind === 'rate') return true;
    if (node.kind !== 'symbol') return false;
    const definition = setting.definitions.get(node.name);
    if (definition !== undefined) return varies(definition, setting);
    return setting.notation.symbols[node.name]?.random === true;
  });

/** An assignment in which one value can be changed in place: quadrature rules visit many. */
function variableAssignment(
  assignment: Assignment<number>,
  name: string,
): { readonly inner: Assignment<number>; readonly set: (value: Matrix<number>) => void } {
  const values = new Map(assignment.values);
  return { inner: { ...assignment, values }, set: (value) => values.set(name, value) };
}

function gaussianExpectation(
  of: Expression,
  assignment: Assignment<number>,
  setting: Setting,
): Matrix<number> {
  const { gaussian } = setting;
  if (gaussian === undefined || assignment.n > 2)
    throw new TypeError('expectation: no quadrature for this many afferents');
  refuseMovingDistribution(of, gaussian, assignment.definitions);
  const mean = evaluate(gaussian.mean, assignment);
  const covariance = evaluate(gaussian.covariance, assignment);
  const deviations = mean.map((_, i) => Math.sqrt(entryOf(covariance, i, i)));
  let points: { readonly z: readonly number[]; readonly weight: number }[] = [{ z: [], weight: 1 }];
  for (let i = 0; i < assignment.n; i++) {
    points = points.flatMap(({ z, weight }) =>
      standardNormalRule.map((node) => ({ z: [...z, node.z], weight: weight * node.weight })),
    );
  }
  const { inner, set } = variableAssignment(assignment, gaussian.name);
  return points
    .map(({ z, weight }): Matrix<number> => {
      set(mean.map((row, i) => [(row[0] ?? 0) + (deviations[i] ?? 0) * (z[i] ?? 0)]));
      const value = evaluate(of, inner);
      return value.map((row) => row.map((entry) => entry * weight));
    })
    .reduce((a, b) => addMatrices(a, b, doubles));
}
