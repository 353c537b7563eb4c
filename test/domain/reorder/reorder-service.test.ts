import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { dayNumber, dayOf } from '../../../src/domain/calendar/days.js';
import { DirectoryExports } from '../../../src/domain/ports/files/exports.js';
import { embeddedStore } from '../../support/embedded-store.js';
import { clerkError } from '../../support/failures.js';
import { tempDir } from '../../support/temp.js';
import { NOON } from '../sales/shop.js';
import { pageOf, product, REQUEST, serviceOf, steady, tradingShop } from './shop.js';

const store = embeddedStore();

describe('a plan', () => {
  test('orders what the lead time needs, in packs, and leaves the rest', async () => {
    const products = [
      product('S1', { pack_size: 12_000 }),
      product('S2', { stock: 500_000 }),
      product('S3', { stock: 20_000, on_order: 200_000 }),
      product('S4', { stock: 45_000, min_order: 150_000 }),
    ];
    const shop = await tradingShop(
      store,
      products,
      products.map(({ product_id: id }) => steady(id)),
    );
    const { lines, last, notes, proposal } = await pageOf(shop.reorders);
    expect([last, notes]).toEqual(['2026-03-30', []]);
    const [s1, s2, s3, s4] = lines;
    // Three days at ten and a margin; eleven days at ten and a margin.
    expect(s1?.reorderPoint).toBeGreaterThan(30_000);
    expect(s1?.reorderPoint).toBeLessThan(50_000);
    expect(s1?.orderUpTo).toBeGreaterThan(110_000);
    expect(s1?.orderUpTo).toBeLessThan(135_000);
    expect(s1?.order).toBeGreaterThan((s1?.orderUpTo ?? 0) - 30_000);
    expect((s1?.order ?? 0) % 12_000).toBe(0);
    expect(s1?.cost).toBe(((s1?.order ?? 0) / 1_000) * 800);
    expect(s1?.coverDays).toBe(3);
    expect(dayOf(s1?.goneOn ?? 0)).toBe('2026-04-02');
    expect(s1?.goneEarlyOn).toBeLessThanOrEqual(s1?.goneOn ?? 0);
    // From day three on nothing is left: some eighty units at 10.00 net less 8.00.
    expect(s1?.lostMargin).toBeGreaterThan(14_000);
    expect(s1?.lostMargin).toBeLessThan(18_000);
    expect(s1?.xyz).toBe('X');
    expect([s2?.order, s2?.coverDays, s3?.order]).toEqual([0, 50, 0]);
    expect(s4?.order).toBe((s4?.onHand ?? 0) <= (s4?.reorderPoint ?? 0) ? 150_000 : 0);
    expect(proposal.suppliers.map(({ supplier }) => supplier)).toEqual(['Near & Quick']);
    expect(proposal.ordered.cost).toBe(lines.reduce((sum, { cost = 0 }) => sum + cost, 0));
  });

  test('takes the level set by hand, assumes a lead time, and says what is beyond it', async () => {
    const products = [
      product('H1', { reorder_level: 100_000, stock: 90_000 }),
      product('H2', { supplier_id: undefined }),
      product('H3', { supplier_id: 'far' }),
      product('H4', { supplier_id: 'far', lead_time_days: 2 }),
    ];
    const shop = await tradingShop(
      store,
      products.map(({ supplier_id: id, ...rest }) =>
        id === undefined ? rest : { ...rest, supplier_id: id },
      ),
      products.map(({ product_id: id }) => steady(id)),
    );
    const { lines, notes } = await pageOf(shop.reorders);
    const [h1, h2, h3, h4] = lines;
    expect(h1?.reorderPoint).toBe(100_000);
    expect(h1?.calculatedPoint).toBeLessThan(60_000);
    expect(h1?.onHand ?? 0).toBeLessThan(h1?.orderUpTo ?? 0);
    expect(h1?.order).toBe((h1?.orderUpTo ?? 0) - 90_000);
    expect(h1?.orderUpTo).toBeGreaterThan(160_000);
    expect([h2?.lead.days, h2?.lead.assumed]).toEqual([7, true]);
    // 120 days of ten, and eight more.
    expect(h3?.lead.beyond).toBe(true);
    expect(h3?.reorderPoint).toBeGreaterThan(1_200_000);
    expect(h3?.orderUpTo).toBeGreaterThan(1_280_000);
    expect(h3?.orderUpTo).toBeLessThan(1_900_000);
    expect(h4?.lead).toEqual({ days: 2, assumed: false, beyond: false });
    expect(notes).toEqual([
      expect.stringContaining('No lead time is known for 1 of 4'),
      expect.stringContaining('set by hand stands in place of the calculated one for 1 of 4'),
      expect.stringContaining('90 days that are forecast for 1 of 4'),
    ]);
  });

  test('is the same for a product whatever it is planned with, far beyond the forecast too', async () => {
    const products = [
      product('B1'),
      product('B2', { lead_time_days: 90 }),
      product('B3', { lead_time_days: 365, stock: 0 }),
    ];
    const shop = await tradingShop(
      store,
      products,
      products.map(({ product_id: id }) => steady(id)),
    );
    const { lines } = await pageOf(shop.reorders);
    for (const line of lines)
      expect((await pageOf(shop.reorders, { products: [line.product.product_id] })).lines).toEqual([
        { ...line, abc: expect.any(String) },
      ]);
    const [, b2, b3] = lines;
    expect(b3?.lead).toEqual({ days: 365, assumed: false, beyond: true });
    // 365 days of ten, and surer the nearer: four times the days, more than twice the margin.
    expect(b3?.reorderPoint).toBeGreaterThan(3_650_000);
    expect(b3?.safetyStock).toBeGreaterThan(2.1 * (b2?.safetyStock ?? 0));
    expect(b3?.reorderPoint).toBeLessThan(7_000_000);
  }, 60_000);

  test('says that a new product’s demand is its category’s, and that a history is short', async () => {
    const categories = ['N1', 'N2', 'N3', 'N4', 'N5'].map((id) => product(id, { category_id: 'sweets' }));
    const shop = await tradingShop(store, categories, [
      ...['N1', 'N2', 'N3'].map(steady),
      { product: 'N4', units: (day) => (day >= dayNumber('2026-03-20') ? 10 + (day % 3) : 0) },
    ]);
    const { lines, notes } = await pageOf(shop.reorders);
    expect(lines.map(({ forecast }) => forecast)).toEqual(['own', 'own', 'own', 'short', 'borrowed']);
    expect(notes.join(' ')).toContain('1 of 5 products are too new for a forecast of their own');
    expect(notes.join(' ')).toContain('1 of 5 products have a short history');
    const n5 = lines.at(-1);
    expect(n5?.orderUpTo).toBeGreaterThan(50_000);
  });

  test('tells apart what cannot be planned: discontinued, removed, not kept, never sold, dead, below zero', async () => {
    const { stock: _, ...untracked } = product('X3');
    const shop = await tradingShop(
      store,
      [
        product('X1', { discontinued: true, stock: 1_000 }),
        product('X2', { removed: true, stock: 1_000 }),
        untracked,
        product('X4'),
        product('X5'),
        product('X6', { stock: -4_000 }),
      ],
      [
        ...['X1', 'X2', 'X3', 'X6'].map(steady),
        { product: 'X5', units: (day) => (day < dayNumber('2025-12-20') ? 3 : 0) },
      ],
    );
    const page = await pageOf(shop.reorders);
    const shown = new Map(page.lines.map((line) => [line.product.product_id, line]));
    expect(shown.get('X1')).toMatchObject({ order: 0, lostMargin: undefined, coverDays: 1 });
    expect(shown.has('X2')).toBe(false);
    expect([page.notTracked, page.discontinued]).toEqual([1, 1]);
    expect(
      page.unforecast.map(({ product: { product_id }, refusal }) => [product_id, refusal.reason]),
    ).toContainEqual(['X4', expect.any(String)]);
    const x6 = shown.get('X6');
    expect(x6?.order).toBe((x6?.orderUpTo ?? 0) + 4_000);
    expect(x6?.coverDays).toBe(0);
    const dead = await pageOf(shop.reorders, { show: 'dead' });
    expect(dead.lines.map((line) => line.product.product_id)).toEqual(['X5']);
    // Thirty at 8.00.
    expect(dead.proposal.dead).toEqual({ lines: 1, value: 24_000 });
    expect(page.notes.join(' ')).toContain('Stock is negative for 1 of');
  });

  test('finds what will expire unsold, first expired first out', async () => {
    const shop = await tradingShop(store, [product('E1', { stock: 0 })], [steady('E1')]);
    await shop.inventory.adjust(
      {
        kind: 'purchase',
        lines: [
          { product: 'E1', quantity: 10_000, batch: 'A', expires: '2026-04-02' },
          { product: 'E1', quantity: 200_000, batch: 'B', expires: '2026-04-09' },
        ],
      },
      { key: 'e1-came-in', payload: 1 },
    );
    const { lines, proposal } = await pageOf(shop.reorders, { show: 'expiring' });
    // Ten days sell a hundred of the 210; E1 costs 8.00.
    const [e1] = lines;
    expect(e1?.expiring?.units).toBeGreaterThan(100);
    expect(e1?.expiring?.units).toBeLessThan(120);
    expect(dayOf(e1?.expiring?.first ?? 0)).toBe('2026-04-09');
    expect(e1?.expiring?.value).toBe(Math.round((e1?.expiring?.units ?? 0) * 800));
    expect(proposal.expiring).toEqual({ lines: 1, value: e1?.expiring?.value });
  });
});

