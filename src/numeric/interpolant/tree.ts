/** The tree of halvings: from patches in the making to the list of the file, and back to where each patch is. */
import { type Interpolant, type Interval, NODE, type Range } from './interpolant.ts';

/** A part of the plane of mean (mV) and standard deviation (mV). */
export interface Box {
  readonly mean: Interval;
  readonly sd: Interval;
}

export type Axis = typeof NODE.mean | typeof NODE.sd;

/** The box of all patches. */
export const wholeBox = ({ mean, variance: [low, high] }: Range): Box => ({
  mean,
  sd: [Math.sqrt(low), Math.sqrt(high)],
});

/** Lower half, upper half. */
export function halves({ mean, sd }: Box, axis: Axis): readonly [Box, Box] {
  const [low, high] = axis === NODE.mean ? mean : sd;
  const half = 0.5 * (low + high);
  return axis === NODE.mean
    ? [
        { mean: [low, half], sd },
        { mean: [half, high], sd },
      ]
    : [
        { mean, sd: [low, half] },
        { mean, sd: [half, high] },
      ];
}

/** x in [-1, 1] as a number in the interval. */
export const inside = ([low, high]: Interval, x: number): number =>
  Math.min(high, Math.max(low, 0.5 * (low + high + x * (high - low))));

/** A patch, or what was halved. */
interface Branch<Patch> {
  readonly axis: Axis;
  readonly halves?: readonly [Patch, Patch];
}

/** The tree as a list; `coefficients` are those that a patch has in it. */
export function listTree<Patch extends Branch<Patch>>(
  root: Patch,
  coefficients: (patch: Patch) => Float64Array,
): Pick<Interpolant, 'tree' | 'patches'> {
  const tree: number[] = [];
  const patches: number[][] = [];
  const visit = (patch: Patch): void => {
    const node = tree.length;
    if (patch.halves === undefined) {
      tree.push(NODE.patch, patches.length);
      patches.push([...coefficients(patch)]);
      return;
    }
    tree.push(patch.axis, 0);
    visit(patch.halves[0]);
    tree[node + 1] = tree.length / 2;
    visit(patch.halves[1]);
  };
  visit(root);
  return { tree, patches };
}

/** The box of every patch. */
export function patchBoxes({ range, tree }: Interpolant): Box[] {
  const boxes: Box[] = [];
  const visit = (node: number, box: Box): void => {
    const [kind, next] = [tree[2 * node] as number, tree[2 * node + 1] as number];
    if (kind === NODE.patch) {
      boxes[next] = box;
      return;
    }
    const [lower, upper] = halves(box, kind as Axis);
    visit(node + 1, lower);
    visit(next, upper);
  };
  visit(0, wholeBox(range));
  return boxes;
}
