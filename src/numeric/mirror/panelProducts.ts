/**
 * The two products of an epoch, panel by panel, over the memory of panelMemory.ts: the reference of assembly/regression.ts.
 *
 * In single precision: the multipliers, the weights and the products are rounded, and so are sums over 64 rows or 16 columns; sums of these
 * are of double precision.
 */
import { PANEL, type PanelMemory } from './panelMemory.ts';

export type Precision = 'double' | 'single';

/** As one member of the team computes them. */
export interface PanelProducts {
  /** The member's change = X_panel' lambda. */
  columnSums(panel: number): void;
  /** The chunk's share of this round += X_panel w. */
  addRowSums(panel: number, chunk: number, round: number): void;
}

export type ProductsOf = (memory: PanelMemory, index: number) => Readonly<Record<Precision, PanelProducts>>;

export const plainPanelProducts: ProductsOf = (memory, index) => ({
  double: doubleProducts(memory, index),
  single: singleProducts(memory, index),
});

function doubleProducts(memory: PanelMemory, index: number): PanelProducts {
  const { inputs, weights } = memory;
  const { rows } = memory.shape;
  const [lambda, change] = [memory.lambda(index), memory.change(index)];
  return {
    columnSums(panel) {
      change.fill(0);
      let at = panel * rows * PANEL;
      for (let i = 0; i < rows; i++) {
        const factor = lambda[i] as number;
        for (let j = 0; j < PANEL; j++) change[j] = (change[j] as number) + factor * (inputs[at++] as number);
      }
    },
    addRowSums(panel, chunk, round) {
      const share = memory.share(chunk, round);
      const w = weights.subarray(panel * PANEL, (panel + 1) * PANEL);
      let at = panel * rows * PANEL;
      for (let i = 0; i < rows; i++) {
        let even = (inputs[at] as number) * (w[0] as number);
        let odd = (inputs[at + 1] as number) * (w[1] as number);
        for (let j = 2; j < PANEL; j += 2) {
          even += (inputs[at + j] as number) * (w[j] as number);
          odd += (inputs[at + j + 1] as number) * (w[j + 1] as number);
        }
        share[i] = (share[i] as number) + (even + odd);
        at += PANEL;
      }
    },
  };
}

/** Rows whose sum is of single precision. */
const BLOCK = 64;

function singleProducts(memory: PanelMemory, index: number): PanelProducts {
  const { inputs, weights } = memory;
  const { rows } = memory.shape;
  const [lambda, change] = [memory.singleLambda(index), memory.change(index)];
  const halves = [new Float32Array(PANEL), new Float32Array(PANEL)] as const;
  const w = new Float32Array(PANEL);
  return {
    columnSums(panel) {
      change.fill(0);
      let at = panel * rows * PANEL;
      for (let first = 0; first < rows; first += BLOCK) {
        for (const half of halves) half.fill(0);
        for (let i = first; i < Math.min(first + BLOCK, rows); i++) {
          const [factor, half] = [lambda[i] as number, halves[i % 2 === 0 ? 0 : 1]];
          for (let j = 0; j < PANEL; j++)
            half[j] = (half[j] as number) + Math.fround(factor * (inputs[at++] as number));
        }
        for (let j = 0; j < PANEL; j++)
          change[j] =
            (change[j] as number) + Math.fround((halves[0][j] as number) + (halves[1][j] as number));
      }
    },
    addRowSums(panel, chunk, round) {
      const share = memory.share(chunk, round);
      w.set(weights.subarray(panel * PANEL, (panel + 1) * PANEL));
      const lane = (at: number, k: number): number => {
        let sum = Math.fround((inputs[at + k] as number) * (w[k] as number));
        for (let j = k + 4; j < PANEL; j += 4)
          sum = Math.fround(sum + Math.fround((inputs[at + j] as number) * (w[j] as number)));
        return sum;
      };
      let at = panel * rows * PANEL;
      for (let i = 0; i < rows; i++) {
        const even = Math.fround(lane(at, 0) + lane(at, 2));
        const odd = Math.fround(lane(at, 1) + lane(at, 3));
        share[i] = (share[i] as number) + Math.fround(even + odd);
        at += PANEL;
      }
    },
  };
}
