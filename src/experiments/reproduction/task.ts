/** What a thread is sent, plain data, and how it is done: one task of one figure. */
import { besideModule, openThreadPool, type ThreadPool } from '../../parallel/threadPool.ts';
import { plainJson } from './plainJson.ts';
import type { Reproduction } from './reproduction.ts';

/** Reproductions by name, each loaded when it is asked for. */
export type Registry = Readonly<Record<string, () => Promise<Reproduction>>>;

/** The module of all figures. */
export const reproductionsAddress = besideModule(import.meta.url, './index').href;

export interface FigureTask {
  /** Address of a module that exports `reproductions`, a Registry: index.ts, or that of a test. */
  readonly registry: string;
  readonly id: string;
  readonly task: unknown;
}

/** The result as JSON. @throws RangeError where it is no plain JSON with finite numbers */
export async function doFigureTask({ registry, id, task }: FigureTask): Promise<string> {
  const { run } = await loadReproduction(registry, id);
  return plainJson(await run(task), 'result');
}

/** @throws RangeError where the registry has no such reproduction */
export async function loadReproduction(registry: string, id: string): Promise<Reproduction> {
  const { reproductions } = (await import(registry)) as { reproductions: Registry };
  const load = Object.hasOwn(reproductions, id) ? reproductions[id] : undefined;
  if (load === undefined)
    throw new RangeError(
      `figure ${JSON.stringify(id)}: expected one of ${Object.keys(reproductions).join(', ')}`,
    );
  return load();
}

export const openFigurePool = (workers: number): ThreadPool<FigureTask, string> =>
  openThreadPool(
    { name: 'reproduction', module: besideModule(import.meta.url, './worker'), here: doFigureTask },
    workers,
  );
