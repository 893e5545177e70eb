/**
 * How a claim is called: the paper's equation number in parentheses, as the paper does.
 *
 *   84            (84)
 *   [93, 94, 95]  (93-95)     a run of consecutive numbers
 *   [35, 68]      (35, 68)    a list; runs inside a list are shortened too
 *   null          the claim's id
 *
 * In headings the number is written out: Equation 84, Equations 93-95.
 */
import type { ClaimReport } from '../ledger/report.ts';

type Numbered = Pick<ClaimReport, 'id' | 'equation'>;

export function claimLabel(claim: Numbered): string {
  const numbers = equationNumbers(claim.equation);
  return numbers.length === 0 ? claim.id : `(${runsOf(numbers).map(runLabel).join(', ')})`;
}

/** `Equation 84`, `Equations 93-95`, or the claim's id. */
export function claimName(claim: Numbered): string {
  const numbers = equationNumbers(claim.equation);
  if (numbers.length === 0) return claim.id;
  return `Equation${numbers.length > 1 ? 's' : ''} ${runsOf(numbers).map(runLabel).join(', ')}`;
}

/** The equation numbers of a claim, ascending. */
export function equationNumbers(equation: ClaimReport['equation']): readonly number[] {
  if (equation === null) return [];
  if (typeof equation === 'number') return [equation];
  return [...equation].sort((a, b) => a - b);
}

interface Run {
  readonly first: number;
  last: number;
}

function runsOf(numbers: readonly number[]): readonly Run[] {
  const runs: Run[] = [];
  for (const number of numbers) {
    const current = runs.at(-1);
    if (current !== undefined && number === current.last + 1) current.last = number;
    else runs.push({ first: number, last: number });
  }
  return runs;
}

function runLabel(run: Run): string {
  return run.first === run.last ? `${run.first}` : `${run.first}-${run.last}`;
}
