/** All figures and tables that can be done again, by name; each is loaded when it is asked for. */
import type { Reproduction } from './reproduction.ts';

export const reproductions: Readonly<Record<string, () => Promise<Reproduction>>> = {
  fig3f: async () => (await import('./fig3f.ts')).fig3f,
  fig12cf: async () => (await import('./fig12cf.ts')).fig12cf,
  fig9: async () => (await import('./fig9.ts')).fig9,
  table1: async () => (await import('./table1.ts')).table1,
};
