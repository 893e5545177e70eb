/** What the pages of measurements have in common: the places to go to, who wrote the page, a picture with its caption. */
import { PaperCitation } from './document.tsx';
import type { Figure } from './figures/svg.ts';
import { figuresFolder } from './fileNames.ts';
import { ScrollBox } from './scrollBox.tsx';

/** Links, each an address and its name. */
export function PageHeader({ places }: { readonly places: readonly (readonly [string, string])[] }) {
  return (
    <header class="site">
      <nav aria-label="Report">
        {places.map(([href, name]) => (
          <a key={href} href={href}>
            {name}
          </a>
        ))}
      </nav>
    </header>
  );
}

/** `maker` is the command, `file` its data beside the page. */
export function PageFooter({
  maker,
  file,
  version,
  seed,
}: {
  readonly maker: string;
  readonly file: string;
  readonly version: string;
  readonly seed: number;
}) {
  return (
    <footer class="site">
      <p>
        Written by <code>{maker}</code>, version {version}, seed {seed}. The pictures as files:{' '}
        <code>{figuresFolder}/</code>. All numbers: <a href={file}>{file}</a>.
      </p>
      <p>
        The paper: <PaperCitation />.
      </p>
    </footer>
  );
}

/** A picture; its title is the caption unless another is given. `one` stands alone in its row. */
export function FigureBox({
  figure,
  caption = figure.title,
  one = false,
}: {
  readonly figure: Figure;
  readonly caption?: string;
  readonly one?: boolean;
}) {
  return (
    <figure class={one ? 'one' : undefined}>
      <figcaption>{caption}</figcaption>
      <ScrollBox name={figure.title}>
        <div dangerouslySetInnerHTML={{ __html: figure.svg }} />
      </ScrollBox>
    </figure>
  );
}
