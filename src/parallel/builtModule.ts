/** WebAssembly modules that `npm run build` makes from assembly/<name>.ts: dist/wasm/<name>.wasm of the package. */
import { existsSync, readFileSync, statSync } from 'node:fs';

/** Undefined where it has not been built, or is older than its source: natgrad runs from its sources then. */
export function builtModule(name: string): WebAssembly.Module | undefined {
  const file = moduleFile(new URL('.', import.meta.url), name);
  return file === undefined ? undefined : new WebAssembly.Module(readFileSync(file));
}

/** Of the package that this file belongs to, from src/ and from dist/src/. */
function moduleFile(folder: URL, name: string): URL | undefined {
  if (existsSync(new URL('package.json', folder))) {
    const [file, source] = [
      new URL(`dist/wasm/${name}.wasm`, folder),
      new URL(`assembly/${name}.ts`, folder),
    ];
    if (!existsSync(file)) return undefined;
    return existsSync(source) && statSync(source).mtimeMs > statSync(file).mtimeMs ? undefined : file;
  }
  const parent = new URL('..', folder);
  return parent.href === folder.href ? undefined : moduleFile(parent, name);
}
