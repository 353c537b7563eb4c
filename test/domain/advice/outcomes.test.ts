import { expect, it, onTestFinished } from 'vitest';
import { Duplicates } from '../../../src/domain/bills/duplicates.js';
import type { Shop } from '../../../src/domain/open-shop.js';
import { recommendActions } from '../../../src/tools/recommend-actions.js';
import { PlainTable } from '../../support/advice/plain-table.js';
import { billRecord, itemOf, itemsOfBill } from '../../support/bills/record.js';
import { anotherProcess, NOON } from '../sales/shop.js';

const DAY = 86_400_000;
const call = { signal: new AbortController().signal, progress: () => undefined, show: () => undefined };
const items = [itemOf('Soap', 12_000, 5_800)];
/** Three bills that may be one. */
const BILLS = ['G-17', 'G-18', 'G-19'].map((number) => billRecord({ id: number, items, number }));

let keys = 0;
const key = () => {
  keys += 1;
  return { key: `outcome-${keys}`, payload: keys };
};

/** A shop that sells soap at a loss and jam too slowly, and has read a bill three times; its clock moves by day. */
async function shopInTrouble(): Promise<{
  shop: Shop;
  bills: readonly string[];
  setDay: (day: number) => void;
}> {
  let now = NOON;
  const setDay = (day: number): void => {
    now = new Date(NOON.getTime() + day * DAY);
  };
  const table = new PlainTable();
  const shop = anotherProcess(table, 'outcomes', () => now, {}, { patience: 0 });
  onTestFinished(() => shop.forecasts.close());
  onTestFinished(() => shop.reorders.close());
  const product = (id: string, cost: number) => ({
    product_id: id,
    name: id,
    price: 5_000,
    cost,
    track_stock: true,
  });
  await shop.books.products.putMany([product('soap', 5_800), product('jam', 3_000)], new Map(), NOON);
  await shop.books.suppliers.putMany([{ supplier_id: 'S1', name: 'Gupta Traders' }], new Map(), NOON);
  await shop.inventory.adjust(
    { kind: 'opening', on: '2026-03-01', lines: [{ product: 'soap', quantity: 500_000 }] },
    key(),
  );
  await shop.inventory.adjust(
    {
      kind: 'purchase',
      on: '2026-03-02',
      lines: [{ product: 'jam', quantity: 120_000, unit_cost: 3_000, batch: 'B1', expires: '2026-04-13' }],
    },
    key(),
  );
  for (let day = -28; day < 0; day += 1) {
    setDay(day);
    await sell(shop, 5 + (day % 2), 1);
  }
  setDay(0);
  for (const record of BILLS) {
    const duplicates = await new Duplicates(table, 'outcomes').find(record.file.sha256, record.bill);
    await table.putMany(itemsOfBill(table, 'outcomes', { ...record, duplicates }));
  }
  return { shop, bills: BILLS.map(({ bill_id: id }) => id), setDay };
}

function sell(shop: Shop, soap: number, jam: number): Promise<unknown> {
  const lines = [
    { product: 'soap', quantity: soap * 1_000 },
    { product: 'jam', quantity: jam * 1_000 },
  ];
  return shop.sales.record(
    { tax_included: true, lines: lines.filter(({ quantity }) => quantity > 0) },
    key(),
  );
}

async function post(shop: Shop, bill = ''): Promise<void> {
  const answers = { lines: [{ line: 1, product: 'soap' }] };
  const { code } = await shop.postings.propose(bill, answers);
  await shop.postings.post(bill, answers, code, key());
}

it('prices that were changed and bills that were taken back are found in the books, with what they brought', async () => {
  const { shop, bills, setDay } = await shopInTrouble();
  const [first = '', second = '', third = ''] = bills;
  await post(shop, first);
  await post(shop, second);
  const { actions } = await recommendActions.execute({ limit: 20 }, shop, call);
  expect(actions).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ action: 'reprice', about: 'soap' }),
      expect.objectContaining({ action: 'mark_down', about: 'jam' }),
      expect.objectContaining({
        action: 'check_bill',
        evidence: expect.objectContaining({ posted: true, other_posted: true }),
      }),
      expect.objectContaining({ action: 'check_bill', evidence: expect.objectContaining({ posted: false }) }),
    ]),
  );

  setDay(0.1);
  await shop.products.save({ product: 'soap', fields: { price: 7_000 } }, key());
  await shop.products.save({ product: 'jam', fields: { price: 3_500 } }, key());
  // Of two that are alike it may be the earlier one that is taken back.
  await shop.postings.reverse(first, key());
  for (let day = 0; day < 20; day += 1) {
    setDay(day + 0.2);
    await sell(shop, 4 + (day % 2), day < 14 ? 4 : 0);
  }
  setDay(20);
  const { outcomes } = await recommendActions.execute({ show: 'outcomes', limit: 20 }, shop, call);
  // 4.5 a day at a profit of 12 each, beside 4.5 at a loss of 8; over twenty days.
  expect(outcomes).toContainEqual(
    expect.objectContaining({ action: 'reprice', followed: 'yes', effect: 20 * (4.5 * 12 + 4.5 * 8) }),
  );
  // 56 sold, where the pace of before was one a day.
  expect(outcomes).toContainEqual(
    expect.objectContaining({ action: 'mark_down', followed: 'yes', effect: 36 * 35 }),
  );
  expect(outcomes).toContainEqual(
    expect.objectContaining({ action: 'check_bill', followed: 'yes', effect: 12 * 58 }),
  );
  expect(outcomes).toContainEqual(
    expect.objectContaining({
      action: 'check_bill',
      followed: 'cannot_tell',
      says: expect.stringContaining('not in the books'),
    }),
  );

  await shop.alerts.update(
    `bill_duplicate:${third}`,
    { action: 'resolve', reason: 'Read twice by mistake.' },
    key(),
  );
  const { outcomes: after } = await recommendActions.execute({ show: 'outcomes', limit: 20 }, shop, call);
  expect(after).toContainEqual(
    expect.objectContaining({
      action: 'check_bill',
      followed: 'yes',
      says: expect.stringContaining('resolved by hand'),
    }),
  );
});
