/**
 * Variables of the coefficient ring that stand for more than a symbol, and what they depend on.
 *
 *   sqrt[...], exp[...]     values of elementary functions, named by their exact argument
 *   (w|diag(r)|ones)        contractions (matrixForm.ts)
 *   phi'(V), f(w), diag(x)  calls and letters, named by their text
 *   E[F](k), M[s]           moments: numbers, whatever is random or bound inside
 */
import { contractionOf } from './matrixForm.ts';
import { variablesOf } from './polynomial.ts';
import { functionKey, type RationalFunction } from './rationalFunction.ts';

const opaqueArguments = new Map<string, RationalFunction>();

/** The argument of a variable such as sqrt[...], or undefined. */
export const argumentOfOpaque = (variableName: string): RationalFunction | undefined =>
  opaqueArguments.get(variableName);

/** The variable for the value of an elementary function. */
export function opaque(name: string, argument: RationalFunction): string {
  const text = `${name}[${functionKey(argument)}]`;
  opaqueArguments.set(text, argument);
  return text;
}

/** A name for messages: sqrt[...] without the key of its argument. */
export const printableName = (name: string): string =>
  argumentOfOpaque(name) === undefined ? name : name.replace(/\[.*$/s, '(...)');

/** All variables in numerator and denominator. */
export const allVariablesOf = (f: RationalFunction): readonly string[] => [
  ...variablesOf(f.numerator),
  ...[...f.factors.values()].flatMap(({ polynomial }) => [...variablesOf(polynomial)]),
];

/** The names that the text of a variable or of a letter mentions, also inside its arguments. */
export function identifiersOf(name: string): ReadonlySet<string> {
  const word = contractionOf(name);
  if (word !== undefined) return union(word.map((letter) => letter.name));
  const argument = argumentOfOpaque(name);
  if (argument !== undefined) return union(allVariablesOf(argument));
  if (/^[EM]\[/.test(name)) return new Set();
  return new Set(name.match(/[A-Za-z_]\w*/g) ?? []);
}

const union = (names: readonly string[]): ReadonlySet<string> =>
  new Set(names.flatMap((name) => [...identifiersOf(name)]));
