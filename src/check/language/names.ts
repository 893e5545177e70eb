/** Names that a user may give, and those that natgrad keeps for itself. */
import { ELEMENTARY_NAMES, type ElementaryName } from '../term.ts';

/** Each function with the number of its arguments. */
export const FUNCTIONS: ReadonlyMap<string, number> = new Map([
  ...ELEMENTARY_NAMES.map((name) => [name, 1] as const),
  ['diff', 2],
  ['limit', 3],
  ['gaussian', 4],
  ['transpose', 1],
  ['inv', 1],
  ['det', 1],
  ['diag', 1],
  ['dot', 2],
  ['sum', 1],
  ['trace', 1],
  ['ones', 1],
  ['identity', 1],
]);

export const isElementary = (name: string): name is ElementaryName =>
  (ELEMENTARY_NAMES as readonly string[]).includes(name);

export const isConstant = (name: string): name is 'pi' | 'e' => name === 'pi' || name === 'e';

/** Why a name cannot be given, as "got ..., expected ..."; undefined where it can. */
export function nameProblem(name: string): string | undefined {
  if (!/^[A-Za-z_][A-Za-z_0-9]*$/.test(name)) {
    return `got ${JSON.stringify(name)}, expected a name: a letter or _, then letters, digits or _`;
  }
  if (isConstant(name) || FUNCTIONS.has(name)) {
    const what = isConstant(name) ? 'constant' : 'function';
    return `got the reserved name "${name}" (a ${what}), expected another name`;
  }
  return undefined;
}
