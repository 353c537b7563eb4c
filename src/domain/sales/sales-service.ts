import { createHash } from 'node:crypto';
import * as z from 'zod';
import { ClerkError, invalid } from '../errors.js';
import { once, type Plan } from '../ports/store/once.js';
import { type OnWrite, shopKey } from '../ports/store/repository.js';
import type { Item, Table, Write } from '../ports/store/table.js';
import type { ShopSettings } from '../shop.js';
import { type Clock, zonedMoment } from '../time.js';
import { type LineDraft, priceSale } from './amounts.js';
import type { Books } from './books.js';
import type { CreditBook, CreditEntry, CreditSale } from './credit.js';
import type { NameLookup } from './lookup.js';
import { givenBack, reverseAll, reversePart } from './reversal.js';
import { type PAYMENT_KINDS, Sale } from './sale.js';

/** A line as a caller states it, in units of the books (minor units, thousandths, ten-thousandths). */
export interface LineRequest {
  readonly product: string;
  readonly quantity: number;
  readonly unit_price?: number | undefined;
  readonly discount?: number | undefined;
  readonly discount_rate?: number | undefined;
  readonly tax_rate?: number | undefined;
}

export interface SaleRequest {
  readonly lines: readonly LineRequest[];
  readonly number?: string | undefined;
  readonly at?: string | undefined;
  readonly customer?: string | undefined;
  readonly employee?: string | undefined;
  readonly channel?: string | undefined;
  readonly location?: string | undefined;
  readonly payment?: (typeof PAYMENT_KINDS)[number] | undefined;
  readonly discount?: number | undefined;
  readonly freight?: number | undefined;
  readonly tax_included: boolean;
  readonly round_to?: number | undefined;
  /** When a sale on credit falls due; by the customer's terms when absent. */
  readonly due?: string | undefined;
  /** Go over the customer's credit limit. */
  readonly over_limit?: boolean | undefined;
}

export interface ReversalRequest {
  readonly refers_to: string;
  readonly reason?: string | undefined;
  readonly payment?: (typeof PAYMENT_KINDS)[number] | undefined;
  /** What comes back, by product; everything when absent (a cancellation). */
  readonly lines?: readonly { readonly product: string; readonly quantity: number }[] | undefined;
}

/** The key of a write and what it stands for. */
export interface Keyed {
  readonly key: string;
  readonly payload: unknown;
}

interface Ports {
  readonly table: Table;
  readonly books: Books;
  readonly lookup: NameLookup;
  readonly credit: CreditBook;
  readonly settings: ShopSettings;
  readonly clock: Clock;
  readonly onWrite: OnWrite;
}

interface Planned extends Plan<Sale> {
  readonly entry: CreditEntry | undefined;
}

/** How much of a sale has come back so far, by line; one item beside each sale that has. */
const Returned = z.object({ quantities: z.array(z.int()), cancelled: z.boolean() });
type Returned = z.infer<typeof Returned>;

const DAY = 86_400_000;

/**
 * Records sales documents. Each is one transaction with the record of its key, so that a repeat returns the first
 * result and a document is never recorded twice.
 */
