import type { Open, Side } from './account.js';

/** Names an open item within its account; sorts oldest first: debts by due date, then all by sequence. */
export function openKey({ due, seq }: Pick<Open, 'due' | 'seq'>): string {
  const number = String(seq).padStart(10, '0');
  return due === undefined ? number : `${due}#${number}`;
}

/** What must be written so that the stored side is the one worked out. */
export interface SavedSide {
  readonly side: Side;
  readonly puts: readonly Open[];
  readonly removals: readonly string[];
}

/**
 * A side of an account being worked on: its listed items, those loaded of the spilled ones, and any added. All that
 * is spilled and not loaded is newer than what is listed; items beyond that bound stay spilled.
 */
export class OpenList {
  /** Listed or loaded from the front, oldest first. */
  readonly #near: Open[];
  /** Beyond the bound, loaded by name or added. */
  readonly #far = new Map<string, Open>();
  /** What lies in items of its own now, of all that was loaded. */
  readonly #stored = new Map<string, number>();
  readonly #bound: string | undefined;
  readonly #elsewhere: number;
  #total: number;

  /** `pulled`: the oldest spilled items. `named`: others, loaded by name. */
  constructor(side: Side, pulled: readonly Open[] = [], named: readonly Open[] = []) {
    this.#near = [...side.first, ...pulled];
    this.#total = side.total;
    for (const open of pulled) this.#stored.set(openKey(open), open.left);
    const last = this.#near.at(-1);
    this.#bound = side.spilled > pulled.length && last !== undefined ? openKey(last) : undefined;
    for (const open of named) {
      const key = openKey(open);
      if (this.#bound === undefined || key <= this.#bound || this.#far.has(key)) continue;
      this.#stored.set(key, open.left);
      this.#far.set(key, open);
    }
    this.#elsewhere = side.spilled - pulled.length - this.#far.size;
  }

  get total(): number {
    return this.#total;
  }

  /** The oldest item at hand. */
  oldest(): Open | undefined {
    return this.#near[0];
  }

  /** Items of one entry at hand, oldest first. */
  ofEntry(seq: number): Open[] {
    return [...this.#near, ...this.#far.values()].filter((open) => open.seq === seq);
  }

  left(key: string): number {
    return this.#find(key)?.left ?? 0;
  }

  /** Adds to what is left of an item, or takes from it; an item comes to be with its first and goes with its last. */
  change({ due, seq }: Pick<Open, 'due' | 'seq'>, by: number): void {
    const key = openKey({ due, seq });
    const left = this.left(key) + by;
    if (left < 0) throw new RangeError(`${key} would be left with ${left}`);
    this.#total += by;
    const open: Open = due === undefined ? { seq, left } : { seq, due, left };
    if (this.#bound !== undefined && key > this.#bound) {
      if (left === 0) this.#far.delete(key);
      else this.#far.set(key, open);
      return;
    }
    const at = this.#near.findIndex((each) => openKey(each) >= key);
    const here = at === -1 ? this.#near.length : at;
    const known = this.#near[here];
    const replaced = known !== undefined && openKey(known) === key ? 1 : 0;
    this.#near.splice(here, replaced, ...(left === 0 ? [] : [open]));
  }

  /** The side with at most `most` items listed, and the writes that keep the others. */
  save(most: number): SavedSide {
    const spilled = [...this.#near.slice(most), ...this.#far.values()];
    const kept = new Set(spilled.map(openKey));
    return {
      side: {
        first: this.#near.slice(0, most),
        spilled: this.#elsewhere + spilled.length,
        total: this.#total,
      },
      puts: spilled.filter((open) => this.#stored.get(openKey(open)) !== open.left),
      removals: [...this.#stored.keys()].filter((key) => !kept.has(key)),
    };
  }

  #find(key: string): Open | undefined {
    return this.#far.get(key) ?? this.#near.find((open) => openKey(open) === key);
  }
}
