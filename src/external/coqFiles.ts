/** Where the hand-written Coq files lie, which theorems they have, and in what order files are compiled. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';

export interface CoqFile {
  /** Name of the module: the file's name without .v. */
  readonly module: string;
  readonly text: string;
}

/** The files of proofs/coq, from the nearest folder of that name above this file: the same from src/ and from dist/src/. */
export function handWrittenFiles(start: string = import.meta.url): CoqFile[] {
  const folder = nearest(new URL('.', start));
  return readdirSync(folder)
    .filter((name) => name.endsWith('.v'))
    .sort()
    .map((name) => ({ module: name.slice(0, -2), text: readFileSync(new URL(name, folder), 'utf8') }));
}

function nearest(folder: URL): URL {
  const candidate = new URL('proofs/coq/', folder);
  if (existsSync(new URL('FieldTactic.v', candidate))) return candidate;
  const parent = new URL('..', folder);
  if (parent.href === folder.href)
    throw new Error('natgrad is not installed whole: no proofs/coq above its files');
  return nearest(parent);
}

/** The modules among `known` that a file requires. */
export function requiredModules({ text }: CoqFile, known: ReadonlySet<string>): string[] {
  const lines = text.match(/^Require (?:Import |Export )?[^.]*\./gm) ?? [];
  return lines.flatMap((line) => line.slice(0, -1).split(/\s+/).slice(1)).filter((name) => known.has(name));
}

/** The files of a library that the given ones require, directly or not. */
export function requiredFiles(files: readonly CoqFile[], library: readonly CoqFile[]): CoqFile[] {
  const known = new Set(library.map(({ module }) => module));
  const needed = new Set<string>();
  const visit = (file: CoqFile): void => {
    for (const name of requiredModules(file, known)) {
      if (needed.has(name)) continue;
      needed.add(name);
      library.filter(({ module }) => module === name).forEach(visit);
    }
  };
  files.forEach(visit);
  return library.filter(({ module }) => needed.has(module));
}

/** The theorems and corollaries of a file: what it is read for. */
export const mainTheorems = ({ module, text }: CoqFile): string[] =>
  [...text.matchAll(/^(?:Theorem|Corollary)\s+(\w+)/gm)].map(([, name]) => `${module}.${name}`);

/** A file that prints what the theorems rest on, all together. */
export const auditFile = (module: string, theorems: readonly string[]): CoqFile => {
  const modules = [...new Set(theorems.map((name) => name.split('.')[0]))];
  return { module, text: `Require ${modules.join(' ')}.\n${printAssumptions(theorems)}` };
};

/** The command that prints what several theorems rest on: one answer for all of them. */
export const printAssumptions = (theorems: readonly string[]): string =>
  `Definition audited := (${theorems.map((name) => `@${name}`).join(', ')}).\nPrint Assumptions audited.\n`;
