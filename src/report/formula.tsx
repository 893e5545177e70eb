/** LaTeX as MathML, which browsers show without fonts or scripts. A line that does not parse is shown as its source. */
import katex from 'katex';
import { withoutMathVariants } from './mathVariants.ts';

const options = { output: 'mathml', displayMode: true, throwOnError: false, strict: false } as const;

/** Many lines occur on several pages; typesetting is what takes the time. */
const typeset = new Map<string, string>();

function mathml(latex: string): string {
  const known = typeset.get(latex);
  if (known !== undefined) return known;
  const markup = withoutMathVariants(katex.renderToString(latex, options));
  typeset.set(latex, markup);
  return markup;
}

/** A displayed formula, in a box of its own that scrolls where the formula is wider than the page. */
export function Formula({ latex }: { readonly latex: string }) {
  // KaTeX escapes its input, so its output is the one string that goes into the page as it is.
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that may scroll must be reachable by keyboard
    <div class="formula" tabIndex={0} dangerouslySetInnerHTML={{ __html: mathml(latex) }} />
  );
}

/** One formula a line, or the plain statement where there is no LaTeX. */
export function Formulas({
  latex,
  statement,
}: {
  readonly latex: readonly string[];
  readonly statement: string;
}) {
  if (latex.length === 0) return <p class="statement">{statement}</p>;
  return (
    <>
      {latex.map((line) => (
        <Formula key={line} latex={line} />
      ))}
    </>
  );
}
