import { expect, test } from 'vitest';
import { embeddedStore } from '../../support/embedded-store.js';
import { clerkError } from '../../support/failures.js';
import { stockShop } from './shop.js';

const store = embeddedStore();

/** A shop whose clock is set day by day. */
async function open() {
  let now = '';
  const opened = await stockShop(store.table(), {}, () => new Date(`2026-03-${now}T06:30:00Z`));
  const on = async (day: string, work: () => Promise<unknown>): Promise<void> => {
    now = day;
    await work();
  };
  return { ...opened, on };
}

test('days without stock are those that ended with none, till some came; none before the first movement', async () => {
  const { adjust, sell, shop, on } = await open();
  await on('03', () => adjust('purchase', { quantity: 3_000 }));
  await on('05', () => sell(3_000));
  await on('09', () => adjust('purchase', { quantity: 5_000 }));
  await on('12', () => adjust('count', { quantity: 0 }));
  await on('14', async () => {
    await adjust('purchase', { quantity: 1_000 });
    await adjust('wastage', { quantity: 1_000 });
  });
  // Another product, always there.
  await on('14', () => adjust('purchase', { product: 'P2', quantity: 1_000 }));
  await on('16', async () => undefined);
  const days = (from: string, to: string) => shop.inventory.stockOutDays(['P1', 'P2', 'P3'], from, to);
  const all = [5, 6, 7, 8, 12, 13, 14, 15, 16].map((day) => `2026-03-${String(day).padStart(2, '0')}`);
  expect(await days('2026-01-01', '2026-12-31')).toEqual(new Map([['P1', all]]));
  expect(await days('2026-03-07', '2026-03-12')).toEqual(new Map([['P1', all.slice(2, 5)]]));
  expect((await clerkError(days('2026-03-02', '2026-03-01'))).field).toBe('to');
});

test('below zero, a day counts only if nothing was sold on it: the goods were there', async () => {
  const { adjust, sell, shop, on } = await open();
  await on('03', () => adjust('count', { quantity: 1_000 }));
  await on('04', () => sell(3_000));
  await on('06', () => sell(1_000));
  await on('07', async () => undefined);
  const days = await shop.inventory.stockOutDays(['P1'], '2026-03-01', '2026-03-31');
  expect(days.get('P1')).toEqual(['2026-03-05', '2026-03-07']);
});

test('goods that came back and were recorded for an earlier day count on their day', async () => {
  const { adjust, shop, on } = await open();
  await on('03', () => adjust('count', { quantity: 0 }));
  await on('10', () => adjust('purchase', { quantity: 1_000 }, { on: '2026-03-06' }));
  const days = await shop.inventory.stockOutDays(['P1'], '2026-03-01', '2026-03-31');
  expect(days.get('P1')).toEqual(['2026-03-03', '2026-03-04', '2026-03-05']);
});
