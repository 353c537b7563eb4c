import { describe, expect, it } from 'vitest';
import { ALERT_KINDS } from '../../../src/domain/advice/alerts/finding.js';
import { dayOf } from '../../../src/domain/calendar/days.js';
import { generateDemoShop } from '../../../src/domain/demo/generate.js';
import type { Shop } from '../../../src/domain/open-shop.js';
import type { Table } from '../../../src/domain/ports/store/table.js';
import type { Sale } from '../../../src/domain/sales/sale.js';
import { PlainTable } from '../../support/advice/plain-table.js';
import { playYear } from '../../support/advice/play-year.js';
import { BIASED, FIRST, PLANTED, ScriptedYear, YEAR_DAYS } from '../../support/advice/scripted-year.js';
import { embeddedStore } from '../../support/embedded-store.js';
import { seeded } from '../../support/seeded.js';
import { anotherProcess } from '../sales/shop.js';

const NONE = new Map<string, number>();

function yearIn(table: Table): { shop: Shop; year: ScriptedYear } {
  let now = new Date(0);
  // Six in the evening in Kolkata.
  const setDay = (day: number): void => {
    now = new Date((FIRST + day) * 86_400_000 + 45_000_000);
  };
  const shop = anotherProcess(table, 'year', () => now);
  return { shop, year: new ScriptedYear(shop, table, seeded(8), setDay) };
}

it('plants every kind of cause that there is', () => {
  const kinds = [...PLANTED.map(({ kind }) => kind), BIASED.kind, 'low_stock', 'out_of_stock'];
  expect([...new Set(kinds)].sort()).toEqual([...ALERT_KINDS].sort());
});

it('a year: every planted cause is raised within its day, nothing else is, and none twice', async () => {
  const { shop, year } = yearIn(new PlainTable());
  await playYear(shop, year);
}, 120_000);

// Some minutes: two years of sales of the demo shop go on beside what is planted, all of it in the store.
describe.runIf(process.env.MUNSHI_ALERT_YEAR === 'demo')('in the demo shop on the embedded store', () => {
  const store = embeddedStore();

  it('the same year comes to the same', async () => {
    const { shop, year } = yearIn(store.table());
    const { books } = shop;
    const demo = generateDemoShop({ seed: 1, lastDay: dayOf(FIRST + YEAR_DAYS - 1) });
    // Stock is kept of what is planted only: the demo's own is of its last day.
    const products = demo.products.map(({ stock: _, on_order: __, reorder_level: ___, ...product }) => ({
      ...product,
      track_stock: false,
    }));
    const opened = new Date((FIRST - 1) * 86_400_000);
    await books.categories.putMany(demo.categories, NONE, opened);
    await books.products.putMany(products, NONE, opened);
    await books.customers.putMany(demo.customers, NONE, opened);
    const daily = new Map<string, Sale[]>();
    const earlier: Sale[] = [];
    for (const sale of demo.sales) {
      const day = sale.at.slice(0, 10);
      const those = day < dayOf(FIRST) ? earlier : (daily.get(day) ?? []);
      those.push(sale);
      if (those !== earlier) daily.set(day, those);
    }
    await books.sales.putMany(earlier, NONE, opened);
    // The demo has its own: an oil whose tax and cost come to more than its price.
    const atLoss = demo.products.filter(
      ({ price = 0, cost = 0, tax_rate: tax = 0 }) => price / (1 + tax / 10_000) < cost,
    );
    await playYear(
      shop,
      year,
      (day) =>
        books.sales.putMany(
          daily.get(dayOf(FIRST + day)) ?? [],
          NONE,
          new Date((FIRST + day) * 86_400_000 + 43_200_000),
        ),
      atLoss.map(({ product_id: id }) => `negative_margin:${id}`),
    );
  }, 1_800_000);
});
