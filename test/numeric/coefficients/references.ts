/**
 * The committed 40-digit reference values (test/references/makeReferences.py says how they were made).
 */
import { readFileSync } from 'node:fs';
import {
  COEFFICIENT_NAMES,
  type CoefficientName,
  type Coefficients,
} from '../../../src/numeric/coefficients/coefficientNames.ts';
import type { VoltageMoments } from '../../../src/numeric/coefficients/voltageMoments.ts';

export interface Reference extends VoltageMoments {
  readonly exact: Coefficients;
  /** The integral of the absolute integrand, by first-order propagation for the g's: what errors are relative to. */
  readonly scales: Coefficients;
}

type Row = VoltageMoments & Record<CoefficientName, string> & { scales: Coefficients };

const text = readFileSync(new URL('../../references/coefficients.json', import.meta.url), 'utf8');

export const references: readonly Reference[] = (JSON.parse(text) as Row[]).map((row) => ({
  mean: row.mean,
  variance: row.variance,
  q: row.q,
  exact: Object.fromEntries(COEFFICIENT_NAMES.map((name) => [name, Number(row[name])])) as Coefficients,
  scales: row.scales,
}));

export interface WorstError {
  readonly error: number;
  readonly at: string;
}

/** The largest |computed - exact| / unit of one coefficient over all references; 0 / 0 counts as 0. */
export function worstError(
  name: CoefficientName,
  computed: (index: number) => number,
  unit: (reference: Reference) => number = ({ scales }) => scales[name],
): WorstError {
  let worst: WorstError = { error: 0, at: 'everywhere' };
  for (const [index, reference] of references.entries()) {
    const { mean, variance, q, exact } = reference;
    const difference = Math.abs(computed(index) - exact[name]);
    const error = difference === 0 ? 0 : difference / unit(reference);
    if (!(error <= worst.error)) worst = { error, at: `mean = ${mean}, variance = ${variance}, q = ${q}` };
  }
  return worst;
}
