/** The potentials, and natural gradient, as all pictures of geometries show them. */
export const GEOMETRIES = ['p=2', 'p=3', 'negative-entropy', 'natural'] as const;
export type Geometry = (typeof GEOMETRIES)[number];

const COLOURS: Readonly<Record<Geometry, string>> = {
  'p=2': 'var(--link)',
  'p=3': 'var(--corrected)',
  'negative-entropy': 'var(--refuted)',
  natural: 'var(--proved)',
};
const NAMES: Readonly<Record<Geometry, string>> = {
  'p=2': 'p = 2 (Euclidean)',
  'p=3': 'p = 3',
  'negative-entropy': 'negative entropy',
  natural: 'natural gradient',
};

/** Of a name that a table has; potentials without one of their own are quiet. */
export const colourOf = (name: string): string => COLOURS[name as Geometry] ?? 'var(--quiet)';
export const saysOf = (name: string): string => NAMES[name as Geometry] ?? name.replace('=', ' = ');

/** For `Plot` scales of the geometries present. */
export const geometryScale = (names: readonly string[]) => ({
  domain: names.map(saysOf),
  range: names.map(colourOf),
  legend: false,
});
