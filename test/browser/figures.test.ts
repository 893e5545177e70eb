/** The pages of figures in a browser, opened from the disk. Needs chromium at /usr/bin/chromium. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportFiles } from '../../src/report/files.ts';
import { fixtureFigures } from '../report/figures.fixture.ts';
import { claims, reportOn } from '../report/fixture.ts';

const executablePath = '/usr/bin/chromium';
const hasChromium = existsSync(executablePath);
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const folder = mkdtempSync(join(tmpdir(), 'natgrad-browser-'));
let browser: Browser;

beforeAll(async () => {
  if (!hasChromium) return;
  for (const { path, text } of reportFiles(reportOn(claims), new Date(0), await fixtureFigures())) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
}, 60_000);
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

const pages = ['figures.html', 'figures/one.html', 'figures/two.html'];
const looks = [
  [1280, 'light'],
  [1280, 'dark'],
  [375, 'light'],
  [375, 'dark'],
] as const;

describe.skipIf(!hasChromium)('the pages of figures in a browser (need /usr/bin/chromium)', () => {
  it.each(pages.flatMap((path) => looks.map((look) => [path, ...look] as const)))(
    '%s is accessible and does not scroll sideways at %i px, %s',
    async (path, width, colorScheme) => {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('requestfailed', (request) => complaints.push(request.url()));
      await page.goto(`file://${join(folder, path)}`);
      await page.addScriptTag({ path: axe });
      await page.$$eval('details', (folds) => {
        for (const fold of folds) fold.setAttribute('open', '');
      });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      const violations = await page.evaluate(
        "axe.run({ preload: false }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))",
      );
      expect(violations).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  it('have a choice of axes that needs no script', async () => {
    const context = await browser.newContext({ javaScriptEnabled: true });
    const page = await context.newPage();
    await page.goto(`file://${join(folder, 'figures', 'two.html')}`);
    const shown = async () => [
      await page.isVisible('.axes .linear svg'),
      await page.isVisible('.axes .log svg'),
    ];
    expect(await shown()).toEqual([true, false]);
    await page.getByLabel('log').check();
    expect(await shown()).toEqual([false, true]);
    expect(await page.$$('script')).toEqual([]);
    await context.close();
  });

  it('are found from the front page, lead to each other, and show their pictures', async () => {
    const page = await browser.newPage();
    await page.goto(`file://${join(folder, 'index.html')}`);
    await page.click('nav >> text=Figures');
    await page.waitForFunction(
      '[...document.images].length > 0 && [...document.images].every((each) => each.complete)',
    );
    const drawn = await page.$$eval('img', (pictures) =>
      pictures.map((picture) => (picture as HTMLImageElement).naturalWidth > 100),
    );
    expect(drawn).toEqual([true, true]);
    await page.click('text=one: Mean of uniform numbers');
    await page.click('text=two →');
    await page.click('text=← one');
    expect(await page.innerText('h1')).toBe('one: Mean of uniform numbers');
    await page.close();
  });
});
