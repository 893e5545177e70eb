/**
 * The dependency graph, laid out from left (what is used) to right (what uses it).
 *
 * An arrow that other arrows imply is left out: where c uses a and b, and b uses a, only a -> b -> c is drawn. Each connected
 * part is laid out by itself; the largest comes first, small ones stand side by side below it. Claims that neither use nor
 * are used stand apart from the drawing. Lengths are in px; node positions are centres.
 */
import { Graph, layout } from '@dagrejs/dagre';
import type { ClaimReport } from '../ledger/report.ts';
import { claimLabel } from './label.ts';

export interface PlacedClaim {
  readonly claim: ClaimReport;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PlacedArrow {
  readonly from: string;
  readonly to: string;
  readonly points: readonly Point[];
}

interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedClaim[];
  readonly arrows: readonly PlacedArrow[];
}

export interface DependencyGraph extends Drawing {
  readonly isolated: readonly ClaimReport[];
}

export const nodeHeight = 26;
const markWidth = 26;
const characterWidth = 6.6;
const spacing = { rankdir: 'LR', nodesep: 7, ranksep: 34, edgesep: 5, marginx: 6, marginy: 6 } as const;

export function layOutDependencies(claims: readonly ClaimReport[]): DependencyGraph {
  const arrows = withoutImplied(arrowsOf(claims));
  const joined = new Set(arrows.flatMap(({ from, to }) => [from, to]));
  const parts = connectedParts(joined, arrows)
    .map((ids) =>
      layOutPart(
        claims.filter(({ id }) => ids.has(id)),
        arrows.filter(({ from }) => ids.has(from)),
      ),
    )
    .sort((a, b) => b.nodes.length - a.nodes.length);
  return { ...onShelves(parts), isolated: claims.filter(({ id }) => !joined.has(id)) };
}

function connectedParts(ids: ReadonlySet<string>, arrows: readonly Arrow[]): readonly ReadonlySet<string>[] {
  const neighbours = new Map<string, string[]>([...ids].map((id) => [id, []]));
  for (const { from, to } of arrows) {
    neighbours.get(from)?.push(to);
    neighbours.get(to)?.push(from);
  }
  const parts: Set<string>[] = [];
  for (const id of ids) {
    if (parts.some((part) => part.has(id))) continue;
    const part = new Set([id]);
    for (const member of part) for (const neighbour of neighbours.get(member) ?? []) part.add(neighbour);
    parts.push(part);
  }
  return parts;
}

function layOutPart(claims: readonly ClaimReport[], arrows: readonly Arrow[]): Drawing {
  const graph = new Graph();
  graph.setGraph({ ...spacing });
  for (const claim of claims) graph.setNode(claim.id, { width: nodeWidth(claim), height: nodeHeight });
  for (const { from, to } of arrows) graph.setEdge(from, to, {});
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    width,
    height,
    nodes: claims.map((claim) => {
      const { x, y } = graph.node(claim.id);
      return { claim, x, y, width: nodeWidth(claim) };
    }),
    arrows: arrows.map((arrow) => ({ ...arrow, points: graph.edge(arrow.from, arrow.to).points })),
  };
}

/** Puts drawings in rows, each row as wide as the widest drawing allows. */
function onShelves(parts: readonly Drawing[]): Drawing {
  const width = Math.max(0, ...parts.map((part) => part.width));
  const placed: Drawing[] = [];
  let [x, top, bottom] = [0, 0, 0];
  for (const part of parts) {
    if (x + part.width > width) [x, top] = [0, bottom];
    placed.push(moved(part, x, top));
    x += part.width;
    bottom = Math.max(bottom, top + part.height);
  }
  return {
    width,
    height: bottom,
    nodes: placed.flatMap(({ nodes }) => nodes),
    arrows: placed.flatMap(({ arrows }) => arrows),
  };
}

function moved({ nodes, arrows, ...size }: Drawing, dx: number, dy: number): Drawing {
  const move = ({ x, y }: Point): Point => ({ x: x + dx, y: y + dy });
  return {
    ...size,
    nodes: nodes.map((node) => ({ ...node, ...move(node) })),
    arrows: arrows.map((arrow) => ({ ...arrow, points: arrow.points.map(move) })),
  };
}

function nodeWidth(claim: ClaimReport): number {
  return markWidth + characterWidth * claimLabel(claim).length + 8;
}

interface Arrow {
  readonly from: string;
  readonly to: string;
}

/** One arrow from each claim that is used to each that uses it; claims outside the run and self-references have none. */
function arrowsOf(claims: readonly ClaimReport[]): readonly Arrow[] {
  const ids = new Set(claims.map(({ id }) => id));
  return claims.flatMap(({ id, dependsOn }) =>
    [...new Set(dependsOn)]
      .filter((used) => ids.has(used) && used !== id)
      .map((used) => ({ from: used, to: id })),
  );
}

/** Leaves out, one after the other, each arrow whose end is still reached without it: who reaches whom stays the same. */
function withoutImplied(arrows: readonly Arrow[]): readonly Arrow[] {
  const users = new Map<string, Set<string>>();
  for (const { from, to } of arrows) users.set(from, (users.get(from) ?? new Set()).add(to));
  return arrows.filter(({ from, to }) => {
    users.get(from)?.delete(to);
    if (reaches(users, from, to)) return false;
    users.get(from)?.add(to);
    return true;
  });
}

function reaches(users: ReadonlyMap<string, ReadonlySet<string>>, from: string, to: string): boolean {
  const seen = new Set([from]);
  for (const id of seen) {
    for (const user of users.get(id) ?? []) seen.add(user);
    if (seen.has(to) && to !== from) return true;
  }
  return false;
}
