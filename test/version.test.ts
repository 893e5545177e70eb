import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { packageVersion } from '../src/version.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'natgrad-'));
  mkdirSync(join(folder, 'dist/src/cli'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "version": "4.5.6" }');
});
afterEach(() => rmSync(folder, { recursive: true }));

it.each(['dist/src/version.js', 'src/version.ts'])('finds the manifest from %s', (file) => {
  expect(packageVersion(pathToFileURL(join(folder, file)).href)).toBe('4.5.6');
});

it('gives the version of this package by default', () => {
  expect(packageVersion()).toMatch(/^\d+\.\d+\.\d+/);
});

it('fails with a reason where there is no manifest', () => {
  expect(() => packageVersion('file:///nowhere-at-all/a.js')).toThrow('no package.json above its files');
});
