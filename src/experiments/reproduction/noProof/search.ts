/** One draw of the search: a condition, the contest in it, and, where natural gradient loses, the same in simpler conditions. */
import { paperSigmoid } from '../../../numeric/neuron/transferFunction.ts';
import { type Contest, type ContestSize, contest } from './contest.ts';
import { drawnCondition, type SearchCondition, simplifications } from './searchCondition.ts';

export interface Searched {
  readonly condition: SearchCondition;
  readonly contest: Contest;
  /** The simplest found in which it still loses; absent where it does not, or none was tried. */
  readonly simplest?: { readonly condition: SearchCondition; readonly contest: Contest };
}

/**
 * Expected before it was tried: isotropic inputs, and a teacher that fires less than the student before learning. h = phi'^2/phi and with it
 * G fall along the way, so that Euclidean descent with a fixed rate takes large steps first and small ones last; natural gradient, which
 * divides by G, relaxes at one pace and has to pay for the noise of its last steps from the first one on.
 */
export const KNOWN_CONDITION: SearchCondition = {
  afferents: 10,
  rates: [20],
  initial: { mean: 5, spread: 0 },
  target: { mean: -5, spread: 0 },
  transfer: { name: 'sigmoid', ...paperSigmoid },
};

export async function searchedCondition(
  condition: SearchCondition,
  seed: number,
  size: ContestSize,
): Promise<Searched> {
  return { condition, contest: await contest(condition, seed, size) };
}

export async function searchedDraw(
  seed: number,
  draw: number,
  size: ContestSize,
  simplify: boolean,
): Promise<Searched> {
  const condition = drawnCondition(seed, draw);
  const found = await contest(condition, seed, size);
  if (!found.naturalLoses || !simplify) return { condition, contest: found };
  let simplest = { condition, contest: found };
  for (const simpler of simplifications) {
    const next = simpler(simplest.condition);
    if (JSON.stringify(next) === JSON.stringify(simplest.condition)) continue;
    const tried = await contest(next, seed, size);
    if (tried.naturalLoses) simplest = { condition: next, contest: tried };
  }
  return { condition, contest: found, simplest };
}
