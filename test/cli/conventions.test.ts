import { describe, expect, it } from 'vitest';
import { runNatgrad } from './harness.ts';

describe('help and version', () => {
  it.each([
    [['--help'], 'Usage: natgrad [options] [command]'],
    [['-h'], 'Usage: natgrad [options] [command]'],
    [['help'], 'Usage: natgrad [options] [command]'],
    [['verify', '--help'], 'Usage: natgrad verify [options]'],
    [['help', 'verify'], 'Usage: natgrad verify [options]'],
  ])('natgrad %j prints help on stdout', async (words, start) => {
    const { status, stdout, stderr } = await runNatgrad(words);
    expect(stdout).toMatch(new RegExp(`^${start.replace(/[[\]]/g, '\\$&')}`));
    expect(stdout).toContain('Exit status:');
    expect([status, stderr]).toEqual([0, '']);
  });

  it('lists every option of verify with its default', async () => {
    const { stdout } = await runNatgrad(['verify', '--help']);
    for (const option of [
      '--only <items>',
      '--json',
      '--seed <number>',
      '--report <folder>',
      '-V, --version',
    ])
      expect(stdout).toContain(option);
    const words = stdout.replace(/\s+/g, ' ');
    expect(words).toContain('(default: 1)');
    expect(words).toContain('(default: report)');
  });

  it.each([[['--version']], [['-V']], [['verify', '--version']]])(
    'natgrad %j prints the version',
    async (words) => {
      expect(await runNatgrad(words)).toMatchObject({ status: 0, stdout: '1.2.3\n', stderr: '' });
    },
  );
});

describe('bad usage', () => {
  it.each([
    [[], 'natgrad: command: got none, expected one of verify, help'],
    [['help', 'nonsense'], 'natgrad: command: got "nonsense", expected one of verify, help'],
    [['verfy'], "natgrad: unknown command 'verfy' (Did you mean verify?), expected one of verify, help"],
    [['--nonsense'], "natgrad: unknown option '--nonsense', expected one of --version, --help"],
    [
      ['verify', '--onyl', '84'],
      "natgrad verify: unknown option '--onyl' (Did you mean --only?), " +
        'expected one of --only, --json, --seed, --report, --with, --no-cache, --version, --help',
    ],
    [
      ['verify', '--only'],
      "natgrad verify: option '--only <items>' argument missing, expected a value after the option",
    ],
    [['verify', '84'], "natgrad verify: too many arguments for 'verify'. Expected 0 arguments but got 1."],
    [
      ['verify', '--only', '84..x'],
      'natgrad verify: --only "84..x": got "x", expected an equation number, a range A..B or a claim id',
    ],
    [
      ['verify', '--seed', '-1'],
      'natgrad verify: --seed: got "-1", expected a whole number from 0 to 4294967295',
    ],
    [
      ['verify', '--report', ''],
      'natgrad verify: --report "": got an empty path, expected a folder, or a place to make one',
    ],
  ])('natgrad %j is refused in one line with status 2', async (words, line) => {
    const { status, stdout, stderr, ledgerOptions } = await runNatgrad(words);
    expect(stderr).toBe(`${line}\n`);
    expect([status, stdout, ledgerOptions]).toEqual([2, '', undefined]);
  });

  it('keeps to one line where the input has several', async () => {
    const { stderr } = await runNatgrad(['ver\nify']);
    expect(stderr.split('\n')).toHaveLength(2);
  });
});

describe('a failure of natgrad itself', () => {
  const runLedger = () => {
    throw new TypeError('no such thing\nat all');
  };
  const line = 'natgrad verify: unexpected failure: TypeError: no such thing at all';

  it('is told in one line with status 1', async () => {
    const { status, stdout, stderr } = await runNatgrad(['verify', '--json'], { runLedger });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toBe(`${line} (set NATGRAD_DEBUG=1 for the trace)\n`);
  });

  it('comes with the trace where NATGRAD_DEBUG is 1', async () => {
    const { stderr } = await runNatgrad(['verify', '--json'], {
      runLedger,
      environment: { NATGRAD_DEBUG: '1' },
    });
    expect(stderr.startsWith(`${line}\n`)).toBe(true);
    expect(stderr).toMatch(/\n {4}at /);
  });
});
