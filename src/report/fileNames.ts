/**
 * Names of the report's files and of the places in them. Different ids give different names, on file systems that ignore
 * case too: every character but a-z, 0-9 and - is written as its code, `units/eq31` as `units_2f_eq31`.
 */
export const frontPage = 'index.html';
export const findingsPage = 'findings.html';
export const stylesheetFile = 'style.css';
export const ledgerFile = 'ledger.json';
export const schemaFile = 'ledger.schema.json';
export const junitFile = 'junit.xml';
export const ctrfFile = 'ctrf.json';
export const claimsFolder = 'claims';

/** Path of a claim's page from the report's folder. */
export function claimFile(id: string): string {
  return `${claimsFolder}/${safeName(id)}.html`;
}

/** Name of the claim's row on the front page and of its entry among the findings. */
export function claimAnchor(id: string): string {
  return `claim-${safeName(id)}`;
}

/** Of the recorded figures: their page, a page each, and their pictures as files. */
export const figuresPage = 'figures.html';
export const figureFile = (id: string): string => `${figuresFolder}/${safeName(id)}.html`;
export const pictureFile = (name: string): string => `${figuresFolder}/${name}.svg`;
export const figureAnchor = (claim: string): string => `claim-${safeName(claim)}`;

function safeName(id: string): string {
  return id.replace(/[^a-z0-9-]/gu, (character) => `_${character.codePointAt(0)?.toString(16)}_`);
}

/** The report of `natgrad validity`, a folder of its own: frontPage, stylesheetFile, and these. */
export const validityFile = 'validity.json';
export const figuresFolder = 'figures';

/** Every page names its maker, so that a page of an earlier run is told from a file of the user's. */
export const generator = 'natgrad verify';
export const validityGenerator = 'natgrad validity';

/** The command that wrote a page; undefined where none of natgrad's did. */
export function makerOf(html: string): string | undefined {
  return /<meta name="generator" content="(natgrad [a-z]+)"\/>/.exec(html)?.[1];
}

export const isOurPage = (html: string): boolean => makerOf(html) === generator;

/** Was this picture, as a file of its own, written by this command? */
export const isPictureOf = (maker: string, svg: string): boolean => svg.includes(`<!-- ${maker} -->`);
