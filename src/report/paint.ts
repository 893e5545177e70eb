/** Colours for the terminal, as a function that text is passed through; `plainPaint` leaves the text alone. */
import { styleText } from 'node:util';
import type { Verdict } from '../ledger/report.ts';

export type Tone = Verdict | 'heading' | 'quiet' | 'alarm';

export type Paint = (tone: Tone, text: string) => string;

const formats = {
  proved: 'green',
  definition: 'blue',
  bounded: 'cyan',
  corrected: 'yellow',
  refuted: 'red',
  inconclusive: 'magenta',
  heading: 'bold',
  quiet: 'dim',
  alarm: 'red',
} as const satisfies Record<Tone, Parameters<typeof styleText>[0]>;

export const plainPaint: Paint = (_tone, text) => text;

/** Whether to use it is the caller's decision: the stream is not asked again (`validateStream`). */
export const colourPaint: Paint = (tone, text) => styleText(formats[tone], text, { validateStream: false });
