/**
 * A second opinion on whether a relation holds at an assignment: over the rationals where every value is rational, otherwise
 * in decimals of 60 and of 90 digits, whose difference measures the rounding error. Sides closer than a hundred times
 * that error leave it 'unknown', or 'close' where a limit or expectation was approximated and they are within 10^-15.
 */
import { rational, ZERO } from '../../../expression/rational.ts';
import type { Assignment, Relation } from '../../problem.ts';
import { type Outcome, outcomeOf } from '../outcome.ts';
import { type Decimal, decimals } from './decimals.ts';
import { secondValue, type Table } from './evaluator.ts';
import { type Numbers, RATIONALS } from './numbers.ts';

export type Opinion = 'holds' | 'fails' | 'undefined' | 'unknown' | 'close';

export function secondOpinion(relation: Relation, assignment: Assignment): Opinion {
  const exact = sidesOver(RATIONALS, relation, assignment, false);
  if (exact.kind === 'undefined') return 'undefined';
  if (exact.kind === 'value')
    return judgeSigns(relation.operator, differences(RATIONALS, exact.value), RATIONALS.sign);
  const [rough, fine] = [60, 90].map((digits) => {
    const numbers = decimals(digits);
    const sides = sidesOver(numbers, relation, assignment, true);
    return sides.kind === 'value'
      ? { kind: sides.kind, value: differences(numbers, sides.value), approximated: sides.value.approximated }
      : sides;
  });
  if (rough === undefined || fine === undefined) return 'unknown';
  if (rough.kind !== 'value' || fine.kind !== 'value')
    return rough.kind === 'undefined' && fine.kind === 'undefined' ? 'undefined' : 'unknown';
  const opinion = judgeSigns(relation.operator, fine.value, (x, index) =>
    signBeyond(x, rough.value[index] ?? x, fine.approximated),
  );
  const isClose = fine.approximated && fine.value.every((x) => x.abs().lessThanOrEqualTo(CLOSE));
  return opinion === 'unknown' && isClose ? 'close' : opinion;
}

/** Approximated values know no more. */
const CLOSE = 1e-15;

/** The verdict over any exact numbers. */
export function opinionOver<T>(numbers: Numbers<T>, relation: Relation, setting: SymbolTables<T>): Opinion {
  const sides = sidesAt(numbers, relation, setting.dimensions, setting.values, false);
  if (sides.kind !== 'value') return sides.kind;
  return judgeSigns(relation.operator, differences(numbers, sides.value), numbers.sign);
}

export interface SymbolTables<T> {
  readonly dimensions: ReadonlyMap<string, number>;
  readonly values: ReadonlyMap<string, Table<T>>;
}

interface Sides<T> {
  readonly left: Table<T>;
  readonly right: Table<T>;
  readonly approximated: boolean;
}

function sidesOver<T>(
  numbers: Numbers<T>,
  relation: Relation,
  assignment: Assignment,
  approximate: boolean,
): Outcome<Sides<T>> {
  const values = new Map<string, Table<T>>();
  for (const [name, table] of assignment.values)
    values.set(
      name,
      table.map((row) => row.map((x) => numbers.of(x))),
    );
  return sidesAt(numbers, relation, assignment.dimensions, values, approximate);
}

function sidesAt<T>(
  numbers: Numbers<T>,
  relation: Relation,
  dimensions: ReadonlyMap<string, number>,
  values: ReadonlyMap<string, Table<T>>,
  approximate: boolean,
): Outcome<Sides<T>> {
  let approximated = false;
  const onApproximation = (): void => {
    approximated = true;
  };
  const setting = { numbers, dimensions, values, approximate, onApproximation };
  return outcomeOf(() => {
    const [left, right] = [secondValue(relation.left, setting), secondValue(relation.right, setting)];
    return { left, right, approximated };
  });
}

function differences<T>(numbers: Numbers<T>, { left, right }: Sides<T>): readonly T[] {
  const others = right.flat();
  const minus = numbers.of(rational(-1));
  return left
    .flat()
    .map((x, index) => numbers.add(x, numbers.multiply(minus, others[index] ?? numbers.of(ZERO))));
}

/** Undefined where the rounding error may have made the sign. */
function signBeyond(fine: Decimal, rough: Decimal, approximated: boolean): number | undefined {
  const error = fine
    .minus(rough)
    .abs()
    .times(100)
    .plus(approximated ? CLOSE : '1e-55');
  if (fine.abs().lessThanOrEqualTo(error)) return undefined;
  return fine.isNegative() ? -1 : 1;
}

function judgeSigns<T>(
  operator: Relation['operator'],
  values: readonly T[],
  signOf: (value: T, index: number) => number | undefined,
): Opinion {
  const signs = values.map(signOf);
  if (operator === '==' || operator === '!=') {
    const differ = signs.some((s) => s !== undefined && s !== 0);
    if (!differ && signs.includes(undefined)) return 'unknown';
    return differ === (operator === '!=') ? 'holds' : 'fails';
  }
  const [sign] = signs;
  if (sign === undefined) return 'unknown';
  const holds = { '<': sign < 0, '<=': sign <= 0, '>': sign > 0, '>=': sign >= 0 }[operator];
  return holds ? 'holds' : 'fails';
}
