/** The whole report as files: pages for people, data for programs. Paths are relative to the report's folder. */
import type { LedgerReport } from '../ledger/report.ts';
import { renderClaimPage } from './claimPage.tsx';
import { ctrfReport } from './ctrf.ts';
import { Dependencies } from './dependencies.ts';
import {
  claimFile,
  ctrfFile,
  findingsPage,
  frontPage,
  junitFile,
  ledgerFile,
  schemaFile,
  stylesheetFile,
} from './fileNames.ts';
import { renderFindingsPage } from './findingsPage.tsx';
import { renderFrontPage } from './frontPage.tsx';
import { fullLedger } from './json.ts';
import { junitReport } from './junit.ts';
import { ledgerSchema } from './schema.ts';
import { stylesheet } from './style.ts';

export interface ReportFile {
  readonly path: string;
  readonly text: string;
}

/** The front page comes last: who finds it finds the rest. @param finished when the run ended */
export function reportFiles(report: LedgerReport, finished: Date): readonly ReportFile[] {
  const dependencies = new Dependencies(report.claims);
  const claimPages = report.claims.map((claim, index) => ({
    path: claimFile(claim.id),
    text: renderClaimPage(report, index, { root: '../', dependencies }),
  }));
  const site = { root: '', dependencies } as const;
  return [
    { path: stylesheetFile, text: stylesheet },
    ...claimPages,
    { path: findingsPage, text: renderFindingsPage(report, site) },
    { path: schemaFile, text: `${JSON.stringify(ledgerSchema, null, 2)}\n` },
    { path: ledgerFile, text: `${fullLedger(report)}\n` },
    { path: junitFile, text: junitReport(report) },
    { path: ctrfFile, text: ctrfReport(report, finished) },
    { path: frontPage, text: renderFrontPage(report, site) },
  ];
}
