/**
 * Something that may happen while promises are awaited, such as a cancelled run, and then rejects them all, and those to come.
 *
 * Promise.race with one long-lived promise would do the same, but keeps the result of every race for as long as that promise lives.
 */
export class Interruption {
  readonly #waiting = new Set<(reason: unknown) => void>();
  #happened: { readonly reason: unknown } | undefined;

  happen(reason: unknown): void {
    this.#happened ??= { reason };
    for (const reject of this.#waiting) reject(reason);
    this.#waiting.clear();
  }

  /** The promise, or a rejection with the reason, whichever is first. */
  async guard<T>(promise: Promise<T>): Promise<T> {
    let stop: (reason: unknown) => void = () => {};
    try {
      return await new Promise<T>((resolve, reject) => {
        promise.then(resolve, reject);
        if (this.#happened !== undefined) reject(this.#happened.reason);
        stop = reject;
        this.#waiting.add(stop);
      });
    } finally {
      this.#waiting.delete(stop);
    }
  }
}
