/**
 * Styled letters (bold, script, double-struck, ...) as the Unicode characters that look so.
 *
 * KaTeX marks them with the attribute `mathvariant`, of which browsers that follow MathML Core heed only the value
 * `normal`: the E of an expectation would be an ordinary italic E. MathML Core asks for the characters instead.
 * Reference: Unicode, block Mathematical Alphanumeric Symbols (U+1D400), whose gaps are in Letterlike Symbols.
 */
interface Alphabet {
  /** Code points of the styled A, a and (where Unicode has them) 0, capital Alpha and small alpha. */
  readonly capital: number;
  readonly small: number;
  readonly digit?: number;
  readonly greekCapital?: number;
  readonly greekSmall?: number;
  /** Letters that Unicode has elsewhere. */
  readonly elsewhere?: Readonly<Record<string, string>>;
}

const alphabets: Readonly<Record<string, Alphabet>> = {
  bold: { capital: 0x1d400, small: 0x1d41a, digit: 0x1d7ce, greekCapital: 0x1d6a8, greekSmall: 0x1d6c2 },
  'bold-italic': { capital: 0x1d468, small: 0x1d482, greekCapital: 0x1d71c, greekSmall: 0x1d736 },
  script: {
    capital: 0x1d49c,
    small: 0x1d4b6,
    elsewhere: { B: 'ℬ', E: 'ℰ', F: 'ℱ', H: 'ℋ', I: 'ℐ', L: 'ℒ', M: 'ℳ', R: 'ℛ', e: 'ℯ', g: 'ℊ', o: 'ℴ' },
  },
  fraktur: { capital: 0x1d504, small: 0x1d51e, elsewhere: { C: 'ℭ', H: 'ℌ', I: 'ℑ', R: 'ℜ', Z: 'ℨ' } },
  'double-struck': {
    capital: 0x1d538,
    small: 0x1d552,
    digit: 0x1d7d8,
    elsewhere: { C: 'ℂ', H: 'ℍ', N: 'ℕ', P: 'ℙ', Q: 'ℚ', R: 'ℝ', Z: 'ℤ' },
  },
  'sans-serif': { capital: 0x1d5a0, small: 0x1d5ba, digit: 0x1d7e2 },
  monospace: { capital: 0x1d670, small: 0x1d68a, digit: 0x1d7f6 },
};

/** Each range of ordinary characters, and where its styled ones begin. */
const ranges: readonly (readonly [
  first: string,
  last: string,
  (alphabet: Alphabet) => number | undefined,
])[] = [
  ['A', 'Z', (alphabet) => alphabet.capital],
  ['a', 'z', (alphabet) => alphabet.small],
  ['0', '9', (alphabet) => alphabet.digit],
  ['Α', 'Ω', (alphabet) => alphabet.greekCapital],
  ['α', 'ω', (alphabet) => alphabet.greekSmall],
];

/** MathML with every known `mathvariant` but `normal` replaced by characters; the rest is left as it is. */
export function withoutMathVariants(mathml: string): string {
  return mathml.replace(
    /<(mi|mn|mo) mathvariant="([a-z-]+)">([^<&]*)<\/\1>/g,
    (element, name: string, variant: string, text: string) => {
      const alphabet = alphabets[variant];
      return alphabet === undefined ? element : `<${name}>${styled(text, alphabet)}</${name}>`;
    },
  );
}

function styled(text: string, alphabet: Alphabet): string {
  return [...text].map((character) => styledCharacter(character, alphabet)).join('');
}

function styledCharacter(character: string, alphabet: Alphabet): string {
  const elsewhere = alphabet.elsewhere?.[character];
  if (elsewhere !== undefined) return elsewhere;
  for (const [first, last, startOf] of ranges) {
    const start = startOf(alphabet);
    if (start === undefined || character < first || character > last) continue;
    return String.fromCodePoint(start + character.charCodeAt(0) - first.charCodeAt(0));
  }
  return character;
}
