import { describe, expect, it } from 'vitest';
import { claimLabel, claimName } from '../../src/report/label.ts';

describe('claimLabel', () => {
  it.each([
    [84, '(84)'],
    [[93, 94, 95], '(93-95)'],
    [[95, 93, 94], '(93-95)'],
    [[35, 68], '(35, 68)'],
    [[35, 36, 68], '(35-36, 68)'],
    [[], 'woodbury'],
    [null, 'woodbury'],
  ])('calls the claim of %j %s', (equation, label) => {
    expect(claimLabel({ id: 'woodbury', equation })).toBe(label);
  });
});

describe('claimName', () => {
  it.each([
    [84, 'Equation 84'],
    [[93, 94, 95], 'Equations 93-95'],
    [null, 'woodbury'],
  ])('calls the claim of %j %s', (equation, name) => {
    expect(claimName({ id: 'woodbury', equation })).toBe(name);
  });
});
