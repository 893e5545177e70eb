/**
 * The report in a browser, opened from the disk. Needs chromium at /usr/bin/chromium.
 *
 * It is the fixture's report with a long formula and some more claims, so that boxes scroll and filters have work.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimFile } from '../../src/report/fileNames.ts';
import { reportFiles } from '../../src/report/files.ts';
import { claims, corrected, openStatement, refutedStatement, reportOn, theory } from '../report/fixture.ts';

const executablePath = '/usr/bin/chromium';
const hasChromium = existsSync(executablePath);
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const long = String.raw`G^{-1} = \frac{1}{c_1}\left[\Sigma^{-1} + ${Array.from({ length: 30 }, (_, i) => `g_{${i}} \\tilde r`).join(' + ')}\right]`;
const members = [
  ...claims,
  ...Array.from({ length: 20 }, (_, index) => ({
    ...theory,
    id: `theory-3-${index}`,
    dependsOn: [index === 0 ? 'eq84' : `theory-3-${index - 1}`],
  })),
  {
    ...corrected,
    id: 'long',
    equation: null,
    section: 'Long lines',
    title: 'g'.repeat(90),
    latex: [long],
    dependsOn: ['eq84'],
  },
];
const files = reportFiles(reportOn(members), new Date(0));

const folder = mkdtempSync(join(tmpdir(), 'natgrad-browser-'));
const address = (path: string) => `file://${join(folder, path)}`;
let browser: Browser;

beforeAll(async () => {
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  if (hasChromium) browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

/** Opens a page, hands it on, and checks that it asked for nothing but files and complained of nothing. */
async function visit(path: string, look: (page: Page) => Promise<void>, options: BrowserContextOptions = {}) {
  const context = await browser.newContext(options);
  const [requests, complaints]: [string[], string[]] = [[], []];
  try {
    const page = await context.newPage();
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(address(path));
    await look(page);
    expect(requests.filter((url) => !url.startsWith(address('')))).toEqual([]);
    expect(requests).toContain(address('style.css'));
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
  }
}

const samples = [
  'index.html',
  'findings.html',
  ...[corrected, refutedStatement, openStatement, theory, { id: 'long' }].map(({ id }) => claimFile(id)),
];
const narrow = { width: 375, height: 700 };

const shownClaims = (page: Page) =>
  page.$$eval('tr[data-claim]', (rows) =>
    rows.filter((row) => row.checkVisibility()).map((row) => row.getAttribute('data-claim')),
  );
const announced = (page: Page) => page.textContent('#shown');
const ids = (holds: (claim: (typeof members)[number]) => boolean) =>
  members.filter(holds).map(({ id }) => id);

