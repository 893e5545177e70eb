/** `natgrad reproduce` as a user runs it: the built program does every figure at its smallest. `npm test` builds it first. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { reproductions } from '../../src/experiments/reproduction/index.ts';
import { FIGURE_VERDICTS } from '../../src/experiments/reproduction/reproduction.ts';

const program = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'natgrad-reproduce-'));
afterAll(() => rmSync(folder, { recursive: true }));

const natgrad = (...words: string[]) =>
  spawnSync(process.execPath, [program, 'reproduce', ...words], { encoding: 'utf8', cwd: folder });
const figures = Object.keys(reproductions);

describe('natgrad reproduce, built', () => {
  it('does all figures, each with data, pictures and verdicts', { timeout: 300_000 }, () => {
    const { status, stderr, stdout } = natgrad('all', '--scale', 'test', '--out', 'all');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).not.toMatch(/NaN|undefined|Infinity/);
    expect(readdirSync(join(folder, 'all')).sort()).toEqual([...figures].sort());
    for (const figure of figures) {
      const names = readdirSync(join(folder, 'all', figure));
      for (const extension of ['csv', 'parquet', 'svg', 'png'])
        expect(names.filter((name) => name.endsWith(`.${extension}`)).length, figure).toBeGreaterThan(0);
      const { claims } = JSON.parse(readFileSync(join(folder, 'all', figure, 'verdicts.json'), 'utf8'));
      expect(claims.length).toBeGreaterThan(0);
      for (const { verdict } of claims) expect(FIGURE_VERDICTS).toContain(verdict);
      const svg = names.filter((name) => name.endsWith('.svg'));
      for (const name of svg)
        expect(readFileSync(join(folder, 'all', figure, name), 'utf8'), name).not.toMatch(/NaN|undefined/);
    }
  });

  it('refuses what it does not know, at once', () => {
    const { status, stderr } = natgrad('fig99');
    expect(status).toBe(2);
    expect(stderr).toMatch(/^natgrad reproduce: figure: got "fig99", expected one or several of [^\n]*\n$/);
  });
});
