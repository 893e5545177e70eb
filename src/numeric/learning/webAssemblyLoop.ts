/**
 * The fast loop in WebAssembly (assembly/learning.ts) over the memory of fastMemory.ts. The caller brings the compiled module.
 */
import type { CoefficientTable } from './coefficientTable.ts';
import type { LoopFactory } from './fastLearning.ts';
import type { Loop, LoopParts } from './fastLoop.ts';
import { H, RULE, S } from './fastMemory.ts';
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
  const out = new Float64Array(3);
  const { updateAll, makeAnew, runaway } = rare;
  return {
    tilted: guarded((r, _t, mean: number, variance: number): void => {
      fetchCell(parts, table, r, mean, variance);
      table.at(mean, variance, out);
      m.set(out, H.answer);
    }),
    score: guarded((r, _t, v: number, y: number): number => {
      const isLocal = parts.localRules.includes(r);
      m[H.answer] = isLocal ? functions.logHSlope(v) : 0;
      return scoreAt(functions, v, y, m[H.dt] as number);
    }),
    exponential: (x: number): number => Math.exp(-x),
    updateAll: guarded(updateAll),
    makeAnew,
    runaway: guarded(runaway),
  };
}

/** The cell of this point becomes the rule's; where there is none the module asks again at the next step. */
function fetchCell(
  { memory, places }: LoopParts,
  table: CoefficientTable,
  r: number,
  mean: number,
  variance: number,
): void {
  const cell = table.cellFor(mean, variance);
  const state = places.rules + RULE * r;
  memory[state + S.cellMean] = cell?.firstMean ?? Infinity;
  if (cell === undefined) return;
  memory[state + S.cellVariance] = cell.firstVariance;
  memory[state + S.cellHeight] = cell.inverseHeight;
  memory.set(cell.polynomials, state + S.cell);
}
