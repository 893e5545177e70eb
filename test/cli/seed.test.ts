import { describe, expect, it } from 'vitest';
import { parseSeed } from '../../src/cli/seed.ts';

describe('parseSeed', () => {
  it.each([
    ['0', 0],
    ['7', 7],
    ['4294967295', 4294967295],
  ])('reads %s', (text, seed) => expect(parseSeed(text)).toBe(seed));

  it.each(['', ' ', '-1', '1.5', '1e3', '0x10', '4294967296', '9'.repeat(400), 'seed'])(
    'refuses %j',
    (text) => {
      expect(() => parseSeed(text)).toThrow(
        `--seed: got ${JSON.stringify(text)}, expected a whole number from 0 to 4294967295`,
      );
    },
  );
});
