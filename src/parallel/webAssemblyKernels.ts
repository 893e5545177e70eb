/**
 * The inner loops of a batch in WebAssembly (assembly/blockKernels.ts), over one memory that also holds the arrays. Its module is built by
 * `npm run build`; without it, where natgrad runs from its sources, the TypeScript loops give the same bits.
 */
import { type BlockKernels, type BlockShape, packedTriangle } from '../numeric/monteCarlo/blockKernels.ts';
import type { KernelFactory } from '../numeric/monteCarlo/fisherBatch.ts';
import { ROW } from '../numeric/monteCarlo/kernelTable.ts';
import { builtModule } from './builtModule.ts';

/** Functions of assembly/blockKernels.ts; every argument a number. */
interface Loops {
  readonly spikes: (...numbers: readonly number[]) => void;
  readonly weightedSums: (...numbers: readonly number[]) => void;
  readonly addTotals: (...numbers: readonly number[]) => void;
  readonly addProducts: (...numbers: readonly number[]) => void;
}

/** Rows that are worked on side by side; x and the products are padded to a multiple. */
const TILE = 4;
const PAGE = 65536;
/** Address 0 stays unused; every array begins at a multiple of this. */
const ALIGNMENT = 64;

/** A maker of kernels, or undefined where the module has not been built. */
export function webAssemblyKernels(): KernelFactory | undefined {
  const module = builtModule('blockKernels');
  if (module === undefined) return undefined;
  return (shape, withProducts) => kernelsOver(module, shape, withProducts);
}

function kernelsOver(
  module: WebAssembly.Module,
  { rows, length, tableRows }: BlockShape,
  withProducts: boolean,
): BlockKernels {
  const padded = TILE * Math.ceil(rows / TILE);
  const places = new Places();
  const at = {
    x: places.take(padded * length * 8),
    factor: places.take(length * 8),
    weight: places.take(rows * 8),
    sum: places.take(length * 8),
    total: places.take(rows * 8),
    counts: places.take(rows * 4),
    generators: places.take(64),
    state: places.take(rows * 16),
    coefficients: places.take(tableRows * ROW * 8),
    step: places.take(24),
    arrivals: places.take(TILE * length * 16),
    scaled: places.take(TILE * length * 8),
    product: places.take(withProducts ? padded * padded * 8 : 0),
  };
  const memory = new WebAssembly.Memory({ initial: Math.ceil(places.end / PAGE) });
  const loops = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Loops;
  const doubles = (address: number, count: number) => new Float64Array(memory.buffer, address, count);
  const product = doubles(at.product, withProducts ? padded * padded : 0);
  return {
    x: doubles(at.x, rows * length),
    factor: doubles(at.factor, length),
    weight: doubles(at.weight, rows),
    sum: doubles(at.sum, length),
    total: doubles(at.total, rows),
    counts: new Int32Array(memory.buffer, at.counts, rows),
    generators: new Uint32Array(memory.buffer, at.generators, 16),
    state: doubles(at.state, 2 * rows),
    coefficients: doubles(at.coefficients, tableRows * ROW),
    step: doubles(at.step, 3),
    spikes(samples) {
      const cells = samples * tableRows * 2 ** -32;
      loops.spikes(
        rows,
        length,
        samples,
        Math.log2(tableRows),
        cells,
        at.counts,
        at.generators,
        at.state,
        at.coefficients,
        at.step,
        at.arrivals,
        at.x,
      );
    },
    weightedSums: (samples) => loops.weightedSums(rows, length, samples, at.weight, at.x, at.sum),
    addTotals: (samples) => loops.addTotals(rows, length, samples, at.factor, at.x, at.total),
    addProducts: (samples) =>
      loops.addProducts(padded, length, samples, at.factor, at.x, at.scaled, at.product),
    takeProducts() {
      const packed = packedTriangle(product, rows, padded);
      product.fill(0);
      return packed;
    },
  };
}

/** Addresses, one array after the other. */
class Places {
  end = ALIGNMENT;

  take(bytes: number): number {
    const address = this.end;
    this.end += ALIGNMENT * Math.ceil(bytes / ALIGNMENT);
    return address;
  }
}
