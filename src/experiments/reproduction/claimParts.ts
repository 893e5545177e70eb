/** What the claims of Figure 3 are written with: estimates in words, and the variant that turns a verdict over. */
import type { Estimates, FigureClaim, Judgement } from './reproduction.ts';
import { estimateOf, withInterval } from './statistics/estimate.ts';

export const verdict = (judged: Judgement['verdict'], because: string): Judgement => ({
  verdict: judged,
  because,
});

/** '0.61 [0.60, 0.62] s'. */
export const shown = (estimates: Estimates, name: string): string =>
  withInterval(estimateOf(estimates, name));

type Values = Readonly<Record<string, number>>;

/** The claim with a variant: values for which it fails where it holds, and for which it holds where it does not. */
export const claim = ({
  holding,
  failing,
  ...stated
}: Omit<FigureClaim, 'variants'> & {
  readonly holding: Values;
  readonly failing: Values;
}): FigureClaim => ({
  ...stated,
  variants: [
    {
      says: `${wording(failing)} where it holds, ${wording(holding)} where it does not`,
      spoil: (estimates) =>
        changed(estimates, stated.judge(estimates).verdict === 'holds' ? failing : holding),
    },
  ],
});

const changed = (estimates: Estimates, values: Values): Estimates => ({
  ...estimates,
  ...Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      { ...estimateOf(estimates, name), value, low: value, high: value },
    ]),
  ),
});

const wording = (values: Values): string =>
  Object.entries(values)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ');
