/** What is at a path, and what the file system says where it fails. */
import { readFileSync, statSync } from 'node:fs';

export function kindOf(path: string): 'folder' | 'other' | 'absent' {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'other';
  } catch {
    return 'absent';
  }
}

/** 'ENOENT'; the error itself where it has no code. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

/** Is it a JSON object whose field `program` is this? */
export function isWrittenBy(program: string, file: string): boolean {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { program?: unknown }).program === program;
  } catch {
    return false;
  }
}
