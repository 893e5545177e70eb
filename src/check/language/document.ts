/**
 * A file of claims.
 *
 *   symbols: {ce: positive, A: "symmetric matrix(n,n)"}     name: kind; optional
 *   let:     {Sigma: diag(r)/ce}                            name: formula, may use earlier lines only; optional
 *   claims:
 *     - {id: my-step, claim: "a == b", given: ["q != 0"]}   given: a list of relations, or one; optional
 */
import type { Node } from 'yaml';
import type { Kind, Problem, Relation } from '../problem.ts';
import { Elaborator } from './elaborate.ts';
import { quoted } from './fault.ts';
import { parseKind } from './kind.ts';
import { LIMITS } from './limits.ts';
import { nameProblem } from './names.ts';
import { parseFormula, parseRelation } from './parse.ts';
import { mentionedBy } from './problemSymbols.ts';
import { type Entry, type Text, YamlFile } from './yamlText.ts';

export interface Document {
  readonly fileName: string;
  /** In the order of the file. */
  readonly problems: readonly Problem[];
}

/** Throws SyntaxError `file:line:column: what: got ..., expected ...` for anything that is not a file of claims. */
export function parseDocument(text: string, fileName: string): Document {
  const file = new YamlFile(text, fileName);
  const parts = fields(file, file.root, 'file', ['symbols', 'let', 'claims']);
  const symbols = readSymbols(file, parts.get('symbols'));
  const dimensions = dimensionsOf(symbols);
  const elaborator = new Elaborator({ symbols, dimensions });
  readLets(file, parts.get('let'), elaborator, symbols, dimensions);
  const claims = parts.get('claims');
  if (claims === undefined) {
    return file.failNode(file.root, 'file: got no claims, expected "claims:" and a list of them');
  }
  const nodes = file.items(claims.node, 'claims', 'a list of claims');
  if (nodes.length === 0)
    file.failNode(claims.node, 'claims: got an empty list, expected at least one claim');
  if (nodes.length > LIMITS.claims) {
    file.failNode(claims.node, `claims: got ${nodes.length}, expected at most ${LIMITS.claims}`);
  }
  const ids = new Set<string>();
  const problems = nodes.map((node) => readClaim(file, node, elaborator, symbols, ids));
  return { fileName, problems };
}

/** The entries of a map by key; refuses keys that are not among `allowed`. */
function fields(
  file: YamlFile,
  node: Node | null,
  what: string,
  allowed: readonly string[],
): ReadonlyMap<string, Entry> {
  const expected = `a map with the keys ${allowed.join(', ')}`;
  const found = new Map<string, Entry>();
  for (const entry of file.entries(node, what, expected)) {
    const { value, fail } = entry.key;
    if (!allowed.includes(value)) {
      fail(`${what}: got the unknown key ${quoted(value)}, expected one of ${allowed.join(', ')}`);
    }
    found.set(value, entry);
  }
  return found;
}

function readSymbols(file: YamlFile, part: Entry | undefined): ReadonlyMap<string, Kind> {
  const symbols = new Map<string, Kind>();
  if (part === undefined) return symbols;
  for (const { key, node } of file.entries(part.node, 'symbols', 'a map of names and kinds')) {
    requireName('symbols', key);
    const kind = file.text(node, `symbol ${key.value}`, 'a kind such as real, positive vector(n)');
    symbols.set(key.value, kind.read(parseKind));
  }
  for (const { key } of file.entries(part.node, 'symbols', 'a map of names and kinds')) {
    if (!dimensionsOf(symbols).has(key.value)) continue;
    key.fail(`symbols: got ${quoted(key.value)}, also a dimension of a kind, expected another name`);
  }
  return symbols;
}

function dimensionsOf(symbols: ReadonlyMap<string, Kind>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { shape } of symbols.values()) {
    for (const size of [shape.rows, shape.columns]) if (typeof size === 'string') found.add(size);
  }
  return found;
}

function readLets(
  file: YamlFile,
  part: Entry | undefined,
  elaborator: Elaborator,
  symbols: ReadonlyMap<string, Kind>,
  dimensions: ReadonlySet<string>,
): void {
  if (part === undefined) return;
  for (const { key, node } of file.entries(part.node, 'let', 'a map of names and formulas')) {
    requireName('let', key);
    const taken = symbols.has(key.value) ? 'a symbol' : dimensions.has(key.value) ? 'a dimension' : undefined;
    if (taken !== undefined) {
      key.fail(`let: got ${quoted(key.value)}, also ${taken}, expected another name`);
    }
    const body = file.text(node, `let ${key.value}`, 'a formula');
    body.read((text) => elaborator.define(key.value, parseFormula(text)));
  }
}

function requireName(what: string, { value, fail }: Text): void {
  const problem = nameProblem(value);
  if (problem !== undefined) fail(`${what}: ${problem}`);
}

function readClaim(
  file: YamlFile,
  node: Node,
  elaborator: Elaborator,
  declared: ReadonlyMap<string, Kind>,
  ids: Set<string>,
): Problem {
  const parts = fields(file, node, 'claim', ['id', 'claim', 'given']);
  const text = (key: string, expected: string): Text => {
    const entry = parts.get(key);
    if (entry === undefined) return file.failNode(node, `claim: got no ${key}, expected ${expected}`);
    return file.text(entry.node, key, expected);
  };
  const id = text('id', 'an id of its own, not empty');
  if (ids.has(id.value)) {
    id.fail(`id: got ${quoted(id.value)} twice, expected an id of its own for every claim`);
  }
  ids.add(id.value);
  const relation = ({ read }: Text): Relation => read((value) => elaborator.relation(parseRelation(value)));
  const claim = relation(text('claim', 'a relation such as "a == b"'));
  const given = givenTexts(file, parts.get('given')).map(relation);
  return { id: id.value, ...mentionedBy([claim, ...given], declared), given, claim };
}

/** A list of relations, or a single one. */
function givenTexts(file: YamlFile, part: Entry | undefined): readonly Text[] {
  if (part === undefined) return [];
  const expected = 'a list of relations such as ["q != 0"]';
  const node = part.node;
  const nodes = node !== null && 'items' in node ? file.items(node, 'given', expected) : [node];
  return nodes.map((item) => file.text(item, 'given', expected));
}
