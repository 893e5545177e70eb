/** assembly/learning.ts, compiled for this process as the build compiles it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OPTIONS = [
  '--optimizeLevel',
  '3',
  '--noAssert',
  '--runtime',
  'stub',
  '--importMemory',
  '--enable',
  'simd',
];

export function compiledModule(): WebAssembly.Module {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'natgrad-wasm-'));
  try {
    const file = join(folder, 'learning.wasm');
    const compiler = join(root, 'node_modules/assemblyscript/bin/asc.js');
    const options = [compiler, 'assembly/learning.ts', '--outFile', file, ...OPTIONS];
    const child = spawnSync(process.execPath, options, { cwd: root, encoding: 'utf8' });
    if (child.status !== 0) throw new Error(`assembly/learning.ts: ${child.stderr}`);
    return new WebAssembly.Module(readFileSync(file));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
