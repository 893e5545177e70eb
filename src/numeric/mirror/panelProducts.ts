/** The two products of an epoch, panel by panel, over the memory of panelMemory.ts: the reference of assembly/regression.ts. */
import { PANEL, type PanelMemory } from './panelMemory.ts';

/** As one member of the team computes them. */
export interface PanelProducts {
  /** The member's change = X_panel' lambda. */
  columnSums(panel: number): void;
  /** The chunk's share of this round += X_panel w. */
  addRowSums(panel: number, chunk: number, round: number): void;
}

export type ProductsOf = (memory: PanelMemory, index: number) => PanelProducts;

export const plainPanelProducts: ProductsOf = (memory, index) => {
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
};
