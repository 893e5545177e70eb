/** Names of figures as the paper calls them, and in its order. */

/** Those of the second paper. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  'pogodin-regression': 'Second paper, regression',
  'pogodin-robustness': 'Second paper, robustness',
  'pogodin-neuron': 'Second paper, the neuron',
};

/** 'fig12cf' as the paper calls it: Figure 12C-F. Names that are not of this kind stay as they are. */
export function figureName(id: string): string {
  const [, kind, number, panels = ''] = /^(fig|table)(\d+)([a-z]*)$/.exec(id) ?? [];
  if (kind === undefined) return OTHER_NAMES[id] ?? id;
  return `${kind === 'fig' ? 'Figure' : 'Table'} ${number}${[...panels.toUpperCase()].join('-')}`;
}

/** fig3bc, fig3de, fig4, fig12ab, table1, then the second paper's. */
export const inOrder = (a: string, b: string): number =>
  Number(a in OTHER_NAMES) - Number(b in OTHER_NAMES) || a.localeCompare(b, 'en', { numeric: true });
