/** `natgrad reproduce`: files, answers, going on, and what is refused. */
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runReproduce } from './reproduceHarness.ts';

const folder = mkdtempSync(join(tmpdir(), 'natgrad-reproduce-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const at = (...names: string[]): string => join(folder, ...names);

const FILES = [
  'batches.csv',
  'batches.parquet',
  'batches.png',
  'batches.svg',
  'metadata.json',
  'verdicts.json',
];

const made = async (out: string, ...words: string[]): Promise<string> => {
  const { status, stderr, stdout } = await runReproduce([
    ...words,
    '--scale',
    'test',
    '--workers',
    '1',
    '--out',
    at(out),
  ]);
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
};

const bytes = (out: string, id: string): Record<string, string> =>
  Object.fromEntries(
    FILES.filter((name) => name !== 'metadata.json').map((name) => [
      name,
      readFileSync(at(out, id, name)).toString('base64'),
    ]),
  );

const metadata = (out: string, id: string): Record<string, unknown> =>
  JSON.parse(readFileSync(at(out, id, 'metadata.json'), 'utf8')) as Record<string, unknown>;

const refusal = async (...words: string[]): Promise<string> => {
  const { status, stdout, stderr } = await runReproduce([...words, '--workers', '1']);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^natgrad reproduce: [^\n]*\n$/);
  return stderr.slice('natgrad reproduce: '.length, -1);
};

describe('a figure', () => {
  it('has data, pictures and verdicts, and metadata that list them', async () => {
    const stdout = await made('out', 'one');
    expect(readdirSync(at('out'))).toEqual(['one']);
    expect(readdirSync(at('out', 'one')).sort()).toEqual(FILES);
    const { sha256, seconds, ...rest } = metadata('out', 'one');
    expect(rest).toEqual({
      program: 'natgrad reproduce',
      version: '1.2.3',
      command: 'natgrad reproduce one --scale test --source article --seed 1',
      figure: 'one',
      scale: 'test',
      source: 'article',
      seed: 1,
      parameters: { seed: 1, draws: 50, tasks: 6, mean: 0.4, milliseconds: 0 },
      title: 'Mean of uniform numbers',
      tables: { batches: 'one row a batch' },
    });
    expect(seconds).toMatchObject({ wall: expect.any(Number), tasks: expect.any(Number) });
    for (const [name, hash] of Object.entries(sha256 as Record<string, string>))
      expect(
        createHash('sha256')
          .update(readFileSync(at('out', 'one', name)))
          .digest('hex'),
      ).toBe(hash);
    expect(Object.keys(sha256 as object).sort()).toEqual(FILES.filter((name) => name !== 'metadata.json'));
    const verdicts = JSON.parse(readFileSync(at('out', 'one', 'verdicts.json'), 'utf8'));
    expect(verdicts.claims[0]).toMatchObject({
      id: 'one/positive',
      verdict: 'holds',
      variants: [{ flips: true }],
    });
    expect(verdicts.disagreements).toHaveLength(1);
    expect(stdout).toMatch(
      /^one {2}Mean of uniform numbers\n\n {2}HOLDS: the mean is positive \(one\/positive\)\n/,
    );
    expect(stdout).toMatch(/\n +mean +0\.\d+ \[0\.\d+, 0\.\d+\] mV +mean of all draws\n/);
    expect(stdout).toContain(`  written to ${at('out', 'one')}\n`);
    expect(stdout).toMatch(/\nIt took [\d.]+ s\.\n$/);
  });

  it('has pictures that are pictures', async () => {
    await made('pictures', 'one');
    const png = readFileSync(at('pictures', 'one', 'batches.png'));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([600, 400]);
    expect(readFileSync(at('pictures', 'one', 'batches.svg'), 'utf8')).toMatch(
      /^<\?xml[^\n]*\n<!-- natgrad reproduce -->\n<svg/,
    );
  });

  it('has the same bytes on one thread and on two, but for times', async () => {
    await made('single', 'one', 'two');
    const { status } = await runReproduce([
      'two',
      'one',
      '--scale',
      'test',
      '--workers',
      '2',
      '--out',
      at('double'),
    ]);
    expect(status).toBe(0);
    for (const id of ['one', 'two']) {
      expect(bytes('double', id)).toEqual(bytes('single', id));
      const [{ seconds: _, ...a }, { seconds: __, ...b }] = [metadata('double', id), metadata('single', id)];
      expect(a).toEqual(b);
    }
  });

  it('is written over by a later run, which takes away what it does not write', async () => {
    await made('again', 'one');
    writeFileSync(at('again', 'one', 'notes.txt'), 'mine');
    const path = at('again', 'one', 'metadata.json');
    const earlier = metadata('again', 'one');
    writeFileSync(at('again', 'one', 'older.csv'), '');
    writeFileSync(path, JSON.stringify({ ...earlier, sha256: { 'older.csv': '', '../../x': '' } }));
    await made('again', 'one', '--seed', '2');
    expect(readdirSync(at('again', 'one')).sort()).toEqual([...FILES, 'notes.txt'].sort());
    expect(metadata('again', 'one').seed).toBe(2);
  });

  it('is recorded as natgrad keeps it, without time or path', async () => {
    mkdirSync(at('records'));
    await made('recorded', 'one', '--record', at('records'));
    const text = readFileSync(at('records', 'one.json'), 'utf8');
    expect(JSON.parse(text)).toMatchObject({
      figure: 'one',
      provenance: { command: 'natgrad reproduce one --scale test --source article --seed 1' },
      check: { task: { batch: 0 }, count: 3, stride: 1 },
      tables: [{ name: 'batches' }],
    });
    await made('recorded', 'one', '--record', at('records'));
    expect(readFileSync(at('records', 'one.json'), 'utf8')).toBe(text);
  });

  it('is JSON, and no file, with --json', async () => {
    const { status, stdout } = await runReproduce(['one', '--scale', 'test', '--workers', '1', '--json']);
    expect(status).toBe(0);
    const { figures, seconds } = JSON.parse(stdout);
    expect(figures).toMatchObject([
      { figure: 'one', provenance: { seed: 1 }, claims: [{ verdict: 'holds' }] },
    ]);
    expect(seconds).toBeGreaterThan(0);
  });

  it('that fails is told with its task, in one line, and what was done is kept', async () => {
    const { status, stderr } = await runReproduce([
      'one',
      'nan',
      '--scale',
      'test',
      '--workers',
      '1',
      '--out',
      at('nan'),
    ]);
    expect(status).toBe(1);
    expect(stderr).toBe(
      'natgrad reproduce: unexpected failure: RangeError: nan, task 1 of 2: result.rates[1]: got NaN, expected plain JSON with finite numbers (set NATGRAD_DEBUG=1 for the trace)\n',
    );
    expect(readdirSync(at('nan')).sort()).toEqual(['one', 'progress.jsonl']);
  });

  it('whose statistic cannot decide otherwise is no evidence, and the status is 1', async () => {
    const { status, stdout } = await runReproduce([
      'blind',
      '--scale',
      'test',
      '--workers',
      '1',
      '--out',
      at('blind'),
    ]);
    expect(status).toBe(1);
    expect(stdout).toContain(
      'No evidence: the verdict is the same for a variant (numbers of the other sign).',
    );
  });

  it('does not hold with the parameters of the scripts, and the status is 0', async () => {
    const stdout = await made('scripts', 'one', '--source', 'scripts');
    expect(stdout).toMatch(/DOES NOT HOLD: the mean is positive/);
  });
});

/** The folder of a run that was stopped after three of six tasks. */
async function stopped(name: string): Promise<string> {
  await made(`${name} whole`, 'one');
  const { status } = await runReproduce([
    'one',
    'nan',
    '--scale',
    'test',
    '--workers',
    '1',
    '--out',
    at(name),
  ]);
  expect(status).toBe(1);
  rmSync(at(name, 'one'), { recursive: true });
  const journal = at(name, 'progress.jsonl');
  const [header = '', ...lines] = readFileSync(journal, 'utf8').trimEnd().split('\n');
  const { figures, ...rest } = JSON.parse(header) as { figures: unknown[] };
  const only = JSON.stringify({ ...rest, figures: figures.slice(0, 1) });
  writeFileSync(journal, `${[only, ...lines.slice(0, 3)].join('\n')}\n`);
  return at(name);
}

describe('a run that was stopped', () => {
  it('goes on to the same bytes, and its journal goes when it has ended', async () => {
    const path = await stopped('stopped');
    const { status, shown } = await runReproduce(['--resume', path, '--workers', '1']);
    expect(status).toBe(0);
    expect(shown).toHaveLength(4);
    expect(shown[1]).toMatch(/^66 %, 4\/6 tasks, one, about 0\.0 s left$/);
    expect(bytes('stopped', 'one')).toEqual(bytes('stopped whole', 'one'));
    expect(readdirSync(path)).toEqual(['one']);
    expect(await refusal('--resume', path)).toMatch(/got no progress\.jsonl in it, expected/);
  });

  it('goes on when its last line is torn, at any place', async () => {
    const path = await stopped('torn');
    const journal = readFileSync(join(path, 'progress.jsonl'));
    const last = journal.lastIndexOf(10, journal.length - 2) + 1;
    for (const length of [last + 1, Math.floor((last + journal.length) / 2), journal.length - 1]) {
      rmSync(join(path, 'one'), { recursive: true, force: true });
      writeFileSync(join(path, 'progress.jsonl'), journal.subarray(0, length));
      const { status, shown } = await runReproduce(['--resume', path, '--workers', '1']);
      expect([status, shown.length]).toEqual([0, 5]);
      expect(bytes('torn', 'one')).toEqual(bytes('torn whole', 'one'));
    }
  });

  it('is refused where it was another run', async () => {
    const path = await stopped('other');
    const quoted = JSON.stringify(path);
    expect(await refusal('--resume', path, '--seed', '2')).toBe(
      `--resume ${quoted}: got seed = 2, expected 1 as in the earlier run`,
    );
    expect(await refusal('--resume', path, '--scale', 'paper')).toBe(
      `--resume ${quoted}: got scale = "paper", expected "test" as in the earlier run`,
    );
    expect(await refusal('two', '--resume', path)).toBe(
      `--resume ${quoted}: got figures = ["two"], expected ["one"] as in the earlier run`,
    );
    const { status, stderr } = await runReproduce(['--resume', path], '1.2.4');
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /got a run of natgrad 1\.2\.3 \(TypeScript\), expected one of this natgrad, 1\.2\.4/,
    );
    const journal = readFileSync(join(path, 'progress.jsonl'), 'utf8');
    writeFileSync(join(path, 'progress.jsonl'), journal.replace('"mean":0.4', '"mean":0.5'));
    expect(await refusal('--resume', path)).toMatch(
      /got the parameters of one = \{.*"mean":0\.4.*as in the earlier run$/,
    );
    expect(await refusal('one', '--out', path)).toMatch(/got a folder with a run that has not ended/);
  });

  it.each([
    ['an empty file', '', /with a first line that is not of natgrad reproduce, expected/],
    ['something else', '{"a":1}\n', /with a first line that is not of natgrad reproduce, expected/],
  ])('is refused with %s', async (name, content, message) => {
    mkdirSync(at(name));
    writeFileSync(at(name, 'progress.jsonl'), content);
    expect(await refusal('--resume', at(name))).toMatch(message);
  });

  it.each([
    ['text', 'half a line'],
    ['a task that it does not have', '{"figure":"one","task":6,"seconds":0,"result":1}'],
    ['a figure that it does not have', '{"figure":"two","task":0,"seconds":0,"result":1}'],
    ['no result', '{"figure":"one","task":0,"seconds":0}'],
  ])('is refused with a whole line that is none of its own: %s', async (name, line) => {
    const path = await stopped(name);
    appendFileSync(join(path, 'progress.jsonl'), `${line}\n`);
    expect(await refusal('--resume', path)).toMatch(/with a line 5 that is no result of its run, expected/);
  });
});

describe('what is refused', () => {
  const file = at('file');
  writeFileSync(file, '');
  it.each([
    [
      ['fig99'],
      /^figure: got "fig99", expected one or several of one, two, slow, blind, nan, typed, throwing, all$/,
    ],
    [[], /^figure: got none, expected one or several of one, /],
    [['one', '--scale', 'huge'], /^--scale: got "huge", expected one of test, quick, medium, paper$/],
    [['one', '--source', 'me'], /^--source: got "me", expected one of article, scripts$/],
    [['one', '--seed', 'x'], /^--seed: got "x", expected a whole number/],
    [['one', '--workers', '0'], /^--workers: got "0"/],
    [['one', '--out', 'x', '--resume', 'x'], /^--out and --resume: got both, expected one of them/],
    [['one', '--out', ''], /^--out "": got an empty path/],
    [['one', '--out', file], /^--out ".*": got a file, expected a folder/],
    [['one', '--out', join(file, 'x')], /^--out ".*": got a path that cannot be written to \(ENOTDIR\)/],
    [['one', '--record', at('absent')], /^--record ".*": got no such folder, expected a folder$/],
    [['one', '--record', file], /^--record ".*": got a file, expected a folder$/],
    [['--resume', at('absent')], /^--resume ".*": got no progress\.jsonl in it/],
  ])('%j', async (words, message) => {
    if (words.includes('--workers')) {
      const { status, stderr } = await runReproduce(words);
      expect(status).toBe(2);
      expect(stderr).toContain('--workers: got "0", expected a whole number from 1 to 256');
      return;
    }
    expect(await refusal(...words)).toMatch(message);
  });

  it('is a folder with the files of something else', async () => {
    mkdirSync(at('theirs', 'one'), { recursive: true });
    writeFileSync(at('theirs', 'one', 'metadata.json'), '{"program":"other"}');
    expect(await refusal('one', '--out', at('theirs'))).toMatch(
      /with a one\/metadata\.json of something else/,
    );
    mkdirSync(at('their file'));
    writeFileSync(at('their file', 'one'), '');
    expect(await refusal('one', '--out', at('their file'))).toMatch(/in which one is a file/);
  });
});
