/** An interpolant as one short source file without dependencies, in a language that simulators are written in. */
import { cSource } from './c.ts';
import { cppSource } from './cpp.ts';
import type { InterpolantFile } from './interpolantFile.ts';
import { juliaSource } from './julia.ts';
import { pythonSource } from './python.ts';

export interface Language {
  /** Of its files. */
  readonly extension: string;
  readonly source: (file: InterpolantFile) => string;
}

export const LANGUAGES = {
  c: { extension: '.c', source: cSource },
  python: { extension: '.py', source: pythonSource },
  cpp: { extension: '.cpp', source: cppSource },
  julia: { extension: '.jl', source: juliaSource },
} as const satisfies Record<string, Language>;

export type LanguageName = keyof typeof LANGUAGES;

export const isLanguage = (name: string): name is LanguageName => Object.hasOwn(LANGUAGES, name);
