import { ClerkError, throwIfCancelled } from '../errors.js';
import { jitter } from '../ports/store/jitter.js';
import { type Keyed, type Outcome, once } from '../ports/store/once.js';
import { shopKey } from '../ports/store/repository.js';
import type { UdhaarPorts } from './account-reader.js';
import { genesis } from './chain.js';
import { type Change, Receipt } from './change.js';
import type { Person } from './customers.js';
import { planIdentity } from './identity.js';
import type { Ledger, State } from './ledger.js';
import { type Allocating, Poster } from './posting.js';
import { itemsOf, type Posting } from './writes.js';

const ATTEMPTS = 40;

/** Writes one change of an account, or of two, in one transaction with the record of its key. */
export class AccountWriter {
  readonly #ports: UdhaarPorts;
  readonly #ledger: Ledger;
  readonly #dayOf: (now: Date) => string;
  readonly #poster: Poster;

  constructor(ports: UdhaarPorts, ledger: Ledger, dayOf: (now: Date) => string) {
    this.#ports = ports;
    this.#ledger = ledger;
    this.#dayOf = dayOf;
    this.#poster = new Poster(ledger, ports.settings.shop_id);
  }

  /** One change with its key, in one transaction. */
  async write(
    operation: string,
    id: string,
    otherId: string | undefined,
    change: Change | Allocating,
    write: Keyed,
    signal: AbortSignal | undefined,
  ): Promise<Receipt> {
    const accounts = otherId === undefined ? [id] : [id, otherId];
    const { result, replayed } = await this.once(
      operation,
      { key: write.key, payload: [id, write.payload] },
      signal,
      (fresh) => this.plan(id, otherId, change, write.key, fresh, signal),
    ).catch((error: unknown) => {
      for (const each of accounts) this.#ledger.forget(each);
      throw error;
    });
    if (replayed) for (const each of accounts) this.#ledger.forget(each);
    return result;
  }

  /**
   * Works a change out. An account is read in several steps; where another server wrote it between them, what does
   * not fit together is no reason to refuse, and the change is worked out again.
   */
  async plan(
    id: string,
    otherId: string | undefined,
    change: Change | Allocating,
    key: string,
    fresh: boolean,
    signal: AbortSignal | undefined,
  ): Promise<Posting> {
    for (let tries = 0; tries < ATTEMPTS; tries += 1) {
      const state = await this.state(id, fresh, signal);
      const other = otherId === undefined ? undefined : await this.state(otherId, fresh, signal);
      try {
        const now = this.#ports.clock();
        const posting = await this.#post(change, state, other, key, now);
        if (change.kind !== 'account') return posting;
        const named = await planIdentity(this.#ports.customers, id, change, now, signal);
        return { ...posting, writes: [...named, ...posting.writes] };
      } catch (error) {
        if (!fresh || (await this.#unmoved(state, other))) throw error;
      }
    }
    throw keptChanging();
  }

  async #unmoved(...states: (State | undefined)[]): Promise<boolean> {
    const moved = await Promise.all(
      states.map(async (state) => {
        if (state === undefined) return false;
        const stored = await this.#ledger.read(state.account.customer_id);
        return (stored?.account.seq ?? 0) !== state.account.seq;
      }),
    );
    return !moved.includes(true);
  }

  /** What opens an account for someone who is not on the books yet. */
  planFirst(person: Person, change: Change, key: string, now: Date): Promise<Posting> {
    return this.#post(change, this.#fresh(person, now), undefined, key, now);
  }

  #post(
    change: Change | Allocating,
    state: State,
    other: State | undefined,
    key: string,
    now: Date,
  ): Promise<Posting> {
    return this.#poster.post(change, state, other, { key, now, today: this.#dayOf(now) });
  }

  /** Plans and writes; where an earlier call with the key did the work, its result. */
  async once(
    operation: string,
    write: Keyed,
    signal: AbortSignal | undefined,
    plan: (fresh: boolean) => Promise<Posting>,
  ): Promise<Outcome<Receipt>> {
    const { store, settings, clock, pause = jitter } = this.#ports;
    let posting: Posting | undefined;
    const request = {
      shop: shopKey(settings.shop_id),
      operation: `udhaar ${operation}`,
      key: write.key,
      payload: write.payload,
      now: clock(),
      optimistic: true,
      attempts: ATTEMPTS,
      pause,
    };
    const outcome = await once(store, request, Receipt, async (tries) => {
      throwIfCancelled(signal);
      posting = await plan(tries > 1);
      return { writes: posting.writes, removals: posting.removals, result: posting.receipt };
    });
    if (posting !== undefined && !outcome.replayed) {
      this.remember(posting);
      this.#ports.onWrite(itemsOf(posting));
    }
    return outcome;
  }

  /** What was written is how the accounts stand. */
  remember({ states }: Posting): void {
    for (const state of states) this.#ledger.remember(state);
  }

  /** The account to write to; one that does not exist yet begins empty. */
  async state(id: string, fresh: boolean, signal: AbortSignal | undefined): Promise<State> {
    const remembered = fresh ? undefined : this.#ledger.remembered(id);
    if (remembered !== undefined) return remembered;
    const stored = await this.#ledger.read(id);
    if (stored !== undefined) return stored;
    const person = await this.#ports.customers.find(id, 'customer', signal);
    return this.#fresh(person, this.#ports.clock());
  }

  #fresh(person: Person, now: Date): State {
    const { shop_id: shop, currency } = this.#ports.settings;
    const { customer_id: id, name, phone } = person;
    const empty = { first: [], spilled: 0, total: 0 };
    return {
      account: {
        customer_id: id,
        currency,
        opened_on: this.#dayOf(now),
        seq: 0,
        head: genesis(shop, id),
        balance: 0,
        debts: empty,
        advances: empty,
        settings: { name, ...(phone === undefined ? {} : { phone }) },
      },
    };
  }
}

/** Others were always first. */
export function keptChanging(): ClerkError {
  return new ClerkError('busy', 'Other writes kept changing the same account.', {
    fix: 'Try again with the same idempotency_key.',
  });
}
