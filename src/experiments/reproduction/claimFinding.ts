/** The verdict on a claim of a figure, and on spoilt estimates. */
import type { Estimates, FigureClaim, Judgement } from './reproduction.ts';

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
