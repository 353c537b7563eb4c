import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { importProducts, SaleId, sellTea } from '../support/books.js';
import { dataDir, munshi, StdioServer } from '../support/stdio-server.js';
import { tempDir } from '../support/temp.js';

const QUERIES = [
  { measures: ['orders', 'refunds', 'cancellations', 'lines', 'quantity'] },
  { measures: ['net_sales', 'gross_sales', 'discount', 'tax', 'freight', 'amount_payable', 'margin'] },
  { dimensions: ['sale_id'], measures: ['net_sales', 'amount_payable'], limit: 100 },
  { dimensions: ['product'], measures: ['quantity', 'net_sales', 'average_price'] },
  { dimensions: ['payment'], measures: ['orders'] },
  { grain: 'month', measures: ['net_sales'] },
  { measures: ['net_sales'], period: { from: '2026-01-01', to: '2026-01-31' } },
  { measures: ['products'] },
];

const Answer = z.looseObject({ receipt: z.looseObject({ as_of: z.string() }) });

/** The answers to all queries, but for the moment at which they were given. */
async function answers(server: StdioServer): Promise<unknown[]> {
  const given: unknown[] = [];
  for (const query of QUERIES) {
    const { receipt, ...answer } = Answer.parse(await server.call('query_sales', query));
    given.push({ ...answer, receipt: { ...receipt, as_of: undefined, token: undefined } });
  }
  return given;
}

/** Sales with every kind of amount, a refund and a cancellation. */
async function trade(server: StdioServer): Promise<void> {
  await importProducts(server);
  for (let index = 0; index < 12; index += 1) {
    await server.call('record_sale', {
      lines: [
        { product: 'दाल', quantity: 0.333 + index, discount_percent: index },
        { product: 'P2', quantity: 1, discount: 1.25 },
      ],
      at: `2026-0${1 + (index % 3)}-15T10:${10 + index}`,
      payment: index % 2 ? 'upi' : 'cash',
      tax_included: index % 3 !== 0,
      discount: index / 4,
      freight: 20,
      round_to: 1,
      idempotency_key: `trade-sale-${index}`,
    });
  }
  const first = await sellTea(server, 'trade-tea-one', 3);
  const second = await sellTea(server, 'trade-tea-two', 2);
  await server.call('record_sale', {
    kind: 'refund',
    refers_to: first,
    lines: [{ product: 'P1', quantity: 1 }],
    reason: 'torn\u2028pack',
    idempotency_key: 'trade-refund',
  });
  await server.call('record_sale', {
    kind: 'cancellation',
    refers_to: second,
    idempotency_key: 'trade-cancel',
  });
}

test('a backup restored elsewhere answers the same, remembers the keys, and nothing else restores', {
  timeout: 240_000,
}, async () => {
  const [from, to] = [dataDir(), dataDir()];
  const file = path.join(tempDir(), 'munshi.backup');
  const original = new StdioServer(from);
  await trade(original);
  const expected = await answers(original);
  // While the server runs on.
  expect((await munshi('backup', file, '--data-dir', from)).code).toBe(0);

  const whole = readFileSync(file, 'utf8');
  const lines = whole.split('\n');
  const spoilt = path.join(tempDir(), 'spoilt.backup');
  const spoil: string[] = [
    whole.slice(0, whole.length / 2),
    lines.filter((_, index) => index !== 3).join('\n'),
    whole.replace('P1', 'P2'),
    'sale_id,total\n1,100\n',
  ];
  for (const text of spoil) {
    writeFileSync(spoilt, text);
    const { code, stderr } = await munshi('restore', spoilt, '--data-dir', to);
    expect(code).not.toBe(0);
    expect(stderr).toContain('not a whole Munshi backup');
  }

  // It would be refused had any of those written anything.
  expect(await munshi('restore', file, '--data-dir', to)).toMatchObject({ code: 0 });
  const restored = new StdioServer(to);
  expect(await answers(restored)).toEqual(expected);

  const again = await Promise.all(
    [original, restored].map((server) =>
      server.call('record_sale', {
        lines: [{ product: 'P1', quantity: 3 }],
        idempotency_key: 'trade-tea-one',
      }),
    ),
  );
  expect(again[1]).toEqual(again[0]);
  await expect(
    restored.call('record_sale', {
      kind: 'refund',
      refers_to: SaleId.parse(again[0]).sale_id,
      lines: [{ product: 'P1', quantity: 3 }],
      idempotency_key: 'trade-refund-too-much',
    }),
  ).rejects.toThrow('refused');

  const { code, stderr } = await munshi('restore', file, '--data-dir', to);
  expect([code, stderr]).toEqual([1, expect.stringContaining('already holds data')]);
  expect(await answers(restored)).toEqual(expected);
  await Promise.all([original, restored].map((server) => server.leave()));
});
