/** A box that scrolls sideways by itself, so that the page does not; reachable by keyboard, and named for those who hear it. */
import type { ComponentChildren } from 'preact';

export function ScrollBox({
  name,
  children,
}: {
  readonly name: string;
  readonly children: ComponentChildren;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups controls, not text
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that may scroll must be reachable by keyboard
    <div class="wide" role="group" aria-label={name} tabIndex={0}>
      {children}
    </div>
  );
}
