/** The colours and faces, for light and dark: of all pages, and of pictures that stand alone. */
export const palette = `
:root {
  color-scheme: light dark;
  --text: #1b1d20; --quiet: #565b62; --page: #ffffff; --panel: #f6f7f8; --line: #d5d9de; --link: #0b4f94;
  --proved: #0f6b34; --definition: #44566b; --bounded: #0a6a7a; --corrected: #8f4f00; --refuted: #b3201f;
  --inconclusive: #7a3a9a;
  --serif: Charter, 'Bitstream Charter', 'Iowan Old Style', 'Source Serif 4', 'STIX Two Text', Georgia, Cambria,
    'Liberation Serif', serif;
  --sans: -apple-system, 'Segoe UI', 'Helvetica Neue', 'Liberation Sans', Arial, system-ui, sans-serif;
  --mono: ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e4e6e9; --quiet: #a5abb3; --page: #16181b; --panel: #1f2226; --line: #3a3f46; --link: #8dbdf6;
    --proved: #6fd394; --definition: #a9c1da; --bounded: #68cadb; --corrected: #efb65a; --refuted: #ff8f88;
    --inconclusive: #d2a1ec;
  }
}`;

/**
 * The stylesheet of all pages: colours as variables, for light and dark; every text colour has a contrast of at least 4.5.
 * What is read is in a serif face, what is looked up (tables, labels, navigation) in a sans-serif one.
 */
