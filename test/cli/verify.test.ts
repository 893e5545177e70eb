import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claims, corrected, proved, refuted } from '../report/fixture.ts';
import { runNatgrad } from './harness.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'natgrad-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const reportContents = [
  'claims',
  'ctrf.json',
  'figures',
  'figures.html',
  'findings.html',
  'index.html',
  'junit.xml',
  'ledger.json',
  'ledger.schema.json',
  'style.css',
];

const inFolder = (...names: string[]) => join(folder, ...names);

describe('natgrad verify', () => {
  it('prints each section once, each claim below it, and the summary', async () => {
    const { status, stdout, stderr } = await runNatgrad(['verify', '--report', folder]);
    const lines = stdout.split('\n');
    expect(lines.filter((line) => line === 'Natural-gradient plasticity at the soma')).toHaveLength(1);
    expect(lines.filter((line) => line === 'Inverse of the Fisher information matrix')).toHaveLength(1);
    for (const claim of claims) expect(stdout).toContain(claim.title);
    expect(lines).toContain(`  report                ${inFolder('index.html')}`);
    expect(stderr).toBe('');
    expect(status).toBe(1);
  });

  it('exits with 0 where all is as expected', async () => {
    const setting = { claims: [proved, corrected, refuted] };
    expect((await runNatgrad(['verify', '--report', folder], setting)).status).toBe(0);
  });

  it('exits with 1 for an unexpected verdict, and for a surviving mutant', async () => {
    const unexpected = [{ ...proved, expected: 'refuted' as const }];
    const surviving = [{ ...proved, survivors: ['c1 replaced by c2'] }];
    for (const members of [unexpected, surviving])
      expect((await runNatgrad(['verify', '--report', folder], { claims: members })).status).toBe(1);
  });

  it('hands seed and selection to the ledger', async () => {
    const words = ['verify', '--json', '--seed', '7', '--only', '84..90, woodbury'];
    const { ledgerOptions } = await runNatgrad(words);
    expect(ledgerOptions).toMatchObject({ seed: 7, only: new Set(['eq84', 'woodbury']) });
  });

  it('takes seed 1 and every claim by default', async () => {
    const { ledgerOptions } = await runNatgrad(['verify', '--json']);
    expect(ledgerOptions?.seed).toBe(1);
    expect(ledgerOptions).not.toHaveProperty('only');
  });

  it('adds up repeated --only', async () => {
    const { ledgerOptions } = await runNatgrad(['verify', '--json', '--only', '84', '--only', '12']);
    expect(ledgerOptions?.only).toEqual(new Set(['eq84', 'eq12']));
  });

  it('shows how far it is', async () => {
    const { shown } = await runNatgrad(['verify', '--json', '--only', '84,12']);
    expect(shown).toEqual(['0/2 eq12', '1/2 eq84']);
  });

  it('uses colour on a terminal only, and not with NO_COLOR', async () => {
    const words = ['verify', '--report', folder];
    const colour = '\u001b[';
    expect((await runNatgrad(words)).stdout).not.toContain(colour);
    expect((await runNatgrad(words, { isTTY: true })).stdout).toContain(colour);
    expect((await runNatgrad(words, { isTTY: true, environment: { NO_COLOR: '' } })).stdout).toContain(
      colour,
    );
    expect((await runNatgrad(words, { isTTY: true, environment: { NO_COLOR: '1' } })).stdout).not.toContain(
      colour,
    );
    expect((await runNatgrad(words, { isTTY: true, environment: { TERM: 'dumb' } })).stdout).not.toContain(
      colour,
    );
  });
});

describe('natgrad verify --json', () => {
  it('prints JSON and nothing else', async () => {
    const { status, stdout, stderr } = await runNatgrad(['verify', '--json', '--only', '84'], {
      isTTY: true,
    });
    expect(JSON.parse(stdout).claims.map((claim: { id: string }) => claim.id)).toEqual(['eq84']);
    expect([status, stderr]).toEqual([0, '']);
  });

  it('writes the report only where --report is given', async () => {
    await runNatgrad(['verify', '--json', '--report', inFolder('page')]);
    expect(readdirSync(inFolder('page'))).toContain('index.html');
  });
});

describe('the report of natgrad verify', () => {
  it('is written to a folder that is made for it, over the last one, with nothing left beside it', async () => {
    const target = inFolder('a', 'b');
    await runNatgrad(['verify', '--report', target, '--only', '84']);
    await runNatgrad(['verify', '--report', target, '--only', '12']);
    expect(readdirSync(target)).toEqual(reportContents);
    expect(readdirSync(join(target, 'claims'))).toEqual(['eq12.html']);
    const html = readFileSync(join(target, 'index.html'), 'utf8');
    expect(html).toContain(refuted.title);
    expect(html).not.toContain(proved.title);
  });

  it('is refused before any work where the path is a file', async () => {
    writeFileSync(inFolder('file'), '');
    const { status, stderr, ledgerOptions } = await runNatgrad(['verify', '--report', inFolder('file')]);
    expect(stderr).toBe(
      `natgrad verify: --report "${inFolder('file')}": got a file, expected a folder, or a place to make one\n`,
    );
    expect([status, ledgerOptions]).toEqual([2, undefined]);
  });

  it('is refused before any work where the folder cannot be made', async () => {
    writeFileSync(inFolder('file'), '');
    const { status, stderr, ledgerOptions } = await runNatgrad([
      'verify',
      '--report',
      inFolder('file', 'below'),
    ]);
    expect(stderr).toContain('got a path that cannot be written to (ENOTDIR), expected a folder');
    expect([status, ledgerOptions]).toEqual([2, undefined]);
  });

  it('is refused before any work where index.html is a folder', async () => {
    mkdirSync(inFolder('index.html'));
    const { status, stderr } = await runNatgrad(['verify', '--report', folder]);
    expect(stderr).toContain('got a folder in which index.html is a folder');
    expect(status).toBe(2);
  });

  it('makes no folder for bad usage', async () => {
    await runNatgrad(['verify', '--report', inFolder('page'), '--only', '500']);
    expect(existsSync(inFolder('page'))).toBe(false);
  });
});
