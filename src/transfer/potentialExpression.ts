/**
 * A potential Phi(w) of mirror descent from the formula that a user typed; its derivatives are taken symbolically.
 *
 *   convex for all |w| <= LARGEST    Phi as it is typed; weights may cross 0                  cosh(w), w^2/2+w^4/4
 *   convex for w > 0 only            Phi(|w|), as for the potentials by name: across 0 where  w^2.5/2.5
 *                                    Phi'(0) = 0, else on each half-line, signs stay          w*log(w), -sqrt(w)
 *
 * Convexity is checked for SMALLEST <= |w| <= LARGEST and `convexity` says how; beyond LARGEST no inverse is given.
 */
import { gaussLegendre, type QuadratureRule } from '../numeric/gaussLegendre.ts';
import type { Potential } from '../numeric/mirror/potential.ts';
import { invertMonotone } from '../numeric/reparametrization/invertMonotone.ts';
import { convexityOn, LARGEST, SMALLEST } from './convexity.ts';
import { scalarFormula } from './scalarFormula.ts';

export interface ExpressionPotential extends Potential {
  /** 'proved' by interval arithmetic for all w of the range; 'at points' where the bounds did not tell and only points were tried. */
  readonly convexity: 'proved' | 'at points';
}

type F = (w: number) => number;

/** @throws SyntaxError or RangeError, one line, where the text is no formula of w, or is not strictly convex for w > 0 */
export function expressionPotential(text: string): ExpressionPotential {
  const formula = scalarFormula('potential', text, 'w');
  const onLine = convexityOn(formula, 'line');
  if (onLine.convex) return { ...linePotential(text, formula), convexity: onLine.known };
  const onHalfLine = convexityOn(formula, 'half-line');
  if (onHalfLine.convex) return { ...evenPotential(text, formula), convexity: onHalfLine.known };
  throw new RangeError(`potential ${text}: ${onHalfLine.fault}`);
}

type Derivatives = Record<'value' | 'slope' | 'curvature', F>;

/** Phi(w). */
function linePotential(text: string, { value, slope, curvature }: Derivatives): Potential {
  const gradient = continuousAtZero(slope);
  return {
    ...made(text, 'line', continuousAtZero(value), gradient, curvature),
    inverseGradient: inverseOn(text, { slope: gradient, curvature }, -LARGEST),
  };
}

/** Phi(|w|). */
function evenPotential(text: string, { value, slope, curvature }: Derivatives): Potential {
  const crosses = slope(0) === 0;
  const onHalfLine = inverseOn(text, { slope, curvature }, crosses ? 0 : SMALLEST);
  return {
    ...made(
      text,
      crosses ? 'line' : 'half-lines',
      (w) => continuousAtZero(value)(Math.abs(w)),
      (w) => (w === 0 && crosses ? 0 : w < 0 ? -slope(-w) : slope(w)),
      (w) => curvature(Math.abs(w)),
    ),
    inverseGradient: (dual, sign) => {
      const side = crosses ? Math.sign(dual) : sign;
      return side === 0 ? 0 : side * onHalfLine(side * dual);
    },
  };
}

const made = (
  text: string,
  domain: Potential['domain'],
  value: F,
  gradient: F,
  curvature: F,
): Omit<Potential, 'inverseGradient'> => ({
  name: text,
  domain,
  value,
  gradient,
  curvature,
  bregmanDivergence: (u, v) => divergence(u, v, { domain, value, gradient, curvature }),
});

/** A formula such as w*log(w) is 0/0 at 0, where its value is the limit: the mean over +-SMALLEST, or what is there of it. */
const continuousAtZero =
  (f: F): F =>
  (w) => {
    if (w !== 0 || !Number.isNaN(f(0))) return f(w);
    const sides = [f(SMALLEST), f(-SMALLEST)].filter(Number.isFinite);
    return sides.reduce((a, b) => a + b, 0) / sides.length;
  };

/** w of [low, LARGEST] with Phi'(w) = dual. @throws RangeError where there is none */
function inverseOn(text: string, { slope, curvature }: Record<'slope' | 'curvature', F>, low: number): F {
  const [least, most] = [slope(low), slope(LARGEST)];
  return (dual) => {
    if (!(dual >= least && dual <= most))
      throw new RangeError(
        `potential ${text}: got the dual weight ${dual}, expected one from ${least} to ${most}: weights from ${low} to ${LARGEST}`,
      );
    return invertMonotone({ value: slope, slope: curvature }, dual, [low, LARGEST]);
  };
}

const COARSE = gaussLegendre(12);
const FINE = gaussLegendre(24);
const AGREEMENT = 1e-12;

/**
 * (u - v)^2 int_0^1 (1 - t) Phi''(v + t (u - v)) dt, in which nothing cancels, where two rules agree; otherwise, where Phi'' varies too much
 * between u and v, by the definition.
 */
function divergence(
  u: number,
  v: number,
  { domain, value, gradient, curvature }: Pick<Potential, 'domain' | 'value' | 'gradient' | 'curvature'>,
): number {
  if (u === v) return 0;
  if (domain === 'half-lines' && (u * v < 0 || v === 0)) return Infinity;
  const by = ({ nodes, weights }: QuadratureRule): number => {
    let sum = 0;
    for (let k = 0; k < nodes.length; k++) {
      const t = nodes[k] as number;
      sum += (weights[k] as number) * (1 - t) * curvature(v + t * (u - v));
    }
    return (u - v) ** 2 * sum;
  };
  const [coarse, fine] = [by(COARSE), by(FINE)];
  if (Math.abs(fine - coarse) <= AGREEMENT * fine) return fine;
  return Math.max(0, value(u) - value(v) - gradient(v) * (u - v));
}
