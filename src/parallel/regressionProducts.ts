/**
 * The products of a regression in WebAssembly (assembly/regression.ts) over a memory that threads can share. Its module is built by
 * `npm run build`; without it, where natgrad runs from its sources, the TypeScript loops give the same bits.
 */
import { PanelMemory, type PanelShape } from '../numeric/mirror/panelMemory.ts';
import { type PanelProducts, plainPanelProducts } from '../numeric/mirror/panelProducts.ts';
import { builtModule } from './builtModule.ts';

/** Functions of assembly/regression.ts; every argument a number. */
interface Loops {
  readonly columnSums: (panelAt: number, rows: number, lambdaAt: number, outAt: number) => void;
  readonly addRowSums: (panelAt: number, rows: number, weightsAt: number, outAt: number) => void;
}

const PAGE = 65536;

/** A memory that threads can be sent, with the numbers of a regression of this shape. */
export interface SharedPanels {
  readonly memory: PanelMemory;
  readonly shared: WebAssembly.Memory;
}

/** 4 D N bytes and little else. @throws RangeError on sizes that are not integers >= 1, or where 4 GiB do not suffice */
export function sharedPanels(shape: PanelShape): SharedPanels {
  let shared: WebAssembly.Memory | undefined;
  const memory = new PanelMemory(shape, (bytes) => {
    const pages = Math.ceil(bytes / PAGE);
    if (pages > 65536)
      throw new RangeError(
        `regression: ${shape.rows} samples of ${shape.columns} weights take ${bytes} bytes (expected at most 4 GiB)`,
      );
    shared = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
    return shared.buffer;
  });
  return { memory, shared: shared as unknown as WebAssembly.Memory };
}

/** The same numbers, in another thread. */
export const panelsOver = (shape: PanelShape, shared: WebAssembly.Memory): SharedPanels => ({
  memory: new PanelMemory(shape, () => shared.buffer),
  shared,
});

/** For member `index`. `module`: of assembly/regression.ts; default: the built one. */
export function sharedProducts(
  { memory, shared }: SharedPanels,
  index: number,
  module: WebAssembly.Module | undefined = builtModule('regression'),
): PanelProducts {
  if (module === undefined) return plainPanelProducts(memory, index);
  const loops = new WebAssembly.Instance(module, { env: { memory: shared } }).exports as unknown as Loops;
  const { at } = memory;
  const { rows } = memory.shape;
  const [lambda, change] = [at.lambda(index), at.change(index)];
  return {
    columnSums: (panel) => loops.columnSums(at.panel(panel), rows, lambda, change),
    addRowSums: (panel, chunk, round) =>
      loops.addRowSums(at.panel(panel), rows, at.panelWeights(panel), at.share(chunk, round)),
  };
}
