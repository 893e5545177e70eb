/** The package's version, from the nearest package.json above this file: the same from src/ and from dist/src/. */
import { existsSync, readFileSync } from 'node:fs';

export function packageVersion(start: string = import.meta.url): string {
  const manifest: { version?: unknown } = JSON.parse(
    readFileSync(nearestManifest(new URL('.', start)), 'utf8'),
  );
  return String(manifest.version);
}

function nearestManifest(folder: URL): URL {
  const candidate = new URL('package.json', folder);
  if (existsSync(candidate)) return candidate;
  const parent = new URL('..', folder);
  if (parent.href === folder.href)
    throw new Error('natgrad is not installed whole: no package.json above its files');
  return nearestManifest(parent);
}
