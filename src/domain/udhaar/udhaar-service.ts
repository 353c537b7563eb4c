import { createHash } from 'node:crypto';
import { ClerkError, throwIfCancelled } from '../errors.js';
import type { Keyed } from '../ports/store/once.js';
import type { Write } from '../ports/store/table.js';
import { Queues } from '../queues.js';
import type { CreditBook, CreditEntry, CreditSale } from '../sales/credit.js';
import { AccountReader, type UdhaarPorts } from './account-reader.js';
import { AccountWriter, keptChanging } from './account-writer.js';
import type { Change, Receipt } from './change.js';
import type { Person } from './customers.js';
import { checkIdentity, refuseAlike } from './identity.js';
import type { Allocating } from './posting.js';
import { NeedsCounterpart, TooMuchApplied } from './reversing.js';
import type { Settings } from './settings.js';

/** A new customer, and what is agreed. */
export interface Opening {
  readonly name: string;
  readonly settings: Settings;
  /** Open the account although someone alike is on the books. */
  readonly although_alike?: boolean | undefined;
}

/** Steps that one call takes beside its entry to apply or free what one write cannot. */
const MOST_STEPS = 200;

const FIELDS = { name: 'account.name', phone: 'account.phone' };

/** In turn: of two that take one name at once, the second must see the first. */
const IDENTITIES = '~names and phones';

/**
 * The credit book of one shop. Each change is one transaction over its entry and the record of its key,
 * so that a repeat returns the first result, nothing is lost between two writers, and nothing is half done.
 */
export class UdhaarService extends AccountReader implements CreditBook {
  readonly #writer: AccountWriter;
  readonly #queues = new Queues();

  constructor(ports: UdhaarPorts) {
    super(ports);
    this.#writer = new AccountWriter(ports, this.ledger, (now) => this.dayOf(now));
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
    const sound =
      change.kind === 'account' ? { ...change, settings: checkIdentity(change.settings, FIELDS) } : change;
    return this.#record(id, otherId, sound, write, signal);
  }

  /**
   * Opens an account for someone who is not on the books yet: customer record, account and entry at once.
   *
   * @throws ClerkError `conflict` naming those who may be the same person, unless told to go on.
   */
  async open(opening: Opening, write: Keyed, signal?: AbortSignal): Promise<Receipt> {
    const { customers, clock } = this.ports;
    const {
      name = '',
      phone,
      ...rest
    } = checkIdentity({ ...opening.settings, name: opening.name }, { ...FIELDS, name: 'customer' });
    const settings: Settings = { ...rest, name, ...(phone ? { phone } : {}) };
    const person: Person = { customer_id: newId(write.key), name, phone: settings.phone };
    return this.#queues.run([IDENTITIES, person.customer_id], async () => {
      const { result } = await this.#writer.once('open_account', write, signal, async () => {
        if (opening.although_alike !== true) await refuseAlike(customers, person, 'customer', signal);
        const now = clock();
        const change: Change = { kind: 'account', settings };
        const planned = await this.#writer.planFirst(person, change, write.key, now);
        const customer: Write = { item: customers.newItem(person, now), when: 'absent' };
        return { ...planned, writes: [customer, ...planned.writes] };
      });
      return result;
    });
  }

  /** The entry of a sale on credit, or of goods that come back, to be written in one transaction with the document. */
  async planSale(sale: CreditSale, key: string, signal?: AbortSignal): Promise<CreditEntry> {
    const { customer_id: id, ...change } = sale;
    const posting = await this.#writer.plan(id, undefined, change, key, true, signal);
    const { writes, removals, receipt } = posting;
    return { seq: receipt.seq, writes, removals, done: () => this.#writer.remember(posting) };
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
      const names = change.kind === 'account' ? [IDENTITIES, ...ids] : ids;
      try {
        return await this.#queues.run(names, async () => {
          const receipt = await this.#writer.write(change.kind, id, second, change, write, signal);
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

  /** Applies money to debts where one write could not apply all of it, be it this one or one cut short. */
  async #applyRest(id: string, key: string, signal: AbortSignal | undefined): Promise<void> {
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const { account } = await this.#writer.state(id, false, signal);
      if (account.debts.total === 0 || account.advances.total === 0) return;
      await this.#allocate(id, { kind: 'allocation' }, `${key}~apply~${id}~${account.seq}`, signal);
    }
  }

  /** Frees some of what stands in the way of a reversal. */
  async #free({ customerId: id, seq }: TooMuchApplied, key: string, signal?: AbortSignal): Promise<void> {
    await this.#queues.run([id], async () => {
      const { account } = await this.#writer.state(id, true, signal);
      const stepKey = `${key}~free~${id}~${account.seq}`;
      await this.#allocate(id, { kind: 'allocation', frees: seq }, stepKey, signal);
    });
  }

  async #allocate(id: string, change: Allocating, key: string, signal?: AbortSignal): Promise<void> {
    throwIfCancelled(signal);
    try {
      await this.#writer.write('allocation', id, undefined, change, { key, payload: change }, signal);
    } catch (error) {
      // Someone else did it meanwhile.
      if (!(error instanceof ClerkError && error.code === 'refused')) throw error;
    }
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
}

/** An id of a new customer that follows from the key, so that a repeat opens no second account. */
function newId(key: string): string {
  const hash = createHash('sha256').update(key).digest('base64url');
  return `U-${hash
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 10)
    .toUpperCase()}`;
}
