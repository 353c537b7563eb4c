import { describe, expect, it } from 'vitest';
import { ITEMS } from '../../../src/domain/demo/catalogue.js';
import { daysUntil } from '../../../src/domain/demo/days.js';
import { itemDemand } from '../../../src/domain/demo/demand.js';
import { elementAt } from '../../../src/domain/random.js';
import type { Sale } from '../../../src/domain/sales/sale.js';
import { FIRST_DAY, LAST_DAY, shop } from './shop.js';

const days = daysUntil(LAST_DAY, 730);
const sold = shop.sales.filter((sale) => sale.kind === 'sale');
const dayOf = (sale: Sale) => sale.at.slice(0, 10);
const categoryOf = new Map(shop.products.map((product) => [product.product_id, product.category_id ?? '']));

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
/** Difference of two means in standard errors (Welch). */
function welch(a: readonly number[], b: readonly number[]): number {
  const spread = (values: readonly number[]) =>
    mean(values.map((value) => (value - mean(values)) ** 2)) / values.length;
  return (mean(a) - mean(b)) / Math.sqrt(spread(a) + spread(b));
}

const receiptsOn = new Map<string, number>();
const linesOn = new Map<string, number>();
for (const sale of sold) {
  receiptsOn.set(dayOf(sale), (receiptsOn.get(dayOf(sale)) ?? 0) + 1);
  for (const line of sale.lines) {
    const key = `${dayOf(sale)} ${categoryOf.get(line.product_id ?? '')}`;
    linesOn.set(key, (linesOn.get(key) ?? 0) + 1);
  }
}
const open = days.filter((day) => receiptsOn.has(day.date));
const receipts = (wanted: (day: (typeof days)[number]) => boolean) =>
  open.filter(wanted).map((day) => receiptsOn.get(day.date) ?? 0);
const lines = (category: string, wanted: (day: (typeof days)[number]) => boolean) =>
  open.filter(wanted).map((day) => linesOn.get(`${day.date} ${category}`) ?? 0);

describe('the demand of the demo shop', () => {
  it('covers two years with a few closed days', () => {
    expect(days[0]?.date).toBe(FIRST_DAY);
    expect(days.length - open.length).toBeGreaterThanOrEqual(4);
    expect(days.length - open.length).toBeLessThanOrEqual(12);
  });

  it('is higher at weekends, in the evening and when salaries come', () => {
    const weekend = receipts((day) => day.weekday === 0 || day.weekday === 6);
    const midweek = receipts((day) => day.weekday >= 1 && day.weekday <= 4);
    expect(mean(weekend) / mean(midweek)).toBeGreaterThan(1.25);
    expect(welch(weekend, midweek)).toBeGreaterThan(8);

    const staples = (from: number, to: number) =>
      lines('oil-ghee', (day) => day.dayOfMonth >= from && day.dayOfMonth <= to);
    expect(mean(staples(1, 7)) / mean(staples(21, 31))).toBeGreaterThan(1.3);
    expect(welch(staples(1, 7), staples(21, 31))).toBeGreaterThan(5);

    const atHour = (hour: string) => sold.filter((sale) => sale.at.slice(11, 13) === hour).length;
    expect(atHour('19')).toBeGreaterThan(3 * atHour('14'));
  });

  it('rises before Diwali, most for sweets and oil', () => {
    const diwalis = [Date.parse('2024-10-31'), Date.parse('2025-10-20')];
    const ahead = (date: string) => diwalis.map((diwali) => (diwali - Date.parse(date)) / 86_400_000);
    const before = (day: { date: string }) => ahead(day.date).some((left) => left >= 0 && left <= 12);
    const around = (day: { date: string }) =>
      ahead(day.date).some((left) => (left > 60 && left <= 90) || (left < -5 && left >= -45));
    for (const [category, lift] of [
      ['sweets', 2],
      ['oil-ghee', 1.35],
    ] as const) {
      expect(mean(lines(category, before)) / mean(lines(category, around)), category).toBeGreaterThan(lift);
      expect(welch(lines(category, before), lines(category, around)), category).toBeGreaterThan(3);
    }
    expect(mean(lines('stationery', before)) / mean(lines('stationery', around))).toBeLessThan(1.35);
  });

  it('follows the seasons: cold drinks in summer, tea in the rains', () => {
    const summer = (day: { month: number }) => day.month === 4 || day.month === 5;
    const rains = (day: { month: number }) => day.month === 7 || day.month === 8;
    const cold = (day: { month: number }) => day.month === 12 || day.month === 1;
    expect(mean(lines('beverages', summer)) / mean(lines('beverages', cold))).toBeGreaterThan(1.6);
    expect(mean(lines('tea-coffee', rains)) / mean(lines('tea-coffee', summer))).toBeGreaterThan(1.3);
  });

  it('grows slowly, and more of it is paid by UPI', () => {
    const year = (from: number) => open.slice(from, from + 360).map((day) => receiptsOn.get(day.date) ?? 0);
    expect(mean(year(365)) / mean(year(0))).toBeGreaterThan(1);
    expect(mean(year(365)) / mean(year(0))).toBeLessThan(1.2);
    const share = (part: readonly Sale[]) =>
      part.filter((sale) => sale.payment === 'upi').length / part.length;
    expect(share(sold.slice(-2_000)) - share(sold.slice(0, 2_000))).toBeGreaterThan(0.1);
  });

  it('answers a price by the elasticity of the item', () => {
    const day = elementAt(days, 100);
    const terms = (offer: number) =>
      ITEMS.map((item) => ({
        price: Int32Array.from(days, () => item.price),
        cost: Int32Array.from(days, () => item.cost),
        offer: new Int32Array(days.length).fill(offer),
        taxRate: new Int32Array(days.length),
      }));
    const usual = itemDemand(day, terms(0));
    const cheaper = itemDemand(day, terms(2_000));
    for (const [index, { elasticity, name }] of ITEMS.entries()) {
      if (usual[index] === 0) continue;
      expect((cheaper[index] ?? 0) / (usual[index] ?? 0), name).toBeCloseTo(0.8 ** elasticity, 9);
    }
  });
});

