import { describe, expect, test } from 'vitest';
import type { Bill } from '../../../../src/domain/bills/bill.js';
import type { LineAnswer } from '../../../../src/domain/bills/posting/answers.js';
import { itemOf } from '../../../support/bills/record.js';
import { embeddedStore } from '../../../support/embedded-store.js';
import { postingShop } from '../../../support/posting/shop.js';

const store = embeddedStore();
const sum = (value: number) => ({ value, text: String(value), confidence: 0.95, checks: [] });
const said = (value: string, confidence = 0.9) => ({ value, text: value, confidence, checks: [] });
const taxed = (...amounts: readonly number[]): Bill['taxes'] =>
  amounts.map((amount) => ({ kind: 'tax', amount: sum(amount) }));
/** Fine units of so many rupees. */
const rupees = (amount: number) => Math.round(amount * 1_000_000);
const SALT = itemOf('TATA SALT 1KG', 10_000, 2_500);
const CASES = itemOf('TATA SALT 1KG', 2_000, 54_000, { unit: 'CASE' });

describe('the cost of goods', () => {
  test.each([
    ['taxes added, claimed back', 'credit', { taxes: taxed(1_250), total: sum(26_250) }, 25, false],
    ['taxes added, not claimed back', 'cost', { taxes: taxed(1_250), total: sum(26_250) }, 26.25, true],
    [
      'taxes held in the rates, claimed back',
      'credit',
      { taxes: taxed(1_190), total: sum(25_000) },
      23.81,
      true,
    ],
    [
      'taxes held in the rates, not claimed back',
      'cost',
      { taxes: taxed(1_190), total: sum(25_000) },
      25,
      true,
    ],
    ['a discount on the whole bill', 'credit', { discount: sum(2_500), total: sum(22_500) }, 22.5, true],
    ['no taxes', 'cost', { total: sum(25_000) }, 25, false],
    ['sums that do not come out', 'cost', { taxes: taxed(1_250), total: sum(60_000) }, 25, true],
  ] as const)('%s', async (_name, input_tax, more, cost, noted) => {
    const { read, propose } = await postingShop(store.table(), { input_tax });
    const bill = await read({ id: 'taxed', items: [{ ...SALT, taxRate: 500 }], more });
    const { lines, header } = await propose(bill);
    expect((lines[0]?.unit_cost ?? 0) / 1_000_000).toBeCloseTo(cost, 2);
    expect(header.notes.some((note) => note.includes('costs'))).toBe(noted);
  });

  test.each([
    ['the rate of a line', 500, { taxes: taxed(1_250), total: sum(26_250) }, 26.25],
    ['CGST alone', 250, { taxes: taxed(625, 625), total: sum(26_250) }, 26.25],
    ['no rate of the bill: its share counts', 1_800, { taxes: taxed(1_250), total: sum(26_250) }, 26.25],
  ])('a printed rate is %s', async (_name, taxRate, more, cost) => {
    const { read, propose } = await postingShop(store.table(), { input_tax: 'cost' });
    const pen = itemOf('Ball Pen', 10_000, 2_500, { taxRate });
    const bill = await read({ id: 'rates', items: [pen], more });
    const { lines } = await propose(bill, { lines: [{ line: 1, product: 'bag' }] });
    expect(lines[0]?.unit_cost).toBe(rupees(cost));
  });

  test('goods free of charge lower the average, not what the product costs', async () => {
    const { read, propose, post, product, stock } = await postingShop(store.table());
    const free = itemOf('TATA SALT 1KG FREE', 1_000, 0, { amount: 0, rate: undefined });
    const bill = await read({ id: 'free', items: [SALT, free] });
    const proposed = (await propose(bill)).lines[1];
    expect(proposed).toMatchObject({ match: { by: 'name' }, unit_cost: 0, warnings: [] });
    await post(bill);
    expect(await product('salt')).toMatchObject({ cost: 2_500 });
    expect(await stock('salt')).toMatchObject({ on_hand: 11_000, average_cost: 22_727_273 });
    const next = await read({ id: 'next', items: [itemOf('TATA SALT 1KG', 1_000, 3_500)] });
    expect((await propose(next)).lines[0]?.warnings).toContainEqual({
      kind: 'cost_jump',
      percent: 40,
      was: rupees(25),
      on: '2026-03-28',
    });
    await post(await read({ id: 'gift', items: [free], total: 100 }));
    expect(await product('salt')).toMatchObject({ cost: 2_500 });
  });

  test.each<[string, Omit<LineAnswer, 'line'>, number | undefined, number]>([
    ['in the unit of the bill', { quantity: 1_000 }, undefined, 0],
    ['in pieces', { quantity: 48_000, unit: 'piece' }, 48_000, 22.5],
    ['in pieces, with a cost', { quantity: 48_000, unit: 'piece', unit_cost: 2_300 }, 48_000, 23],
  ])('cases of what has no pack, counted %s', async (_name, answer, quantity, cost) => {
    const { read, propose } = await postingShop(store.table());
    const { lines } = await propose(await read({ id: 'cases', items: [CASES] }), {
      lines: [{ line: 1, ...answer }],
    });
    expect(lines[0]?.quantity).toBe(quantity);
    expect(lines[0]?.needs.map(({ field }) => field)).toEqual(quantity === undefined ? ['line 1, unit'] : []);
    if (quantity !== undefined) expect(lines[0]?.unit_cost).toBe(rupees(cost));
  });

  test('what was learned of pieces is not taken for a case', async () => {
    const { read, propose, post } = await postingShop(store.table());
    const counted = { lines: [{ line: 1, quantity: 48_000, unit: 'piece' }] };
    await post(await read({ id: 'first', items: [CASES] }), counted);
    const { needs } = await propose(await read({ id: 'second', items: [CASES], date: '2026-03-29' }));
    expect(needs.map(({ field }) => field)).toEqual(['line 1, unit']);
  });

  test('a new product is kept in what the bill or a person counts it in', async () => {
    const { read, propose } = await postingShop(store.table());
    const bill = await read({ id: 'new', items: [{ ...CASES, name: 'Ball Pen' }] });
    const make = async (answer: object) =>
      (await propose(bill, { lines: [{ line: 1, product: 'new', ...answer }] })).lines[0];
    expect(await make({})).toMatchObject({ make: { unit: 'case' }, quantity: 2_000, unit_cost: rupees(540) });
    expect(await make({ quantity: 40_000, unit: 'piece' })).toMatchObject({
      make: { unit: 'piece' },
      quantity: 40_000,
      unit_cost: rupees(27),
    });
  });

  test('grams of what is kept in kilos are kilos', async () => {
    const { read, propose } = await postingShop(store.table());
    const bill = await read({ id: 'grams', items: [itemOf('Sugar', 500_000, 4, { unit: 'GM' })] });
    expect((await propose(bill)).lines[0]).toMatchObject({ quantity: 500, unit_cost: rupees(40), needs: [] });
  });

  test('a bill in another currency is never taken for the shop’s', async () => {
    const { read, propose } = await postingShop(store.table());
    const bill = await read({ id: 'usd', items: [SALT], more: { currency: said('USD') } });
    expect((await propose(bill)).needs.map(({ field }) => field)).toEqual(['amount', 'line 1, unit_cost']);
    const answers = { total: 2_100_000, lines: [{ line: 1, unit_cost: 210_000 }] };
    const { needs, lines } = await propose(bill, answers);
    expect(needs).toEqual([]);
    expect(lines[0]?.unit_cost).toBe(rupees(2_100));
  });
});

describe('a person is told', () => {
  test.each([
    ['of goods that are not there', { items: [] }, 'No goods'],
    ['of money paid at the counter', { items: [SALT], more: { paid: sum(50_000) } }, 'money was paid'],
    ['of an old date', { items: [SALT], date: '2024-03-28' }, '733 days old'],
  ])('%s', async (_name, made, note) => {
    const { read, propose } = await postingShop(store.table());
    const { header } = await propose(await read({ id: 'told', total: 25_000, ...made }));
    expect(header.notes.join(' ')).toContain(note);
    const usual = await propose(await read({ id: 'usual', items: [SALT] }));
    expect(usual.header.notes).toEqual([]);
  });
});
