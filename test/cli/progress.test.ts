import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { silentProgress, terminalProgress } from '../../src/cli/progress.ts';

const stream = (properties: object) => Object.assign(new PassThrough(), properties) as never;

describe('terminalProgress', () => {
  it.each([
    ['no terminal', { isTTY: false, columns: 80 }],
    ['a terminal without columns, at which ora would not end', { isTTY: true, columns: 0 }],
  ])('is silent on %s', (_case, properties) => {
    expect(terminalProgress(stream(properties))).toBe(silentProgress);
  });

  it('is not silent on a terminal', () => {
    expect(terminalProgress(stream({ isTTY: true, columns: 80 }))).not.toBe(silentProgress);
  });
});
