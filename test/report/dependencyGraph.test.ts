import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClaimReport } from '../../src/ledger/report.ts';
import { type DependencyGraph, layOutDependencies, nodeHeight } from '../../src/report/dependencyGraph.ts';
import { proved } from './fixture.ts';

const claim = (id: string, ...dependsOn: string[]): ClaimReport => ({
  ...proved,
  id,
  equation: null,
  dependsOn,
});
const arrowsOf = ({ arrows }: DependencyGraph) => arrows.map(({ from, to }) => `${from} ${to}`).sort();

/** Some claims, each using some of the others; cycles occur. */
const someClaims = fc
  .array(fc.array(fc.nat(11), { maxLength: 4 }), { maxLength: 12 })
  .map((used) => used.map((others, index) => claim(`c${index}`, ...others.map((other) => `c${other}`))));

function reachable(pairs: readonly (readonly [string, string])[], from: string): string[] {
  const seen = new Set<string>([from]);
  for (const id of seen) for (const [a, b] of pairs) if (a === id) seen.add(b);
  return [...seen].sort();
}

describe('layOutDependencies', () => {
  it('draws an arrow from what is used to what uses it, from left to right', () => {
    const graph = layOutDependencies([claim('b', 'a'), claim('a')]);
    expect(arrowsOf(graph)).toEqual(['a b']);
    const [b, a] = graph.nodes;
    expect(a?.x).toBeLessThan(b?.x ?? 0);
  });

  it('leaves out an arrow that others imply', () => {
    expect(arrowsOf(layOutDependencies([claim('a'), claim('b', 'a'), claim('c', 'a', 'b')]))).toEqual([
      'a b',
      'b c',
    ]);
  });

  it('sets claims without connections apart; one outside the run is no connection', () => {
    const graph = layOutDependencies([claim('a', 'elsewhere'), claim('b', 'b'), claim('c'), claim('d', 'c')]);
    expect(graph.isolated.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(graph.nodes.map((node) => node.claim.id)).toEqual(['c', 'd']);
  });

  it('is empty for no claims', () => {
    expect(layOutDependencies([])).toEqual({ width: 0, height: 0, nodes: [], arrows: [], isolated: [] });
  });

  it('keeps who is reached from whom, with cycles too', () => {
    fc.assert(
      fc.property(someClaims, (claims) => {
        const ids = new Set(claims.map(({ id }) => id));
        const all = claims.flatMap(({ id, dependsOn }) =>
          dependsOn.filter((used) => ids.has(used)).map((used) => [used, id] as const),
        );
        const drawn = layOutDependencies(claims).arrows.map(({ from, to }) => [from, to] as const);
        for (const id of ids) expect(reachable(drawn, id)).toEqual(reachable(all, id));
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it('draws every claim once, inside the drawing, none over another', () => {
    fc.assert(
      fc.property(someClaims, (claims) => {
        const { nodes, isolated, width, height } = layOutDependencies(claims);
        const shown = [...nodes.map((node) => node.claim.id), ...isolated.map(({ id }) => id)];
        expect(shown.sort()).toEqual(claims.map(({ id }) => id).sort());
        for (const [index, a] of nodes.entries()) {
          expect(a.x - a.width / 2).toBeGreaterThanOrEqual(0);
          expect(a.y - nodeHeight / 2).toBeGreaterThanOrEqual(0);
          expect(a.x + a.width / 2).toBeLessThanOrEqual(width);
          expect(a.y + nodeHeight / 2).toBeLessThanOrEqual(height);
          for (const b of nodes.slice(index + 1)) {
            const apart = Math.abs(a.x - b.x) >= (a.width + b.width) / 2 || Math.abs(a.y - b.y) >= nodeHeight;
            expect(apart, `${a.claim.id} over ${b.claim.id}`).toBe(true);
          }
        }
      }),
      { seed: 1, numRuns: 60 },
    );
  });
});
