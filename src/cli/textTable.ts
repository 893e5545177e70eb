/** Lines of a table, each column as wide as its widest cell: texts on the left, then numbers, which end at the right. */
export function tableLines(rows: readonly (readonly string[])[], columnsOfText = 0): string[] {
  const widths: number[] = [];
  for (const cells of rows) {
    for (const [k, cell] of cells.entries()) widths[k] = Math.max(widths[k] ?? 0, cell.length);
  }
  const padded = (cell: string, k: number): string =>
    k < columnsOfText ? cell.padEnd(widths[k] ?? 0) : cell.padStart(widths[k] ?? 0);
  return rows.map((cells) => cells.map(padded).join('  ').trimEnd());
}
