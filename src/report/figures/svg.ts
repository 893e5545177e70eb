/**
 * A picture: an SVG made by Observable Plot without a browser, with a title and a description for those who do not see it.
 *
 * Colours are the stylesheet's variables, so that a picture inside a page follows it into the dark. In a file of its own it brings them along.
 */
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { palette } from '../style.ts';

export interface Figure {
  /** Name of its file, without the extension; also the prefix of its ids. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** The svg element as text. */
  readonly svg: string;
}

const background = 'var(--page)';

export function drawFigure(
  { name, title, description }: Omit<Figure, 'svg'>,
  options: Plot.PlotOptions,
): Figure {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const svg = Plot.plot({ ...options, document, className: 'plot' });
  svg.querySelector('style')?.remove();
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  svg.setAttribute('role', 'img');
  // Groups have no role, and so no label.
  for (const group of svg.querySelectorAll('g[aria-label]')) group.removeAttribute('aria-label');
  const described = (tag: 'title' | 'desc', text: string) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
    element.setAttribute('id', `${name}-${tag}`);
    element.textContent = text;
    return element;
  };
  svg.prepend(described('title', title), described('desc', description));
  svg.setAttribute('aria-labelledby', `${name}-title`);
  svg.setAttribute('aria-describedby', `${name}-desc`);
  return { name, title, description, svg: svg.outerHTML };
}

/** The picture as a file. @param maker the command that writes it */
export function standaloneSvg({ svg }: Figure, maker: string): string {
  const style = `<style>${palette}
svg { background: ${background}; color: var(--text); font: 11px var(--sans); }
text { white-space: pre; }
</style>`;
  const open = svg.indexOf('>') + 1;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<!-- ${maker} -->\n${svg.slice(0, open)}${style}${svg.slice(open)}\n`;
}
