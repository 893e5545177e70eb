/** What made a table, and the units of its columns, which are kept with it. */
import type { Column, Table } from './table.ts';

/** Plain JSON. */
export type Provenance = Readonly<Record<string, unknown>>;

/** The provenance with "units": {"rate": "Hz", ...} of the columns that have one. */
export function withUnits({ columns }: Table, provenance: Provenance): Provenance {
  const hasUnit = (column: Column): column is Column & { unit: string } => column.unit !== undefined;
  const units = columns.filter(hasUnit).map(({ name, unit }) => [name, unit]);
  return units.length === 0 ? provenance : { ...provenance, units: Object.fromEntries(units) };
}
