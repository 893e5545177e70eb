/** An absent program, or one without its library, is one line of text and no opinion. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { coq } from '../../src/external/coq.ts';
import { sympy } from '../../src/external/sympy.ts';
import { claimOf } from './claims.ts';

const path = process.env.PATH;
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'natgrad-path-'));
  process.env.PATH = folder; // nothing but what a test puts there
});
afterEach(() => {
  process.env.PATH = path;
  rmSync(folder, { recursive: true });
});

const program = (name: string, script: string): void => {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
};

it('tells which program is missing', async () => {
  expect(await coq.available()).toEqual({ ok: false, missing: 'coqc is not on the PATH' });
  expect(await sympy.available()).toEqual({ ok: false, missing: 'python3 is not on the PATH' });
});

it('tells which library is missing', async () => {
  program('coqc', 'case $1 in --version) echo "The Coq Proof Assistant, version 8.16.1";; *) exit 1;; esac');
  program('python3', 'exit 1');
  expect(await coq.available()).toEqual({
    ok: false,
    missing: 'coqc 8.16.1 is here, but the library mathcomp (algebra) is not',
  });
  expect(await sympy.available()).toEqual({
    ok: false,
    missing: 'python3 is here, but its package sympy is not',
  });
});

it('gives no opinion then', async () => {
  const claims = [claimOf('eq91')];
  await expect(coq.ask(claims, 1)).rejects.toThrow(new Error('coqc is not on the PATH'));
  await expect(sympy.ask(claims, 1)).rejects.toThrow(new Error('python3 is not on the PATH'));
  expect(await coq.ask([claimOf('eq36')], 1)).toEqual([]); // nothing to ask: no program is needed
});

it('takes a failing program for no opinion either', async () => {
  program('python3', 'case $1 in -c) echo 1.14;; *) echo "MemoryError" >&2; exit 1;; esac');
  await expect(sympy.ask([claimOf('eq91')], 1)).rejects.toThrow(
    new Error('SymPy gave no answer: MemoryError'),
  );
});
