import type { AlertKind } from '../../../src/domain/advice/alerts/finding.js';
import { dayNumber, dayOf } from '../../../src/domain/calendar/days.js';
import { KEPT_FORECAST, type KeptForecast, keptId } from '../../../src/domain/forecast/kept/kept-forecast.js';
import type { Shop } from '../../../src/domain/open-shop.js';
import { Repository } from '../../../src/domain/ports/store/repository.js';
import type { Table } from '../../../src/domain/ports/store/table.js';
import { AGAIN_ALERT, ALIKE_ALERT, ScriptedBills } from './scripted-bills.js';

/** The day on which a bill is read is fixed by its fixture; the year lies around it. */
const BILL_DAY = 260;
export const FIRST = dayNumber('2026-03-31') - BILL_DAY;
export const YEAR_DAYS = 365;

/** Something that is wrong from one day of the year to another, both included. */
export interface Cause {
  readonly id: string;
  readonly kind: AlertKind;
  readonly from: number;
  readonly to: number;
}

const FULL = 150;
const STEADY = ['soap', 'runout', 'cheap', 'printed', 'spiky', 'short'] as const;
/** Products of which forecasts are kept, and how far the bounds lie from them. */
const WIDTH = 4;

/** What goes wrong in the year, by the script; what runs low, and out, is worked out from what it sells. */
export const PLANTED: readonly Cause[] = [
  { kind: 'expiring', id: `expiring:jam:${dayOf(FIRST + 60)}#B1`, from: 47, to: 60 },
  { kind: 'expired', id: `expired:jam:${dayOf(FIRST + 60)}#B1`, from: 61, to: 64 },
  { kind: 'overdue_credit', id: 'overdue_credit:C1', from: 51, to: 69 },
  { kind: 'overdue_credit', id: 'overdue_credit:C1', from: 131, to: 139 },
  { kind: 'over_limit', id: 'over_limit:C2', from: 90, to: 109 },
  { kind: 'negative_margin', id: 'negative_margin:cheap', from: 150, to: 156 },
  { kind: 'above_mrp', id: 'above_mrp:printed', from: 180, to: 182 },
  { kind: 'dead_stock', id: 'dead_stock:lamp', from: 191, to: 229 },
  { kind: 'sales_spike', id: 'sales_spike:spiky', from: 210, to: 217 },
  // A day must be over before it can be too quiet.
  { kind: 'sales_drop', id: 'sales_drop:spiky', from: 241, to: 247 },
  { kind: 'bill_duplicate', id: AGAIN_ALERT, from: BILL_DAY, to: BILL_DAY + 30 },
  // Resolved by hand; back when both bills are posted, and no news when one of them is taken back.
  { kind: 'bill_duplicate', id: ALIKE_ALERT, from: BILL_DAY, to: BILL_DAY + 3 },
  { kind: 'bill_duplicate', id: ALIKE_ALERT, from: BILL_DAY + 6, to: BILL_DAY + 30 },
  { kind: 'below_zero', id: 'below_zero:short', from: 280, to: 281 },
];
/** Forecasts of soap are too high between these days; from when on that can be told is a matter of its noise. */
export const BIASED = {
  kind: 'forecast_bias',
  id: 'forecast_bias:soap',
  from: 300,
  to: 335,
  toldFrom: 308,
  toldTo: 322,
};

/** Writes a year of a shop into its books, one day at a time. */
export class ScriptedYear {
  readonly #shop: Shop;
  readonly #table: Table;
  readonly #random: () => number;
  readonly #stock = new Map<string, number>(STEADY.map((id) => [id, FULL]));
  readonly #ran: number[] = [];
  readonly #setDay: (day: number) => void;
  readonly #bills: ScriptedBills;
  #writes = 0;
  /** Days on which the product that runs out is low, and out, by plain arithmetic. */
  readonly low: number[] = [];
  readonly out: number[] = [];

  constructor(shop: Shop, table: Table, random: () => number, setDay: (day: number) => void) {
    this.#shop = shop;
    this.#table = table;
    this.#random = random;
    this.#setDay = setDay;
    this.#bills = new ScriptedBills(shop, table, BILL_DAY);
  }

