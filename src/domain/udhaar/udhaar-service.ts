import { createHash } from 'node:crypto';
import { ClerkError, throwIfCancelled } from '../errors.js';
import { jitter } from '../ports/store/jitter.js';
import { type Keyed, once } from '../ports/store/once.js';
import { shopKey } from '../ports/store/repository.js';
import type { Write } from '../ports/store/table.js';
import { Queues } from '../queues.js';
import type { CreditBook, CreditEntry, CreditSale } from '../sales/credit.js';
import { AccountReader, type UdhaarPorts } from './account-reader.js';
import { genesis } from './chain.js';
import { type Change, Receipt } from './change.js';
import type { Person } from './customers.js';
import type { State } from './ledger.js';
import { type Allocating, Poster } from './posting.js';
import { NeedsCounterpart, TooMuchApplied } from './reversing.js';
import type { Settings } from './settings.js';
import { itemsOf, type Posting } from './writes.js';

/** A new customer, and what is agreed. */
export interface Opening {
  readonly name: string;
  readonly settings: Settings;
  /** Open the account although someone alike is on the books. */
  readonly although_alike?: boolean | undefined;
}

const ATTEMPTS = 40;
/** Steps that one call takes beside its entry to apply or free what one write cannot. */
const MOST_STEPS = 200;

/**
 * The credit book of one shop. Each change is one transaction over its entry and the record of its key,
 * so that a repeat returns the first result, nothing is lost between two writers, and nothing is half done.
 */
export class UdhaarService extends AccountReader implements CreditBook {
  readonly #poster: Poster;
  readonly #queues = new Queues();

  constructor(ports: UdhaarPorts) {
    super(ports);
    this.#poster = new Poster(this.ledger, ports.settings.shop_id);
  }

  /**
   * Adds an entry to a customer's account, by id or exact name; the first entry opens the account.
   *
   * @throws ClerkError `invalid_input` for bad amounts, days and unknown customers; `refused` for what the rules do
   * not allow; `conflict` for a key used before; `busy` when other servers keep writing the account.
   */
  async record(customer: string, change: Change, write: Keyed, signal?: AbortSignal): Promise<Receipt> {
    const id = await this.#resolve(customer, 'customer', signal);
    const otherId =
      change.kind === 'transfer' ? await this.#resolve(change.to, 'to_customer', signal) : undefined;
    return this.#record(id, otherId, change, write, signal);
  }

