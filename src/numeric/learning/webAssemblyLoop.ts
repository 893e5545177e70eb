/**
 * The fast loop in WebAssembly (assembly/learning.ts) over the memory of fastMemory.ts. The caller brings the compiled module.
 */
import type { CoefficientTable } from './coefficientTable.ts';
import type { LoopFactory } from './fastLearning.ts';
import type { Loop, LoopParts } from './fastLoop.ts';
import { CELLS, H } from './fastMemory.ts';
import { scoreAt, type VoltageFunctions } from './voltageFunctions.ts';

const PAGE = 65536;

/** For `fastLearning(problem, { factory: webAssemblyFactory(module) })`. */
export function webAssemblyFactory(module: WebAssembly.Module): () => LoopFactory {
  return () => {
    let memory: WebAssembly.Memory | undefined;
    return {
      memory(bytes) {
        memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) });
        return memory.buffer;
      },
      loop(parts, table, functions) {
        const imports = {
          env: { memory: memory as WebAssembly.Memory },
          learning: answers(parts, table, functions),
        };
        return new WebAssembly.Instance(module, imports).exports as unknown as Loop;
      },
    };
  };
}

/** What the module asks of TypeScript. */
function answers(parts: LoopParts, table: CoefficientTable, functions: VoltageFunctions) {
  const { memory: m, rare } = parts;
  const guarded =
    <A extends readonly unknown[], T>(answer: (r: number, t: number, ...others: A) => T) =>
    (r: number, t: number, ...others: A): T => {
      try {
        return answer(r, t, ...others);
      } catch (error) {
        throw rare.failed(r, t, error);
      }
    };
  const cache = new CellCache(parts, table);
  const out = new Float64Array(3);
  const { updateAll, makeAnew, runaway } = rare;
  return {
    tilted: guarded((_r, _t, mean: number, variance: number): void => {
      cache.fetch(mean, variance);
      table.at(mean, variance, out);
      m.set(out, H.answer);
    }),
    score: guarded((r, _t, v: number, y: number): number => {
      const isLocal = parts.localRules.includes(r);
      m[H.answer] = isLocal ? functions.logHSlope(v) : 0;
      return scoreAt(functions, v, y, m[H.dt] as number);
    }),
    updateAll: guarded(updateAll),
    makeAnew,
    runaway: guarded(runaway),
  };
}

/** The cells that have been needed, as the module reads them; when the room is full, it begins anew. */
class CellCache {
  readonly #parts: LoopParts;
  readonly #table: CoefficientTable;
  #kept = 0;

  constructor(parts: LoopParts, table: CoefficientTable) {
    this.#parts = parts;
    this.#table = table;
  }

  /** Keeps the cell of this point, if it has one. */
  fetch(mean: number, variance: number): void {
    const { columns, rows, cell, meanLimit } = this.#table;
    const [x, y] = [(mean + meanLimit) / cell, Math.sqrt(variance) / cell];
    if (!(x >= 0 && x < columns && y < rows)) return;
    const [column, row] = [Math.floor(x), Math.floor(y)];
    const values = this.#table.cellAt(column, row);
    if (values === undefined) return;
    const { memory, integers, places } = this.#parts;
    if (this.#kept === CELLS) {
      integers.fill(0, 2 * places.index, 2 * places.index + columns * rows);
      this.#kept = 0;
    }
    memory.set(values, places.cells + values.length * this.#kept);
    this.#kept++;
    integers[2 * places.index + row * columns + column] = this.#kept;
  }
}
