/** Plain JSON with finite numbers: what parameters, tasks and results are, so that a file or a thread gives back what it was given. */

/** The text of `value`. @throws RangeError (one line) that names the place where it is anything else */
export function plainJson(value: unknown, name: string): string {
  check(value, name);
  return JSON.stringify(value);
}

/** The value as it is read again: -0 has become 0. */
export const asRead = <T>(value: T, name: string): T => JSON.parse(plainJson(value, name)) as T;

function check(value: unknown, at: string): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw refusal(at, String(value));
  } else if (Array.isArray(value)) {
    for (let k = 0; k < value.length; k++) check(value[k], `${at}[${k}]`);
  } else if (isPlainObject(value)) {
    for (const [key, each] of Object.entries(value)) check(each, `${at}.${key}`);
  } else throw refusal(at, kindOf(value));
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

const kindOf = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? `a ${(value as { constructor?: { name?: string } }).constructor?.name ?? 'object'}`
    : typeof value;

const refusal = (at: string, got: string): RangeError =>
  new RangeError(`${at}: got ${got}, expected plain JSON with finite numbers`);
