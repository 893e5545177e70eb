/**
 * Searches a minimum of a function of real parameters in doubles: pattern search along coordinates with additive and
 * multiplicative steps, then the simplex method of Nelder and Mead. NaN counts as +infinity. Nothing is proved by it.
 */
import type { Random } from './random.ts';

export interface Found {
  readonly at: readonly number[];
  readonly value: number;
}

export type Objective = (x: readonly number[]) => number;

const safe =
  (f: Objective): Objective =>
  (x) => {
    const value = f(x);
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
  };

/** A local minimum from a start, within so many evaluations. */
export function minimise(
  objective: Objective,
  start: readonly number[],
  random: Random,
  budget: number,
): Found {
  const f = safe(objective);
  const rough = patternSearch(f, start, random, Math.floor(budget / 2));
  if (!Number.isFinite(rough.value)) return rough;
  return start.length > 12
    ? patternSearch(f, rough.at, random, Math.floor(budget / 2))
    : nelderMead(f, rough, Math.floor(budget / 2));
}

/** Moves one coordinate (sometimes all, or one towards another) at a time; steps grow after success and shrink after failure. */
function patternSearch(f: Objective, start: readonly number[], random: Random, budget: number): Found {
  let best: Found = { at: start, value: f(start) };
  const steps = start.map((x) => Math.max(Math.abs(x) * 0.5, 0.25));
  const tryPoint = (at: readonly number[]): boolean => {
    const value = f(at);
    if (!(value < best.value)) return false;
    best = { at, value };
    return true;
  };
  for (let used = 0; used < budget; ) {
    const index = random.integer(0, start.length - 1);
    const x = best.at[index] ?? 0;
    const step = steps[index] ?? 1;
    const move = random.integer(0, 9);
    if (move < 7) {
      used += 2;
      const better = tryPoint(best.at.with(index, x + step)) || tryPoint(best.at.with(index, x - step));
      steps[index] = better ? step * 2 : Math.max(step * 0.4, 1e-13 * (1 + Math.abs(x)));
    } else if (move === 7) {
      used++;
      const factor = random.pick([2, 10, 1000, 0.5, 0.1, 0.001, -1, 0]);
      if (tryPoint(best.at.with(index, x * factor))) steps[index] = Math.max(Math.abs(x * factor), 1e-9);
    } else if (move === 8) {
      used++;
      const other = best.at[random.integer(0, start.length - 1)] ?? 0;
      tryPoint(best.at.with(index, random.chance(0.5) ? other : -other));
    } else {
      used++;
      const scale = random.pick([1, 0.1, 0.01]);
      tryPoint(best.at.map((y, i) => y + scale * (steps[i] ?? 0) * random.normal()));
    }
  }
  return best;
}

/** Reference: J. A. Nelder and R. Mead, Computer Journal 7 (1965) 308-313; restarted once from the best point. */
function nelderMead(f: Objective, start: Found, budget: number): Found {
  const once = simplexFrom(f, start, budget / 2, 0.05);
  return simplexFrom(f, once, budget / 2, 1e-4);
}

function simplexFrom(f: Objective, start: Found, budget: number, spread: number): Found {
  const size = start.at.length;
  const simplex: Found[] = [start];
  for (let i = 0; i < size; i++) {
    const at = start.at.map((x, j) => (i === j ? x + spread * Math.max(Math.abs(x), 0.1) : x));
    simplex.push({ at, value: f(at) });
  }
  const combine = (a: readonly number[], b: readonly number[], t: number): readonly number[] =>
    a.map((x, i) => x + t * ((b[i] ?? 0) - x));
  const evaluate = (at: readonly number[]): Found => ({ at, value: f(at) });
  for (let used = 0; used < budget; ) {
    simplex.sort((a, b) => a.value - b.value);
    const [best, worst] = [simplex[0] ?? start, simplex[size] ?? start];
    const next = simplex[size - 1] ?? worst;
    const middle = start.at.map(
      (_, i) => simplex.slice(0, size).reduce((s, p) => s + (p.at[i] ?? 0), 0) / size,
    );
    const reflected = evaluate(combine(middle, worst.at, -1));
    used++;
    if (reflected.value < best.value) {
      const expanded = evaluate(combine(middle, worst.at, -2));
      used++;
      simplex[size] = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < next.value) simplex[size] = reflected;
    else {
      const contracted = evaluate(
        combine(middle, reflected.value < worst.value ? reflected.at : worst.at, 0.5),
      );
      used++;
      if (contracted.value < Math.min(reflected.value, worst.value)) simplex[size] = contracted;
      else {
        for (let i = 1; i <= size; i++)
          simplex[i] = evaluate(combine(best.at, simplex[i]?.at ?? best.at, 0.5));
        used += size;
      }
    }
  }
  simplex.sort((a, b) => a.value - b.value);
  return simplex[0] ?? start;
}
