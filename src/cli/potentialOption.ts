/** Potentials as options: p=2.5, negative-entropy, or a formula in w. */
import type { Potential } from '../numeric/mirror/potential.ts';
import { UsageError } from './conventions.ts';

/** @throws UsageError that names the option */
export async function potentialOption(option: string, text: string): Promise<Potential> {
  // Loaded when it is needed: the parser is large.
  const { readPotential } = await import('../transfer/potentialSpecification.ts');
  try {
    return readPotential(text);
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    throw new UsageError(`${option}: ${error.message}`);
  }
}

/** Between commas that stand in no parentheses, each once. @throws UsageError that names the option */
export async function potentialListOption(option: string, text: string): Promise<Potential[]> {
  const potentials = await Promise.all(partsOf(text).map((part) => potentialOption(option, part)));
  const names = potentials.map(({ name }) => name);
  const twice = names.find((name, k) => names.indexOf(name) !== k);
  if (twice !== undefined)
    throw new UsageError(`${option}: got ${twice} twice, expected each potential once`);
  return potentials;
}

function partsOf(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth++;
    if (character === ')') depth--;
    if (character === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}
