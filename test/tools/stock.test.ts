import { expect, test } from 'vitest';
import * as z from 'zod';
import { Catalogue } from '../../src/catalogue/catalogue.js';
import { TOOLS } from '../../src/tools/index.js';
import { NOON, shopWithProducts } from '../domain/sales/shop.js';
import { embeddedStore, freshShop } from '../support/embedded-store.js';

const store = embeddedStore();
const quiet = (): void => undefined;
const catalogue = new Catalogue(TOOLS, {}, quiet);
const caller = { signal: new AbortController().signal, progress: quiet };
const HINDI = 'पिछले महीने का बकाया माल जो दीपावली के बाद ही मिलना था ';
let keys = 0;

/** A shop and its tools as a client calls them. */
async function open() {
  const shop = await shopWithProducts(store.table(), freshShop());
  const ask = async (name: string, args: object) => {
    keys += 1;
    const key = name === 'list_products' ? {} : { idempotency_key: `stock-tool-${keys}` };
    return catalogue.call(name, { ...args, ...key }, async () => shop, caller);
  };
  const call = async <T>(schema: z.ZodType<T>, name: string, args: object): Promise<T> => {
    const answer = await ask(name, args);
    expect(answer.isError, answer.content[0].text).not.toBe(true);
    return schema.parse(answer.structuredContent);
  };
  const refusal = async (name: string, args: object) => {
    const answer = await ask(name, args);
    expect(answer.isError).toBe(true);
    return answer.content[0].text;
  };
  return { shop, call, refusal };
}

const Page = z.looseObject({ has_more: z.boolean(), next_cursor: z.string().optional() });
const List = Page.extend({
  products: z.array(z.looseObject({ product_id: z.string() })),
  totals: z.looseObject({ products: z.int() }),
});
const Depth = Page.extend({
  stock: z.looseObject({ average_cost: z.number().optional(), on_order: z.number().optional() }),
  movements: z.array(z.looseObject({ entry: z.int(), kind: z.string() })),
  untrusted: z.record(z.string(), z.string()).optional(),
});
const Any = z.looseObject({});

test('a list of a hundred long names ends early and goes on from its cursor, with none left out', async () => {
  const { shop, call } = await open();
  const products = Array.from({ length: 120 }, (_, index) => ({
    product_id: `L${String(index).padStart(3, '0')}`,
    name: `${HINDI.repeat(6)}${index}`,
    stock: 1_000,
  }));
  await shop.books.products.putMany(products, new Map(), NOON);
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const args = { search: 'दीपावली', limit: 100, ...(cursor === undefined ? {} : { cursor }) };
    const page = await call(List, 'list_products', args);
    expect(page.totals.products).toBe(120);
    expect(page.has_more).toBe(page.next_cursor !== undefined);
    ids.push(...page.products.map(({ product_id: id }) => id));
    cursor = page.next_cursor;
  } while (cursor !== undefined);
  expect(ids.sort()).toEqual(products.map(({ product_id: id }) => id));
});

test('so does a product’s list of movements with long notes', async () => {
  const { call } = await open();
  for (let count = 0; count < 25; count += 1)
    await call(Any, 'adjust_stock', {
      kind: 'purchase',
      lines: [{ product: 'P1', quantity: 1 }],
      note: HINDI.repeat(8).slice(0, 500),
    });
  const entries: number[] = [];
  let cursor: string | undefined;
  do {
    const args = { product: 'P1', limit: 100, ...(cursor === undefined ? {} : { cursor }) };
    const page = await call(Depth, 'list_products', args);
    expect(Object.keys(page.untrusted ?? {})).toHaveLength(page.movements.length);
    entries.push(...page.movements.map(({ entry }) => entry));
    cursor = page.next_cursor;
  } while (cursor !== undefined);
  expect(entries).toEqual(Array.from({ length: 25 }, (_, index) => 25 - index));
});

test('costs are shown with their digits and no more, orders with what is still to come', async () => {
  const { call } = await open();
  const buy = (quantity: number, unit_cost: number) =>
    call(z.looseObject({ lines: z.array(z.looseObject({})) }), 'adjust_stock', {
      kind: 'purchase',
      lines: [{ product: 'P1', quantity, unit_cost }],
    });
  await buy(3, 12.34);
  await buy(4, 12.33);
  await call(Any, 'adjust_stock', { kind: 'order', lines: [{ product: 'P1', quantity: 10 }] });
  // (3 x 12.34 + 4 x 12.33) / 7 = 12.334285714...
  expect((await buy(4, 1.11)).lines[0]).toMatchObject({
    quantity: 4,
    stock: 11,
    on_order: 6,
    average_cost: 8.252727,
  });
  const { stock, movements } = await call(Depth, 'list_products', { product: 'P1' });
  expect(stock).toMatchObject({ on_hand: 11, on_order: 6, average_cost: 8.252727 });
  expect(movements.slice(0, 2)).toMatchObject([
    { kind: 'purchase', quantity: 4, ordered: -4, unit_cost: 1.11 },
    { kind: 'order', quantity: 0, ordered: 10 },
  ]);
  const { products } = await call(List, 'list_products', { search: 'tata' });
  expect(products).toMatchObject([{ stock: 11, on_order: 6 }]);
});

test('what is too large or below zero is told in its own words', async () => {
  const { refusal } = await open();
  const line = { product: 'P1', quantity: 1 };
  const buy = (more: object) => refusal('adjust_stock', { kind: 'purchase', lines: [{ ...line, ...more }] });
  expect(await buy({ quantity: 1e12 })).toContain('The quantity is larger than 1,000,000,000.');
  expect(await buy({ quantity: 1e12 })).not.toContain('paise');
  expect(await buy({ unit_cost: -5 })).not.toContain('refund');
});
