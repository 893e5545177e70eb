/** All figures and tables that can be done again, by name; each is loaded when it is asked for. */
import type { Reproduction } from './reproduction.ts';

export const reproductions: Readonly<Record<string, () => Promise<Reproduction>>> = {
  fig3bc: async () => (await import('./fig3bc.ts')).fig3bc,
  fig3de: async () => (await import('./fig3de.ts')).fig3de,
  fig3f: async () => (await import('./fig3f.ts')).fig3f,
  fig4: async () => (await import('./fig4.ts')).fig4,
  fig5: async () => (await import('./fig5.ts')).fig5,
  fig7: async () => (await import('./fig7.ts')).fig7,
  fig9: async () => (await import('./fig9.ts')).fig9,
  fig10: async () => (await import('./fig10.ts')).fig10,
  fig11: async () => (await import('./fig11.ts')).fig11,
  fig12ab: async () => (await import('./fig12ab.ts')).fig12ab,
  fig12cf: async () => (await import('./fig12cf.ts')).fig12cf,
  table1: async () => (await import('./table1.ts')).table1,
  'pogodin-regression': async () => (await import('./pogodinRegression.ts')).pogodinRegression,
  'pogodin-robustness': async () => (await import('./pogodinRobustness.ts')).pogodinRobustness,
  'pogodin-neuron': async () => (await import('./pogodinNeuron.ts')).pogodinNeuron,
};
