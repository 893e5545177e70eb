/** `natgrad reproduce` as a process, killed and interrupted. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { afterAll, expect, it } from 'vitest';

const program = fileURLToPath(new URL('./reproduceProgram.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'natgrad-reproduce-'));
afterAll(() => rmSync(folder, { recursive: true }));

const TASKS = 12;
const KILLS = 5;

const started = (words: readonly string[]): ChildProcess =>
  spawn(process.execPath, ['--import', 'tsx', program, 'reproduce', ...words, '--workers', '2'], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
const begin = (out: string): string[] => ['slow', '--scale', 'quick', '--out', join(folder, out)];
const goOn = (out: string): string[] => ['--resume', join(folder, out)];

const journal = (out: string): string => join(folder, out, 'progress.jsonl');
const linesOf = (out: string): number =>
  existsSync(journal(out)) ? readFileSync(journal(out), 'utf8').split('\n').length - 1 : 0;

/** Until the journal has so many whole lines. */
async function reach(out: string, lines: number): Promise<void> {
  while (linesOf(out) < lines) await sleep(5);
}

function results(out: string): Record<string, string> {
  const place = join(folder, out, 'slow');
  const names = readdirSync(place).filter((name) => name !== 'metadata.json');
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(place, name)).toString('base64')]));
}

it(`has the same bytes after ${KILLS} kills, and after Ctrl-C`, { timeout: 120_000 }, async () => {
  const whole = started(begin('whole'));
  expect(await once(whole, 'exit')).toEqual([0, null]);

  const generator = xoroshiro128plus(7);
  for (let kill = 0; kill < KILLS; kill++) {
    const before = linesOf('killed');
    const child = started(before > 0 ? goOn('killed') : begin('killed'));
    const ended = once(child, 'exit');
    await reach('killed', before + 1);
    await sleep(100 * uniformFloat64(generator));
    child.kill('SIGKILL');
    expect(await ended).toEqual([null, 'SIGKILL']);
    expect(linesOf('killed')).toBeGreaterThan(before);
    expect(readdirSync(join(folder, 'killed'))).toEqual(['progress.jsonl']);
  }
  expect(linesOf('killed')).toBeLessThan(1 + TASKS);

  const interrupted = started(goOn('killed'));
  const stderr = text(interrupted.stderr as NodeJS.ReadableStream);
  const ended = once(interrupted, 'exit');
  await reach('killed', linesOf('killed') + 1);
  interrupted.kill('SIGINT');
  expect([await ended, await stderr]).toEqual([
    [130, null],
    `natgrad: interrupted; to go on: natgrad reproduce --resume ${join(folder, 'killed')}\n`,
  ]);

  const last = started(goOn('killed'));
  expect(await once(last, 'exit')).toEqual([0, null]);
  expect(results('killed')).toEqual(results('whole'));
  expect(readdirSync(join(folder, 'killed'))).toEqual(['slow']);
});
