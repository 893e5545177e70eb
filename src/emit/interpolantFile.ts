/**
 * The file of an interpolant: everything that another program needs to evaluate it, and where it comes from. No time and no path is in it:
 * the same request gives the same bytes.
 */
import { COEFFICIENT_NAMES, type CoefficientName } from '../numeric/coefficients/coefficientNames.ts';
import type { MeasuredInterpolant } from '../numeric/interpolant/build.ts';
import { EVALUATION, type Interpolant } from '../numeric/interpolant/interpolant.ts';
import { HOW_MEASURED } from '../numeric/interpolant/measure.ts';
import { RELATIVE_TO, SCALES } from '../numeric/interpolant/scales.ts';

export interface InterpolantFile extends Interpolant {
  readonly format: 'natgrad-interpolant';
  readonly version: 1;
  readonly description: string;
  /** As it may be written: {"name": "sigmoid", ...}, or {"expression": "..."} for phi(v) in Hz, v in mV. */
  readonly transfer: object;
  readonly evaluation: readonly string[];
  readonly error: {
    readonly tolerance: number;
    readonly bound: Readonly<Record<CoefficientName, number>>;
    readonly relativeTo: Readonly<Record<CoefficientName, string>>;
    readonly where: string;
    readonly measured: string;
  };
  readonly provenance: Provenance;
}

export interface Provenance {
  readonly program: 'natgrad';
  readonly version: string;
  readonly seed: number;
  /** Without the options that say where the answer goes. */
  readonly command: string;
}

export const DESCRIPTION =
  'Coefficients of the natural-gradient learning rule (Kreutzer, Senn & Petrovici, eLife 2022, Equations 77-79, 82, 102-105, 107)';

export function interpolantFile(
  { interpolant, bound, points }: MeasuredInterpolant,
  {
    transfer,
    tolerance,
    provenance,
  }: { readonly transfer: object; readonly tolerance: number; readonly provenance: Provenance },
): InterpolantFile {
  return {
    format: 'natgrad-interpolant',
    version: 1,
    description: DESCRIPTION,
    transfer,
    evaluation: EVALUATION,
    error: {
      tolerance,
      bound,
      relativeTo: RELATIVE_TO,
      where: SCALES,
      measured: `twice the largest relative error at ${points} points: ${HOW_MEASURED}`,
    },
    provenance,
    ...interpolant,
  };
}

/** JSON, a patch a line. The numbers are the doubles, exactly. */
export function* interpolantPieces({ tree, patches, ...rest }: InterpolantFile): Generator<string> {
  yield JSON.stringify(rest, undefined, 2).replace(/\n}$/, ',\n');
  yield `  "tree": ${JSON.stringify(tree)},\n  "patches": [\n`;
  for (const [k, patch] of patches.entries())
    yield `    ${JSON.stringify(patch)}${k + 1 < patches.length ? ',' : ''}\n`;
  yield '  ]\n}\n';
}

/** "I1 2.5e-12, ..." */
export const boundText = ({ error: { bound } }: InterpolantFile): string =>
  COEFFICIENT_NAMES.map((name) => `${name} ${bound[name]}`).join(', ');
