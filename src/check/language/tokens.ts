/** Splits a formula into tokens. Operators: + - * / ^ .* ./ .^ == != < <= > >= and the punctuation ( ) [ ] , ; */
import { Fault, quoted } from './fault.ts';

export interface Token {
  readonly kind: 'number' | 'name' | 'operator' | 'end';
  readonly text: string;
  readonly offset: number;
}

const PATTERNS: readonly { readonly kind: Token['kind'] | 'space'; readonly pattern: RegExp }[] = [
  { kind: 'space', pattern: /\s+/y },
  // 2.*x is 2 .* x
  { kind: 'number', pattern: /(?:\d+(?:\.(?![*/^])\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y },
  { kind: 'name', pattern: /[A-Za-z_][A-Za-z_0-9]*/y },
  { kind: 'operator', pattern: /\.\*|\.\/|\.\^|==|!=|<=|>=|[-+*/^<>()[\],;]/y },
];

/** The tokens of a formula, the last of kind `end`. Throws Fault at a character that belongs to none. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let offset = 0;
  while (offset < text.length) {
    const [kind, piece] = match(text, offset);
    if (kind !== 'space') tokens.push({ kind, text: piece, offset });
    offset += piece.length;
  }
  tokens.push({ kind: 'end', text: '', offset: text.length });
  return tokens;
}

function match(text: string, offset: number): readonly [Token['kind'] | 'space', string] {
  for (const { kind, pattern } of PATTERNS) {
    pattern.lastIndex = offset;
    const piece = pattern.exec(text)?.[0];
    if (piece !== undefined) return [kind, piece];
  }
  const character = String.fromCodePoint(text.codePointAt(offset) ?? 0);
  throw new Fault(offset, `formula: got ${quoted(character)}, expected ${expectedInstead(character)}`);
}

function expectedInstead(character: string): string {
  if (character === '=') return 'a relation: ==, !=, <, <=, > or >=';
  if (character === "'") return 'transpose(x) for the transpose of x';
  return 'a number, a name, an operator or a parenthesis';
}

/** For messages. */
export const tokenText = (token: Token): string =>
  token.kind === 'end' ? 'the end of the formula' : quoted(token.text);