describe('pages and runs', () => {
  const IDS = ['P1', 'P2', 'P3'];
  const three = () =>
    tradingShop(
      store,
      IDS.map((id) => product(id)),
      IDS.map(steady),
    );

  test('later pages are of the first one’s plan; a new first page knows what has changed since', async () => {
    const shop = await three();
    const first = await pageOf(shop.reorders, { limit: 2 });
    expect(first.lines.map((line) => line.product.product_id)).toEqual(['P1', 'P2']);
    await shop.inventory.adjust(
      { kind: 'opening', lines: [{ product: 'P3', quantity: 900_000 }] },
      { key: 'p3-came-in', payload: 1 },
    );
    const cursor = first.cursorAfter(2);
    const second = await pageOf(shop.reorders, { limit: 2, cursor });
    expect(second.lines.map(({ onHand }) => onHand)).toEqual([30_000]);
    expect(second.cursorAfter(1)).toBeUndefined();
    expect((await pageOf(shop.reorders)).lines.at(-1)?.onHand).toBe(900_000);
    const late = await clerkError(pageOf(shop.reorders, { limit: 2, cursor }));
    expect([late.code, late.field]).toEqual(['invalid_input', 'cursor']);
    const other = await clerkError(pageOf(shop.reorders, { limit: 2, cursor, show: 'order' }));
    expect(other.field).toBe('cursor');
  });

  test('a plan that outlasts its call says how far it is; the same call gets it', async () => {
    const service = serviceOf(await three(), { patience: 0 });
    const begun = await service.plan(REQUEST);
    expect(begun).toMatchObject({ reached: { done: expect.any(Number) } });
    await expect
      .poll(async () => 'proposal' in (await service.plan(REQUEST)), { timeout: 30_000, interval: 100 })
      .toBe(true);
  });

  test('a caller who goes stops it', async () => {
    const shop = await three();
    const stop = new AbortController();
    const running = shop.reorders.plan(REQUEST, { signal: stop.signal, onProgress: () => stop.abort() });
    expect((await clerkError(running)).code).toBe('cancelled');
  });

  test('named products, a category or a supplier are planned alone; what nobody has is refused', async () => {
    const shop = await three();
    await shop.books.categories.putMany([{ category_id: 'tea', name: 'Tea' }], new Map(), NOON);
    const ids = async (request: Parameters<typeof pageOf>[1]) =>
      (await pageOf(shop.reorders, request)).lines.map((line) => line.product.product_id);
    expect(await ids({ products: ['P3', 'product p1', 'P3'] })).toEqual(['P1', 'P3']);
    expect(await ids({ supplier: 'near & quick' })).toEqual(IDS);
    expect(await ids({ supplier: 'Far Away' })).toEqual([]);
    expect(await ids({ category: 'tea' })).toEqual([]);
    for (const [request, field] of [
      [{ supplier: 'Nobody' }, 'supplier'],
      [{ category: 'Nothing' }, 'category'],
      [{ products: ['P1', 'P9'] }, 'products[1]'],
    ] as const)
      expect(await clerkError(pageOf(shop.reorders, request))).toMatchObject({
        code: 'invalid_input',
        field,
      });
  });

  test('a shop without sales says what is missing', async () => {
    const shop = await tradingShop(store, [product('N1')], []);
    expect((await clerkError(pageOf(shop.reorders))).code).toBe('not_found');
  });
});

