/**
 * Lets work on one thing happen in turn, and work on different things at once. Spares this process collisions with
 * itself; between processes the store's conditions decide.
 */
export class Queues {
  readonly #last = new Map<string, Promise<void>>();

  /**
   * Waits until all earlier work on any of these names is over. Whoever holds names asks for no more of them.
   *
   * @returns To be called when the work is over.
   */
  async enter(names: readonly string[]): Promise<() => void> {
    const mine = [...new Set(names)];
    const before = mine.flatMap((name) => this.#last.get(name) ?? []);
    let done = (): void => undefined;
    const over = new Promise<void>((resolve) => {
      done = resolve;
    });
    for (const name of mine) this.#last.set(name, over);
    if (before.length > 0) await Promise.all(before);
    return () => {
      done();
      for (const name of mine) if (this.#last.get(name) === over) this.#last.delete(name);
    };
  }

  /** Runs `work` when all earlier work on any of these names is over. */
  async run<T>(names: readonly string[], work: () => Promise<T>): Promise<T> {
    const leave = await this.enter(names);
    try {
      return await work();
    } finally {
      leave();
    }
  }
}
