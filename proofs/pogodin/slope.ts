/** Derivatives of scalar formulas by src/expression/derivative.ts, as texts: the engines of `natgrad check` then judge what came out. */
import { derivative } from '../../src/expression/derivative.ts';
import { one, symbolsOf } from '../../src/expression/expression.ts';
import { SCALAR } from '../../src/expression/notation.ts';
import { toText } from '../../src/expression/print.ts';
import { formula } from '../notation.ts';

export function slopeOf(text: string, by: string): string {
  const tree = formula(text);
  const scalars = [...symbolsOf(tree)].map(
    (name) => [name, { shape: SCALAR, unit: {}, latex: name, meaning: name }] as const,
  );
  return toText(derivative(tree, by, one, { symbols: Object.fromEntries(scalars), functions: {} }));
}