  /**
   * Opens an account for someone who is not on the books yet: customer record, account and entry at once.
   *
   * @throws ClerkError `conflict` naming those who may be the same person, unless told to go on.
   */
  async open(opening: Opening, write: Keyed, signal?: AbortSignal): Promise<Receipt> {
    const { customers, clock } = this.ports;
    const { name, settings } = opening;
    const person: Person = { customer_id: newId(write.key), name, phone: settings.phone };
    return this.#queues.run([person.customer_id], async () => {
      const { result, posting } = await this.#once('open_account', write, signal, async () => {
        if (opening.although_alike !== true) {
          const alike = await customers.alike(person, signal);
          if (alike.length > 0) throw mayBeSame(alike);
        }
        const now = clock();
        const state = this.#fresh(person, now);
        const change: Change = { kind: 'account', settings: { ...settings, name } };
        const planned = await this.#poster.post(change, state, undefined, this.#context(write.key, now));
        const customer: Write = { item: customers.newItem(person, now), when: 'absent' };
        return { ...planned, writes: [customer, ...planned.writes] };
      });
      this.#settled(posting);
      return result;
    });
  }

  /** The entry of a sale on credit, or of goods that come back, to be written in one transaction with the document. */
  async planSale(sale: CreditSale, key: string, signal?: AbortSignal): Promise<CreditEntry> {
    const { customer_id: id, ...change } = sale;
    const planned = await this.#plan(id, undefined, change, key, true, signal);
    const { writes, removals, receipt, states } = planned;
    const done = (): void => {
      for (const state of states) this.ledger.remember(state);
    };
    return { seq: receipt.seq, writes, removals, done };
  }

  async #record(
    id: string,
    otherId: string | undefined,
    change: Change,
    write: Keyed,
    signal: AbortSignal | undefined,
  ): Promise<Receipt> {
    let second = otherId;
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const ids = second === undefined ? [id] : [id, second];
      try {
        return await this.#queues.run(ids, async () => {
          const receipt = await this.#write(change.kind, id, second, change, write, signal);
          for (const each of ids) await this.#applyRest(each, write.key, signal);
          return receipt;
        });
      } catch (error) {
        if (error instanceof NeedsCounterpart) second = error.customerId;
        else if (error instanceof TooMuchApplied) await this.#free(error, write.key, signal);
        else throw error;
      }
    }
    throw keptChanging();
  }

  /** One change with its key, in one transaction. */
  async #write(
    operation: string,
    id: string,
    otherId: string | undefined,
    change: Change | Allocating,
    write: Keyed,
    signal: AbortSignal | undefined,
  ): Promise<Receipt> {
    const { result, posting } = await this.#once(
      operation,
      { key: write.key, payload: [id, write.payload] },
      signal,
      (fresh) => this.#plan(id, otherId, change, write.key, fresh, signal),
    ).catch((error: unknown) => {
      this.ledger.forget(id);
      if (otherId !== undefined) this.ledger.forget(otherId);
      throw error;
    });
    this.#settled(posting);
    if (posting === undefined) {
      this.ledger.forget(id);
      if (otherId !== undefined) this.ledger.forget(otherId);
    }
    return result;
  }

  /**
   * Works a change out. An account is read in several steps; where another server wrote it between them, what does
   * not fit together is no reason to refuse, and the change is worked out again.
   */
  async #plan(
    id: string,
    otherId: string | undefined,
    change: Change | Allocating,
    key: string,
    fresh: boolean,
    signal: AbortSignal | undefined,
  ): Promise<Posting> {
    for (let tries = 0; tries < ATTEMPTS; tries += 1) {
      const state = await this.#state(id, fresh, signal);
      const other = otherId === undefined ? undefined : await this.#state(otherId, fresh, signal);
      try {
        return await this.#poster.post(change, state, other, this.#context(key, this.ports.clock()));
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
        const stored = await this.ledger.read(state.account.customer_id);
        return (stored?.account.seq ?? 0) !== state.account.seq;
      }),
    );
    return !moved.includes(true);
  }

  /** Applies money to debts where one write could not apply all of it, be it this one or one cut short. */
  async #applyRest(id: string, key: string, signal: AbortSignal | undefined): Promise<void> {
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const { account } = await this.#state(id, false, signal);
      if (account.debts.total === 0 || account.advances.total === 0) return;
      await this.#allocate(id, { kind: 'allocation' }, `${key}~apply~${id}~${account.seq}`, signal);
    }
  }

  /** Frees some of what stands in the way of a reversal. */
  async #free({ customerId: id, seq }: TooMuchApplied, key: string, signal?: AbortSignal): Promise<void> {
    await this.#queues.run([id], async () => {
      const { account } = await this.#state(id, true, signal);
      const stepKey = `${key}~free~${id}~${account.seq}`;
      await this.#allocate(id, { kind: 'allocation', frees: seq }, stepKey, signal);
    });
  }

  async #allocate(id: string, change: Allocating, key: string, signal?: AbortSignal): Promise<void> {
    throwIfCancelled(signal);
    try {
      await this.#write('allocation', id, undefined, change, { key, payload: change }, signal);
    } catch (error) {
      // Someone else did it meanwhile.
      if (!(error instanceof ClerkError && error.code === 'refused')) throw error;
    }
  }

  async #once(
    operation: string,
    write: Keyed,
    signal: AbortSignal | undefined,
    plan: (fresh: boolean) => Promise<Posting>,
  ): Promise<{ result: Receipt; posting: Posting | undefined }> {
    const { store, settings, clock, pause = jitter } = this.ports;
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
    return { result: outcome.result, posting: outcome.replayed ? undefined : posting };
  }

  #settled(posting: Posting | undefined): void {
    if (posting === undefined) return;
    for (const state of posting.states) this.ledger.remember(state);
    this.ports.onWrite(itemsOf(posting));
  }

  /** The account to write to; one that does not exist yet begins empty. */
  async #state(id: string, fresh: boolean, signal: AbortSignal | undefined): Promise<State> {
    const remembered = fresh ? undefined : this.ledger.remembered(id);
    if (remembered !== undefined) return remembered;
    const stored = await this.ledger.read(id);
    if (stored !== undefined) return stored;
    const person = await this.ports.customers.find(id, 'customer', signal);
    return this.#fresh(person, this.ports.clock());
  }

  #fresh(person: Person, now: Date): State {
    const { shop_id: shop, currency } = this.ports.settings;
    const { customer_id: id, name, phone } = person;
    const empty = { first: [], spilled: 0, total: 0 };
    return {
      account: {
        customer_id: id,
        currency,
        opened_on: this.dayOf(now),
        seq: 0,
        head: genesis(shop, id),
        balance: 0,
        debts: empty,
        advances: empty,
        settings: { name, ...(phone === undefined ? {} : { phone }) },
      },
    };
  }

  /** The customer's id, from an id or an exact name. */
  async #resolve(customer: string, field: string, signal: AbortSignal | undefined): Promise<string> {
    if (this.ledger.remembered(customer) !== undefined) return customer;
    const state = await this.ledger.read(customer);
    if (state !== undefined) {
      this.ledger.remember(state);
      return customer;
    }
    return (await this.ports.customers.find(customer, field, signal)).customer_id;
  }

  #context(key: string, now: Date) {
    return { key, now, today: this.dayOf(now) };
  }
}

function keptChanging(): ClerkError {
  return new ClerkError('busy', 'Other writes kept changing the same account.', {
    fix: 'Try again with the same idempotency_key.',
  });
}

function mayBeSame(alike: readonly Person[]): ClerkError {
  return new ClerkError('conflict', 'Someone alike is on the books already.', {
    field: 'customer',
    fix: 'Use the existing customer, or repeat with although_alike true for another person.',
    valid: alike.map(({ customer_id: id, name, phone }) => [id, name, phone].filter(Boolean).join(', ')),
  });
}

/** An id of a new customer that follows from the key, so that a repeat opens no second account. */
function newId(key: string): string {
  const hash = createHash('sha256').update(key).digest('base64url');
  return `U-${hash
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 10)
    .toUpperCase()}`;
}
