/**
 * Moves an exact assignment onto the solutions of equalities, exactly.
 *
 * 1. A group of parameters (one symbol, two symbols, one entry) in which all residuals are affine: solve the linear system.
 * 2. Residuals that are quadratic along a line through a known solution: the second intersection is rational.
 * Residuals are the entries of left - right; they must be rational numbers at rational points.
 */
import {
  add,
  divide,
  isZero,
  multiply,
  negate,
  ONE,
  type Rational,
  rational,
  subtract,
  ZERO,
} from '../../expression/rational.ts';
import { Evaluator } from '../evaluate/evaluate.ts';
import { outcomeOf } from '../evaluate/outcome.ts';
import { isExact } from '../evaluate/real.ts';
import type { Relation } from '../problem.ts';
import type { Layout } from './layout.ts';
import type { Random } from './random.ts';
import type { Values } from './sample.ts';

type Vector = readonly Rational[];

export interface Surface {
  readonly equalities: readonly Relation[];
  readonly layout: Layout;
  readonly dimensions: ReadonlyMap<string, number>;
}

/** The residuals at rational values, or undefined where one of them is undefined or irrational. */
export function residuals(surface: Surface, values: Values): Vector | undefined {
  const evaluator = new Evaluator({ dimensions: surface.dimensions, values, bits: 64 });
  const result: Rational[] = [];
  for (const { left, right } of surface.equalities) {
    const sides = outcomeOf(() => [evaluator.value(left).flat(), evaluator.value(right).flat()] as const);
    if (sides.kind !== 'value') return undefined;
    const [a, b] = sides.value;
    for (const [k, x] of a.entries()) {
      const y = b[k] ?? ZERO;
      if (!isExact(x) || !isExact(y)) return undefined;
      result.push(subtract(x, y));
    }
  }
  return result;
}

export const isOn = (residual: Vector | undefined): boolean => residual?.every(isZero) ?? false;

/** Values on the surface near the given ones, or undefined when no way was found. */
export function project(
  surface: Surface,
  values: Values,
  known: readonly Values[],
  random: Random,
): Values | undefined {
  const start = surface.layout.read(values);
  const residual = residuals(surface, values);
  if (isOn(residual)) return values;
  if (residual !== undefined) {
    for (const group of groups(surface.layout, random)) {
      const solved = solveAffine(surface, start, residual, group, random);
      if (solved !== undefined) return surface.layout.exact(solved);
    }
  }
  for (let attempt = 0; attempt < 3 && known.length > 0; attempt++) {
    const base = known[random.integer(0, known.length - 1)];
    const reflected = base === undefined ? undefined : alongLine(surface, surface.layout.read(base), random);
    if (reflected !== undefined) return reflected;
  }
  return undefined;
}

/** Which parameters to solve for: whole symbols in random order, pairs of symbols, single entries. */
function groups({ parameters }: Layout, random: Random): readonly (readonly number[])[] {
  const bySymbol = new Map<string, number[]>();
  parameters.forEach(({ symbol }, index) => {
    bySymbol.set(symbol, [...(bySymbol.get(symbol) ?? []), index]);
  });
  const singles = shuffled([...bySymbol.values()], random);
  const pairs = singles.flatMap((a, i) => singles.slice(i + 1).map((b) => [...a, ...b]));
  const entries = shuffled(
    parameters.map((_, index) => [index]),
    random,
  ).slice(0, 6);
  return [...singles, ...pairs.slice(0, 6), ...entries];
}

export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const result = [...items];
  for (let k = result.length - 1; k > 0; k--) {
    const other = random.integer(0, k);
    const [a, b] = [result[k], result[other]];
    if (a !== undefined && b !== undefined) [result[k], result[other]] = [b, a];
  }
  return result;
}

