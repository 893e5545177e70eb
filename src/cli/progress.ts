/** How far a run is, for somebody who watches: a spinner on stderr, and nothing at all where stderr is no terminal. */
import ora from 'ora';

export interface ProgressDisplay {
  show(text: string): void;
  /** Takes the spinner's line away, so that a line can be printed; the next `show` brings it back. */
  clear(): void;
  stop(): void;
}

export const silentProgress: ProgressDisplay = { show: () => {}, clear: () => {}, stop: () => {} };

export function terminalProgress(stream: NodeJS.WriteStream): ProgressDisplay {
  // Pseudo-terminals may say that they have no columns, at which ora counts infinitely many lines to clear.
  if (!stream.isTTY || !(stream.columns > 0)) return silentProgress;
  // stdin stays as it is: natgrad does not read it, and Ctrl-C must stay the terminal's own.
  const spinner = ora({ stream, discardStdin: false });
  return {
    show(text) {
      spinner.text = text;
      if (!spinner.isSpinning) spinner.start();
      spinner.render();
    },
    clear: () => void spinner.clear(),
    stop: () => void spinner.stop(),
  };
}