/** What axe finds, each as the rule and the first element that breaks it. */
async function axeViolations(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const { violations } = await axe.run({ preload: false });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)[0]}`);
  });
}

const unfoldAll = (page: Page) =>
  page.$$eval('details', (folds) => {
    for (const fold of folds) fold.setAttribute('open', '');
  });

describe.skipIf(!hasChromium)('the report in a browser (needs /usr/bin/chromium)', () => {
  it.each(samples)('%s is accessible and does not scroll sideways, light and dark, wide and narrow', (path) =>
    visit(path, async (page) => {
      await page.addScriptTag({ path: axe });
      await unfoldAll(page);
      for (const width of [1280, narrow.width]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await page.evaluate('[document.documentElement.scrollWidth, innerWidth]')).toEqual([
          width,
          width,
        ]);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          expect(await axeViolations(page), `${colorScheme}, ${width} px`).toEqual([]);
        }
      }
    }),
  );

  it('would be told of a fault', () =>
    visit('findings.html', async (page) => {
      await page.addScriptTag({ path: axe });
      await page.addStyleTag({ content: '.lead { color: #999; }' });
      await page.evaluate("document.documentElement.removeAttribute('lang')");
      const found = (await axeViolations(page)).map((violation) => violation.split(':')[0]);
      expect(found.sort()).toEqual(['color-contrast', 'html-has-lang']);
    }));

  it('has wide boxes that scroll by themselves', () =>
    visit(
      claimFile('long'),
      async (page) => {
        const box = await page.$eval('.formula', (element) => [element.scrollWidth, element.clientWidth]);
        expect(box[0]).toBeGreaterThan(box[1] ?? 0);
      },
      { viewport: narrow },
    ));

  it.each(samples)('%s shows its formulas, and no LaTeX', (path) =>
    visit(path, async (page) => {
      const sizes = await page.$$eval('math', (formulas) =>
        formulas
          .filter((formula) => formula.checkVisibility())
          .map((formula) => formula.getBoundingClientRect().height),
      );
      for (const height of sizes) expect(height).toBeGreaterThan(8);
      if (path !== 'index.html' && path !== claimFile(openStatement.id))
        expect(sizes.length).toBeGreaterThan(0);
      expect(await page.$$('.katex-error, merror')).toEqual([]);
      expect(await page.innerText('body')).not.toContain('\\');
    }),
  );

  it('writes well-formed XML', () =>
    visit('index.html', async (page) => {
      const xml = files.find(({ path }) => path === 'junit.xml')?.text ?? '';
      const isWellFormed = (text: string) =>
        page.evaluate(
          `!new DOMParser().parseFromString(${JSON.stringify(text)}, 'text/xml').querySelector('parsererror')`,
        );
      expect(await isWellFormed(xml)).toBe(true);
      expect(await isWellFormed(xml.replace('</testsuites>', ''))).toBe(false);
    }));
});

describe.skipIf(!hasChromium)('the filters (need /usr/bin/chromium)', () => {
  it('show everything at first', () =>
    visit('index.html', async (page) => {
      expect(await shownClaims(page)).toEqual(ids(() => true));
      expect(await announced(page)).toBe(`${members.length} claims`);
      expect(await page.getAttribute('#shown', 'aria-live')).toBe('polite');
    }));

  it.each<[string, string, Parameters<typeof ids>[0]]>([
    ['verdict', 'corrected', ({ verdict }) => verdict === 'corrected'],
    ['section', 'Statements in prose', ({ section }) => section === 'Statements in prose'],
    ['source', 'theory', ({ source }) => source === 'theory'],
    ['rests', 'open', ({ restsOn }) => restsOn === 'open'],
  ])('by %s show the claims with it', (name, value, holds) =>
    visit('index.html', async (page) => {
      await page.selectOption(`select[name=${name}]`, value);
      const expected = ids(holds);
      expect(expected.length).toBeGreaterThan(0);
      expect(expected.length).toBeLessThan(members.length);
      expect(await shownClaims(page)).toEqual(expected);
      expect(await announced(page)).toBe(`${expected.length} of ${members.length} claims`);
      const faded = await page.$$eval('a[data-claim].faded', (marks) => marks.length);
      expect(faded).toBe(members.length - expected.length);
    }),
  );

  it('combine, and hide the headings of sections without claims', () =>
    visit('index.html', async (page) => {
      await page.selectOption('select[name=verdict]', 'corrected');
      await page.selectOption('select[name=source]', 'statement');
      expect(await shownClaims(page)).toEqual(['units/eq31']);
      const headings = await page.$$eval(
        'tr.section',
        (rows) => rows.filter((row) => row.checkVisibility()).length,
      );
      expect(headings).toBe(1);
    }));

  it('find text in title, words, id and statement, every word of it', () =>
    visit('index.html', async (page) => {
      for (const [text, expected] of [
        ['euclidean', ['learning-speed']],
        ['UNITS/EQ31', ['units/eq31']],
        ['identity woodbury', ['woodbury']],
        ['gamma_s <=', ['eq12']],
        ['nowhere to be found', []],
      ] as const) {
        await page.fill('input[name=text]', text);
        expect(await shownClaims(page)).toEqual(expected);
      }
      expect(await announced(page)).toBe(`0 of ${members.length} claims`);
    }));

  it('are cleared by reset', () =>
    visit('index.html', async (page) => {
      await page.selectOption('select[name=verdict]', 'refuted');
      await page.fill('input[name=text]', 'gamma');
      expect(await shownClaims(page)).toEqual(['eq12']);
      await page.click('button[type=reset]');
      await page.waitForFunction(
        `document.getElementById('shown').textContent === '${members.length} claims'`,
      );
      expect(await shownClaims(page)).toHaveLength(members.length);
    }));

  it('are kept in the address', () =>
    visit('index.html', async (page) => {
      await page.selectOption('select[name=verdict]', 'refuted');
      await page.fill('input[name=text]', 'gamma');
      expect(await page.evaluate('location.hash')).toBe('#verdict=refuted&text=gamma');
      await page.reload();
      expect(await shownClaims(page)).toEqual(['eq12']);
    }));

  it('are set by the counts of the summary', () =>
    visit('index.html', async (page) => {
      await page.click('a[href="#verdict=corrected&source=statement"]');
      await page.waitForFunction(`document.getElementById('shown').textContent.startsWith('1 of')`);
      expect(await shownClaims(page)).toEqual(['units/eq31']);
    }));

  it('are not there without JavaScript, and every claim is', () =>
    visit(
      'index.html',
      async (page) => {
        expect(await page.isVisible('#filters')).toBe(false);
        expect(await page.locator('tr[data-claim]:visible').count()).toBe(members.length);
      },
      { javaScriptEnabled: false },
    ));
});

describe.skipIf(!hasChromium)('the graph (needs /usr/bin/chromium)', () => {
  it('leads to a claim by keyboard, and its page back', () =>
    visit('index.html', async (page) => {
      await page.focus('svg a[data-claim="eq84"]');
      expect(await page.$$eval('.arrows path.near', (arrows) => arrows.length)).toBeGreaterThan(0);
      await page.keyboard.press('Enter');
      await page.waitForURL(address('claims/eq84.html'));
      expect(await page.textContent('h1')).toContain('Equation 84');
      await page.click('text=All claims');
      await page.waitForURL(address('index.html'));
    }));

  it('names every node with its title and verdict, and draws the verdict as a letter', () =>
    visit('index.html', async (page) => {
      const node = page.locator('svg a[data-claim="eq84"]');
      expect(await node.locator('title').textContent()).toBe(
        'Equation 84: Decomposition of the Fisher information matrix; proved',
      );
      const name = 'Equation 84: Decomposition of the Fisher information matrix; proved';
      expect(await page.getByRole('link', { name }).count()).toBe(1);
      expect(await node.locator('.mark text').textContent()).toBe('P');
    }));
});

interface Axe {
  run(options: { readonly preload: boolean }): Promise<{ readonly violations: readonly Violation[] }>;
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}
