import { expect, test } from 'vitest';
import * as z from 'zod';
import { documentsIn, itemsIn } from '../support/books.js';
import { StdioServer } from '../support/stdio-server.js';
import { tempDir } from '../support/temp.js';

const Depth = z.looseObject({
  stock: z.looseObject({ on_hand: z.number(), locations: z.array(z.record(z.string(), z.unknown())) }),
  movements: z.array(z.looseObject({ entry: z.int(), kind: z.string(), stock_after: z.number() })),
});

test('a shop’s day over stdio: made, received, sold, taken back, counted; each key moves once', async () => {
  const dir = tempDir();
  const server = new StdioServer(dir);
  const made = await server.call('save_product', {
    name: 'Curd 400 g',
    category: 'Dairy',
    unit: 'cup',
    pack: 'crate',
    pack_size: 12,
    price: 35,
    idempotency_key: 'make-curd',
  });
  expect(made).toMatchObject({ outcome: 'made', notes: ['The category "Dairy" is new.'] });
  const product = 'Curd 400 g';
  await server.call('adjust_stock', {
    kind: 'purchase',
    lines: [
      { product, quantity: 2, unit: 'crate', unit_cost: 300, batch: 'C2', expires_on: '2999-02-10' },
      { product, quantity: 6, unit_cost: 25, batch: 'C1', expires_on: '2999-02-05' },
    ],
    reference: 'bill 77',
    idempotency_key: 'curd-came-1',
  });
  const sell = { lines: [{ product, quantity: 8 }], idempotency_key: 'curd-sold-1' };
  const [sale, again] = await Promise.all([
    server.call('record_sale', sell),
    server.call('record_sale', sell),
  ]);
  expect(again).toEqual(sale);
  const depth = async () => Depth.parse(await server.call('list_products', { product }));
  expect((await depth()).stock).toMatchObject({
    on_hand: 22,
    average_cost: 25,
    value: 550,
    locations: [
      { location: 'shop', quantity: 22, batches: [{ batch: 'C2', expires_on: '2999-02-10', quantity: 22 }] },
    ],
  });
  await server.call('record_sale', {
    kind: 'refund',
    refers_to: sale.sale_id,
    lines: [{ product, quantity: 3 }],
    idempotency_key: 'curd-back-1',
  });
  const over = await server.call('record_sale', {
    lines: [{ product, quantity: 30 }],
    idempotency_key: 'curd-sold-2',
  });
  expect(over.warnings).toEqual([
    `By the books -5 of ${product} is left at shop: count it, or record what came in, with adjust_stock.`,
  ]);
  const counted = { kind: 'count', lines: [{ product, quantity: 4 }], idempotency_key: 'curd-counted' };
  expect(await server.call('adjust_stock', counted)).toEqual(await server.call('adjust_stock', counted));
  const { movements, stock } = await depth();
  expect(stock.on_hand).toBe(4);
  expect(movements.map(({ entry, kind, stock_after }) => [entry, kind, stock_after])).toEqual([
    [6, 'count', 4],
    [5, 'sale', -5],
    [4, 'return', 25],
    [3, 'sale', 22],
    [2, 'purchase', 30],
    [1, 'purchase', 24],
  ]);
  expect(await server.call('query_sales', { dimensions: ['product', 'units_in_stock'] })).toMatchObject({
    rows: [{ product, units_in_stock: 4 }],
  });
  const items = (await itemsIn(dir, `${dir}/backup.ndjson`)).filter(({ type }) => type === 'stock_movement');
  expect(items).toHaveLength(6);
  expect(await documentsIn(dir, `${dir}/backup-2.ndjson`)).toHaveLength(3);
});
