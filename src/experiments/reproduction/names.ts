/** 'fig12cf' as the paper calls it: Figure 12C-F. Names that are not of this kind stay as they are. */
export function figureName(id: string): string {
  const [, kind, number, panels = ''] = /^(fig|table)(\d+)([a-z]*)$/.exec(id) ?? [];
  if (kind === undefined) return id;
  return `${kind === 'fig' ? 'Figure' : 'Table'} ${number}${[...panels.toUpperCase()].join('-')}`;
}
