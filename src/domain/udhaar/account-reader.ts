import { fingerprint, readPlace, writePlace } from '../cursor.js';
import type { Replica } from '../ports/analytics/replica.js';
import type { OnWrite } from '../ports/store/repository.js';
import type { ShopSettings } from '../shop.js';
import { type Clock, localDate } from '../time.js';
import type { CustomerBook } from './customers.js';
import { type Debtors, type DebtorsRequest, listDebtors } from './debtors.js';
import type { Entry } from './entry.js';
import { asOf } from './fold.js';
import { identified } from './identity.js';
import { Ledger, type LedgerStore, type Sizes, type State } from './ledger.js';
import { refused } from './refusals.js';
import { type Risk, riskOf } from './risk.js';
import type { Settings } from './settings.js';
import { type Settlement, settlementsOf } from './settlement.js';
import { type Book, settingsOf, statementOf } from './statement/statement.js';
import { checkBook } from './verify.js';
import type { AsOf, BookCheck, Statement, StatementRow } from './view.js';

export interface UdhaarPorts {
  readonly store: LedgerStore;
  readonly customers: CustomerBook;
  /** Where lists over all accounts are read. */
  readonly replica: Pick<Replica, 'sync' | 'read'>;
  readonly settings: ShopSettings;
  readonly clock: Clock;
  readonly onWrite: OnWrite;
  readonly sizes?: Sizes;
  /** Waits between two tries at an account that other servers keep writing; default: full jitter. */
  readonly pause?: (tries: number) => Promise<void>;
}

export interface PageRequest {
  /** End of this day; today when absent. */
  readonly as_of?: string | undefined;
  /** First day of the entries to show; the first there is when absent. */
  readonly from?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly risk?: boolean | undefined;
  readonly check?: boolean | undefined;
}

/** An account, and some of its entries, newest first. */
export interface AccountPage {
  readonly statement: Statement;
  readonly rows: readonly StatementRow[];
  readonly next_cursor: string | undefined;
  /** Goes on after so many of these entries, 1 or more; undefined where nothing comes after. */
  readonly cursorAfter: (rows: number) => string | undefined;
  /** What settled what at the end of the day, by sequence number. */
  readonly settlements: ReadonlyMap<number, Settlement>;
  readonly risk: Risk | undefined;
  readonly check: BookCheck | undefined;
  /** What all of it was worked out from. */
  readonly book: Book;
}

/** An account as it stands. */
export interface AccountView extends AsOf {
  readonly customer_id: string;
  readonly name: string;
  readonly currency: string;
  readonly opened_on: string;
  readonly settings: Settings;
}

/** Reads the credit book of one shop: accounts as of any day, statements, who owes. */
export class AccountReader {
  protected readonly ports: UdhaarPorts;
  protected readonly ledger: Ledger;
  #dayAt = { minute: Number.NaN, day: '' };

  constructor(ports: UdhaarPorts) {
    this.ports = ports;
    this.ledger = new Ledger(ports.store, ports.settings.shop_id, ports.sizes);
  }

  /** An account at the end of a day; today when no day is given. */
  async view(customer: string, date?: string, signal?: AbortSignal): Promise<AccountView> {
    const book = await this.#book(customer, signal);
    const { account, entries } = book;
    const day = date ?? this.today();
    return {
      ...asOf(entries, day),
      customer_id: account.customer_id,
      name: account.settings.name ?? account.customer_id,
      currency: account.currency,
      opened_on: account.opened_on,
      settings: settingsOf(book, day),
    };
  }

  /** All that happened on an account from one day to another; from its beginning to today when absent. */
  async statement(
    customer: string,
    period: { readonly from?: string | undefined; readonly to?: string | undefined } = {},
    signal?: AbortSignal,
  ): Promise<Statement> {
    return statementOf(await this.#book(customer, signal), period.from, period.to ?? this.today());
  }

  /** An account at the end of a day, with its entries page by page, and on request its risk and a check of the book. */
  async page(customer: string, request: PageRequest, signal?: AbortSignal): Promise<AccountPage> {
    const { limit, cursor, as_of: date = this.today(), from } = request;
    const book = await this.#book(customer, signal);
    const { account, entries } = book;
    const statement = statementOf(book, from, date);
    const print = fingerprint(this.ports.settings.shop_id, [account.customer_id, date, from ?? '']);
    const rest = cursor === undefined ? undefined : readPlace(cursor, print);
    const newestFirst = statement.rows
      .toReversed()
      .filter(({ entry }) => rest === undefined || placeOf(entry) < rest);
    const rows = newestFirst.slice(0, limit);
    const cursorAfter = (count: number): string | undefined => {
      const last = rows[count - 1];
      return last === undefined || count >= newestFirst.length
        ? undefined
        : writePlace(placeOf(last.entry), print);
    };
    const { credit_limit: most = -1 } = statement.settings;
    return {
      statement,
      rows,
      next_cursor: cursorAfter(rows.length),
      cursorAfter,
      settlements: settlementsOf(entries, date),
      risk: request.risk === true ? riskOf(entries, date, most < 0 ? undefined : most) : undefined,
      check: request.check === true ? checkBook(this.ports.settings.shop_id, account, entries) : undefined,
      book,
    };
  }

  /** Who owes, over all accounts. */
  async list(request: DebtorsRequest, signal?: AbortSignal): Promise<Debtors> {
    const { replica, settings } = this.ports;
    return listDebtors(replica, settings.shop_id, this.today(), request, signal);
  }

  /** Recomputes an account from its entries and compares. */
  async check(customer: string, signal?: AbortSignal): Promise<BookCheck> {
    const { account, entries } = await this.#book(customer, signal);
    return checkBook(this.ports.settings.shop_id, account, entries);
  }

  async #book(customer: string, signal: AbortSignal | undefined): Promise<Book> {
    const { account } = await this.#existing(customer, signal);
    const { customer_id: id, seq } = account;
    const [entries, person] = await Promise.all([
      this.ledger.entries(id, 1, seq, signal),
      this.ports.customers.get(id),
    ]);
    return { account: identified(account, person), entries };
  }

  /** What is owed now; negative where money lies with the shop. Minor units. */
  async balance(customer: string, signal?: AbortSignal): Promise<{ balance: number; seq: number }> {
    const { account } = await this.#existing(customer, signal);
    return { balance: account.balance, seq: account.seq };
  }

  /** Today in the shop. */
  today(): string {
    return this.dayOf(this.ports.clock());
  }

  async #existing(customer: string, signal: AbortSignal | undefined): Promise<State> {
    const stored = await this.ledger.read(customer);
    if (stored !== undefined) return stored;
    const person = await this.ports.customers.find(customer, 'customer', signal);
    const named = await this.ledger.read(person.customer_id);
    if (named !== undefined) return named;
    throw refused(
      'customer',
      'This customer has no credit account.',
      'record_udhaar opens one with the first entry; list_udhaar lists those there are.',
    );
  }

  /** The shop's date; worked out once a minute, as no time zone changes its offset within one. */
  protected dayOf(now: Date): string {
    const minute = Math.floor(now.getTime() / 60_000);
    if (this.#dayAt.minute !== minute)
      this.#dayAt = { minute, day: localDate(now, this.ports.settings.time_zone) };
    return this.#dayAt.day;
  }
}

/** Where an entry stands in a list by day; sorts as the list does. */
function placeOf({ on, seq }: Entry): string {
  return `${on}#${String(seq).padStart(10, '0')}`;
}
