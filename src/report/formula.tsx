/** LaTeX as MathML, which browsers show without fonts or scripts. A line that does not parse is shown as its source. */
import katex from 'katex';
import { withoutMathVariants } from './mathVariants.ts';

const options = { output: 'mathml', displayMode: true, throwOnError: false, strict: false } as const;

export function Formula({ latex }: { readonly latex: string }) {
  // KaTeX escapes its input, so its output is the one string that goes into the page as it is.
  const mathml = { __html: withoutMathVariants(katex.renderToString(latex, options)) };
  return <div class="formula" dangerouslySetInnerHTML={mathml} />;
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
