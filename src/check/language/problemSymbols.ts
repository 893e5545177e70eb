/** Which symbols and dimensions relations mention. */
import type { Kind, Relation } from '../problem.ts';
import { type Dimension, partsOf, type Term } from '../term.ts';
import { REAL } from './kind.ts';

export interface Mentioned {
  readonly symbols: ReadonlyMap<string, Kind>;
  readonly dimensions: readonly string[];
}

/** Every free symbol with its kind; the undeclared variable of a derivative is a real one. */
export function mentionedBy(relations: readonly Relation[], declared: ReadonlyMap<string, Kind>): Mentioned {
  const symbols = new Map<string, Kind>();
  const dimensions = new Set<string>();
  const seen = new Map<Term, Set<string>>();
  const note = (dimension: Dimension): void => {
    if (typeof dimension === 'string') dimensions.add(dimension);
  };
  const visit = (term: Term, bound: ReadonlySet<string>): void => {
    const key = [...bound].sort().join(' ');
    const visited = seen.get(term) ?? new Set();
    if (visited.has(key)) return;
    seen.set(term, visited.add(key));
    note(term.shape.rows);
    note(term.shape.columns);
    if (term.kind === 'dimension') note(term.name);
    if (term.kind === 'symbol' && !bound.has(term.name)) addSymbol(term.name);
    if (term.kind === 'diff' && !bound.has(term.variable)) addSymbol(term.variable);
    const inside =
      term.kind === 'limit' || term.kind === 'gaussian' ? new Set([...bound, term.variable]) : bound;
    for (const [index, part] of partsOf(term).entries()) visit(part, index === 0 ? inside : bound);
  };
  const addSymbol = (name: string): void => {
    const kind = declared.get(name) ?? REAL;
    symbols.set(name, kind);
    note(kind.shape.rows);
    note(kind.shape.columns);
  };
  for (const { left, right } of relations) {
    visit(left, new Set());
    visit(right, new Set());
  }
  return { symbols, dimensions: [...dimensions] };
}
