/** The inputs of a regression by rows: X, one row a sample (N x D), in the memory and precision of panelMemory.ts. */
import { PanelMemory } from './panelMemory.ts';

export class InputMatrix {
  /** N, samples. */
  readonly rows: number;
  /** D, weights. */
  readonly columns: number;
  readonly memory: PanelMemory;

  constructor(memory: PanelMemory) {
    this.memory = memory;
    this.rows = memory.shape.rows;
    this.columns = memory.shape.columns;
  }

  /** @throws RangeError where there are no numbers, or rows differ in length */
  static fromRows(rows: readonly ArrayLike<number>[]): InputMatrix {
    const shape = { rows: rows.length, columns: rows[0]?.length ?? 0, members: 1 };
    const inputs = new InputMatrix(new PanelMemory(shape));
    rows.forEach((row, i) => {
      inputs.setRow(i, row);
    });
    return inputs;
  }

  /** Rounds to single precision. @throws RangeError on a row of another length */
  setRow(i: number, row: ArrayLike<number>): void {
    if (row.length !== this.columns)
      throw new RangeError(`inputs: got ${row.length} numbers in row ${i} (expected ${this.columns})`);
    const { memory } = this;
    for (let j = 0; j < this.columns; j++) memory.inputs[memory.place(i, j)] = row[j] as number;
  }

  /** A copy. */
  row(i: number): Float64Array {
    return Float64Array.from({ length: this.columns }, (_, j) => this.at(i, j));
  }

  at(i: number, j: number): number {
    return this.memory.inputs[this.memory.place(i, j)] as number;
  }
}
