import { Changes, type Reader, wholeOf } from './changes.js';
import { type Accounts, takeEntries, takeNames } from './credit-changes.js';
import type { CustomerFacts, ProductFacts } from './facts.js';
import { KEPT_DAYS } from './facts.js';
import { type Shelf, takeForecasts, takeMovements, takeProducts, takeSold } from './product-changes.js';

const RATE_DAYS = 28;

/**
 * What alerts are worked out from, kept in memory: read once in full, then brought up to date by the records that the
 * replica has taken in since. Who changed is remembered until {@link takeTouched}.
 */
export class ShopFacts {
  readonly #changes: Changes;
  readonly products = new Map<string, ProductFacts>();
  readonly customers = new Map<string, CustomerFacts>();
  readonly #names = new Map<string, string>();
  readonly #leads = new Map<string, number>();
  /** What the shop took, by day, in minor units. */
  readonly #takings = new Map<number, number>();
  #opened: number | undefined;
  #generation = 0;
  readonly #touchedProducts = new Set<string>();
  readonly #touchedCustomers = new Set<string>();

  constructor(replica: Reader) {
    this.#changes = new Changes(replica);
  }

  /** Counts up whenever all was forgotten, to be read anew. */
  get generation(): number {
    return this.#generation;
  }

  /** Brings the facts up to what the replica holds. Where that fails all is read anew the next time. */
  async refresh(today: number, signal?: AbortSignal): Promise<void> {
    try {
      await this.#refresh(today, signal);
    } catch (error) {
      this.#forget();
      throw error;
    }
  }

  async #refresh(today: number, signal: AbortSignal | undefined): Promise<void> {
    if (this.#changes.broken) this.#forget();
    const shelf: Shelf = { products: this.products, touched: this.#touchedProducts };
    const accounts: Accounts = {
      customers: this.customers,
      names: this.#names,
      touched: this.#touchedCustomers,
    };
    await takeProducts(this.#changes, shelf, signal);
    await this.#takeSuppliers(signal);
    if (!(await this.#takeSales(shelf, today, signal))) {
      // A document was written anew, by an import that was repeated: what it said before is no longer known.
      this.#forget();
      return this.#refresh(today, signal);
    }
    await takeMovements(this.#changes, shelf, signal);
    await takeForecasts(this.#changes, shelf, today, signal);
    await takeNames(this.#changes, accounts, signal);
    await takeEntries(this.#changes, accounts, signal);
  }

  /** Everyone who changed since this was last called. */
  takeTouched(): { products: string[]; customers: string[] } {
    const touched = { products: [...this.#touchedProducts], customers: [...this.#touchedCustomers] };
    this.#touchedProducts.clear();
    this.#touchedCustomers.clear();
    return touched;
  }

  /** Marks everyone as changed and lets go of days that no rule looks at any more: for a new day. */
  turnDay(today: number): void {
    for (const { id, sold, forecasts } of this.products.values()) {
      this.#touchedProducts.add(id);
      for (const days of [sold, forecasts])
        for (const day of days.keys()) if (day <= today - KEPT_DAYS) days.delete(day);
    }
    for (const id of this.customers.keys()) this.#touchedCustomers.add(id);
    for (const day of this.#takings.keys()) if (day <= today - KEPT_DAYS) this.#takings.delete(day);
  }

  /** First day with a sale in the books. */
  get opened(): number | undefined {
    return this.#opened;
  }

  /** Whether the shop sold anything on a day. */
  wasOpen(day: number): boolean {
    return this.#takings.has(day);
  }

  /** Mean takings of a day, in minor units, over the days of the last four weeks on which something was sold. */
  dailyTakings(today: number): number {
    const days = Array.from({ length: RATE_DAYS }, (_, back) => this.#takings.get(today - 1 - back)).filter(
      (sum) => sum !== undefined,
    );
    return days.length === 0 ? 0 : days.reduce((sum, each) => sum + each, 0) / days.length;
  }

  /** Days from order to delivery, where they are known. */
  leadDays({ record }: ProductFacts): number | undefined {
    return (
      record?.leadDays ?? (record?.supplier === undefined ? undefined : this.#leads.get(record.supplier))
    );
  }

  customerName({ id, accountName }: CustomerFacts): string {
    return this.#names.get(id) ?? accountName ?? id;
  }

  #forget(): void {
    this.#changes.restart();
    this.#generation += 1;
    for (const each of [this.products, this.customers, this.#names, this.#leads, this.#takings]) each.clear();
    this.#opened = undefined;
  }

  async #takeSuppliers(signal: AbortSignal | undefined): Promise<void> {
    const stretch = await this.#changes.next('supplier', 'suppliers', signal);
    if (stretch === undefined) return;
    const rows = await this.#changes.rows(
      'SELECT supplier_id, lead_time_days FROM suppliers WHERE record_key > $1 AND record_key <= $2',
      [stretch.from, stretch.to],
      signal,
    );
    const changed = new Set(rows.map(([id]) => String(id)));
    for (const [supplier, value] of rows) {
      const days = wholeOf(value);
      if (days === undefined) this.#leads.delete(String(supplier));
      else this.#leads.set(String(supplier), days);
    }
    for (const { id, record } of this.products.values())
      if (record?.supplier !== undefined && changed.has(record.supplier)) this.#touchedProducts.add(id);
  }

  /** False where documents that were read before have been written anew. */
  async #takeSales(shelf: Shelf, today: number, signal: AbortSignal | undefined): Promise<boolean> {
    const stretch = await this.#changes.next('sale', 'sales', signal);
    if (stretch === undefined) return true;
    if (stretch.replaced) return false;
    const rows = await this.#changes.rows(
      `SELECT epoch(sold_on)::BIGINT // 86400 AS day, sum(total)::BIGINT FROM sales
       WHERE record_key > $1 AND record_key <= $2 AND kind = 'sale' GROUP BY 1 ORDER BY 1`,
      [stretch.from, stretch.to],
      signal,
    );
    for (const [value, total] of rows) {
      const day = Number(value);
      this.#opened = Math.min(this.#opened ?? day, day);
      if (day > today - KEPT_DAYS) this.#takings.set(day, (this.#takings.get(day) ?? 0) + Number(total));
    }
    await takeSold(this.#changes, shelf, stretch, today, signal);
    return true;
  }
}
