/**
 * Reads the YAML of a file into maps and lists of texts that know their place (package yaml; every scalar is a text, as in
 * YAML's failsafe schema). Every complaint is a SyntaxError `file:line:column: what: got ..., expected ...`.
 */
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import { Fault, quoted } from './fault.ts';
import { LIMITS } from './limits.ts';
import { sourceOffsets } from './yamlOffsets.ts';

/** A text in the file. */
export interface Text {
  readonly value: string;
  /** Runs what reads the text; a Fault in it becomes a SyntaxError with the place in the file. */
  readonly read: <T>(reading: (value: string) => T) => T;
  /** Throws the SyntaxError for this text. */
  readonly fail: (message: string) => never;
}

export interface Entry {
  readonly key: Text;
  readonly node: Node | null;
}

export class YamlFile {
  readonly #text: string;
  readonly #fileName: string;
  readonly #lines = new LineCounter();
  readonly root: Node | null;

  constructor(text: string, fileName: string) {
    this.#text = text;
    this.#fileName = fileName;
    if (text.length > LIMITS.file) {
      throw new SyntaxError(
        `${fileName}: got ${text.length} characters, expected at most ${LIMITS.file} in a file`,
      );
    }
    this.root = this.#parse();
  }

  #parse(): Node | null {
    let document: ReturnType<typeof parseDocument>;
    try {
      document = parseDocument(this.#text, {
        lineCounter: this.#lines,
        schema: 'failsafe',
        prettyErrors: false,
        uniqueKeys: false,
      });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new SyntaxError(`${this.#fileName}: got lists inside lists too deep to read, expected claims`);
    }
    const [problem] = [...document.errors, ...document.warnings];
    if (problem !== undefined) this.failAt(problem.pos[0], yamlMessage(problem.code, problem.message));
    return document.contents;
  }

  failAt(offset: number, message: string): never {
    const { line, col } = this.#lines.linePos(Math.min(offset, this.#text.length));
    throw new SyntaxError(`${this.#fileName}:${Math.max(line, 1)}:${Math.max(col, 1)}: ${message}`);
  }

  failNode(node: Node | null, message: string): never {
    return this.failAt(node?.range?.[0] ?? 0, message);
  }

  /** The entries of a map in the order of the file. Refuses duplicate keys and formulas that a comma cut in two. */
  entries(node: Node | null, what: string, expected: string): readonly Entry[] {
    if (!isMap(node)) return this.failNode(node, `${what}: got ${nodeText(node)}, expected ${expected}`);
    if (node.flow === true) this.#refuseCutFormulas(node);
    const seen = new Set<string>();
    return node.items.map((pair) => {
      const key = this.text(pair.key as Node | null, `a key of ${what}`, 'a name');
      if (seen.has(key.value)) key.fail(`${what}: got the key ${quoted(key.value)} twice, expected it once`);
      seen.add(key.value);
      return { key, node: pair.value as Node | null };
    });
  }

  items(node: Node | null, what: string, expected: string): readonly Node[] {
    if (!isSeq(node)) return this.failNode(node, `${what}: got ${nodeText(node)}, expected ${expected}`);
    return node.items as Node[];
  }

  text(node: Node | null, what: string, expected: string): Text {
    if (!isScalar(node) || typeof node.value !== 'string') {
      const hint = isSeq(node) ? ' (quote a formula that starts with "[")' : '';
      return this.failNode(node, `${what}: got ${nodeText(node)}, expected ${expected}${hint}`);
    }
    const scalar = node as Scalar<string>;
    const fail = (message: string): never => this.failNode(scalar, message);
    if (scalar.value.trim() === '') fail(`${what}: got nothing, expected ${expected}`);
    const read = <T>(reading: (value: string) => T): T => {
      try {
        return reading(scalar.value);
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        return this.failAt(sourceOffsets(this.#text, scalar)[error.offset] ?? 0, error.message);
      }
    };
    return { value: scalar.value, read, fail };
  }

  /** In `{A: matrix(n,n)}` the comma ends the value: say so, instead of wondering about the key `n)`. */
  #refuseCutFormulas(map: YAMLMap): void {
    for (const { value } of map.items) {
      if (!isScalar(value) || value.type !== 'PLAIN' || typeof value.value !== 'string') continue;
      const text = value.value;
      if (count(text, '(') <= count(text, ')') && count(text, '[') <= count(text, ']')) continue;
      const got = `${quoted(text)}, cut off at the comma`;
      this.failNode(value, `got ${got}, expected quotes around what contains a comma inside { }`);
    }
  }
}

const count = (text: string, character: string): number => text.split(character).length - 1;

function nodeText(node: Node | null): string {
  if (isMap(node)) return 'a map';
  if (isSeq(node)) return 'a list';
  if (isAlias(node)) return `the alias *${node.source}`;
  return isScalar(node) && typeof node.value === 'string' && node.value !== ''
    ? quoted(node.value)
    : 'nothing';
}

function yamlMessage(code: string, message: string): string {
  if (message.includes('call stack')) return 'YAML: got lists inside lists too deep to read, expected claims';
  const [first = ''] = message.split('\n');
  const [what = ''] = first.split('; please use');
  return `YAML: ${what.replace(/[.:]?$/, '')}, expected ${HINTS[code] ?? 'well-formed YAML'}`;
}

const HINTS: Readonly<Record<string, string>> = {
  MULTIPLE_DOCS: 'one document',
  TAB_AS_INDENT: 'spaces',
  TAG_RESOLVE_FAILED: 'no tags (quote a text that starts with "!")',
  UNEXPECTED_TOKEN: 'quotes around a formula that starts with "[" or "{" or contains ": " or " #"',
  BAD_SCALAR_START: 'quotes around this text',
  MISSING_CHAR: 'the closing quote or bracket',
  BLOCK_AS_IMPLICIT_KEY: 'quotes around a text that contains ": "',
};
