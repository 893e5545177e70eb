/**
 * What a result depends on, as a hash: the claim (statements, setting, assumptions, parts), the seed and the engines that judge.
 *
 * A claim whose parts are functions (measurements, derivations, tests) depends on code as well: on the file that states it and
 * on the files of its folder that state no section. A claim made of formulas alone does not: only its own text counts.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageVersion } from '../version.ts';
import type { Claim } from './claim.ts';

export type KeyOf = (claim: Claim) => string;

/** Keys of results for a seed. Reads the sources of the engines once. */
export function resultKeys(seed: number): KeyOf {
  const engines = hashOf(
    packageVersion(),
    ...['expression', 'symbolic', 'numeric', 'check', 'ledger', 'experiments'].map(sourcesOf),
  );
  const around = remembered((folder: string) =>
    hashOf(
      ...filesOf(folder)
        .filter(([, text]) => !statesSection(text))
        .flat(),
    ),
  );
  const ownFile = remembered((path: string) => readFileSync(path, 'utf8'));
  return (claim) => {
    const { text, hasFunctions } = canonical(claim);
    const origin = claim.origin === undefined ? undefined : fileURLToPath(claim.origin);
    const code = !hasFunctions || origin === undefined ? [] : [ownFile(origin), around(proofsFolder())];
    return hashOf(engines, String(seed), text, ...code);
  };
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const sourcesOf = (layer: string): string => hashOf(...filesOf(here(`../${layer}`)).flat());
const proofsFolder = (): string => here('../../proofs');
const statesSection = (text: string): boolean => /= section\(/.test(text);

function hashOf(...parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex');
}

/** Names and texts of the code in a folder and below, in the order of their names. */
function filesOf(folder: string): [string, string][] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|js)$/.test(name) && !name.endsWith('.d.ts'))
    .sort()
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
}

function remembered(read: (key: string) => string): (key: string) => string {
  const known = new Map<string, string>();
  return (key) => {
    const value = known.get(key) ?? read(key);
    known.set(key, value);
    return value;
  };
}

/** The claim as text in which equal claims are equal, without its place in the list. */
function canonical(claim: Claim): { readonly text: string; readonly hasFunctions: boolean } {
  let hasFunctions = false;
  const text = JSON.stringify(claim, (key, value: unknown) => {
    if (key === 'origin') return undefined;
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value === 'function') {
      hasFunctions = true;
      return String(value);
    }
    if (value instanceof Map) return [...value];
    return value instanceof Set ? [...value] : value;
  });
  return { text, hasFunctions };
}
