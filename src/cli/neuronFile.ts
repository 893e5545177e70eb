/**
 * The neuron of `natgrad fisher`: a JSON object {"rates", "weights", "tauM", "tauS", "eps0", "transfer"} in Hz, 1, s, s, mV s, in any
 * order of keys, with no other key; all but rates and weights may be left out. Everything is checked before anything is computed;
 * entries of lists are counted from 0, as in rates[0].
 */
import { type Kernel, paperKernel } from '../numeric/neuron/kernel.ts';
import { checkNeuron, type Neuron } from '../numeric/neuron/neuron.ts';
import type { Transfer } from '../numeric/neuron/transfer.ts';
import { paperSigmoid } from '../numeric/neuron/transferFunction.ts';
import { UsageError } from './conventions.ts';
import { contentName, isObject, parseJson, readInput, shown } from './inputFile.ts';

const fields = ['rates', 'weights', 'tauM', 'tauS', 'eps0', 'transfer'];

const expectedObject = 'a JSON object {"rates": [Hz, ...], "weights": [1, ...], ...}';
const time = 'a finite time > 0, s';

/** `-` stands for all that `input()` gives. @throws UsageError that names the field */
export async function readNeuron(path: string, input: () => NodeJS.ReadableStream): Promise<Neuron> {
  const text = await readInput({ path, input, expected: 'a JSON file' });
  return parseNeuron(text, contentName(path));
}

/** @throws UsageError that names the field */
export async function parseNeuron(json: string, name: string): Promise<Neuron> {
  const given = parseJson(json, name, expectedObject);
  if (!isObject(given)) throw new UsageError(`${name}: got ${shown(given)}, expected ${expectedObject}`);
  for (const key in given) {
    if (!fields.includes(key))
      throw new UsageError(`${name}: got the field ${shown(key)}, expected only ${fields.join(', ')}`);
  }
  const neuron: Neuron = {
    rates: numberList(given, 'rates', name, 'a finite rate >= 0, Hz', (rate) => rate >= 0),
    weights: numberList(given, 'weights', name, 'a finite number'),
    kernel: kernelOf(given, name),
    transfer: await transferOf(given, name),
  };
  return usable(neuron, name);
}

/** The numbers of a list in a field. */
function numberList(
  given: Record<string, unknown>,
  field: string,
  name: string,
  expected: string,
  accepts: (value: number) => boolean = () => true,
): Float64Array {
  if (!Object.hasOwn(given, field))
    throw new UsageError(`${name}: ${field} is missing (expected a list of numbers)`);
  const list = given[field];
  if (!Array.isArray(list))
    throw new UsageError(`${name}: ${field} = ${shown(list)} (expected a list of numbers)`);
  return numbersOf(list, `${name}: ${field}`, expected, accepts);
}

/** @throws UsageError that names the entry which is no finite number, or not accepted */
export function numbersOf(
  list: readonly unknown[],
  name: string,
  expected: string,
  accepts: (value: number) => boolean = () => true,
): Float64Array {
  const numbers = new Float64Array(list.length);
  for (let i = 0; i < list.length; i++) {
    const value = list[i];
    if (typeof value !== 'number' || !Number.isFinite(value) || !accepts(value))
      throw new UsageError(`${name}[${i}] = ${shown(value)} (expected ${expected})`);
    numbers[i] = value;
  }
  return numbers;
}

function kernelOf(given: Record<string, unknown>, name: string): Kernel {
  const positive = (field: string, otherwise: number, expected: string): number => {
    const value = Object.hasOwn(given, field) ? given[field] : otherwise;
    if (typeof value === 'number' && value > 0 && value < Infinity) return value;
    throw new UsageError(`${name}: ${field} = ${shown(value)} (expected ${expected})`);
  };
  return {
    tauM: positive('tauM', paperKernel.tauM, time),
    tauS: positive('tauS', paperKernel.tauS, time),
    e0: positive('eps0', paperKernel.e0, 'a finite number > 0, mV s'),
  };
}

async function transferOf(given: Record<string, unknown>, name: string): Promise<Transfer> {
  if (!Object.hasOwn(given, 'transfer')) return { name: 'sigmoid', ...paperSigmoid };
  // Loaded when it is needed: the parser of formulas is large.
  const { readTransfer } = await import('../transfer/transferSpecification.ts');
  try {
    return readTransfer(given.transfer);
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof SyntaxError)) throw error;
    throw new UsageError(`${name}: ${error.message}`);
  }
}

function usable(neuron: Neuron, name: string): Neuron {
  try {
    checkNeuron(neuron);
    return neuron;
  } catch (error) {
    if (error instanceof RangeError)
      throw new UsageError(`${name}: ${error.message.replace(/^neuron: /, '')}`);
    throw error;
  }
}
