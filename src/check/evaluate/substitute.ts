/**
 * Replaces free symbols and dimensions of a term by terms.
 */
import type { Dimension, Shape, Term } from '../term.ts';
import { number } from './build.ts';

export interface Replacement {
  readonly symbols: ReadonlyMap<string, Term>;
  readonly dimensions: ReadonlyMap<string, number>;
}

/**
 * The term with the symbols replaced. Inside a diff in v a replacement of v is not made (the derivative is taken at v), and
 * replacements must not mention bound variables of the term.
 */
export function substitute(term: Term, replacement: Replacement): Term {
  const known = new Map<Term, Term>();
  const size = (d: Dimension): Dimension =>
    typeof d === 'string' ? (replacement.dimensions.get(d) ?? d) : d;
  const shapeOf = (shape: Shape): Shape => ({ rows: size(shape.rows), columns: size(shape.columns) });
  const go = (part: Term): Term => {
    const found = known.get(part);
    if (found !== undefined) return found;
    const made = replace(part);
    known.set(part, made);
    return made;
  };
  const without = (name: string): Replacement => {
    const symbols = new Map(replacement.symbols);
    symbols.delete(name);
    return { ...replacement, symbols };
  };
  const replace = (part: Term): Term => {
    const shape = shapeOf(part.shape);
    switch (part.kind) {
      case 'number':
      case 'constant':
        return part;
      case 'dimension': {
        const value = replacement.dimensions.get(part.name);
        return value === undefined ? part : number(value);
      }
      case 'symbol':
        return replacement.symbols.get(part.name) ?? { ...part, shape };
      case 'ones':
      case 'identity':
        return { ...part, shape };
      case 'sum':
        return { ...part, terms: part.terms.map(go), shape };
      case 'product':
        return { ...part, factors: part.factors.map(go), shape };
      case 'quotient':
        return { ...part, numerator: go(part.numerator), denominator: go(part.denominator), shape };
      case 'elementwise':
        return { ...part, left: go(part.left), right: go(part.right), shape };
      case 'power':
        return { ...part, base: go(part.base), exponent: go(part.exponent), shape };
      case 'call':
        return { ...part, argument: go(part.argument) };
      case 'literal':
        return { ...part, rows: part.rows.map((row) => row.map(go)), shape };
      case 'diff':
        return { ...part, of: substitute(part.of, without(part.variable)), shape };
      case 'limit':
        return { ...part, of: substitute(part.of, without(part.variable)), at: go(part.at) };
      case 'gaussian':
        return {
          ...part,
          of: substitute(part.of, without(part.variable)),
          mean: go(part.mean),
          variance: go(part.variance),
        };
      default:
        return { ...part, of: go(part.of), shape };
    }
  };
  return go(term);
}
