/** The potentials that the reproductions of Pogodin et al. name: 'p=2', 'p=1.5', 'negative-entropy'. */
import { entropyPotential } from '../../../numeric/mirror/entropyPotential.ts';
import type { Potential } from '../../../numeric/mirror/potential.ts';
import { powerPotential } from '../../../numeric/mirror/powerPotential.ts';

/** The three of the paper's regression. */
export const THREE = ['p=2', 'p=3', 'negative-entropy'] as const;
export type ThreeName = (typeof THREE)[number];

/** @throws RangeError on another name */
export function potentialNamed(name: string): Potential {
  if (name === entropyPotential.name) return entropyPotential;
  if (!name.startsWith('p='))
    throw new RangeError(`potential: got ${name}, expected p=... or negative-entropy`);
  return powerPotential(Number(name.slice(2)));
}
