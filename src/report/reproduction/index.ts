/** The pictures of reproduced figures, by name: each draws from the tables alone, and is loaded when it is asked for. */
import type { Table } from '../../table/table.ts';
import type { Figure } from '../figures/svg.ts';

export type Draw = (tables: readonly Table[]) => readonly Figure[];

export const drawings: Readonly<Record<string, () => Promise<Draw>>> = {
  fig3bc: async () => (await import('./fig3bc.ts')).drawFig3bc,
  fig3de: async () => (await import('./fig3de.ts')).drawFig3de,
  fig3f: async () => (await import('./fig3f.ts')).drawFig3f,
  fig4: async () => (await import('./fig4.ts')).drawFig4,
  fig5: async () => (await import('./fig5.ts')).drawFig5,
  fig7: async () => (await import('./fig7.ts')).drawFig7,
  fig9: async () => (await import('./fig9.ts')).drawFig9,
  fig10: async () => (await import('./fig10.ts')).drawFig10,
  fig11: async () => (await import('./fig11.ts')).drawFig11,
  fig12ab: async () => (await import('./fig12ab.ts')).drawFig12ab,
  fig12cf: async () => (await import('./fig12cf.ts')).drawFig12cf,
  table1: async () => (await import('./table1.ts')).drawTable1,
  'pogodin-regression': async () => (await import('./pogodinRegression.ts')).drawPogodinRegression,
  'pogodin-robustness': async () => (await import('./pogodinRobustness.ts')).drawPogodinRobustness,
  'pogodin-neuron': async () => (await import('./pogodinNeuron.ts')).drawPogodinNeuron,
};

/** No pictures where nobody draws the figure. */
export async function drawingOf(id: string): Promise<Draw> {
  const load = Object.hasOwn(drawings, id) ? drawings[id] : undefined;
  return load === undefined ? () => [] : load();
}
