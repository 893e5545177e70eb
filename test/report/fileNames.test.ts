import { describe, expect, it } from 'vitest';
import { claimAnchor, claimFile } from '../../src/report/fileNames.ts';

describe('claimFile', () => {
  it.each([
    ['eq84', 'claims/eq84.html'],
    ['eq93-95', 'claims/eq93-95.html'],
    ['units/eq31', 'claims/units_2f_eq31.html'],
    ['eq35+68', 'claims/eq35_2b_68.html'],
    ['../../etc', 'claims/_2e__2e__2f__2e__2e__2f_etc.html'],
  ])('puts %s into %s', (id, path) => {
    expect(claimFile(id)).toBe(path);
  });

  it('gives different ids different names, also where the file system ignores case', () => {
    const ids = ['a.b', 'a_b', 'a-b', 'a b', 'ab', 'AB', 'a_2e_b', 'a/b', 'a\\b', 'ä'];
    for (const name of [claimFile, claimAnchor])
      expect(new Set(ids.map((id) => name(id).toLowerCase())).size).toBe(ids.length);
  });
});
