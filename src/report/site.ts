/** What every part of a page may ask: where the report's folder is, and which claims there are. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Dependencies } from './dependencies.ts';
import { claimFile } from './fileNames.ts';

export interface Site {
  /** From the page to the report's folder: '' or '../'. */
  readonly root: '' | '../';
  readonly dependencies: Dependencies;
  /** Whether there are pages of figures. */
  readonly hasFigures: boolean;
}

export const SiteContext = createContext<Site | undefined>(undefined);

/** @throws Error outside a page */
export function useSite(): Site {
  const site = useContext(SiteContext);
  if (site === undefined) throw new Error('a part of a page was rendered outside of a page');
  return site;
}

export function claimHref({ root }: Site, id: string): string {
  return `${root}${claimFile(id)}`;
}
