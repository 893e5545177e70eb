/** The pictures of reproduced figures, by name: each draws from the tables alone, and is loaded when it is asked for. */
import type { Table } from '../../table/table.ts';
import type { Figure } from '../figures/svg.ts';

export type Draw = (tables: readonly Table[]) => readonly Figure[];

export const drawings: Readonly<Record<string, () => Promise<Draw>>> = {};

/** No pictures where nobody draws the figure. */
export async function drawingOf(id: string): Promise<Draw> {
  const load = Object.hasOwn(drawings, id) ? drawings[id] : undefined;
  return load === undefined ? () => [] : load();
}
