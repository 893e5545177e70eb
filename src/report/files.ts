/** The whole report as files: pages for people, data for programs. Paths are relative to the report's folder. */
import type { LedgerReport } from '../ledger/report.ts';
import { renderClaimPage } from './claimPage.tsx';
import { ctrfReport } from './ctrf.ts';
import { Dependencies } from './dependencies.ts';
import type { DrawnFigure } from './drawnFigures.ts';
import { renderFigurePage } from './figurePage.tsx';
import { standaloneSvg } from './figures/svg.ts';
import { renderFiguresPage } from './figuresPage.tsx';
import {
  claimFile,
  ctrfFile,
  figureFile,
  figuresPage,
  findingsPage,
  frontPage,
  generator,
  junitFile,
  ledgerFile,
  pictureFile,
  schemaFile,
  stylesheetFile,
} from './fileNames.ts';
import { renderFindingsPage } from './findingsPage.tsx';
import { renderFrontPage } from './frontPage.tsx';
import { fullLedger } from './json.ts';
import { junitReport } from './junit.ts';
import { ledgerSchema } from './schema.ts';
import type { Site } from './site.ts';
import { stylesheet } from './style.ts';

export interface ReportFile {
  readonly path: string;
  readonly text: string;
}

/** The front page comes last: who finds it finds the rest. @param finished when the run ended; @param figures those recorded */
export function reportFiles(
  report: LedgerReport,
  finished: Date,
  figures: readonly DrawnFigure[] = [],
): readonly ReportFile[] {
  const dependencies = new Dependencies(report.claims);
  const hasFigures = figures.length > 0;
  const below = { root: '../', dependencies, hasFigures } as const;
  const claimPages = report.claims.map((claim, index) => ({
    path: claimFile(claim.id),
    text: renderClaimPage(report, index, below),
  }));
  const site = { root: '', dependencies, hasFigures } as const;
  return [
    { path: stylesheetFile, text: stylesheet },
    ...claimPages,
    ...(hasFigures ? filesOfFigures(report, figures, site, below) : []),
    { path: findingsPage, text: renderFindingsPage(report, site) },
    { path: schemaFile, text: `${JSON.stringify(ledgerSchema, null, 2)}\n` },
    { path: ledgerFile, text: `${fullLedger(report)}\n` },
    { path: junitFile, text: junitReport(report) },
    { path: ctrfFile, text: ctrfReport(report, finished) },
    { path: frontPage, text: renderFrontPage(report, site) },
  ];
}

function filesOfFigures(
  report: LedgerReport,
  figures: readonly DrawnFigure[],
  site: Site,
  below: Site,
): ReportFile[] {
  const pictures = figures.flatMap((each) => each.pictures);
  return [
    ...pictures.map((picture) => ({
      path: pictureFile(picture.name),
      text: standaloneSvg(picture, generator),
    })),
    ...figures.map(({ record }, index) => ({
      path: figureFile(record.figure),
      text: renderFigurePage(report, figures, index, below),
    })),
    { path: figuresPage, text: renderFiguresPage(report, figures, site) },
  ];
}
