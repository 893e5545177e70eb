/**
 * Reads formulas and relations (operator precedence parsing, V. Pratt, "Top down operator precedence", 1973).
 *
 * From loose to tight: one relation == != < <= > >=; + -; * / .* ./; unary -; ^ .^ (right-associative, so that -x^2 is -(x^2)
 * and 2^-1 is allowed); calls f(a, b), parentheses, literals [a, b; c, d] or [[a, b], [c, d]]. Nothing is multiplied
 * implicitly.
 */
import type { Operator } from '../problem.ts';
import { Fault } from './fault.ts';
import { LIMITS } from './limits.ts';
import type { BinaryOperator, RelationSyntax, Syntax } from './syntax.ts';
import { type Token, tokenize, tokenText } from './tokens.ts';

const RELATIONS: readonly string[] = ['==', '!=', '<', '<=', '>', '>='] satisfies Operator[];
const isRelation = (text: string): text is Operator => RELATIONS.includes(text);

const BINDING: ReadonlyMap<string, number> = new Map([
  ['+', 1],
  ['-', 1],
  ['*', 2],
  ['/', 2],
  ['.*', 2],
  ['./', 2],
  ['^', 4],
  ['.^', 4],
]);
const UNARY_BINDING = 3;
const POWER_BINDING = 4;

/** Throws Fault where the text is no formula. */
export function parseFormula(text: string): Syntax {
  const reader = new Reader(text);
  const formula = reader.expression(0);
  reader.expectEnd();
  return formula;
}

/** Throws Fault where the text is no relation between two formulas. */
export function parseRelation(text: string): RelationSyntax {
  const reader = new Reader(text);
  const left = reader.expression(0);
  const { text: operator, offset } = reader.peek();
  if (!isRelation(operator)) reader.fail('an operator or a relation: ==, !=, <, <=, > or >=');
  reader.next();
  const right = reader.expression(0);
  if (isRelation(reader.peek().text))
    reader.fail('one relation (no chains: state each as a claim of its own)');
  reader.expectEnd();
  return { left, operator: operator as Operator, right, offset };
}

class Reader {
  readonly #tokens: readonly Token[];
  #position = 0;
  #depth = 0;

  constructor(text: string) {
    if (text.length > LIMITS.formula) {
      throw new Fault(0, `formula: got ${text.length} characters, expected at most ${LIMITS.formula}`);
    }
    this.#tokens = tokenize(text);
  }

  peek(): Token {
    return this.#tokens[this.#position] ?? { kind: 'end', text: '', offset: 0 };
  }

  next(): Token {
    const token = this.peek();
    this.#position++;
    return token;
  }

  fail(expected: string): never {
    const token = this.peek();
    throw new Fault(token.offset, `formula: got ${tokenText(token)}, expected ${expected}`);
  }

  expectEnd(): void {
    if (this.peek().kind !== 'end') this.fail('an operator or the end of the formula');
  }

  /** All that binds at least as tightly as `binding`. */
  expression(binding: number): Syntax {
    this.#depth++;
    if (this.#depth > LIMITS.depth) {
      this.fail(`at most ${LIMITS.depth} levels of parentheses, signs and powers`);
    }
    let left = this.#operand();
    for (;;) {
      const { text, offset } = this.peek();
      const own = BINDING.get(text);
      if (own === undefined || own < binding) break;
      this.next();
      const right = this.expression(own === POWER_BINDING ? UNARY_BINDING : own + 1);
      left = { kind: 'binary', operator: text as BinaryOperator, left, right, offset };
    }
    this.#depth--;
    return left;
  }

  #operand(): Syntax {
    const { kind, text, offset } = this.peek();
    if (kind === 'number') {
      this.next();
      return { kind, text, offset };
    }
    if (kind === 'name') {
      this.next();
      if (this.peek().text !== '(') return { kind, name: text, offset };
      return { kind: 'call', name: text, arguments: this.#arguments(), offset };
    }
    if (text === '-' || text === '+') {
      this.next();
      const of = this.expression(UNARY_BINDING);
      return text === '-' ? { kind: 'negate', of, offset } : of;
    }
    if (text === '(') {
      this.next();
      const inner = this.expression(0);
      this.#close(')', 'an operator or ")"');
      return inner;
    }
    if (text === '[') return this.#literal();
    return this.fail('a number, a name, "(" or "["');
  }

  #arguments(): readonly Syntax[] {
    this.next();
    if (this.peek().text === ')') {
      this.next();
      return [];
    }
    const found = this.#list();
    this.#close(')', 'an operator, "," or ")"');
    return found;
  }

  #list(): readonly Syntax[] {
    const found = [this.expression(0)];
    while (this.peek().text === ',') {
      this.next();
      found.push(this.expression(0));
    }
    return found;
  }

  #literal(): Syntax {
    const { offset } = this.next();
    const rows = [this.#list()];
    while (this.peek().text === ';') {
      this.next();
      rows.push(this.#list());
    }
    this.#close(']', 'an operator, ",", ";" or "]"');
    return { kind: 'literal', rows: unbracketed(rows), offset };
  }

  #close(bracket: string, expected: string): void {
    if (this.peek().text !== bracket) this.fail(expected);
    this.next();
  }
}

/** [[a, b], [c, d]] is [a, b; c, d]. */
function unbracketed(rows: readonly (readonly Syntax[])[]): readonly (readonly Syntax[])[] {
  const [only, ...others] = rows;
  if (only === undefined || others.length > 0) return rows;
  const inner: (readonly Syntax[])[] = [];
  for (const entry of only) {
    const [row, ...more] = entry.kind === 'literal' ? entry.rows : [];
    if (row === undefined || more.length > 0) return rows;
    inner.push(row);
  }
  return inner;
}
