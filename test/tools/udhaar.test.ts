import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { Catalogue } from '../../src/catalogue/catalogue.js';
import { TOOLS } from '../../src/tools/index.js';
import { shopWithProducts } from '../domain/sales/shop.js';
import { embeddedStore, freshShop } from '../support/embedded-store.js';

const store = embeddedStore();
const quiet = (): void => undefined;
const catalogue = new Catalogue(TOOLS, {}, quiet);
const caller = { signal: new AbortController().signal, progress: quiet };
let keys = 0;

/** A shop and its tools as a client calls them. */
async function open() {
  const shop = await shopWithProducts(store.table(), freshShop());
  const call = async <T>(schema: z.ZodType<T>, name: string, args: object): Promise<T> => {
    keys += 1;
    const key = name === 'record_udhaar' ? { idempotency_key: `udhaar-tool-${keys}` } : {};
    const answer = await catalogue.call(name, { ...args, ...key }, async () => shop, caller);
    expect(answer.isError, answer.content[0].text).not.toBe(true);
    return schema.parse(answer.structuredContent);
  };
  const record = (args: object) => call(z.looseObject({}), 'record_udhaar', args);
  return { shop, call, record };
}

const HINDI = 'पिछले महीने का बकाया जो दीपावली के बाद देने को कहा था ';
const Page = z.looseObject({
  entries: z.array(z.looseObject({ entry: z.int() })),
  untrusted: z.record(z.string(), z.string()).optional(),
  has_more: z.boolean(),
  next_cursor: z.string().optional(),
});
const List = z.looseObject({
  accounts: z.array(z.looseObject({ customer: z.string() })),
  has_more: z.boolean(),
  next_cursor: z.string().optional(),
});

describe('what settled what', () => {
  const Settled = z.looseObject({
    debts: z.array(z.looseObject({ entry: z.int() })),
    debt_count: z.int(),
    entries: z.array(
      z.looseObject({
        entry: z.int(),
        left: z.number().optional(),
        settles: z.record(z.string(), z.number()).optional(),
        settled_by: z.record(z.string(), z.number()).optional(),
      }),
    ),
  });
  const look = (call: Awaited<ReturnType<typeof open>>['call'], args: object = {}) =>
    call(Settled, 'get_udhaar', { customer: 'C1', ...args });

  test('stands beside each entry, as of the day that is shown', async () => {
    const { call, record } = await open();
    await record({ kind: 'credit', customer: 'C1', amount: 100, on: '2026-03-01' });
    await record({ kind: 'credit', customer: 'C1', amount: 50, on: '2026-03-02' });
    await record({ kind: 'payment', customer: 'C1', amount: 120, on: '2026-03-10' });
    await record({ kind: 'payment', customer: 'C1', amount: 40, on: '2026-03-11' });
    const shown = async (as_of?: string) =>
      (await look(call, { as_of })).entries.map(({ entry, left, settles, settled_by: by }) => [
        entry,
        left,
        settles ?? by,
      ]);
    expect(await shown()).toEqual([
      [4, 10, { 2: 30 }],
      [3, 0, { 1: 100, 2: 20 }],
      [2, 0, { 3: 20, 4: 30 }],
      [1, 0, { 3: 100 }],
    ]);
    expect(await shown('2026-03-10')).toEqual([
      [3, 0, { 1: 100, 2: 20 }],
      [2, 30, { 3: 20 }],
      [1, 0, { 3: 100 }],
    ]);
  });

  test('of very many is added up, and all open debts can be reached', async () => {
    const { call, record } = await open();
    for (let index = 0; index < 45; index += 1) await record({ kind: 'credit', customer: 'C1', amount: 10 });
    const pages = await Promise.all([1, 21, 41].map((from) => look(call, { debts_from: from, limit: 0 })));
    expect(pages.map(({ debts }) => debts.length)).toEqual([20, 20, 5]);
    const all = pages.flatMap(({ debts }) => debts.map(({ entry }) => entry));
    expect(new Set(all).size).toBe(45);
    await record({ kind: 'payment', customer: 'C1', amount: 300 });
    const { entries } = await look(call, { limit: 1 });
    expect(Object.keys(entries[0]?.settles ?? {})).toHaveLength(11);
    expect(entries[0]?.settles?.others).toBe(200);
  });
});

describe('an answer that would not fit', () => {
  test('of entries with long notes ends early and goes on; a note is whole where its entry is alone', async () => {
    const { call, record } = await open();
    const note = HINDI.repeat(10).slice(0, 500);
    for (let index = 0; index < 100; index += 1)
      await record({ kind: 'credit', customer: 'C1', amount: 10, note, reference: 'R'.repeat(100) });
    const seen: number[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const page = await call(Page, 'get_udhaar', { customer: 'C1', limit: 100, cursor });
      seen.push(...page.entries.map(({ entry }) => entry));
      for (const text of Object.values(page.untrusted ?? {})) expect(text).toMatch(/^.{100,120}…$/su);
      expect(page.has_more).toBe(page.next_cursor !== undefined);
      cursor = page.next_cursor;
      pages += 1;
    } while (cursor !== undefined);
    expect(seen).toEqual(Array.from({ length: 100 }, (_, index) => 100 - index));
    expect(pages).toBeGreaterThan(1);
    const one = await call(Page, 'get_udhaar', { customer: 'C1', limit: 1 });
    expect(one.untrusted?.['entry 100']).toContain(note.trim());
  });

  test('of debtors with long names ends early and goes on', async () => {
    const { shop, call, record } = await open();
    const customers = Array.from({ length: 100 }, (_, index) => ({
      customer_id: `K${index}`,
      name: `${HINDI.repeat(4).slice(0, 190)} ${String(index).padStart(3, '0')}`,
    }));
    await shop.books.customers.putMany(customers, new Map(), new Date('2026-03-31T06:30:00Z'));
    for (const { customer_id: customer } of customers) await record({ kind: 'credit', customer, amount: 10 });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await call(List, 'list_udhaar', { sort: 'name', limit: 100, cursor });
      seen.push(...page.accounts.map(({ customer }) => customer));
      expect(page.accounts.length).toBeLessThan(100);
      cursor = page.next_cursor;
    } while (cursor !== undefined);
    expect(seen).toEqual(customers.map(({ name }) => name));
  });
});

describe('record_sale', () => {
  const lines = [{ product: 'P1', quantity: 1 }];
  test.each([
    [{ lines, payment: 'cash', due_on: '2026-04-30' }, 'due_on'],
    [{ lines, over_limit: true }, 'over_limit'],
    [
      { kind: 'cancellation', refers_to: '20260331-AAAAAAAAAA', payment: 'credit', due_on: '2026-04-30' },
      'due_on',
    ],
  ])('refuses what only a sale on credit has: %o', async (args, field) => {
    const { shop } = await open();
    const sale = { ...args, idempotency_key: 'sale-not-on-credit' };
    const answer = await catalogue.call('record_sale', sale, async () => shop, caller);
    expect(answer.isError).toBe(true);
    expect(answer.content[0].text).toContain(`"${field}"`);
  });
});
