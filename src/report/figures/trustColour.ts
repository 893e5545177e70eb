/** Colours of trust, as variables of the stylesheet; a glyph or a number always says the same. */
import type { ShownTrust } from '../validityFormat.ts';

export const trustColour: Readonly<Record<ShownTrust, string>> = {
  trusted: 'var(--proved)',
  doubtful: 'var(--corrected)',
  'not trusted': 'var(--refuted)',
  'cannot be told': 'var(--quiet)',
};
