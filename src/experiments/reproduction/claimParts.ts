/** What the claims of Figure 3 are written with: estimates in words, and the variant that turns a verdict over. */
import type { Estimate, Estimates, FigureClaim, Judgement } from './reproduction.ts';

export const verdict = (judged: Judgement['verdict'], because: string): Judgement => ({
  verdict: judged,
  because,
});

/** @throws RangeError without an estimate of this name */
export function pick(estimates: Estimates, name: string): Estimate {
  const found = estimates[name];
  if (found === undefined) throw new RangeError(`figure: got no estimate ${name}, expected one`);
  return found;
}

/** '0.61 [0.60, 0.62] s'; no interval where there is none. */
export function shown(estimates: Estimates, name: string): string {
  const { value, low, high, unit } = pick(estimates, name);
  const interval = low === high ? '' : ` [${digits(low)}, ${digits(high)}]`;
  return `${digits(value)}${interval}${unit === undefined ? '' : ` ${unit}`}`;
}

export const digits = (value: number): string =>
  Math.abs(value) >= 100 ? value.toFixed(0) : `${Number(value.toPrecision(3))}`;

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
      { ...pick(estimates, name), value, low: value, high: value },
    ]),
  ),
});

const wording = (values: Values): string =>
  Object.entries(values)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ');
