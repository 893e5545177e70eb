/** A vector: a JSON list of as many finite numbers as the neuron has afferents; entries are counted from 0. */
import { UsageError } from './conventions.ts';
import { contentName, parseJson, readInput, shown } from './inputFile.ts';
import { numbersOf } from './neuronFile.ts';

/** @throws UsageError that names the file, and the entry */
export async function readVector(
  option: string,
  path: string,
  size: number,
  input: () => NodeJS.ReadableStream,
): Promise<Float64Array> {
  const expected = `a JSON list of ${size} finite numbers, one for each afferent`;
  const name = `${option} ${contentName(path)}`;
  const text = await readInput({ path, input, option, expected: 'a JSON file' });
  const list = parseJson(text, name, expected);
  if (!Array.isArray(list)) throw new UsageError(`${name}: got ${shown(list)}, expected ${expected}`);
  if (list.length !== size)
    throw new UsageError(`${name}: got a list of ${list.length}, expected ${expected}`);
  return numbersOf(list, `${name}: vector`, 'a finite number');
}
