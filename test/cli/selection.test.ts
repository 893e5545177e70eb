import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/cli/conventions.ts';
import { selectClaims } from '../../src/cli/selection.ts';

const claims = [
  { id: 'rule', equation: 7 },
  { id: 'voltage', equation: [35, 68] },
  { id: 'metric', equation: 84 },
  { id: 'inverse', equation: [93, 94, 95] },
  { id: 'woodbury', equation: null },
  { id: '3.1..a', equation: null },
];

const anyItem = 'expected an equation number, a range A..B or a claim id';

describe('selectClaims', () => {
  it.each([
    ['84', ['metric']],
    ['084', ['metric']],
    ['68', ['voltage']],
    ['94', ['inverse']],
    ['84..106', ['metric', 'inverse']],
    ['84..84', ['metric']],
    ['1..40', ['rule', 'voltage']],
    ['0..9999999999999999999999', ['rule', 'voltage', 'metric', 'inverse']],
    ['woodbury', ['woodbury']],
    ['3.1..a', ['3.1..a']],
    ['84,woodbury', ['metric', 'woodbury']],
    ['  84 ..  106 ,\twoodbury ', ['metric', 'inverse', 'woodbury']],
    ['84,84..90,metric', ['metric']],
  ])('%j selects %j', (text, ids) => {
    expect([...selectClaims(text, claims)]).toEqual(ids);
  });

  it.each([
    ['84..x', `--only "84..x": got "x", ${anyItem}`],
    ['84..', `--only "84..": got "", ${anyItem}`],
    ['..84', `--only "..84": got "", ${anyItem}`],
    ['84...90', `--only "84...90": got ".90", ${anyItem}`],
    ['84..90..95', `--only "84..90..95": got "84..90..95", ${anyItem}`],
    ['84-90', `--only "84-90": got "84-90", ${anyItem}`],
    ['-84', `--only "-84": got "-84", ${anyItem}`],
    ['84.5', `--only "84.5": got "84.5", ${anyItem}`],
    ['1e2', `--only "1e2": got "1e2", ${anyItem}`],
    ['Woodbury', `--only "Woodbury": got "Woodbury", ${anyItem}`],
    ['', `--only "": got "", ${anyItem}`],
    [' ', `--only " ": got "", ${anyItem}`],
    ['84,', `--only "84,": got "", ${anyItem}`],
    ['84,,85', `--only "84,,85": got "", ${anyItem}`],
    ['84,nonsense', `--only "84,nonsense": got "nonsense", ${anyItem}`],
    ['a\nb', `--only "a\\nb": got "a\\nb", ${anyItem}`],
    ['500', '--only "500": got "500", expected an equation of the ledger (7 to 95)'],
    ['84,8', '--only "84,8": got "8", expected an equation of the ledger (7 to 95)'],
    ['200..300', '--only "200..300": got "200..300", expected an equation of the ledger (7 to 95)'],
    ['9..3', '--only "9..3": got "9..3", expected a range A..B with A no greater than B'],
  ])('refuses %j', (text, message) => {
    expect(() => selectClaims(text, claims)).toThrow(new UsageError(message));
  });

  it('says so where no claim has a number', () => {
    expect(() => selectClaims('1', [{ id: 'a', equation: null }])).toThrow('(it has none with a number)');
  });
});
