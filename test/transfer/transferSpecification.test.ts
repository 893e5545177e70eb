/** Transfer functions as users write them. */
import { describe, expect, it } from 'vitest';
import { defaultTransfers, readTransfer } from '../../src/transfer/transferSpecification.ts';

describe('what is understood', () => {
  it.each([
    ['sigmoid', defaultTransfers.sigmoid],
    [
      { name: 'sigmoid', beta: 0.5 },
      { ...defaultTransfers.sigmoid, beta: 0.5 },
    ],
    [
      { name: 'exponential', phi0: 2, beta: 0.1 },
      { name: 'exponential', phi0: 2, beta: 0.1 },
    ],
    ['quadratic', { name: 'quadratic', theta: 10 }],
  ])('%o', (given, expected) => {
    expect(readTransfer(given)).toEqual(expected);
  });

  it.each(['2*exp(0.2*v)', { expression: '2*exp(0.2*v)' }])('%o', (given) => {
    const transfer = readTransfer(given);
    expect(transfer).toMatchObject({ name: 'expression', text: '2*exp(0.2*v)' });
    if (transfer.name === 'expression') expect(transfer.functions.phi(1)).toBe(2 * Math.exp(0.2));
  });
});

describe('what is refused, in one line', () => {
  const known = 'expected one of sigmoid, exponential, quadratic, softplus, or an expression in v';
  it.each([
    ['sigmod', `transfer: got "sigmod", ${known}`],
    [{ name: 'relu' }, `transfer: got "relu", ${known}`],
    [{}, `transfer: got no name, ${known}`],
    [null, `transfer: got null, ${known}`],
    [3, `transfer: got 3, ${known}`],
    [
      { name: 'sigmoid', slope: 1 },
      'transfer: sigmoid: got the parameter "slope", expected only phiMax, beta, theta',
    ],
    [{ name: 'sigmoid', beta: null }, 'transfer: sigmoid: beta = null (expected a finite number)'],
    [{ name: 'softplus', beta: -1 }, 'softplus: beta = -1 (expected a finite positive slope, 1/mV)'],
    [
      { expression: 'v', beta: 1 },
      'transfer: expression: got the parameter "beta", expected only expression',
    ],
    ['v + ', 'formula "v + ": Unexpected end of expression (char 5)'],
    ['process.exit(1)', 'formula: got function "exit", which is not one that may be used'],
  ])('%o', (given, message) => {
    expect(() => readTransfer(given)).toThrow(message);
  });
});
