import type { Account, Open } from './account.js';
import { seal } from './chain.js';
import type { Allocation, Due, Entry } from './entry.js';
import { type OpenList, openKey, type SavedSide } from './open-list.js';

/** What an entry says beside its effect. */
export type Facts = Omit<Entry, 'customer_id' | 'seq' | 'effect' | 'dues' | 'applied' | 'prev' | 'hash'>;

/** An entry, and the account after it. */
export interface Posted {
  readonly entry: Entry;
  readonly account: Account;
  readonly debts: SavedSide;
  readonly advances: SavedSide;
}

/** So much of entry `from` settles a part of a debt. */
export interface Pair {
  readonly from: number;
  readonly to: number;
  readonly due: string;
  readonly amount: number;
}

/**
 * One account while one entry is added to it. Every step keeps the sides and the list of allocations in agreement.
 */
export class Working {
  readonly seq: number;
  readonly debts: OpenList;
  readonly advances: OpenList;
  readonly #account: Account;
  readonly #applied: Allocation[] = [];
  #dues: Due[] = [];
  #effect = 0;

  constructor(account: Account, debts: OpenList, advances: OpenList) {
    this.#account = account;
    this.debts = debts;
    this.advances = advances;
    this.seq = account.seq + 1;
  }

  get applied(): readonly Allocation[] {
    return this.#applied;
  }

  /** The customer owes more. */
  owe(dues: readonly Due[]): void {
    this.#dues = [...dues];
    for (const { due, amount } of dues) {
      this.#effect += amount;
      this.debts.change({ seq: this.seq, due }, amount);
    }
  }

  /** The customer owes less. */
  receive(amount: number): void {
    this.#effect -= amount;
    this.advances.change({ seq: this.seq }, amount);
  }

  /** Applies money of one entry to a part of a debt; a negative amount frees it again. */
  apply({ from, to, due, amount }: Pair): void {
    if (amount === 0) return;
    this.advances.change({ seq: from }, -amount);
    this.debts.change({ seq: to, due }, -amount);
    this.#applied.push({ from, to, due, amount });
  }

  /** Applies what is left of this entry's money to the open parts of one debt. */
  settleFirst(debtSeq: number): void {
    for (const debt of this.debts.ofEntry(debtSeq)) {
      const left = this.advances.left(openKey({ seq: this.seq }));
      this.apply(pair(this.seq, debt, Math.min(left, debt.left)));
    }
  }

  /** Applies what is at hand of money to the oldest debts at hand. */
  settle(): void {
    for (;;) {
      const money = this.advances.oldest();
      const debt = this.debts.oldest();
      if (money === undefined || debt === undefined) return;
      this.apply(pair(money.seq, debt, Math.min(money.left, debt.left)));
    }
  }

  /** Seals the entry. `most`: how many open items a side lists. */
  post(facts: Facts, most: number): Posted {
    const account = this.#account;
    const entry = seal({
      customer_id: account.customer_id,
      seq: this.seq,
      ...facts,
      effect: this.#effect,
      ...(this.#dues.length === 0 ? {} : { dues: this.#dues }),
      ...(this.#applied.length === 0 ? {} : { applied: this.#applied }),
      prev: account.head,
    });
    const debts = this.debts.save(most);
    const advances = this.advances.save(most);
    return {
      entry,
      debts,
      advances,
      account: {
        ...account,
        seq: this.seq,
        head: entry.hash,
        balance: account.balance + this.#effect,
        debts: debts.side,
        advances: advances.side,
        settings: { ...account.settings, ...facts.settings },
      },
    };
  }
}

function pair(from: number, { seq, due = '' }: Open, amount: number): Pair {
  return { from, to: seq, due, amount };
}
