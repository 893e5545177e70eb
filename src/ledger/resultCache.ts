/**
 * Results of earlier runs, by content hash. A file that cannot be read, or is not what was written, counts as absent.
 */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ClaimReport } from './report.ts';

/** A report without what depends on other claims. */
export type StoredReport = Omit<ClaimReport, 'restsOn'>;

interface Entry {
  readonly key: string;
  readonly report: StoredReport;
}

export class ResultCache {
  private readonly entries: Map<string, Entry>;

  constructor(private readonly path: string) {
    this.entries = new Map(Object.entries(readEntries(path)));
  }

  get(id: string, key: string): StoredReport | undefined {
    const entry = this.entries.get(id);
    return entry?.key === key ? entry.report : undefined;
  }

  set(id: string, key: string, report: StoredReport): void {
    this.entries.set(id, { key, report });
  }

  /** Writes all results, whole or not at all; where that is not possible the next run starts cold. */
  save(): void {
    const temporary = `${this.path}.${process.pid}.tmp`;
    try {
      mkdirSync(dirname(this.path), { recursive: true });
      writeFileSync(temporary, JSON.stringify(Object.fromEntries(this.entries)));
      renameSync(temporary, this.path);
    } catch {
      rmSync(temporary, { force: true });
    }
  }
}

function readEntries(path: string): Record<string, Entry> {
  try {
    const read: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof read === 'object' && read !== null ? (read as Record<string, Entry>) : {};
  } catch {
    return {};
  }
}
