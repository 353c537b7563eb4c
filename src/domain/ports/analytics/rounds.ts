import { throwIfCancelled } from '../../errors.js';

/** Work that is shared by those who want it done from now on: who comes while a round runs waits for the next one. */
export class Rounds<T> {
  readonly #work: () => Promise<T>;
  #running: Promise<T> | undefined;

  constructor(work: () => Promise<T>) {
    this.#work = work;
  }

  /**
   * What a round comes to that starts after this call. A caller who cancels leaves it to the others.
   *
   * @throws ClerkError `cancelled` when the caller leaves, else whatever the work throws.
   */
  async next(signal?: AbortSignal): Promise<T> {
    if (this.#running !== undefined)
      await unlessCancelled(
        this.#running.catch(() => undefined),
        signal,
      );
    this.#running ??= this.#work().finally(() => {
      this.#running = undefined;
    });
    return unlessCancelled(this.#running, signal);
  }
}

/** What `work` comes to, or `cancelled` as soon as the caller leaves; the work goes on. */
async function unlessCancelled<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  let leave = (): void => undefined;
  const left = new Promise<void>((resolve) => {
    leave = resolve;
    signal.addEventListener('abort', leave, { once: true });
    if (signal.aborted) resolve();
  });
  try {
    const outcome = await Promise.race([work, left]);
    throwIfCancelled(signal);
    return outcome ?? (await work);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}
