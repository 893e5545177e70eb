/** Names of places inside the page. Different claims get different anchors: every other character is written as its code. */

export function claimAnchor(id: string): string {
  return `claim-${id.replace(/[^A-Za-z0-9-]/gu, (character) => `_${character.codePointAt(0)?.toString(16)}_`)}`;
}

export function sectionAnchor(index: number): string {
  return `section-${index + 1}`;
}