  async open(): Promise<void> {
    this.#setDay(0);
    const now = new Date((FIRST - 1) * 86_400_000);
    const names = [...STEADY, 'jam', 'lamp'];
    await this.#shop.books.products.putMany(
      names.map((id) => ({
        product_id: id,
        name: id,
        price: 5_000,
        cost: 3_000,
        mrp: 6_000,
        lead_time_days: 3,
        track_stock: true,
      })),
      new Map(),
      now,
    );
    await this.#shop.books.customers.putMany(
      [
        { customer_id: 'C1', name: 'Anita Rao' },
        { customer_id: 'C2', name: 'Vikram Shah' },
      ],
      new Map(),
      now,
    );
    await this.#shop.books.suppliers.putMany([{ supplier_id: 'S1', name: 'Gupta Traders' }], new Map(), now);
    await this.#adjust('opening', [
      ...STEADY.map((id) => ({ product: id, quantity: FULL })),
      { product: 'jam', quantity: 400 },
      { product: 'lamp', quantity: 20 },
    ]);
    await this.#udhaar('C2', { kind: 'account', settings: { credit_limit: 100_000 } });
  }

  /** All that happens on one day, in the order in which it does. */
  async play(day: number): Promise<void> {
    this.#setDay(day);
    if (day % 7 === 0 || day === 211) await this.#restock(day);
    if (day % 7 === 0) await this.#forecast(day);
    await this.#sell(day);
    await this.#plant(day);
  }

  async #sell(day: number): Promise<void> {
    const wanted = new Map<string, number>();
    for (const id of STEADY) wanted.set(id, 7 + Math.floor(this.#random() * 7));
    wanted.set('jam', 1);
    if ([40, 60, 100, 230, 300].includes(day)) wanted.set('lamp', 1);
    if (day === 210) wanted.set('spiky', 60);
    if (day === 240) wanted.set('spiky', 0);
    if (day === 280) wanted.set('short', (this.#stock.get('short') ?? 0) + 5);
    const left = this.#stock.get('runout') ?? 0;
    wanted.set('runout', Math.min(left, wanted.get('runout') ?? 0));
    const lines = [...wanted].filter(([, units]) => units > 0);
    await this.#shop.sales.record(
      { tax_included: true, lines: lines.map(([product, units]) => ({ product, quantity: units * 1_000 })) },
      key(`sale ${day}`),
    );
    for (const [id, units] of lines)
      if (this.#stock.has(id)) this.#stock.set(id, (this.#stock.get(id) ?? 0) - units);
    this.#noteLow(day, left - (this.#stock.get('runout') ?? 0));
  }

  /** Three days of what sold on average over the four weeks before. */
  #noteLow(day: number, sold: number): void {
    const left = this.#stock.get('runout') ?? 0;
    const before = this.#ran.slice(-28);
    const enough = (3 * before.reduce((sum, each) => sum + each, 0)) / Math.max(7, before.length);
    // It comes back at the end of its last day without.
    if (left === 0 && day !== 80) this.out.push(day);
    else if (left <= enough && left > 0) this.low.push(day);
    this.#ran.push(sold);
  }

  async #restock(day: number): Promise<void> {
    const lines = STEADY.flatMap((id) => {
      const left = this.#stock.get(id) ?? 0;
      if ((id === 'runout' && day >= 60 && day < 80) || left >= FULL) return [];
      this.#stock.set(id, FULL);
      return [{ product: id, quantity: FULL - left, unit_cost: 3_000 }];
    });
    if (lines.length > 0) await this.#adjust('purchase', lines);
  }

  async #forecast(day: number): Promise<void> {
    const shelf = new Repository(
      this.#table,
      this.#shop.settings.shop_id,
      KEPT_FORECAST,
      this.#shop.replica.accept,
    );
    const starts = Array.from({ length: 14 }, (_, step) => dayOf(FIRST + day + step));
    const records = ['soap', 'spiky'].map((id): KeptForecast => {
      const biased = id === 'soap' && day >= BIASED.from && day < BIASED.to;
      const [point, width] = biased ? [15, 9] : [10, WIDTH];
      const head = {
        by: 'product',
        series_id: id,
        counted: 'units',
        grain: 'day',
        last: dayOf(FIRST + day - 1),
      } as const;
      const all = (value: number): number[] => starts.map(() => value);
      return {
        forecast_id: keptId(head),
        ...head,
        method: 'script',
        starts,
        point: all(point),
        low80: all(point - width / 2),
        high80: all(point + width / 2),
        low95: all(point - width),
        high95: all(point + width),
      };
    });
    await shelf.putMany(records, new Map(), this.#now(day));
  }

  async #plant(day: number): Promise<void> {
    const save = (product: string, fields: { price?: number; mrp?: number }): Promise<unknown> =>
      this.#shop.products.save({ product, fields, above_mrp: true }, key(`save ${product} ${day}`));
    if (day === 10) await this.#udhaar('C2', { kind: 'credit', amount: 80_000, due: dayOf(FIRST + 364) });
    if (day === 20) await this.#udhaar('C1', { kind: 'credit', amount: 45_000, due: dayOf(FIRST + 50) });
    if (day === 30)
      await this.#adjust('purchase', [
        { product: 'jam', quantity: 40, unit_cost: 3_000, batch: 'B1', expires: dayOf(FIRST + 60) },
      ]);
    // One a day was sold of the forty from the day after they came.
    if (day === 65)
      await this.#adjust('wastage', [
        { product: 'jam', quantity: 10, batch: 'B1', expires: dayOf(FIRST + 60) },
      ]);
    if (day === 70) await this.#udhaar('C1', { kind: 'payment', amount: 45_000 });
    if (day === 80) await this.#restockRunout();
    if (day === 90)
      await this.#udhaar('C2', {
        kind: 'credit',
        amount: 50_000,
        due: dayOf(FIRST + 364),
        over_limit: true,
      });
    if (day === 100) await this.#udhaar('C1', { kind: 'credit', amount: 20_000, due: dayOf(FIRST + 130) });
    if (day === 110) await this.#udhaar('C2', { kind: 'payment', amount: 40_000 });
    if (day === 140) await this.#udhaar('C1', { kind: 'payment', amount: 20_000 });
    if (day === 150) await save('cheap', { price: 2_900 });
    if (day === 157) await save('cheap', { price: 5_000 });
    if (day === 180) await save('printed', { mrp: 4_500 });
    if (day === 183) await save('printed', { price: 4_500 });
    this.#stock.set('soap', (this.#stock.get('soap') ?? 0) + (await this.#bills.play(day)));
    if (day === 282) {
      this.#stock.set('short', FULL);
      await this.#adjust('count', [{ product: 'short', quantity: FULL }]);
    }
  }

  async #restockRunout(): Promise<void> {
    this.#stock.set('runout', FULL);
    await this.#adjust('purchase', [{ product: 'runout', quantity: FULL, unit_cost: 3_000 }]);
  }

  #adjust(
    kind: 'opening' | 'purchase' | 'wastage' | 'count',
    lines: readonly { product: string; quantity: number; [field: string]: unknown }[],
  ): Promise<unknown> {
    this.#writes += 1;
    return this.#shop.inventory.adjust(
      { kind, lines: lines.map((line) => ({ ...line, quantity: Math.round(line.quantity * 1_000) })) },
      key(`adjust ${this.#writes}`),
    );
  }

  #udhaar(customer: string, change: Parameters<Shop['udhaar']['record']>[1]): Promise<unknown> {
    this.#writes += 1;
    return this.#shop.udhaar.record(customer, change, key(`udhaar ${this.#writes}`));
  }

  #now(day: number): Date {
    return new Date((FIRST + day) * 86_400_000 + 43_200_000);
  }
}

function key(text: string): { key: string; payload: unknown } {
  return { key: `year ${text}`, payload: text };
}
