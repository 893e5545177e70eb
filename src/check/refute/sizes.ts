/** Which sizes the dimensions of a problem are tried at, smallest first; unequal ones early. */
export type Sizes = ReadonlyMap<string, number>;

export interface Ladder {
  /** 1, 2, 3 and unequal pairs of them: where nearly every false claim fails. */
  readonly first: readonly Sizes[];
  /** 4, 5 and unequal pairs with them. */
  readonly later: readonly Sizes[];
}

const PAIRS_FIRST: readonly (readonly [number, number])[] = [
  [1, 2],
  [2, 1],
  [2, 3],
  [3, 2],
  [1, 3],
  [3, 1],
];
const PAIRS_LATER: readonly (readonly [number, number])[] = [
  [2, 4],
  [4, 2],
  [5, 1],
];

export function sizeLadder(names: readonly string[]): Ladder {
  if (names.length === 0) return { first: [new Map()], later: [] };
  const equal = (size: number): Sizes => new Map(names.map((name) => [name, size]));
  const alternating = ([a, b]: readonly [number, number]): Sizes =>
    new Map(names.map((name, index) => [name, index % 2 === 0 ? a : b]));
  const firstDiffers = ([a, b]: readonly [number, number]): Sizes =>
    new Map(names.map((name, index) => [name, index === 0 ? a : b]));
  const mixed = (pairs: readonly (readonly [number, number])[]): readonly Sizes[] => {
    if (names.length === 1) return [];
    return names.length === 2
      ? pairs.map(alternating)
      : [...pairs.map(alternating), ...pairs.map(firstDiffers)];
  };
  return {
    first: [...[1, 2, 3].map(equal), ...mixed(PAIRS_FIRST)],
    later: [...[4, 5].map(equal), ...mixed(PAIRS_LATER)],
  };
}

/** n = 3, m = 2; empty for scalar problems. */
export const sizesToString = (sizes: Sizes): string =>
  [...sizes].map(([name, size]) => `${name} = ${size}`).join(', ');
