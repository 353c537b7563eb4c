/**
 * A shop's first day by script, on the MCP SDK 1.x and over HTTP, as clients of the 2025 revisions come: products from
 * a CSV text, one sale, one question. Checks every answer and exits with 1 when one is wrong.
 *
 *   node examples/scripted-client-1x.mjs
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const dataDir = await mkdtemp(path.join(tmpdir(), 'munshi-example-'));
const server = spawn(
  process.execPath,
  [
    fileURLToPath(new URL('../dist/server.js', import.meta.url)),
    'http',
    '--port',
    '0',
    '--data-dir',
    dataDir,
  ],
  { stdio: ['ignore', 'inherit', 'pipe'] },
);
const stopped = once(server, 'exit');
const client = new Client({ name: 'munshi-example', version: '1.0.0' });

/** The address the server says it serves. */
async function address() {
  for await (const line of createInterface({ input: server.stderr })) {
    const url = /serves (http:\S+)/.exec(line)?.[1];
    if (url !== undefined) return new URL(url);
  }
  throw new Error('The server did not start.');
}

/** Calls a tool; its structured answer. */
async function call(name, args) {
  const { isError, content, structuredContent } = await client.callTool({ name, arguments: args });
  assert.ok(!isError, `${name} refused: ${JSON.stringify(content)}`);
  return structuredContent;
}

try {
  const url = await address();
  await client.connect(new StreamableHTTPClientTransport(url));
  console.log(`connected to ${client.getServerVersion()?.name} at ${url}`);

  const { counts } = await call('import_file', {
    kind: 'products',
    content: 'name,category,price\nAtta 5 kg,Flour,260\nToor Dal 1 kg,Pulses,165.50\n',
    dry_run: false,
    idempotency_key: 'example-products',
  });
  assert.equal(counts.products.new, 2);
  console.log(`products imported: ${counts.products.new}`);

  const sale = await call('record_sale', {
    lines: [
      { product: 'Atta 5 kg', quantity: 1 },
      { product: 'Toor Dal 1 kg', quantity: 3, discount: 16.5 },
    ],
    at: '2026-04-01T10:30',
    payment: 'cash',
    idempotency_key: 'example-sale-1',
  });
  assert.equal(sale.total, 740);
  console.log(`sale recorded: ${sale.sale_id}, ${sale.currency} ${sale.total}`);

  const { rows } = await call('query_sales', {
    measures: ['gross_sales', 'discount', 'orders'],
    dimensions: ['product'],
  });
  console.table(rows);
  assert.deepEqual(
    rows.map(({ gross_sales, discount, orders }) => ({ gross_sales, discount, orders })),
    [
      { gross_sales: 496.5, discount: 16.5, orders: 1 },
      { gross_sales: 260, discount: 0, orders: 1 },
    ],
  );

  const refused = await client.callTool({ name: 'query_sales', arguments: { measures: ['gros_sales'] } });
  assert.equal(refused.isError, true);
  assert.match(JSON.stringify(refused.content), /Did you mean gross_sales/);
  console.log('every answer is right');
} finally {
  await client.close();
  server.kill();
  await stopped;
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
}
