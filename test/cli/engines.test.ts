import { describe, expect, it } from 'vitest';
import { parseEngines } from '../../src/cli/engines.ts';

describe('--with', () => {
  it('reads names separated by commas, each once', () => {
    expect(parseEngines('coq, sympy,coq')).toEqual(['coq', 'sympy']);
    expect(parseEngines(undefined)).toEqual([]);
  });

  it.each(['lean', '', 'coq,', 'toString'])('refuses %j and names what it knows', (text) => {
    expect(() => parseEngines(text)).toThrow(/--with ".*": got ".*", expected coq, sympy/);
  });
});
