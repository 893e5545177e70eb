/**
 * The numbers of a regression in one buffer, which threads and WebAssembly can share. N samples, D weights.
 *
 * The inputs X (N x D) are of single precision: the rounded numbers *are* the inputs; whatever is computed from them is computed in double
 * precision. They are stored in panels of 16 columns, each N x 16 row by row, the last filled up with 0. A panel stays in the
 * processor's cache while it is used twice: for its columns' share of X' lambda, and then for its share of X w with the weights that follow.
 * Panels are grouped into chunks, whose shares of X w are summed apart and added in their order: the same bits for any number of threads.
 *
 * One member a thread. Two rounds of shares, so that one may be read while the other is being written.
 */

/** Columns of a panel; panels of a chunk. */
export const PANEL = 16;
const CHUNK = 64;
/** Every array begins at a multiple of this; what is at 0 is the team's (parallel/regressionTeam.ts). */
const ALIGNMENT = 64;

export interface PanelShape {
  /** N, at least 1. */
  readonly rows: number;
  /** D, at least 1. */
  readonly columns: number;
  /** Threads, at least 1. */
  readonly members: number;
}

export class PanelMemory {
  readonly shape: PanelShape;
  readonly buffer: ArrayBufferLike;
  readonly panels: number;
  readonly chunks: number;
  /** Byte addresses. */
  readonly at: Addresses;
  /** X, panel by panel. */
  readonly inputs: Float32Array;
  /** w, D numbers and the filling. */
  readonly weights: Float64Array;

  /** @throws RangeError on sizes that are not integers >= 1 */
  constructor(shape: PanelShape, allocate = (bytes: number): ArrayBufferLike => new ArrayBuffer(bytes)) {
    for (const [name, size] of Object.entries(shape)) {
      if (!(Number.isSafeInteger(size) && size >= 1))
        throw new RangeError(`inputs: got ${size} ${name} (expected an integer of at least 1)`);
    }
    this.shape = shape;
    this.panels = Math.ceil(shape.columns / PANEL);
    this.chunks = Math.ceil(this.panels / CHUNK);
    this.at = new Addresses(shape, this.panels, this.chunks);
    this.buffer = allocate(this.at.end);
    this.inputs = new Float32Array(this.buffer, this.at.inputs, this.panels * shape.rows * PANEL);
    this.weights = new Float64Array(this.buffer, this.at.weights, this.panels * PANEL);
  }

  /** Panels first .. end - 1 of a chunk. */
  panelsOf(chunk: number): { readonly first: number; readonly end: number } {
    return { first: CHUNK * chunk, end: Math.min(CHUNK * (chunk + 1), this.panels) };
  }

  /** X' lambda of a panel, 16 numbers, as member `index` computes it. */
  change(index: number): Float64Array {
    return new Float64Array(this.buffer, this.at.change(index), PANEL);
  }

  /** Of member `index`, N numbers. */
  lambda(index: number): Float64Array {
    return new Float64Array(this.buffer, this.at.lambda(index), this.shape.rows);
  }

  /** A chunk's share of X w in an even or odd round, N numbers. */
  share(chunk: number, round: number): Float64Array {
    return new Float64Array(this.buffer, this.at.share(chunk, round), this.shape.rows);
  }

  /** Where x_ij is among the inputs. */
  place(i: number, j: number): number {
    return (Math.floor(j / PANEL) * this.shape.rows + i) * PANEL + (j % PANEL);
  }
}

/** Byte addresses, one array after the other. */
class Addresses {
  readonly weights: number;
  readonly inputs: number;
  readonly end: number;
  readonly #rowBytes: number;
  readonly #chunks: number;
  readonly #changes: number;
  readonly #lambdas: number;
  readonly #shares: number;
  readonly #rows: number;

  constructor({ rows, members }: PanelShape, panels: number, chunks: number) {
    let end = ALIGNMENT;
    const take = (bytes: number): number => {
      const address = end;
      end += aligned(bytes);
      return address;
    };
    this.#rowBytes = aligned(8 * rows);
    this.#chunks = chunks;
    this.#rows = rows;
    this.#changes = take(members * PANEL * 8);
    this.#lambdas = take(members * this.#rowBytes);
    this.#shares = take(2 * chunks * this.#rowBytes);
    this.weights = take(panels * PANEL * 8);
    this.inputs = take(panels * rows * PANEL * 4);
    this.end = end;
  }

  change = (index: number): number => this.#changes + index * PANEL * 8;
  lambda = (index: number): number => this.#lambdas + index * this.#rowBytes;
  share = (chunk: number, round: number): number =>
    this.#shares + ((round % 2) * this.#chunks + chunk) * this.#rowBytes;
  panel = (panel: number): number => this.inputs + panel * this.#rows * PANEL * 4;
  panelWeights = (panel: number): number => this.weights + panel * PANEL * 8;
}

const aligned = (bytes: number): number => ALIGNMENT * Math.ceil(bytes / ALIGNMENT);
