/** The engines that decide claims. */
import { deadlineIn } from './deadline.ts';
import type { Engines } from './judge.ts';
import { matrixProvers } from './prove/matrix/index.ts';
import { scalarProvers } from './prove/scalar/index.ts';
import { decide } from './prove/scalar/z3.ts';
import { findCounterexample, support } from './refute/refute.ts';

export const engines: Engines = {
  provers: [...matrixProvers, ...scalarProvers],
  findCounterexample,
  support,
};

const WARM_UP_MILLISECONDS = 10_000;

/** Loads z3, which takes longer than most claims and is no part of their time. */
export async function warmUp(): Promise<void> {
  await decide([], deadlineIn(WARM_UP_MILLISECONDS));
}
