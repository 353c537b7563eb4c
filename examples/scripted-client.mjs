/**
 * A shop's first day by script, on the official MCP client 2.x, which speaks revision 2026-07-28 with Munshi: products
 * from a CSV text, one sale, one question. Checks every answer and exits with 1 when one is wrong.
 *
 *   node examples/scripted-client.mjs
 *
 * Uses the build beside it; where Munshi is installed, `command: 'npx', args: ['-y', 'munshi']` starts it as well.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

const dataDir = await mkdtemp(path.join(tmpdir(), 'munshi-example-'));
const client = new Client(
  { name: 'munshi-example', version: '1.0.0' },
  { versionNegotiation: { mode: 'auto' } },
);

/** Calls a tool; its structured answer. */
async function call(name, args) {
  const { isError, content, structuredContent } = await client.callTool({ name, arguments: args });
  assert.ok(!isError, `${name} refused: ${JSON.stringify(content)}`);
  return structuredContent;
}

try {
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [fileURLToPath(new URL('../dist/server.js', import.meta.url)), 'stdio'],
      env: { ...process.env, MUNSHI_DATA_DIR: dataDir, MUNSHI_SHOP_NAME: 'Sharma Kirana' },
    }),
  );
  const revision = client.getNegotiatedProtocolVersion();
  assert.equal(revision, '2026-07-28');
  console.log(`connected by revision ${revision}`);

  const { tools } = await client.listTools();
  console.log(`tools: ${tools.map(({ name }) => name).join(', ')}`);

  const products = [
    'name,category,price,tax rate',
    'Masala Chai 250 g,Tea,140,5',
    'Basmati Rice 1 kg,Rice,118.50,0',
  ].join('\n');
  const look = await call('import_file', {
    kind: 'products',
    content: products,
    idempotency_key: 'example-products-look',
  });
  assert.equal(look.bad_rows.total, 0);
  const { counts } = await call('import_file', {
    kind: 'products',
    content: products,
    dry_run: false,
    idempotency_key: 'example-products',
  });
  assert.equal(counts.products.new, 2);
  console.log(`products imported: ${counts.products.new}`);

  const bill = {
    lines: [
      { product: 'Masala Chai 250 g', quantity: 2 },
      { product: 'Basmati Rice 1 kg', quantity: 1.5 },
    ],
    at: '2026-03-31T18:05',
    payment: 'upi',
    idempotency_key: 'example-sale-1',
  };
  const sale = await call('record_sale', bill);
  assert.equal(sale.total, 457.75);
  const again = await call('record_sale', bill);
  assert.equal(again.sale_id, sale.sale_id, 'A repeat with the same key writes nothing new.');
  console.log(`sale recorded: ${sale.sale_id}, ${sale.currency} ${sale.total}`);

  const byCategory = await call('query_sales', {
    measures: ['gross_sales', 'quantity', 'orders'],
    dimensions: ['category'],
  });
  assert.deepEqual(byCategory.rows, [
    { category: 'Tea', gross_sales: 280, quantity: 2, orders: 1 },
    { category: 'Rice', gross_sales: 177.75, quantity: 1.5, orders: 1 },
  ]);
  const whole = await call('query_sales', { measures: ['amount_payable', 'orders'] });
  assert.deepEqual(whole.rows, [{ amount_payable: 457.75, orders: 1 }]);
  console.table(byCategory.rows);
  console.log('every answer is right');
} finally {
  await client.close();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
}
