/** A table with all that is hard to write: signs of zero, all digits, tiny and huge numbers, quotes, line ends, letters beyond ASCII. */

import type { Table } from '../../src/table/table.ts';
import type { Provenance } from '../../src/table/tableFile.ts';

export const hardNumbers = [0, -0, 1 / 3, -1e-310, Number.MAX_VALUE, 123456789.125, 5e-324, 1e21];
export const hardTexts = [
  '',
  'plain',
  'a,b',
  'say "no"',
  'two\r\nlines',
  '50 % & more_of #1 {x}',
  'naïve 𝜎|\\^~',
  ' v>1 ',
];

export const sampleTable: Table = {
  name: 'sample',
  says: 'one row a hard value',
  columns: [
    { name: 'rate', unit: 'Hz', values: Float64Array.from(hardNumbers) },
    { name: 'what', values: hardTexts },
    { name: 'g4', unit: '1/mV^2', values: hardNumbers.map((value) => -value) },
  ],
};

export const sampleProvenance: Provenance = {
  version: '0.1.0',
  seed: 1,
  command: "natgrad x --transfer '2*exp(v)'",
};

export const described = { ...sampleProvenance, units: { rate: 'Hz', g4: '1/mV^2' } };
