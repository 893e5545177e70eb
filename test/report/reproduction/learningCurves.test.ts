import { describe, expect, it } from 'vitest';
import { curvesPictures, styleOf } from '../../../src/report/reproduction/learningCurves.ts';
import type { Row } from '../../../src/report/reproduction/tableRows.ts';

const rows = ['natural', 'euclidean'].flatMap((student, k): Row[] =>
  [0, 50, 100].map((time) => {
    const mean = (1 + k) * Math.exp(-time / 50);
    return {
      condition: '10-50',
      student,
      learningRate: 1e-3,
      time,
      rateError: mean,
      rateErrorLow: mean - 1,
      rateErrorHigh: mean + 1,
      rateErrorMin: mean / 2,
      rateErrorMax: 2 * mean,
    };
  }),
);
const picture = { name: 'test', title: 'Test', error: 'rateError', label: 'rate error, Hz' } as const;

describe('pictures of learning curves', () => {
  const [linear, log] = curvesPictures(rows, picture);

  it('are two, with a linear and a logarithmic axis, and say where the curves end', () => {
    expect([linear?.name, log?.name]).toEqual(['test-linear', 'test-log']);
    expect(log?.description).toContain('natural 0.135; euclidean 0.271');
    expect(linear?.svg).toContain('natural, 50 s: 0.368 [-0.632, 1.37]');
  });

  it('have bands only where they do not cross zero on the axis', () => {
    expect(linear?.svg.match(/fill-opacity="0.13"/g)).toHaveLength(2);
    expect(log?.svg).not.toContain('fill-opacity="0.13"');
    expect(`${linear?.svg}${log?.svg}`).not.toContain('NaN');
  });

  it('show the students asked for, and the criterion', () => {
    const students = ['natural'];
    const [without] = curvesPictures(rows, { ...picture, students });
    const [alone] = curvesPictures(rows, { ...picture, students, criterion: 0.8 });
    expect(alone?.svg).not.toContain('euclidean');
    expect(alone?.svg.match(/<line /g)?.length).toBe((without?.svg.match(/<line /g)?.length ?? 0) + 1);
  });

  it('tell all rules apart by colour or dash', () => {
    const students = [
      'natural',
      'approximated',
      'approximated, c_u = 1',
      'local',
      'exact',
      'euclidean',
      'natural, scripts',
    ];
    expect(new Set(students.map((student) => JSON.stringify(styleOf(student)))).size).toBe(students.length);
  });
});
