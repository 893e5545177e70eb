import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tableBytes } from '../../src/table/tableFile.ts';
import { described, sampleProvenance, sampleTable } from './sampleTable.ts';

const hasLatex = spawnSync('kpsewhich', ['booktabs.sty']).status === 0;
const tex = Buffer.from(tableBytes(sampleTable, 'tex', sampleProvenance)).toString();

it('is a tabular with the rules of booktabs', () => {
  const lines = tex.split('\n');
  expect(JSON.parse(lines[0]?.replace(/^% /, '') ?? '')).toEqual(described);
  expect(lines.slice(2, 8)).toEqual([
    '\\begin{tabular}{rlr}',
    '\\toprule',
    'rate (Hz) & what & g4 (1/mV$^{2}$) \\\\',
    '\\midrule',
    '$0$ &  & $0$ \\\\',
    '$0$ & plain & $0$ \\\\',
  ]);
  expect(lines[10]).toBe('$1.79769\\times10^{308}$ & two lines & $-1.79769\\times10^{308}$ \\\\');
  expect(lines[11]).toBe(
    '$1.23457\\times10^{8}$ & 50 \\% \\& more\\_of \\#1 \\{x\\} & $-1.23457\\times10^{8}$ \\\\',
  );
  expect(lines.slice(-3)).toEqual(['\\bottomrule', '\\end{tabular}', '']);
});

it.skipIf(!hasLatex)('is set by LaTeX without a complaint (needs pdflatex with booktabs)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'natgrad-'));
  try {
    // Letters beyond those of the font are the reader's choice of font.
    const body = tex.replaceAll('𝜎', '');
    const document = `\\documentclass{article}\n\\usepackage{booktabs}\n\\begin{document}\n${body}\\end{document}\n`;
    writeFileSync(join(folder, 'table.tex'), document);
    const words = ['-interaction=nonstopmode', '-halt-on-error', 'table.tex'];
    const { status, stdout } = spawnSync('pdflatex', words, { cwd: folder, encoding: 'utf8' });
    expect(stdout).not.toMatch(/^!|Warning: Citation|Missing/m);
    expect(stdout).toMatch(/Output written on table\.pdf \(1 page/);
    expect(status).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
