/**
 * Makes terms, each only once: equal subterms of a document are one object. Knows how deep a term is and how many nodes it has
 * when it is written out as a tree, and refuses what is larger than LIMITS.
 */
import { type Rational, rationalToString } from '../../expression/rational.ts';
import { partsOf, type Shape, type Term, type TermNode } from '../term.ts';
import { Fault } from './fault.ts';
import { LIMITS } from './limits.ts';
import { SCALAR } from './shapes.ts';

interface Size {
  readonly identity: number;
  readonly depth: number;
  readonly nodes: number;
}

export class TermFactory {
  readonly #terms = new Map<string, Term>();
  readonly #sizes = new WeakMap<Term, Size>();

  /** The term of this node. Throws Fault where it is too large; `offset` is the place in the formula that asks for it. */
  make(node: TermNode, shape: Shape, offset: number): Term {
    const parts = partsOf(node);
    const key = `${label(node)} ${shape.rows} ${shape.columns} ${parts.map((part) => this.#size(part).identity).join(' ')}`;
    const known = this.#terms.get(key);
    if (known !== undefined) return known;
    const sizes = parts.map((part) => this.#size(part));
    const depth = 1 + Math.max(0, ...sizes.map((size) => size.depth));
    const nodes = 1 + sizes.reduce((sum, size) => sum + size.nodes, 0);
    if (depth > LIMITS.depth) {
      throw new Fault(
        offset,
        `formula: got more than ${LIMITS.depth} levels, expected at most ${LIMITS.depth}`,
      );
    }
    if (nodes > LIMITS.nodes) {
      const got = `more than ${LIMITS.nodes} nodes with its lets unfolded`;
      throw new Fault(offset, `formula: got ${got}, expected at most ${LIMITS.nodes}`);
    }
    const term: Term = { ...node, shape };
    this.#terms.set(key, term);
    this.#sizes.set(term, { identity: this.#terms.size, depth, nodes });
    return term;
  }

  number(value: Rational, offset: number): Term {
    return this.make({ kind: 'number', value }, SCALAR, offset);
  }

  #size(term: Term): Size {
    const size = this.#sizes.get(term);
    if (size === undefined) throw new TypeError(`TermFactory: got a ${term.kind} of another factory`);
    return size;
  }
}

/** What tells apart nodes with the same parts. */
function label(node: TermNode): string {
  switch (node.kind) {
    case 'number':
      return `number ${rationalToString(node.value)}`;
    case 'constant':
    case 'dimension':
    case 'symbol':
    case 'call':
      return `${node.kind} ${node.name}`;
    case 'elementwise':
      return `${node.kind} ${node.operator}`;
    case 'literal':
      return `${node.kind} ${node.rows.map((row) => row.length).join(',')}`;
    case 'diff':
    case 'limit':
    case 'gaussian':
      return `${node.kind} ${node.variable}`;
    default:
      return node.kind;
  }
}
