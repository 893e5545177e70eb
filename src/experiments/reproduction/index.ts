/** All figures and tables that can be done again, by name; each is loaded when it is asked for. */
import type { Reproduction } from './reproduction.ts';

export const reproductions: Readonly<Record<string, () => Promise<Reproduction>>> = {
  fig3bc: async () => (await import('./fig3bc.ts')).fig3bc,
  fig3de: async () => (await import('./fig3de.ts')).fig3de,
};