describe('the goods of the demo shop', () => {
  const saleDays = new Map<string, string[]>();
  const prices = new Map<string, Set<number>>();
  for (const sale of sold) {
    for (const { product_id: id = '', unit_price } of sale.lines) {
      saleDays.set(id, [...(saleDays.get(id) ?? []), dayOf(sale)]);
      prices.set(id, (prices.get(id) ?? new Set()).add(unit_price));
    }
  }
  const back = (left: number) => elementAt(days, days.length - 1 - left).date;

  it('change their price over time, save coin-priced packs, and are on offer now and then', () => {
    expect([...prices.values()].filter((seen) => seen.size >= 2).length).toBeGreaterThan(120);
    for (const { product_id: id, price = 0 } of shop.products) {
      if (price <= 1_000) expect(prices.get(id)?.size ?? 1).toBe(1);
    }
    const offered = sold.flatMap((sale) => sale.lines).filter((line) => (line.discount ?? 0) > 0);
    expect(offered.length).toBeGreaterThan(200);
  });

  it('end at the price of the product record', () => {
    const priceOf = new Map(shop.products.map((product) => [product.product_id, product.price]));
    for (const sale of sold.filter((one) => dayOf(one) === LAST_DAY)) {
      for (const line of sale.lines) expect(line.unit_price).toBe(priceOf.get(line.product_id ?? ''));
    }
  });

  it('hold slow movers, late starters, discontinued goods and one that lies dead', () => {
    const slow = shop.products.filter(({ product_id: id, discontinued }) => {
      const seen = saleDays.get(id) ?? [];
      return !discontinued && seen.length > 0 && seen.length <= 30 && (seen[0] ?? '') < back(365);
    });
    expect(slow.length).toBeGreaterThanOrEqual(3);
    const late = shop.products.filter(({ product_id: id }) => (saleDays.get(id)?.[0] ?? '') >= back(330));
    expect(late.length).toBeGreaterThanOrEqual(4);
    expect(shop.products.filter((product) => product.discontinued).length).toBeGreaterThanOrEqual(3);
    const dead = shop.products.filter(
      ({ product_id: id, discontinued, stock = 0 }) =>
        !discontinued && stock > 0 && (saleDays.get(id)?.at(-1) ?? '') < back(90),
    );
    expect(dead.map((product) => product.name)).toContainEqual(
      expect.stringMatching(/^Khushiyan Sugar-free Barfi/),
    );
  });

  it('are sold by weight where loose and by the piece where packed', () => {
    const loose = new Set(ITEMS.filter((item) => item.loose).map((item) => item.product_id));
    const weighed = sold.flatMap((sale) => sale.lines).filter((line) => line.quantity % 1_000 !== 0);
    expect(weighed.length).toBeGreaterThan(2_000);
    expect(weighed.every((line) => loose.has(line.product_id ?? ''))).toBe(true);
  });
});
