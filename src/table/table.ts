/** A table: columns of equal length, each of numbers or of texts. What commands write to files and pictures are drawn from. */
export interface Column {
  readonly name: string;
  /** 'Hz', 'mV^2'; absent where there is none. */
  readonly unit?: string;
  readonly values: Float64Array | readonly number[] | readonly string[];
}

export interface Table {
  /** Also the name of its file, without the extension. */
  readonly name: string;
  /** What a row is: 'one row a weight sample'. */
  readonly says: string;
  readonly columns: readonly Column[];
  /** Pictures are drawn from a summary of it, another table. */
  readonly isSummarized?: true;
}
