/** What the sources of all languages share: the comment at the head, and lists of numbers. */
import { triangleSize } from '../numeric/interpolant/chebyshev.ts';
import { QUANTITIES } from '../numeric/interpolant/interpolant.ts';
import { boundText, type InterpolantFile } from './interpolantFile.ts';

const WIDTH = 110;

/** Lines of a comment; `mark` starts a comment that ends with the line. No formula of a user's can end it. */
export function headComment(mark: string, file: InterpolantFile, usage: readonly string[]): string {
  const { mean, variance } = file.range;
  const { error, provenance } = file;
  const paragraphs = [
    `${file.description}, interpolated.`,
    `Transfer function (rate in Hz, v in mV): ${harmless(JSON.stringify(file.transfer))}.`,
    `Valid for mean ${mean[0]} to ${mean[1]} mV, variance ${variance[0]} to ${variance[1]} mV^2, q with mean^2 <= q*variance.`,
    ...usage,
    'Units: I1 Hz/mV^2, I2 Hz/mV, I3 Hz, c1 Hz/mV^2, c2 Hz/mV^3, c3 Hz/mV^4, gammaS mV^2/Hz, g1 1, g2 and g3 1/mV, g4 1/mV^2.',
    `Bounds of the relative errors: ${boundText(file)};`,
    `  ${error.measured}.`,
    `  Relative to themselves, but ${relativeScales(file)}; ${error.where}.`,
    `Made by ${provenance.program} ${provenance.version}: ${harmless(provenance.command)}.`,
  ];
  return paragraphs.flatMap((text) => wrap(text, `${mark} `)).join('\n');
}

/** "I2 to sqrt(I1*I3), ...": those that are not relative to themselves. */
const relativeScales = ({ error: { relativeTo } }: InterpolantFile): string =>
  Object.entries(relativeTo)
    .filter(([name, scale]) => scale !== name && scale !== `|${name}|`)
    .map(([name, scale]) => `${name} to ${scale}`)
    .join(', ');

/** Printable characters of one line, and no backslash, which would join the next line to a comment. */
const harmless = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?').replaceAll('\\', '/');

/** Words in lines of at most WIDTH characters, as far as they can. */
function wrap(text: string, start: string): string[] {
  const indent = text.startsWith('  ') ? `${start}  ` : start;
  const lines: string[] = [];
  let line = '';
  for (const word of text.trim().split(' ')) {
    if (line !== '' && `${indent}${line} ${word}`.length > WIDTH) {
      lines.push(indent + line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, indent + line];
}

/** Numbers with commas, in lines. */
export function numberLines(numbers: Iterable<number>, indent: string): string {
  const lines: string[] = [];
  let line = '';
  for (const number of numbers) {
    const text = `${number},`;
    if (line !== '' && indent.length + line.length + 1 + text.length > WIDTH) {
      lines.push(indent + line);
      line = text;
    } else line = line === '' ? text : `${line} ${text}`;
  }
  return [...lines, indent + line].join('\n');
}

/** Numbers of a patch. */
export const patchSize = ({ degree }: InterpolantFile): number => QUANTITIES * triangleSize(degree);

/** Lowest and highest mean and variance, and the square roots of these. */
export function limits({ range: { mean, variance } }: InterpolantFile) {
  const [sdLow, sdHigh] = variance.map(Math.sqrt) as [number, number];
  return {
    meanLow: mean[0],
    meanHigh: mean[1],
    varianceLow: variance[0],
    varianceHigh: variance[1],
    sdLow,
    sdHigh,
  };
}
