/** The page of `natgrad validity` in a browser, opened from the disk. Needs chromium at /usr/bin/chromium. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { validityFiles } from '../../src/report/validityFiles.ts';
import { smallResult } from '../experiments/validity/validity.fixture.ts';

const executablePath = '/usr/bin/chromium';
const hasChromium = existsSync(executablePath);
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const folder = mkdtempSync(join(tmpdir(), 'natgrad-browser-'));
let browser: Browser;

beforeAll(async () => {
  if (!hasChromium) return;
  const files = validityFiles(await smallResult(), { program: 'natgrad validity', version: '1.2.3' });
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
}, 60_000);
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

describe.skipIf(!hasChromium)('the validity page in a browser (needs /usr/bin/chromium)', () => {
  it.each([
    [1280, 'light'],
    [1280, 'dark'],
    [375, 'light'],
    [375, 'dark'],
  ] as const)('is accessible and does not scroll sideways at %i px, %s', async (width, colorScheme) => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`file://${join(folder, 'index.html')}`);
    await page.addScriptTag({ path: axe });
    await page.$$eval('details', (folds) => {
      for (const fold of folds) fold.setAttribute('open', '');
    });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    const violations = await page.evaluate(
      "axe.run({ preload: false }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))",
    );
    expect(violations).toEqual([]);
    // Pictures have a size, and their text is of the page's colour.
    const [text, cell] = (await page.evaluate(
      "[getComputedStyle(document.body).color, getComputedStyle(document.querySelector('svg.plot text')).fill]",
    )) as [string, string];
    expect(cell).toBe(text);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('has pictures that stand alone', async () => {
    const page = await browser.newPage();
    await page.goto(`file://${join(folder, 'figures', 'settings.svg')}`);
    expect(await page.evaluate('document.documentElement.getBoundingClientRect().width > 300')).toBe(true);
    expect(await page.evaluate("document.querySelector('parsererror') === null")).toBe(true);
    await page.close();
  });
});
