/** Bounds that are approached far away only: no sample comes near, and that is no evidence. */
import { afterAll, expect, it } from 'vitest';
import { deadlineIn } from '../../../src/check/deadline.ts';
import { problemFromText } from '../../../src/check/language/problemFromText.ts';
import { shutdown } from '../../../src/check/prove/scalar/z3.ts';
import { support } from '../../../src/check/refute/refute.ts';

afterAll(shutdown);

it('is not called supported: two sines of incommensurate frequencies', async () => {
  const problem = problemFromText({ symbols: { x: 'real' }, claim: 'sin(x) + sin(sqrt(2)*x) < 1.99999' });
  expect((await support(problem, 1, deadlineIn(3000))).kind).toBe('unknown');
});
