/** Time as a test lives it: real, or virtual and as fast as the machine allows. */
export interface Time {
  now(): number;
  sleep(ms: number): Promise<void>;
}

export const realTime: Time = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

interface Wake {
  readonly at: number;
  readonly order: number;
  readonly go: () => void;
}

/** A clock that jumps to the next sleeper once nobody has anything left to do. The order of waking is fixed. */
export class VirtualTime implements Time {
  #now: number;
  #order = 0;
  readonly #sleeping: Wake[] = [];

  constructor(start: number) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  sleep(ms: number): Promise<void> {
    return new Promise((go) => {
      this.#order += 1;
      this.#push({ at: this.#now + Math.max(0, ms), order: this.#order, go });
    });
  }

  /** Lives on until the work is over. */
  async run<T>(work: Promise<T>): Promise<T> {
    let over = false;
    const settled = work.finally(() => {
      over = true;
    });
    settled.catch(() => undefined);
    for (;;) {
      // Everything that can go on without time passing goes on first.
      await new Promise((resolve) => setImmediate(resolve));
      if (over) return settled;
      const next = this.#pop();
      if (next === undefined) throw new Error('everyone waits and nobody will wake them');
      this.#now = next.at;
      next.go();
    }
  }

  #push(wake: Wake): void {
    const heap = this.#sleeping;
    let at = heap.push(wake) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = heap[up];
      if (parent === undefined || before(parent, wake)) break;
      heap[at] = parent;
      at = up;
    }
    heap[at] = wake;
  }

  #pop(): Wake | undefined {
    const heap = this.#sleeping;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const [a, b] = [heap[left], heap[left + 1]];
      const least = b !== undefined && a !== undefined && before(b, a) ? left + 1 : left;
      const child = heap[least];
      if (child === undefined || before(last, child)) break;
      heap[at] = child;
      at = least;
    }
    heap[at] = last;
    return first;
  }
}

function before(a: Wake, b: Wake): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
