/** The pictures of reproduced figures, by name: each draws from the tables alone, and is loaded when it is asked for. */
import type { Table } from '../../table/table.ts';
import type { Figure } from '../figures/svg.ts';

export type Draw = (tables: readonly Table[]) => readonly Figure[];

export const drawings: Readonly<Record<string, () => Promise<Draw>>> = {
  fig3f: async () => (await import('./fig3f.ts')).drawFig3f,
  fig9: async () => (await import('./fig9.ts')).drawFig9,
  fig12cf: async () => (await import('./fig12cf.ts')).drawFig12cf,
  table1: async () => (await import('./table1.ts')).drawTable1,
};

/** No pictures where nobody draws the figure. */
export async function drawingOf(id: string): Promise<Draw> {
  const load = Object.hasOwn(drawings, id) ? drawings[id] : undefined;
  return load === undefined ? () => [] : load();
}
