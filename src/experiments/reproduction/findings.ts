/** What came out of a figure: its tables, and every claim with its estimates and verdict. */
import type { Table } from '../../table/table.ts';
import { asRead } from './plainJson.ts';
import type {
  Disagreement,
  Estimates,
  FigureClaim,
  Judgement,
  Outcome,
  Reproduction,
} from './reproduction.ts';

export interface ClaimFinding extends Judgement {
  readonly id: string;
  readonly says: string;
  readonly statistic: string;
  readonly estimates: Estimates;
  /** What the statistic says of spoilt estimates. */
  readonly variants: readonly VariantFinding[];
}

export interface VariantFinding extends Judgement {
  readonly says: string;
  /** Whether the verdict is another than that of the claim. */
  readonly flips: boolean;
}

export interface Findings {
  readonly id: string;
  readonly title: string;
  readonly paperShows: string;
  readonly tables: readonly Table[];
  readonly claims: readonly ClaimFinding[];
  readonly disagreements: readonly Disagreement[];
}

/** @throws RangeError (one line) where the outcome has no estimates of a claim, an interval without its value, or a ragged table */
export function findingsOf(figure: Reproduction, { tables, estimates, disagreements }: Outcome): Findings {
  const { id, title, paperShows } = figure;
  tables.forEach((table) => {
    checkTable(id, table);
  });
  const claims = figure.claims.map((claim) => judged(claim, estimatesOf(id, claim, estimates)));
  return { id, title, paperShows, tables, claims, disagreements };
}

/** The verdict on a claim, and on its variants. */
export function judged(claim: FigureClaim, estimates: Estimates): ClaimFinding {
  const { id, says, statistic, judge } = claim;
  const { verdict, because } = judge(estimates);
  const variants = claim.variants.map(({ says, spoil }): VariantFinding => {
    const judgement = judge(spoil(estimates));
    return { says, ...judgement, flips: judgement.verdict !== verdict };
  });
  return { id, says, statistic, estimates, verdict, because, variants };
}

/** Variants that change nothing, where something was decided: the verdict is then no evidence. */
export const survivors = ({ verdict, variants }: ClaimFinding): readonly VariantFinding[] =>
  verdict === 'cannot tell' ? [] : variants.filter(({ flips }) => !flips);

function estimatesOf(id: string, claim: FigureClaim, estimates: Outcome['estimates']): Estimates {
  const found = Object.hasOwn(estimates, claim.id) ? estimates[claim.id] : undefined;
  if (found === undefined) throw new RangeError(`${id}: no estimates of the claim ${claim.id}`);
  for (const [name, { low, value, high }] of Object.entries(asRead(found, `${id}, ${claim.id}`))) {
    if (!(low <= value && value <= high))
      throw new RangeError(
        `${id}, ${claim.id}, ${name}: got ${value} outside its interval [${low}, ${high}]`,
      );
  }
  return asRead(found, claim.id);
}

function checkTable(id: string, { name, columns }: Table): void {
  const lengths = new Set(columns.map(({ values }) => values.length));
  if (lengths.size > 1)
    throw new RangeError(`${id}, table ${name}: columns of ${[...lengths].join(' and ')} rows`);
}
