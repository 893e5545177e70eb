/** Where results of earlier runs are kept: the user's cache folder (XDG Base Directory Specification). */
import { homedir } from 'node:os';
import { join } from 'node:path';

export function cacheFile(name: string): string {
  const base = process.env.XDG_CACHE_HOME;
  return join(base === undefined || base === '' ? join(homedir(), '.cache') : base, 'natgrad', name);
}
