/** The records that come with natgrad: proofs/measurements/<figure>.json. How they are made: the README there. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { FigureRecord } from './record.ts';

export interface RecordFile {
  readonly record: FigureRecord;
  /** SHA-256 of the file. */
  readonly hash: string;
}

/** In the order of the figures' names. The folder is the nearest of that name above this file: the same from src/ and from dist/src/. */
export function recordFiles(folder: URL = nearest(new URL('.', import.meta.url))): RecordFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((name) => {
      const text = readFileSync(new URL(name, folder), 'utf8');
      return {
        record: JSON.parse(text) as FigureRecord,
        hash: createHash('sha256').update(text).digest('hex'),
      };
    });
}

function nearest(folder: URL): URL {
  const candidate = new URL('proofs/measurements/', folder);
  if (existsSync(new URL('README.md', candidate))) return candidate;
  const parent = new URL('..', folder);
  if (parent.href === folder.href)
    throw new Error('natgrad is not installed whole: no proofs/measurements above its files');
  return nearest(parent);
}
