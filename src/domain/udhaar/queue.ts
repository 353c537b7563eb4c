/**
 * Lets work on one thing happen in turn, and work on different things at once. Spares this process collisions with
 * itself; between processes the store's conditions decide.
 */
export class Queues {
  readonly #last = new Map<string, Promise<void>>();

  /** Runs `work` when all earlier work on any of these names is over. */
  async run<T>(names: readonly string[], work: () => Promise<T>): Promise<T> {
    const mine = [...new Set(names)];
    const before = mine.flatMap((name) => this.#last.get(name) ?? []);
    let leave = (): void => undefined;
    const done = new Promise<void>((resolve) => {
      leave = resolve;
    });
    for (const name of mine) this.#last.set(name, done);
    try {
      if (before.length > 0) await Promise.all(before);
      return await work();
    } finally {
      leave();
      for (const name of mine) if (this.#last.get(name) === done) this.#last.delete(name);
    }
  }
}