describe('the proposal as CSV', () => {
  test('is given in the answer while it is short, else written to a file, unless none may be', async () => {
    const many = Array.from({ length: 30 }, (_, index) =>
      product(`M${10 + index}`, { name: `=Long, ${'name '.repeat(40)}${index}` }),
    );
    const shop = await tradingShop(
      store,
      many,
      many
        .slice(0, 3)
        .map(({ product_id: id }) => steady(id))
        .concat(many.slice(3).map(({ product_id: id }) => ({ product: id, units: (day) => day % 2 }))),
    );
    const short = await pageOf(shop.reorders, { products: ['M10'], csv: true, show: 'all' });
    const [row] = parse<Record<string, string>>(short.csv ?? '', { columns: true });
    expect(row).toMatchObject({
      product: `'=Long, ${'name '.repeat(40)}0`,
      supplier: 'Near & Quick',
      order: String((short.lines[0]?.order ?? 0) / 1_000),
      cost: ((short.lines[0]?.cost ?? 0) / 100).toFixed(2),
    });
    const refused = await clerkError(pageOf(shop.reorders, { csv: true }));
    expect([refused.code, refused.field]).toEqual(['read_only', 'csv']);
    const folder = tempDir();
    const { csv_file: file } = await pageOf(
      serviceOf(shop, { exports: new DirectoryExports(folder, 'exports') }),
      {
        csv: true,
      },
    );
    expect(file).toMatch(/^exports\/purchase-proposal-2026-03-30-[A-Za-z0-9_]+\.csv$/);
    const text = readFileSync(path.join(folder, path.basename(file ?? '')), 'utf8');
    expect(parse<unknown>(text, { columns: true, bom: true })).toHaveLength(30);
  });
});
