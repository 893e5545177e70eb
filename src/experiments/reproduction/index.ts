/** All figures and tables that can be done again, by name; each is loaded when it is asked for. */
import type { Reproduction } from './reproduction.ts';

export const reproductions: Readonly<Record<string, () => Promise<Reproduction>>> = {
  fig4: async () => (await import('./fig4.ts')).fig4,
  fig5: async () => (await import('./fig5.ts')).fig5,
  fig7: async () => (await import('./fig7.ts')).fig7,
};
