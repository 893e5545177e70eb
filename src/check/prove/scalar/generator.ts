/**
 * Generators: the variables of a normal form that stand for values of elementary functions.
 *
 * An elementary term becomes a rational function in symbols and generators. Each generator denotes a fixed function of the
 * symbols, wherever its argument is in the domain named here; its argument mentions older generators only.
 */
import type { Polynomial } from '../../../symbolic/polynomial.ts';
import type { RationalFunction } from '../../../symbolic/rationalFunction.ts';

export type Generator = { readonly name: string; readonly age: number } & GeneratorNode;

export type GeneratorNode =
  /** The number pi. */
  | { readonly kind: 'pi' }
  /** exp(argument) > 0 */
  | { readonly kind: 'exp'; readonly argument: RationalFunction }
  /** log(argument), argument > 0 */
  | { readonly kind: 'log'; readonly argument: RationalFunction }
  /** The nonnegative root of this degree, radicand >= 0. */
  | { readonly kind: 'root'; readonly degree: number; readonly radicand: Polynomial }
  /** |argument| */
  | { readonly kind: 'abs'; readonly argument: Polynomial }
  /** sin and cos of one angle come in pairs. */
  | { readonly kind: 'sin' | 'cos'; readonly argument: RationalFunction; readonly partner: string }
  /** base^exponent where nothing simpler is known. */
  | { readonly kind: 'power'; readonly base: RationalFunction; readonly exponent: RationalFunction };

/** The polynomials that the argument of a generator is made of. */
export function argumentsOf(generator: GeneratorNode): readonly Polynomial[] {
  const parts = (f: RationalFunction): Polynomial[] => [
    f.numerator,
    ...[...f.factors.values()].map(({ polynomial }) => polynomial),
  ];
  switch (generator.kind) {
    case 'pi':
      return [];
    case 'root':
      return [generator.radicand];
    case 'abs':
      return [generator.argument];
    case 'power':
      return [...parts(generator.base), ...parts(generator.exponent)];
    default:
      return parts(generator.argument);
  }
}
