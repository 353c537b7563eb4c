import { ClerkError, invalid } from '../errors.js';
import { type Keyed, once, type Plan } from '../ports/store/once.js';
import { shopKey } from '../ports/store/repository.js';
import type { Table } from '../ports/store/table.js';
import type { ShopSettings } from '../shop.js';
import { type Clock, localDate } from '../time.js';
import {
  entriesOf,
  entryItem,
  Payable,
  type PayableEntry,
  readAfter,
  unpaidItem,
  unpaidKey,
  unpaidPartition,
} from './payable.js';

/** How often a write is worked out anew while others write to the same bill. */
const ATTEMPTS = 40;

interface Ports {
  readonly table: Pick<Table, 'get' | 'query' | 'transact'>;
  readonly settings: ShopSettings;
  readonly clock: Clock;
  readonly pause?: ((tries: number) => Promise<void>) | undefined;
}

/** What a supplier's bill makes the shop owe. */
export type BillOwed = Omit<Payable, 'seq' | 'paid'>;

/** An entry that belongs into a transaction with others. */
export type PayablePlan = Omit<Plan<Payable>, 'removals'> & Required<Pick<Plan<Payable>, 'removals'>>;

/**
 * What the shop owes its suppliers, bill by bill: an append-only list of entries each, the newest of which carries the
 * account. Money in minor units.
 */
export class PayablesService {
  readonly #ports: Ports;

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  /** What is owed for a bill now; undefined for one that never was posted. */
  async of(billId: string): Promise<Payable | undefined> {
    const { table, settings } = this.#ports;
    const { items } = await table.query(entriesOf(settings.shop_id, billId), { descending: true, limit: 1 });
    const [last] = items;
    return last === undefined ? undefined : readAfter(last);
  }

  /** Bills that are not paid in full, the one due first at the front. */
  async unpaid(limit: number, signal?: AbortSignal): Promise<{ bills: Payable[]; has_more: boolean }> {
    const { table, settings } = this.#ports;
    const { items, next } = await table.query(unpaidPartition(settings.shop_id), { limit, signal });
    const bills = items.map(({ body }) => Payable.parse(JSON.parse(body)));
    return { bills, has_more: next !== undefined };
  }

  /**
   * The entry that makes the shop owe a bill. Writes nothing; that the bill is not owed already is the condition of
   * the transaction it goes into.
   */
  async planBill(owed: BillOwed, key: string): Promise<PayablePlan> {
    const before = await this.of(owed.bill_id);
    const after: Payable = { ...owed, seq: (before?.seq ?? 0) + 1, paid: 0 };
    return this.#plan('bill', owed.amount, owed.date, after, undefined, key);
  }

  /**
   * The entry that takes a bill back. Writes nothing.
   *
   * @throws ClerkError `refused` while something of it is paid.
   */
  async planReversal(billId: string, key: string): Promise<PayablePlan> {
    const before = await this.of(billId);
    if (before === undefined) throw new Error('a bill that was never owed is taken back');
    if (before.paid > 0)
      throw new ClerkError('refused', 'Something was paid for this bill.', {
        field: 'bill_id',
        fix: 'Take the payment back first: action pay with the amount below 0.',
      });
    const after: Payable = { ...before, seq: before.seq + 1, amount: 0 };
    return this.#plan('reversal', -before.amount, this.#today(), after, before, key);
  }

  /**
   * Records a payment to the supplier; below 0 it takes one back.
   *
   * @param on Day it was paid; today when absent.
   * @throws ClerkError `not_found` for a bill that is not owed, `refused` for more than is left (or was paid).
   */
  async pay(
    billId: string,
    amount: number,
    on: string | undefined,
    { key, payload }: Keyed,
  ): Promise<Payable> {
    const { table, settings, clock, pause } = this.#ports;
    if (amount === 0) throw invalid('amount', 'Nothing would be paid.', { fix: 'Send what was paid.' });
    const asked = {
      shop: shopKey(settings.shop_id),
      operation: 'post_bill',
      key,
      payload,
      now: clock(),
      attempts: ATTEMPTS,
      ...(pause === undefined ? {} : { pause }),
    };
    const { result } = await once(table, asked, Payable, async () => {
      const before = await this.of(billId);
      if (before === undefined || before.amount === 0)
        throw new ClerkError('not_found', 'Nothing is owed for such a bill.', {
          field: 'bill_id',
          fix: 'post_bill without bill_id lists unpaid bills.',
        });
      const most = amount > 0 ? before.amount - before.paid : before.paid;
      if (Math.abs(amount) > most)
        throw new ClerkError(
          'refused',
          amount > 0 ? 'That is more than is left to pay.' : 'That is more than was paid.',
          { field: 'amount', fix: 'Send at most what the answer to propose says.' },
        );
      const day = this.#checkDay(on);
      const after: Payable = { ...before, seq: before.seq + 1, paid: before.paid + amount };
      return this.#plan(amount > 0 ? 'payment' : 'payment_back', -amount, day, after, before, key);
    });
    return result;
  }

  #plan(
    kind: PayableEntry['kind'],
    amount: number,
    on: string,
    after: Payable,
    before: Payable | undefined,
    key: string,
  ): PayablePlan {
    const { settings, clock } = this.#ports;
    const { bill_id, seq } = after;
    const entry = { bill_id, seq, kind, amount, on, recorded_at: clock().toISOString(), key };
    const listed = after.amount > after.paid;
    return {
      writes: [
        { item: entryItem(settings.shop_id, entry, after), when: 'absent' },
        ...(listed ? [{ item: unpaidItem(settings.shop_id, after) }] : []),
      ],
      removals: !listed && before !== undefined ? [unpaidKey(settings.shop_id, before)] : [],
      result: after,
    };
  }

  #checkDay(on: string | undefined): string {
    const today = this.#today();
    if (on === undefined) return today;
    if (on > today || on < '1900-01-01')
      throw invalid('date', `${on} cannot be the day of a payment.`, { fix: `Send a day up to ${today}.` });
    return on;
  }

  #today(): string {
    return localDate(this.#ports.clock(), this.#ports.settings.time_zone);
  }
}
