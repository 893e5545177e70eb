/** The page's stylesheet: colours as variables, for light and dark; every text colour has a contrast of at least 4.5. */
export const stylesheet = `
:root {
  color-scheme: light dark;
  --text: #1c1e21; --quiet: #55595f; --page: #ffffff; --panel: #f5f6f8; --line: #d4d8dd; --link: #0b57a4;
  --proved: #0f6b34; --definition: #3b5570; --bounded: #0a6a7a; --corrected: #8a5200; --refuted: #b3201f;
  --inconclusive: #7a3a9a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e6e8eb; --quiet: #a7adb5; --page: #16181b; --panel: #1f2226; --line: #3a3f46; --link: #86b9f5;
    --proved: #6fd394; --definition: #a9c1da; --bounded: #68cadb; --corrected: #efb65a; --refuted: #ff8f88;
    --inconclusive: #d2a1ec;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1.5rem 1.25rem 4rem; max-width: 60rem;
  color: var(--text); background: var(--page); font: 1rem/1.55 system-ui, sans-serif;
}
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0.5rem 0 1rem; }
h2 { font-size: 1.4rem; margin: 2.5rem 0 0.75rem; padding-bottom: 0.25rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.1rem; margin: 0 0 0.5rem; }
h4 { font-size: 0.9rem; margin: 1rem 0 0.25rem; color: var(--quiet); }
p { margin: 0.5rem 0; }
a { color: var(--link); }
code { font-size: 0.9em; }
nav { margin-top: 1.5rem; padding: 0.25rem 1.25rem 0.75rem; background: var(--panel); border-radius: 0.5rem; }
nav h2 { margin: 0.75rem 0 0.5rem; border: 0; padding: 0; font-size: 1.1rem; }
nav ol { margin: 0; padding-left: 1.5rem; }
nav li { margin: 0.25rem 0; }
.equations { list-style: none; margin: 0.25rem 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0.3rem; }
.equations li { margin: 0; }
.badge {
  display: inline-block; padding: 0 0.5em; border: 1px solid currentColor; border-radius: 0.3em;
  font-size: 0.85rem; font-weight: 600; text-decoration: none; white-space: nowrap; background: var(--page);
}
.badge:is(a):hover, .badge:is(a):focus-visible { text-decoration: underline; }
.proved { color: var(--proved); }
.definition { color: var(--definition); }
.bounded { color: var(--bounded); }
.corrected { color: var(--corrected); }
.refuted { color: var(--refuted); }
.inconclusive { color: var(--inconclusive); }
table { border-collapse: collapse; width: 100%; margin: 0.5rem 0; font-size: 0.92rem; }
caption { text-align: left; white-space: nowrap; color: var(--quiet); font-weight: 600; padding-bottom: 0.25rem; }
th, td { text-align: left; vertical-align: top; padding: 0.3rem 0.75rem 0.3rem 0; border-bottom: 1px solid var(--line); }
th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
table.counterexample { width: auto; min-width: 20rem; }
table.counterexample th { font-weight: 400; color: var(--quiet); white-space: nowrap; padding-right: 1.5rem; }
table.counterexample td { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
table.counterexample tbody + tbody { border-top: 2px solid var(--line); }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: 0.2rem 1.25rem; margin: 0.75rem 0; font-size: 0.92rem; }
.facts dt { color: var(--quiet); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
article {
  margin: 1.25rem 0; padding: 1rem 1.25rem; background: var(--panel);
  border: 1px solid var(--line); border-radius: 0.5rem;
}
article:target { outline: 2px solid var(--link); }
.formula, .wide { overflow-x: auto; }
.formula { padding: 0.35rem 0; overflow-y: hidden; }
/* Browsers ignore columnalign: the two columns of an aligned formula are set here. */
.formula mtable[columnalign="right left"] mtd { text-align: left; }
.formula mtable[columnalign="right left"] mtd:first-child { text-align: right; }
.statement { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
math {
  font-family: 'Cambria Math', 'STIX Two Math', 'Latin Modern Math', 'STIX Math', 'Noto Sans Math',
    'DejaVu Math TeX Gyre', math;
  font-size: 1.15em;
}
math[display="block"] { margin: 0; text-align: left; width: max-content; }
.findings > li { margin: 0.75rem 0 1.25rem; }
.note { color: var(--corrected); }
.alarm { color: var(--refuted); font-weight: 600; }
summary { cursor: pointer; color: var(--quiet); font-size: 0.92rem; }
.steps { margin: 0.5rem 0; padding-left: 1.75rem; }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  article, nav { background: none; }
  h2, h3, h4 { break-after: avoid; }
  tr, .formula, .badge { break-inside: avoid; }
  .formula, .wide { overflow: visible; }
}
`;
