/** Which sizes the dimensions of a problem are tried at, smallest first; unequal ones early. */
export type Sizes = ReadonlyMap<string, number>;

export interface Ladder {
  /** 1, 2, 3 and unequal pairs of them: where nearly every false claim fails. */
  readonly first: readonly Sizes[];
  /** 4, 5 and unequal pairs with them. */
  readonly later: readonly Sizes[];
  /** Larger ones, for a few trials each. */
  readonly large: readonly Sizes[];
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

/** `critical` are whole numbers near which a claim about dimensions may break; matrices are not made larger than 12 x 12. */
export function sizeLadder(
  names: readonly string[],
  critical: readonly number[],
  hasMatrices: boolean,
): Ladder {
  if (names.length === 0) return { first: [new Map()], later: [], large: [] };
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
    large: largeSizes(critical, hasMatrices ? 12 : 100).map(equal),
  };
}

function largeSizes(critical: readonly number[], largest: number): readonly number[] {
  const wanted = [8, ...critical, ...(largest > 12 ? [30, 100] : [])];
  return [...new Set(wanted)].filter((size) => size > 5 && size <= largest).slice(0, 12);
}

/** n = 3, m = 2; empty for scalar problems. */
export const sizesToString = (sizes: Sizes): string =>
  [...sizes].map(([name, size]) => `${name} = ${size}`).join(', ');
