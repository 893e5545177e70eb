/**
 * A component of a reparametrization from the formula that a user typed, f(w) with w the only variable; f' and f'' are taken
 * symbolically, f^-1 numerically. It is used on DOMAIN only, where it must be smooth and strictly monotone.
 */
import type { ComponentMap, Interval } from '../../numeric/reparametrization/componentMap.ts';
import { invertMonotone } from '../../numeric/reparametrization/invertMonotone.ts';
import { scalarFormula } from '../../transfer/scalarFormula.ts';

/** Of w. */
export const DOMAIN: Interval = [0.25, 1.75];
/** Points at which a formula is tried. */
const TRIED = 301;

/** @throws SyntaxError or RangeError, one line, where the text is no formula of w, or not smooth and strictly monotone on DOMAIN */
export function expressionMap(text: string): ComponentMap {
  const { value, slope, curvature } = scalarFormula('map', text, 'w');
  checkMonotone(text, { value, slope, curvature });
  const ends = DOMAIN.map(value) as [number, number];
  return {
    family: 'expression',
    text: `(${text})`,
    domain: DOMAIN,
    range: [Math.min(...ends), Math.max(...ends)],
    value,
    slope,
    curvature,
    inverse: (somatic) => invertMonotone({ value, slope }, somatic, DOMAIN),
    dual: (w) => ({ value: value(w.value), slope: slope(w.value) * w.slope }),
  };
}

/**
 * For measurements of how a map's curvature is felt.
 * @throws RangeError where the formula is affine, and what `expressionMap` throws
 */
export function checkBentMap(text: string): void {
  const { curvature, slope } = expressionMap(text);
  const bends = triedPoints().some((w) => Math.abs(curvature(w)) > 1e-6 * Math.abs(slope(w)));
  if (!bends)
    throw new RangeError(
      `map ${text}: got an affine one, which is invariant step by step, expected one that bends`,
    );
}

const triedPoints = (): number[] =>
  Array.from({ length: TRIED }, (_, k) => DOMAIN[0] + ((DOMAIN[1] - DOMAIN[0]) * k) / (TRIED - 1));

type F = (w: number) => number;

function checkMonotone(
  text: string,
  { value, slope, curvature }: Record<'value' | 'slope' | 'curvature', F>,
): void {
  const [low, high] = DOMAIN;
  let sign = 0;
  for (const w of triedPoints()) {
    const found = [value(w), slope(w), curvature(w)];
    if (!found.every(Number.isFinite))
      throw new RangeError(
        `map ${text}: got f, f', f'' = ${found.join(', ')} at w = ${w}, expected finite numbers for ${low} <= w <= ${high}`,
      );
    const rises = Math.sign(slope(w));
    if (rises === 0 || rises === -sign)
      throw new RangeError(
        `map ${text}: got f' = ${slope(w)} at w = ${w}, expected f' of one sign for ${low} <= w <= ${high}`,
      );
    sign = rises;
  }
}
