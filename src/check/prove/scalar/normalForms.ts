/**
 * What the rules of calculus (series.ts, gaussian.ts) may ask of the normalizer that uses them.
 */
import type { RationalFunction } from '../../../symbolic/rationalFunction.ts';
import type { Operator } from '../../problem.ts';
import type { Term } from '../../term.ts';
import type { Tower } from './tower.ts';

/** Values of bound variables. */
export type Binding = ReadonlyMap<string, RationalFunction>;

export interface NormalForms {
  readonly tower: Tower;
  /** The normal form of a term. */
  readonly value: (term: Term, binding: Binding) => RationalFunction;
  /** `value operator 0` holds wherever the claim speaks. */
  readonly fact: (value: RationalFunction, operator: Operator) => void;
  /** `value operator 0` must be shown. */
  readonly oblige: (value: RationalFunction, operator: Operator) => void;
  /** Runs a computation whose domains say nothing about the claim. */
  readonly withoutFacts: <T>(compute: () => T) => T;
  /** A variable that no symbol and no generator is. */
  readonly freshVariable: () => string;
}

/** An exponent that is an integer as written. */
export function isIntegerLiteral(term: Term): boolean {
  if (term.kind === 'number') return term.value.denominator === 1n;
  return term.kind === 'product' && term.factors.every(isIntegerLiteral);
}
