/** `natgrad fisher` as a user runs it: the built program, plain node, threads included. `npm test` builds it first. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'natgrad-'));
afterAll(() => rmSync(folder, { recursive: true }));

const neuron = { rates: [20, 5], weights: [0.2, -0.1] };
writeFileSync(join(folder, 'neuron.json'), JSON.stringify(neuron));

const natgrad = (words: readonly string[], input = '') =>
  spawnSync(process.execPath, [program, ...words], { encoding: 'utf8', cwd: folder, input });

describe('natgrad fisher, built', () => {
  it('runs the examples of its help', () => {
    const { stdout: help } = natgrad(['fisher', '--help']);
    const [first = '', second = ''] =
      help
        .split('Examples:\n')[1]
        ?.split('\n')
        .map((line) => line.trim()) ?? [];
    expect(first).toMatch(/^natgrad fisher neuron\.json /);
    const exact = natgrad(first.split(' ').slice(1));
    expect([exact.status, exact.stderr]).toEqual([0, '']);
    const { matrix, errorBound } = JSON.parse(exact.stdout);
    expect(matrix[0][1]).toBe(matrix[1][0]);
    expect(errorBound).toBeLessThan(1e-9);
    const [, given = '', words = ''] = /^echo '(.*)' \| natgrad (.*)$/.exec(second) ?? [];
    const compared = natgrad(words.split(' '), given);
    expect([compared.status, compared.stderr]).toEqual([0, '']);
    expect(compared.stdout).toMatch(/^spiking-mc +\d/m);
  });

  it('ends with status 130 on Ctrl-C, with nothing half written', async () => {
    const words = ['fisher', 'neuron.json', '--method', 'spiking-mc', '--samples', '1000000000000', '--json'];
    const child = spawn(process.execPath, [program, ...words], { cwd: folder });
    const [stdout, stderr] = [text(child.stdout), text(child.stderr)];
    const ended = once(child, 'exit');
    await new Promise((resolve) => setTimeout(resolve, 2500));
    child.kill('SIGINT');
    const [status] = await ended;
    expect([status, await stdout, await stderr]).toEqual([130, '', 'natgrad: interrupted\n']);
  });

  it('answers bad input in one line', () => {
    const { status, stdout, stderr } = natgrad(['fisher', '-'], '{"rates":[1],"weights":[NaN]}');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^natgrad fisher: stdin: got malformed JSON [^\n]*\n$/);
  });
});