export class SalesService {
  readonly #ports: Ports;

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  /**
   * Records a sale. Price, cost and tax of a line default to the product's.
   *
   * @throws ClerkError `invalid_input` for an unknown product, customer or employee, a price that is missing, a
   * moment in the future; `refused` for a sale on credit that goes over the customer's limit; `conflict` for a key
   * used before.
   */
  async record(request: SaleRequest, write: Keyed, signal?: AbortSignal): Promise<Sale> {
    return this.#once('record_sale', write, async () => {
      const { lookup, clock } = this.#ports;
      const now = clock();
      const at = this.#moment(request.at, now);
      const [customer, employee] = await Promise.all([
        request.customer === undefined ? undefined : lookup.customer(request.customer, 'customer', signal),
        request.employee === undefined ? undefined : lookup.employee(request.employee, 'employee', signal),
      ]);
      const lines = await Promise.all(request.lines.map((line, index) => this.#line(line, index, signal)));
      const sale = priceSale({
        sale_id: saleId(at, write.key),
        kind: 'sale',
        ...given({
          number: request.number,
          channel: request.channel,
          location: request.location,
          payment: request.payment,
          freight: request.freight,
        }),
        ...given({ customer_id: customer?.customer_id, employee_id: employee?.employee_id }),
        at,
        tax_included: request.tax_included,
        lines,
        discount: request.discount,
        round_to: request.round_to,
      });
      if (sale.total < 0)
        throw invalid('lines', 'The total is negative.', {
          fix: 'Use kind refund for goods that come back.',
        });
      if (request.payment !== 'credit' || sale.total === 0) return this.#document(sale, now, []);
      if (customer === undefined)
        throw invalid('customer', 'A sale on credit needs the customer who owes.', {
          fix: 'Send the customer; record_udhaar opens an account for a new one.',
        });
      return this.#document(sale, now, [], write.key, {
        kind: 'credit',
        customer_id: customer.customer_id,
        amount: sale.total,
        sale_id: sale.sale_id,
        on: at.slice(0, 10),
        due: request.due,
        over_limit: request.over_limit,
      });
    });
  }

  /**
   * Takes a sale back: all of it (cancellation) or some quantities (refund), at the prices it was sold at, as a
   * new document. Never more comes back than was sold, however many refunds there are.
   *
   * @throws ClerkError `not_found` for an unknown sale; `refused` for a second cancellation, or more than is left.
   */
  async reverse(request: ReversalRequest, write: Keyed): Promise<Sale> {
    return this.#once(request.lines === undefined ? 'cancel_sale' : 'refund_sale', write, async () => {
      const { books, clock, table, settings } = this.#ports;
      const stored = /^\d{8}-/.test(request.refers_to) ? await books.sales.get(request.refers_to) : undefined;
      if (stored === undefined) {
        throw new ClerkError('not_found', `There is no sale "${request.refers_to.slice(0, 60)}".`, {
          field: 'refers_to',
          fix: 'Send a sale_id; query_sales lists them with the dimension sale_id.',
        });
      }
      const original = stored.record;
      if (original.kind !== 'sale')
        throw new ClerkError('refused', `A ${original.kind} cannot be taken back.`, {
          field: 'refers_to',
          fix: 'Name the sale itself.',
        });
      const slot = {
        PK: `${shopKey(settings.shop_id)}#RETURNED#${original.sale_id.slice(0, 6)}`,
        SK: original.sale_id,
      };
      const tally = await table.get(slot);
      const before: Returned =
        tally === undefined
          ? { quantities: original.lines.map(() => 0), cancelled: false }
          : Returned.parse(JSON.parse(tally.body));
      const now = clock();
      const at = zonedMoment(now, settings.time_zone);
      const { lines, quantities } =
        request.lines === undefined
          ? reverseAll(original, before)
          : reversePart(original, before.quantities, await this.#named(original, request.lines));
      const document = {
        sale_id: saleId(at, write.key),
        kind: request.lines === undefined ? ('cancellation' as const) : ('refund' as const),
        at,
        refers_to: original.sale_id,
        ...given({
          reason: request.reason,
          payment: request.payment ?? original.payment,
          customer_id: original.customer_id,
          employee_id: original.employee_id,
          channel: original.channel,
          location: original.location,
        }),
        ...given({ tax_included: original.tax_included }),
      };
      const whole = {
        freight: negated(original.freight),
        rounding: negated(original.rounding),
        total: -original.total,
      };
      const { total, ...rest } =
        request.lines === undefined ? whole : givenBack(original, before.quantities, quantities);
      const sale: Sale = { ...document, ...given(rest), total, lines };
      const item: Item = {
        ...slot,
        type: 'returned',
        v: (tally?.v ?? 0) + 1,
        body: JSON.stringify({ quantities, cancelled: request.lines === undefined }),
      };
      const counted: Write = { item, when: tally === undefined ? 'absent' : tally.v };
      const owed = original.credit_entry !== undefined && request.payment === undefined;
      const onAccount = (owed || request.payment === 'credit') && sale.total < 0;
      if (!onAccount || sale.customer_id === undefined) return this.#document(sale, now, [counted]);
      return this.#document(sale, now, [counted], write.key, {
        kind: 'refund',
        customer_id: sale.customer_id,
        amount: -sale.total,
        sale_id: original.sale_id,
        on: at.slice(0, 10),
        apply_to: original.credit_entry === undefined ? undefined : [original.credit_entry],
      });
    });
  }

  /** The writes of a document, and of its entry in the customer's credit book if it has one. */
  async #document(
    sale: Sale,
    now: Date,
    more: readonly Write[],
    key?: string,
    onCredit?: CreditSale,
  ): Promise<Planned> {
    const { books, credit } = this.#ports;
    const entry =
      key === undefined || onCredit === undefined ? undefined : await credit.planSale(onCredit, key);
    const document = entry === undefined ? sale : { ...sale, credit_entry: entry.seq };
    const written: Write = { item: books.sales.item(document, 1, now), when: 'absent' };
    return {
      writes: [written, ...more, ...(entry?.writes ?? [])],
      removals: entry?.removals ?? [],
      result: document,
      entry,
    };
  }

  async #once(operation: string, write: Keyed, plan: () => Promise<Planned>): Promise<Sale> {
    const { table, settings, clock, onWrite } = this.#ports;
    let done: Planned | undefined;
    const request = {
      shop: shopKey(settings.shop_id),
      operation,
      key: write.key,
      payload: write.payload,
      now: clock(),
    };
    const outcome = await once(table, request, Sale, async () => {
      done = await plan();
      return done;
    });
    if (!outcome.replayed && done !== undefined) {
      onWrite(done.writes.map(({ item }) => item));
      done.entry?.done();
    }
    return outcome.result;
  }

  #moment(at: string | undefined, now: Date): string {
    const { time_zone: zone } = this.#ports.settings;
    if (at === undefined) return zonedMoment(now, zone);
    let moment: string;
    try {
      moment = zonedMoment(at, zone);
    } catch (error) {
      throw invalid('at', `"${at.slice(0, 40)}" is not a moment.`, {
        fix: 'Send e.g. 2026-03-31T18:05 (the shop’s time) or 2026-03-31T18:05:00+05:30.',
        cause: error,
      });
    }
    if (Date.parse(moment) > now.getTime() + DAY)
      throw invalid('at', 'The sale lies in the future.', { fix: 'Send a moment up to now.' });
    if (Date.parse(moment) < Date.UTC(1900, 0, 1))
      throw invalid('at', 'The sale lies before 1900.', { fix: 'Check the year.' });
    return moment;
  }

  async #line(line: LineRequest, index: number, signal: AbortSignal | undefined): Promise<LineDraft> {
    const product = await this.#ports.lookup.product(line.product, `lines[${index}].product`, signal);
    const price = line.unit_price ?? product.price;
    if (price === undefined)
      throw invalid(`lines[${index}].unit_price`, `${product.name} has no price on file.`, {
        fix: 'Send unit_price.',
      });
    return {
      product_id: product.product_id,
      quantity: line.quantity,
      unit_price: price,
      discount: line.discount,
      discount_rate: line.discount_rate,
      tax_rate: line.tax_rate ?? product.tax_rate,
      unit_cost: product.cost,
    };
  }

  /** Product ids of a refund's lines. One that the sale names needs no record any more. */
  async #named(
    original: Sale,
    lines: readonly { product: string; quantity: number }[],
  ): Promise<{ product_id: string; quantity: number }[]> {
    return Promise.all(
      lines.map(async ({ product, quantity }, index) => ({
        product_id: original.lines.some((line) => line.product_id === product)
          ? product
          : (await this.#ports.lookup.product(product, `lines[${index}].product`)).product_id,
        quantity,
      })),
    );
  }
}

/** `<yyyymmdd>-<10 letters of the key's hash>`: the same key always gives the same id. */
function saleId(at: string, key: string): string {
  const suffix = createHash('sha256')
    .update(key)
    .digest('base64url')
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 10)
    .toUpperCase();
  return `${at.slice(0, 10).replaceAll('-', '')}-${suffix}`;
}

function negated(value: number | undefined): number | undefined {
  return value === undefined ? undefined : -value;
}

/** Without the keys whose value is undefined. */
function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept: { [K in keyof T]?: Exclude<T[K], undefined> } = {};
  return Object.assign(
    kept,
    Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)),
  );
}
