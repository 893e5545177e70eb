/**
 * The inputs of a regression: X, one row a sample (N x D), in single precision. The rounded numbers *are* the inputs; whatever is computed
 * from them is computed in double precision.
 *
 * They are stored in panels of 16 columns, each N x 16 row by row, the last filled up with 0. A panel stays in the processor's cache while it is
 * used twice: for its columns' share of X' lambda, and then for its share of X w with the weights that follow from it. So an epoch of
 * descent reads X once (regression.ts).
 */

/** Columns of a panel. */
export const PANEL = 16;

export class InputMatrix {
  /** N, samples. */
  readonly rows: number;
  /** D, weights. */
  readonly columns: number;
  readonly panels: number;
  /** Panel by panel; length panels x rows x 16. */
  readonly numbers: Float32Array;

  /** @param numbers where to keep them; default: new, all 0. @throws RangeError on sizes that are not integers >= 1 */
  constructor(rows: number, columns: number, numbers?: Float32Array) {
    for (const [name, size] of Object.entries({ rows, columns })) {
      if (!(Number.isSafeInteger(size) && size >= 1))
        throw new RangeError(`inputs: got ${size} ${name} (expected an integer of at least 1)`);
    }
    this.rows = rows;
    this.columns = columns;
    this.panels = Math.ceil(columns / PANEL);
    this.numbers = numbers ?? new Float32Array(inputNumbers(rows, columns));
  }

  static fromRows(rows: readonly ArrayLike<number>[]): InputMatrix {
    const inputs = new InputMatrix(rows.length, rows[0]?.length ?? 0);
    rows.forEach((row, i) => {
      inputs.setRow(i, row);
    });
    return inputs;
  }

  /** Rounds to single precision. @throws RangeError on a row of another length */
  setRow(i: number, row: ArrayLike<number>): void {
    const { rows, columns, numbers } = this;
    if (row.length !== columns)
      throw new RangeError(`inputs: got ${row.length} numbers in row ${i} (expected ${columns})`);
    for (let j = 0; j < columns; j++) numbers[place(rows, i, j)] = row[j] as number;
  }

  /** A copy. */
  row(i: number): Float64Array {
    return Float64Array.from({ length: this.columns }, (_, j) => this.at(i, j));
  }

  at(i: number, j: number): number {
    return this.numbers[place(this.rows, i, j)] as number;
  }
}

/** How many numbers the panels of N x D inputs hold. */
export const inputNumbers = (rows: number, columns: number): number =>
  Math.ceil(columns / PANEL) * rows * PANEL;

const place = (rows: number, i: number, j: number): number =>
  (Math.floor(j / PANEL) * rows + i) * PANEL + (j % PANEL);
