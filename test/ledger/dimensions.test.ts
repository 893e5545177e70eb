/** The second reading of units: mathjs multiplies, divides and adds quantities. */
import { describe, expect, it } from 'vitest';
import { equal, together } from '../../proofs/claims.ts';
import { formulaClaims } from '../../proofs/index.ts';
import { formula, notation } from '../../proofs/notation.ts';
import { inSystem, unitOf, unitToString } from '../../src/expression/unit.ts';
import { dimensionsOf } from '../../src/ledger/dimensions.ts';
import { mathjsUnitOf } from '../../src/ledger/mathjsUnits.ts';
import { runToEnd } from './runs.ts';

const unit = (text: string): string => unitToString(mathjsUnitOf(formula(text), notation));

describe('mathjs reads units', () => {
  it.each([
    ['ce*e0^2*sum(r)', '1'],
    ["phi'(V)^2/phi(V)", 'mV^-2 s^-1'],
    ['sqrt(s2)', 'mV'],
    ['1/sqrt(2*pi*s2)*integral(phi(u)*exp(-(u-mu)^2/(2*s2)), u)', 's^-1'],
    ['0+c1', 'mV^-2 s^-1'],
    ['Cov(V, u)', 'mV^2'],
    ["grad(phi(V)*w'*b, w)", 's^-1'],
    ['rate(phi(V), V, u)', 's^-1'],
    ['rate(phi(V), V, 1)', 'mV^-1 s^-1'],
    ['x./r', 'mV s'],
    ["[r, wt]*[c1*e0^2, c2*e0; c2*e0, c3]*[r, wt]'", 's^-1'],
  ])('%s has the unit %s', (text, expected) => {
    expect(unit(text)).toBe(expected);
  });

  it.each([
    ['V+s2', 'unit of s2: got mV^2, expected mV'],
    ['1+V', 'unit of V: got mV, expected 1'],
    ['exp(V)', 'unit of V: got mV, expected 1'],
    ['c1*mu+c3*s2', 'unit of c3*s2: got mV^-2 s^-1, expected mV^-1 s^-1'],
  ])('%s does not fit', (text, message) => {
    expect(() => unit(text)).toThrow(message);
  });
});

describe('a statement', () => {
  it('fits when every relation has one unit, and names the side that does not', () => {
    expect(dimensionsOf(together(equal('gu', 'ce*e0'), equal('q', '0')), notation, new Map())).toEqual({
      fits: true,
      text: 'mV^-1, 1',
      agree: true,
      readings: 2,
    });
    expect(dimensionsOf(equal('gu', 'ce'), notation, new Map())).toMatchObject({
      fits: false,
      text: 'unit of ce: got mV^-2 s^-1, expected mV^-1',
    });
  });

  it('fits in units where e0 = 1, where a power of e0 is all that lacks', () => {
    const system = inSystem(notation, { mV: 1, s: 1 });
    expect(dimensionsOf(equal('gu', 'ce'), system, new Map()).fits).toBe(true);
    expect(dimensionsOf(equal('gu', 'ce*V'), system, new Map()).fits).toBe(false);
    expect(() => inSystem(notation, {})).toThrow('system of units: got a plain number, expected a quantity');
  });

  it('leaves no seconds, or no millivolts, in a system where they are written by something else', () => {
    for (const [one, left] of [
      [{ mV: 1, s: 1 }, 's'],
      [{ s: 1 }, 's'],
      [{ mV: 2 }, 'mV'],
    ] as const) {
      const { symbols } = inSystem(notation, one);
      expect(Object.values(symbols).every((each) => (each.unit[left] ?? 0) === 0)).toBe(true);
    }
  });
});

describe('the two readings', () => {
  it.each(formulaClaims)(
    'of $id agree on each side',
    ({ printed, corrected, setting: { notation: own } }) => {
      for (const { sides } of [...printed.relations, ...(corrected?.relations ?? [])]) {
        for (const side of sides) {
          const [first, second] = [unitOf, mathjsUnitOf].map((read) =>
            attempt(() => unitToString(read(side, own))),
          );
          if (!hasBlocks(side)) expect(first).toBe(second);
        }
      }
    },
  );
});

const attempt = (read: () => string): string => {
  try {
    return read();
  } catch (error) {
    if (error instanceof SyntaxError) return 'does not fit';
    throw error;
  }
};
const hasBlocks = (side: unknown): boolean =>
  /"name":"(U|Ut|C)"|"kind":"columns"/.test(JSON.stringify(side, bigintAsText));
const bigintAsText = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? `${value}` : value);

describe('in the report', () => {
  it('each formula has the line, and misprints of Equations 88 and 99 do not fit', async () => {
    const ids = new Set(['eq84', 'eq36', 'eq88', 'eq96-99', 'eq115']);
    const { claims } = await runToEnd(formulaClaims, { seed: 1, only: ids });
    const lines = (id: string): string[] =>
      claims
        .filter((claim) => claim.id === id)
        .flatMap(({ evidence }) => evidence.filter(({ method }) => method === 'units (mathjs)'))
        .map(({ result }) => result);
    expect(lines('eq84')).toEqual(['both sides: s^-1']);
    expect(lines('eq36')).toEqual(['both sides: 1']);
    expect(lines('eq88')[0]).toMatch('do not fit: unit of e0*r');
    expect(lines('eq88')[1]).toBe('both sides: mV^4 s^2');
    expect(lines('eq96-99')[0]).toBe('do not fit: unit of c3*s2: got mV^-2 s^-1, expected mV^-1 s^-1');
    expect(lines('eq115')).toEqual(['do not fit: unit of 1: got 1, expected mV^-2 s^-1', 'both sides: 1']);
  });
});
