import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { Catalogue, LARGEST_ANSWER } from '../../src/catalogue/catalogue.js';
import { generateDemoShop } from '../../src/domain/demo/generate.js';
import { FINE_PER_MINOR } from '../../src/domain/money.js';
import type { Shop } from '../../src/domain/open-shop.js';
import { TOOLS } from '../../src/tools/index.js';
import { anotherProcess, NOON } from '../domain/sales/shop.js';
import { embeddedStore, freshShop } from '../support/embedded-store.js';

const store = embeddedStore();
const demo = generateDemoShop({ seed: 1, lastDay: '2026-03-30', days: 150 });
const catalogue = new Catalogue(TOOLS, {}, () => undefined);
const id = freshShop();

const Fact = z.object({ kind: z.string(), name: z.string(), figure: z.string(), value: z.number() }).loose();
const Answer = z.object({
  reading: z.object({ route: z.string() }).loose().optional(),
  explanation: z
    .object({ by: z.string(), text: z.string(), facts: z.array(Fact) })
    .strict()
    .optional(),
});

let filled: Promise<unknown> | undefined;

/** A server for five months of the demo shop, up to the day before the clock's. */
async function open(): Promise<Shop> {
  const shop = anotherProcess(store.table(), id);
  const { books } = shop;
  const none = new Map<string, number>();
  filled ??= Promise.all([
    books.categories.putMany(demo.categories, none, NOON),
    books.products.putMany(demo.products, none, NOON),
    books.customers.putMany(demo.customers, none, NOON),
    books.sales.putMany(demo.sales, none, NOON),
  ]);
  await filled;
  return shop;
}

async function call(args: object) {
  const shop = await open();
  const answer = await catalogue.call('query_sales', { ...args }, async () => shop, {
    signal: new AbortController().signal,
    progress: () => undefined,
  });
  expect(Buffer.byteLength(JSON.stringify(answer.structuredContent ?? {}))).toBeLessThanOrEqual(
    LARGEST_ANSWER,
  );
  return answer;
}

async function explained(args: object) {
  const { structuredContent } = await call({ ...args, explain: true });
  const { explanation, reading } = Answer.parse(structuredContent);
  if (explanation === undefined) throw new Error('Nothing is explained');
  return { ...explanation, reading };
}

/** Net sales of days that begin so, from the documents. */
function netSales(days: string): number {
  const fine = demo.sales
    .filter(({ at }) => at.startsWith(days))
    .flatMap(({ lines }) => lines)
    .reduce(
      (sum, { quantity, unit_price: price, discount = 0 }) => sum + quantity * price * 10 - discount,
      0,
    );
  return fine / FINE_PER_MINOR / 100;
}

describe('the demo shop', () => {
  test('explains a question in words', async () => {
    const { by, text, facts, reading } = await explained({ question: 'sales by month in 2026' });
    expect(reading?.route).toBe('grammar');
    expect(by).toBe('template');
    expect(text).toMatch(
      /^Net sales came to ₹[\d,]+ from January to March 2026, so far; a whole month brings /,
    );
    expect(text).toContain('March 2026 is not over: ');
    const factOf = (kind: string) => facts.find((fact) => fact.kind === kind)?.value;
    expect(factOf('total')).toBeCloseTo(netSales('2026'), 6);
    expect(factOf('last_full')).toBeCloseTo(netSales('2026-02'), 6);
    expect(factOf('partial')).toBeCloseTo(netSales('2026-03'), 6);
  });

  test.each([
    [
      'a comparison',
      { question: 'sales this month vs last month' },
      /than in February 2026.*By category: .*What moved it/,
    ],
    [
      'the top',
      { question: 'top 5 products by revenue last month' },
      /The 5 shown make .* % together; 80 % comes from \d+ of \d+ products/,
    ],
    [
      'a single figure',
      { question: 'how many orders last month' },
      /^Orders came to \d+ in February 2026: .* than in January 2026/,
    ],
    ['days', { question: 'sales by day last month' }, /more|less.*than a week before/],
    ['a list', { question: 'list products' }, /^The list has \d+ products\.$/],
    [
      'nothing',
      { measures: ['net_sales'], period: { named: '2019' } },
      /^No sale in 2019, before the books begin/,
    ],
  ])('explains %s', async (_, args, words) => {
    const { text } = await explained(args);
    expect(text).toMatch(words);
    expect(text.split(/(?<=\.) (?=\p{Lu})/u).length).toBeLessThanOrEqual(5);
  });

  test('says nothing that was not asked for', async () => {
    for (const args of [{ measures: ['orders'] }, { measures: ['orders'], explain: false }]) {
      const { structuredContent } = await call(args);
      expect(structuredContent).not.toHaveProperty('explanation');
    }
  });

  test('refuses to explain a later page, and a question beside a query', async () => {
    const page = await call({ measures: ['net_sales'], dimensions: ['product'], limit: 2 });
    const { next_cursor: cursor } = z.object({ next_cursor: z.string() }).parse(page.structuredContent);
    const later = await call({
      measures: ['net_sales'],
      dimensions: ['product'],
      limit: 2,
      cursor,
      explain: true,
    });
    expect(later.content[0]?.text).toContain('"field":"explain"');
    const both = await call({ question: 'sales', measures: ['orders'], explain: true });
    expect(both.content[0]?.text).toContain('"field":"question"');
  });
});