export const stylesheet = `${palette}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body {
  margin: 0 auto; padding: 0 1.25rem 3rem; max-width: 64rem;
  color: var(--text); background: var(--page); font: 1.0625rem/1.55 var(--serif);
}
h1, h2, h3, h4 { overflow-wrap: anywhere; }
h1 { font-size: 1.9rem; line-height: 1.2; font-weight: 600; margin: 0.4rem 0 0.9rem; text-wrap: balance; }
h2 { font-size: 1.3rem; line-height: 1.25; font-weight: 600; margin: 2.4rem 0 0.6rem; }
h3 { font-size: 1.08rem; line-height: 1.35; font-weight: 600; margin: 1.6rem 0 0.4rem; }
h4 { font: 600 0.82rem/1.4 var(--sans); margin: 1rem 0 0.1rem; color: var(--quiet); }
p { margin: 0.55rem 0; }
p, li, blockquote, dd { max-width: 46rem; overflow-wrap: break-word; }
.lead { font-size: 1.1rem; }
a { color: var(--link); text-decoration-thickness: 0.06em; text-underline-offset: 0.16em; }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible, select:focus-visible, input:focus-visible,
button:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
code { font: 0.84em/1.45 var(--mono); overflow-wrap: anywhere; }
blockquote {
  margin: 0.6rem 0; padding: 0.1rem 0 0.1rem 1rem; border-left: 3px solid var(--line); font-style: italic;
}
.quiet { color: var(--quiet); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -100rem; padding: 0.5rem 1rem; background: var(--page); font-family: var(--sans); }
.skip:focus { left: 0; }

header.site { border-bottom: 1px solid var(--line); margin-bottom: 1.6rem; padding: 0.8rem 0; }
header.site nav { display: flex; flex-wrap: wrap; gap: 0.2rem 1.4rem; font: 0.9rem/1.5 var(--sans); }
footer.site {
  margin-top: 3.5rem; padding-top: 0.8rem; border-top: 1px solid var(--line);
  font: 0.82rem/1.5 var(--sans); color: var(--quiet);
}
footer.site p { margin: 0.25rem 0; }
header.site nav a, .way a { text-decoration: none; }
header.site nav a:hover, .way a:hover { text-decoration: underline; }

.badge { font: 600 0.84rem/1.3 var(--sans); white-space: nowrap; }
.badge .glyph { margin-right: 0.3em; }
.proved { color: var(--proved); }
.definition { color: var(--definition); }
.bounded { color: var(--bounded); }
.corrected { color: var(--corrected); }
.refuted { color: var(--refuted); }
.inconclusive { color: var(--inconclusive); }
.mark path { fill: currentColor; }
.mark text { font: 700 10px var(--sans); text-anchor: middle; fill: var(--page); }
.glyph { flex: none; vertical-align: -0.25em; }

table { border-collapse: collapse; width: 100%; margin: 0.5rem 0; font: 0.86rem/1.45 var(--sans); }
caption { text-align: left; white-space: nowrap; color: var(--quiet); padding-bottom: 0.2rem; }
th, td { text-align: left; vertical-align: top; padding: 0.34rem 0.9rem 0.34rem 0; border-bottom: 1px solid var(--line); }
th:last-child, td:last-child { padding-right: 0; }
thead th { border-bottom: 1.5px solid var(--quiet); color: var(--quiet); font-weight: 600; white-space: nowrap; }
tfoot th, tfoot td { border-bottom: 0; }
th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.verdicts { min-width: 34rem; }
.verdicts td:last-child, .verdicts th:last-child { padding-left: 0.6rem; }
.evidence { min-width: 34rem; }
.evidence td { overflow-wrap: anywhere; }
.evidence td:first-child { min-width: 9rem; overflow-wrap: normal; }
.evidence td:nth-child(2) { min-width: 12rem; }
.mutants { min-width: 46rem; font-size: 0.8rem; }
.mutants td:first-child { min-width: 10rem; }
.mutants td:last-child { min-width: 12rem; }
tr.survived td, tr.equivalent td { color: var(--text); font-weight: 600; }
tr.refuted, tr.refuted code { color: inherit; }
table.counterexample { width: auto; min-width: 18rem; }
table.counterexample th { font-weight: 400; color: var(--quiet); white-space: nowrap; padding-right: 1.5rem; }
table.counterexample td { font: 0.8rem/1.5 var(--mono); overflow-wrap: anywhere; }
table.counterexample tbody + tbody { border-top: 1.5px solid var(--quiet); }

.facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.25rem 1.4rem; margin: 0.75rem 0; font: 0.9rem/1.5 var(--sans); }
.facts dt { color: var(--quiet); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.plain { list-style: none; margin: 0; padding: 0; }

.formula, .wide { overflow-x: auto; }
.formula { padding: 0.4rem 0; overflow-y: hidden; }
/* Browsers ignore columnalign: the two columns of an aligned formula are set here. */
.formula mtable[columnalign="right left"] mtd { text-align: left; }
.formula mtable[columnalign="right left"] mtd:first-child { text-align: right; }
math {
  font-family: 'Cambria Math', 'STIX Two Math', 'Latin Modern Math', 'STIX Math', 'Noto Sans Math',
    'DejaVu Math TeX Gyre', math;
  font-size: 1.12em;
}
math[display="block"] { margin: 0; text-align: left; width: max-content; }
.statement { font: 0.88rem/1.5 var(--mono); overflow-wrap: anywhere; }
ul.statement { padding-left: 1.4rem; }

.legend { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.3rem 1.2rem; margin: 0.8rem 0; font: 0.84rem/1.4 var(--sans); }
.legend dt { color: var(--quiet); }
.legend dd { margin: 0; max-width: none; display: flex; flex-wrap: wrap; gap: 0.3rem 1.3rem; align-items: center; }
.sample { display: inline-flex; align-items: center; gap: 0.4em; }
.graph { display: block; font: 12px var(--sans); }
div.wide:has(> .graph) { border: 1px solid var(--line); border-radius: 3px; padding: 0.4rem; }
.node text { fill: var(--text); }
.node .mark text { fill: var(--page); }
.outline { fill: var(--panel); stroke: var(--quiet); stroke-width: 1.2; }
.rests-corrected { stroke: var(--corrected); stroke-width: 1.6; stroke-dasharray: 6 3; }
.rests-open { stroke: var(--inconclusive); stroke-width: 2; stroke-dasharray: 0.5 4; stroke-linecap: round; }
.rests-refuted { stroke: var(--refuted); stroke-width: 2; stroke-dasharray: 9 3 2 3; }
.node:hover .outline, .node:focus-visible .outline { fill: var(--page); stroke: var(--link); stroke-width: 2.5; stroke-dasharray: none; }
.node:focus-visible { outline: none; }
.plot { display: block; width: 100%; height: auto; overflow: visible; font: 11px var(--sans); color: var(--text); }
.plot text { white-space: pre; }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 1.2rem 1.6rem; }
.plots figure, figure.one { margin: 0; min-width: 0; }
figure.one { max-width: 46rem; }
figcaption { font: 0.86rem/1.45 var(--sans); margin-bottom: 0.3rem; }
.wide > .plot { min-width: 25rem; }
.holds { color: var(--proved); }
.holds-in-a-regime { color: var(--corrected); }
.does-not-hold { color: var(--refuted); }
.cannot-tell { color: var(--inconclusive); }
.cards { list-style: none; margin: 1.4rem 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr)); gap: 1.2rem; }
.cards > li { border: 1px solid var(--line); border-radius: 3px; padding: 0.8rem 1rem; min-width: 0; }
.cards h2 { margin: 0 0 0.6rem; font-size: 1.08rem; }
.cards img { display: block; width: 100%; height: 11rem; object-fit: contain; margin-bottom: 0.6rem; }
.cards .plain, .verdict-list { font: 0.9rem/1.45 var(--sans); }
.cards .plain li, .verdict-list li { margin: 0.3rem 0; }
.axes fieldset { border: 0; margin: 0 0 0.3rem; padding: 0; display: flex; gap: 0.9rem; font: 0.86rem/1.45 var(--sans); }
.axes legend { float: left; padding: 0 0.9rem 0 0; color: var(--quiet); }
.axes:has([value="linear"]:checked) > .log, .axes:has([value="log"]:checked) > .linear { display: none; }
.numbers { min-width: 34rem; }
.numbers th[scope="row"] { font-weight: 400; }
pre { font: 0.8rem/1.45 var(--mono); margin: 0.4rem 0; }
.trusted { color: var(--proved); }
.doubtful { color: var(--corrected); }
.not-trusted { color: var(--refuted); }
.cannot-be-told { color: var(--quiet); }
.trust { font-weight: 600; white-space: nowrap; }
.measured { min-width: 44rem; }
.settings { min-width: 58rem; }
.settings th[scope="row"] { min-width: 17rem; }
.settings th .quiet { font-weight: 400; }
.arrows path { fill: none; stroke: var(--quiet); stroke-width: 0.9; opacity: 0.55; }
.arrows path.near { stroke: var(--link); stroke-width: 2; opacity: 1; }
#arrow path { fill: var(--quiet); }
.faded { opacity: 0.2; }
.chips { list-style: none; margin: 0.4rem 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0.35rem 1.1rem; font: 0.84rem/1.5 var(--sans); }
.chips a { display: inline-flex; align-items: center; gap: 0.3em; text-decoration: none; color: var(--text); }
.chips a:hover { text-decoration: underline; }
.chips .glyph { color: inherit; }

.filters { display: flex; flex-wrap: wrap; gap: 0.7rem 0.9rem; align-items: end; margin: 0.6rem 0; font: 0.84rem/1.4 var(--sans); }
.filters[hidden] { display: none; }
.filters label { display: grid; gap: 0.15rem; color: var(--quiet); min-width: 0; }
.filters select, .filters input, .filters button {
  font: 0.9rem/1.4 var(--sans); color: var(--text); background: var(--page); border: 1px solid var(--quiet);
  border-radius: 3px; padding: 0.25rem 0.45rem; height: 2.1rem; max-width: 15rem;
}
.filters button { cursor: pointer; }
.shown { font: 0.86rem/1.4 var(--sans); color: var(--quiet); }
.claims th[scope="row"] { font-weight: 400; white-space: nowrap; }
.claims tr.section th { padding-top: 1.3rem; font: 600 1rem/1.35 var(--serif); }
.claims td:nth-child(2) { width: 100%; overflow-wrap: anywhere; }
.claims q { display: block; margin-top: 0.15rem; font: italic 0.95rem/1.4 var(--serif); color: var(--quiet); }
.claims tr:target { background: var(--panel); }

.way { display: flex; justify-content: space-between; gap: 1rem; font: 0.88rem/1.5 var(--sans); }
.section-name { font: 0.88rem/1.5 var(--sans); margin: 1rem 0 0; }
.section-name a { color: var(--quiet); }
.verdict-line { font: 0.95rem/1.5 var(--sans); }
.verdict-line .badge { font-size: 1rem; margin-right: 0.6em; }
.note { font: 0.95rem/1.5 var(--sans); }
.note strong { color: var(--corrected); font-weight: 600; }
.alarm { color: var(--refuted); font-weight: 600; }
.steps > li { margin: 0.5rem 0; max-width: none; }
.steps { padding-left: 1.6rem; }
summary { cursor: pointer; color: var(--link); font: 0.88rem/1.5 var(--sans); overflow-wrap: anywhere; }
.contents ul { padding-left: 1.2rem; }
.finding { margin: 1.4rem 0; padding-bottom: 1rem; border-bottom: 1px solid var(--line); }
.finding h3 { margin-top: 0; }
.finding h3 a { text-decoration: none; }
.finding h3 a:hover { text-decoration: underline; }
.finding h3 .badge { margin-left: 0.4em; }

@media (max-width: 40rem) {
  body { padding: 0 1rem 2rem; font-size: 1rem; }
  h1 { font-size: 1.5rem; }
  .claims, .claims tbody, .claims tr.section, .claims tr.section th { display: block; }
  .claims thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .claims tr[data-claim] {
    display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0.1rem 1rem; padding: 0.4rem 0;
    border-bottom: 1px solid var(--line);
  }
  .claims tr[data-claim] > * { border: 0; padding: 0; }
  .claims td:nth-child(2) { grid-row: 2; grid-column: 1 / -1; }
  .claims td:nth-child(4) { grid-row: 3; grid-column: 1 / -1; }
  .claims td:nth-child(4)::before { content: 'rests on '; }
  .claims tr[data-rests="sound"] td:nth-child(4), .claims [hidden], .claims tbody[hidden] { display: none !important; }
  .facts { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .facts dd { margin-bottom: 0.5rem; }
}
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  header.site, .way, .filters, .skip { display: none; }
  h2, h3, h4 { break-after: avoid; }
  tr, .formula { break-inside: avoid; }
  .formula, .wide { overflow: visible; }
}
`;
