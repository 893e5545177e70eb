/** A formula as it is written: the tree of the parser, without shapes and meanings of names. Offsets count from 0. */
import type { Operator } from '../problem.ts';

export type BinaryOperator = '+' | '-' | '*' | '/' | '.*' | './' | '^' | '.^';

export type Syntax = SyntaxNode & { readonly offset: number };

export type SyntaxNode =
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'negate'; readonly of: Syntax }
  /** The offset is that of the operator. */
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Syntax;
      readonly right: Syntax;
    }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Syntax[] }
  | { readonly kind: 'literal'; readonly rows: readonly (readonly Syntax[])[] };

export interface RelationSyntax {
  readonly left: Syntax;
  readonly operator: Operator;
  readonly right: Syntax;
  /** Of the operator. */
  readonly offset: number;
}
