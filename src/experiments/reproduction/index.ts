/** All figures and tables that can be done again, by name; each is loaded when it is asked for. */
import type { Reproduction } from './reproduction.ts';

export const reproductions: Readonly<Record<string, () => Promise<Reproduction>>> = {
  fig3bc: async () => (await import('./fig3bc.ts')).fig3bc,
  fig3de: async () => (await import('./fig3de.ts')).fig3de,
  fig10: async () => (await import('./fig10.ts')).fig10,
  fig11: async () => (await import('./fig11.ts')).fig11,
  fig12ab: async () => (await import('./fig12ab.ts')).fig12ab,
  'pogodin-neuron': async () => (await import('./pogodinNeuron.ts')).pogodinNeuron,
  'pogodin-robustness': async () => (await import('./pogodinRobustness.ts')).pogodinRobustness,
  'pogodin-regression': async () => (await import('./pogodinRegression.ts')).pogodinRegression,
};
