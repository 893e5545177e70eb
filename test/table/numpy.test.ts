/** NumPy itself reads the files; its answer comes back as hexadecimal floats, so that every bit counts. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readColumn } from '../../src/table/readColumn.ts';
import { type TableExtension, tableBytes } from '../../src/table/tableFile.ts';
import { described, hardNumbers, hardTexts, sampleProvenance, sampleTable } from './sampleTable.ts';

const hasNumpy = spawnSync('python3', ['-c', 'import numpy']).status === 0;

const python = (script: string, ...words: readonly string[]): string => {
  const { status, stdout, stderr } = spawnSync('python3', ['-c', script, ...words], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
};

const answer = `
import json, sys, numpy
a = numpy.load(sys.argv[1])
names = a.files if hasattr(a, 'files') else a.dtype.names
json.dump({'names': list(names), 'rate': [x.hex() for x in a['rate'].tolist()], 'what': a['what'].tolist(),
  'provenance': json.loads(a['provenance'].item()) if 'provenance' in names else None}, sys.stdout)`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'natgrad-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const written = (extension: TableExtension): string => {
  const path = join(folder, `table.${extension}`);
  writeFileSync(path, tableBytes(sampleTable, extension, sampleProvenance));
  return path;
};

describe.skipIf(!hasNumpy)('numpy.load (needs python3 with numpy)', () => {
  const hex = (values: readonly number[]) =>
    JSON.parse(
      python(
        'import json,sys; print(json.dumps([float(x).hex() for x in sys.argv[1:]]))',
        ...values.map((value) => (Object.is(value, -0) ? '-0' : String(value))),
      ),
    );

  it('reads npy: a structured array', () => {
    const { names, rate, what } = JSON.parse(python(answer, written('npy')));
    expect(names).toEqual(['rate', 'what', 'g4']);
    expect(rate).toEqual(hex(hardNumbers));
    expect(what).toEqual(hardTexts);
  });

  it('reads npz: an array a column, and the provenance', () => {
    const { names, rate, what, provenance } = JSON.parse(python(answer, written('npz')));
    expect(names).toEqual(['rate', 'what', 'g4', 'provenance']);
    expect(rate).toEqual(hex(hardNumbers));
    expect(what).toEqual(hardTexts);
    expect(provenance).toEqual(described);
  });

  it('finds no fault in the zip archive', () => {
    const script =
      'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(z.testzip(), z.infolist()[0].date_time)';
    expect(python(script, written('npz'))).toBe('None (1980, 1, 1, 0, 0, 0)\n');
  });

  it.each(['<f8', '>f8', '<f4', '<i8', '<u2', 'i1'])(
    'writes plain arrays and records of %s that are read back',
    async (type) => {
      const script = `
import sys, numpy
v = numpy.array([1, 0, 100, 27], dtype='${type}')
numpy.save(sys.argv[1], v)
r = numpy.zeros(4, dtype=[('name', '<U3'), ('g1', '${type}'), ('g2', '<f8')])
r['g1'] = v
numpy.save(sys.argv[2], r)`;
      const [plain, records] = [join(folder, 'plain.npy'), join(folder, 'records.npy')];
      python(script, plain, records);
      const { readFileSync } = await import('node:fs');
      for (const path of [plain, records])
        expect([...(await readColumn(readFileSync(path), 'npy', 'g1'))]).toEqual([1, 0, 100, 27]);
    },
  );
});