/** theta + sum of delta_i e_i with all residuals 0, if they are affine in these parameters and can be solved. */
function solveAffine(
  surface: Surface,
  theta: Vector,
  residual: Vector,
  group: readonly number[],
  random: Random,
): Vector | undefined {
  const at = (changes: ReadonlyMap<number, Rational>): Vector | undefined =>
    residuals(surface, surface.layout.exact(theta.map((x, i) => add(x, changes.get(i) ?? ZERO))));
  const columns: Vector[] = [];
  for (const index of group) {
    const moved = at(new Map([[index, ONE]]));
    if (moved === undefined) return undefined;
    columns.push(moved.map((x, k) => subtract(x, residual[k] ?? ZERO)));
  }
  if (columns.every((column) => column.every(isZero))) return undefined;
  const trial = new Map(group.map((index) => [index, rational(random.integer(-5, 5), random.integer(1, 3))]));
  const observed = at(trial);
  const predicted = residual.map((x, k) =>
    columns.reduce((total, column, c) => {
      const step = trial.get(group[c] ?? -1) ?? ZERO;
      return add(total, multiply(step, column[k] ?? ZERO));
    }, x),
  );
  if (observed === undefined || !observed.every((x, k) => isZero(subtract(x, predicted[k] ?? ZERO))))
    return undefined;
  const steps = solveLinear(columns, residual.map(negate), shuffled([...group.keys()], random));
  if (steps === undefined) return undefined;
  const changes = new Map(group.map((index, c) => [index, steps[c] ?? ZERO]));
  return theta.map((x, i) => add(x, changes.get(i) ?? ZERO));
}

/** x with sum of x_c columns[c] = target, free unknowns 0, pivots tried in the given order; undefined when there is none. */
function solveLinear(
  columns: readonly Vector[],
  target: Vector,
  order: readonly number[],
): Vector | undefined {
  const rows = target.map((t, k) => [...columns.map((column) => column[k] ?? ZERO), t]);
  const count = columns.length;
  const pivots: [row: number, column: number][] = [];
  for (const c of order) {
    const used = pivots.length;
    const at = rows.findIndex((row, i) => i >= used && !isZero(row[c] ?? ZERO));
    const pivotRow = rows[at];
    const other = rows[used];
    if (pivotRow === undefined || other === undefined) continue;
    rows[at] = other;
    rows[used] = pivotRow;
    const scale = pivotRow[c] ?? ONE;
    for (let j = 0; j <= count; j++) pivotRow[j] = divide(pivotRow[j] ?? ZERO, scale);
    rows.forEach((row, i) => {
      const factor = row[c] ?? ZERO;
      if (i === used || isZero(factor)) return;
      for (let j = 0; j <= count; j++)
        row[j] = subtract(row[j] ?? ZERO, multiply(factor, pivotRow[j] ?? ZERO));
    });
    pivots.push([used, c]);
  }
  if (rows.slice(pivots.length).some((row) => !isZero(row[count] ?? ZERO))) return undefined;
  const solution = new Array<Rational>(count).fill(ZERO);
  for (const [row, column] of pivots) solution[column] = rows[row]?.[count] ?? ZERO;
  return solution;
}

/** From a solution along a random direction to the second solution on that line. */
function alongLine(surface: Surface, base: Vector, random: Random): Values | undefined {
  const symbols = [...new Set(surface.layout.parameters.map(({ symbol }) => symbol))];
  const chosen = symbols[random.integer(0, symbols.length - 1)];
  const everywhere = random.chance(0.4);
  const direction = surface.layout.parameters.map(({ symbol }) =>
    everywhere || symbol === chosen ? rational(random.integer(-3, 3)) : ZERO,
  );
  return secondOnLine(surface, base, direction);
}

/** The solution on the line from a known one through a point: near that point when it is near the surface. */
export function towards(surface: Surface, known: Values, target: Values): Values | undefined {
  const [base, end] = [surface.layout.read(known), surface.layout.read(target)];
  return secondOnLine(
    surface,
    base,
    end.map((x, i) => subtract(x, base[i] ?? ZERO)),
  );
}

/** base + t direction with residuals t (b + a t), where they have one common root t = -b/a. */
function secondOnLine(surface: Surface, base: Vector, direction: Vector): Values | undefined {
  const at = (t: Rational): Values =>
    surface.layout.exact(base.map((x, i) => add(x, multiply(t, direction[i] ?? ZERO))));
  const [plus, minus] = [residuals(surface, at(ONE)), residuals(surface, at(rational(-1)))];
  if (plus === undefined || minus === undefined) return undefined;
  let root: Rational | undefined;
  for (const [k, p] of plus.entries()) {
    const m = minus[k] ?? ZERO;
    const [a, b] = [add(p, m), subtract(p, m)]; // 2a, 2b
    if (isZero(a) && isZero(b)) continue;
    if (isZero(a)) return undefined;
    const own = negate(divide(b, a));
    if (root !== undefined && !isZero(subtract(root, own))) return undefined;
    root = own;
  }
  const moved = at(root ?? ONE);
  return isOn(residuals(surface, moved)) ? moved : undefined;
}
