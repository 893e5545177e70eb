/**
 * A picture as PNG, in the colours of the light page. Fonts are those that KaTeX brings along, and no others: the same bytes on every machine.
 */
import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';
import { palette } from '../style.ts';
import type { Figure } from './svg.ts';

/** Letters and digits, then what those lack: signs and Greek letters. */
const FACES = [
  'SansSerif-Regular',
  'SansSerif-Bold',
  'Main-Regular',
  'Main-Bold',
  'Math-Italic',
  'AMS-Regular',
];
const FAMILY = 'KaTeX_SansSerif';
/** Pixels a unit of the SVG. */
const ZOOM = 2;

export function pngBytes({ svg }: Figure): Uint8Array {
  const require = createRequire(import.meta.url);
  const fontFiles = FACES.map((face) => require.resolve(`katex/dist/fonts/KaTeX_${face}.ttf`));
  return new Resvg(plainSvg(svg), {
    fitTo: { mode: 'zoom', value: ZOOM },
    background: colours.get('page') ?? 'white',
    font: { fontFiles, loadSystemFonts: false, defaultFontFamily: FAMILY, sansSerifFamily: FAMILY },
  })
    .render()
    .asPng();
}

/** The variables of the light page. */
const colours = new Map(
  [...(palette.match(/:root \{[^}]*\}/)?.[0] ?? '').matchAll(/--([\w-]+):\s*(#\w+)/g)].map(
    ([, name = '', value = '']) => [name, value],
  ),
);

/** Without variables, and with no characters that the fonts lack. */
function plainSvg(svg: string): string {
  const coloured = svg.replace(/var\(--([\w-]+)\)/g, (_, name: string) => colours.get(name) ?? 'black');
  const lettered = coloured.replace(/>([^<]+)</g, (_, text: string) => `>${knownCharacters(text)}<`);
  const open = lettered.indexOf('>') + 1;
  const style = `<style>svg { font: 11px ${FAMILY}; color: ${colours.get('text')}; }</style>`;
  return `${lettered.slice(0, open)}${style}${lettered.slice(open)}`;
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻';
const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉₊₋';
const ON_THE_LINE = '0123456789+−';
const ALIKE: Readonly<Record<string, string>> = { '·': '⋅', '‖': '∥', '⟂': '⊥' };

function knownCharacters(text: string): string {
  return text
    .replace(/[·‖⟂]/g, (character) => ALIKE[character] ?? character)
    .replace(new RegExp(`[${SUPERSCRIPTS}]+`, 'g'), (run) => shifted(run, SUPERSCRIPTS, 'super'))
    .replace(new RegExp(`[${SUBSCRIPTS}]+`, 'g'), (run) => shifted(run, SUBSCRIPTS, 'sub'));
}

function shifted(run: string, characters: string, shift: 'super' | 'sub'): string {
  const plain = [...run].map((character) => ON_THE_LINE[characters.indexOf(character)]).join('');
  return `<tspan baseline-shift="${shift}" font-size="75%">${plain}</tspan>`;
}
