/** The engines that decide claims. */
import type { Engines } from './judge.ts';
import { matrixProvers } from './prove/matrix/index.ts';
import { scalarProvers } from './prove/scalar/index.ts';
import { findCounterexample, support } from './refute/refute.ts';

export const engines: Engines = {
  provers: [...matrixProvers, ...scalarProvers],
  findCounterexample,
  support,
};
