import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { Item } from '../../src/domain/ports/store/table.js';
import { Sale } from '../../src/domain/sales/sale.js';
import { munshi, type StdioServer } from './stdio-server.js';

const PRODUCTS = [
  'product_id,name,price,cost,tax_percent',
  'P1,Tea 250 g,100,70,5',
  'P2,Basmati Rice,99.90,80,18',
  'P3,दाल,45.10,40,0',
];

/** Sales need a product: this is how an agent brings some in. */
export async function importProducts(server: StdioServer): Promise<void> {
  await server.call('import_file', {
    kind: 'products',
    dry_run: false,
    content: `${PRODUCTS.join('\n')}\n`,
    idempotency_key: 'products-of-the-test',
  });
}

export const SaleId = z.object({ sale_id: z.string() });

/** Records one sale of `quantity` teas and gives its id. */
export async function sellTea(server: StdioServer, key: string, quantity: number): Promise<string> {
  const answer = await server.call('record_sale', {
    lines: [{ product: 'P1', quantity }],
    idempotency_key: key,
  });
  return SaleId.parse(answer).sale_id;
}

/** Every item in the store itself, by way of a backup. */
export async function itemsIn(dataDir: string, file: string): Promise<Item[]> {
  const { code, stderr } = await munshi('backup', file, '--data-dir', dataDir);
  if (code !== 0) throw new Error(stderr);
  return readFileSync(file, 'utf8')
    .split('\n')
    .slice(1, -2)
    .map((line) => Item.parse(JSON.parse(line)));
}

/** Every document in the store itself. */
export async function documentsIn(dataDir: string, file: string): Promise<Sale[]> {
  return (await itemsIn(dataDir, file))
    .filter(({ type }) => type === 'sale')
    .map(({ body }) => Sale.parse(JSON.parse(body)));
}

/** One row of figures over all sales. */
export async function figures(server: StdioServer, ...measures: string[]): Promise<Record<string, unknown>> {
  const answer = await server.call('query_sales', { measures });
  return z.object({ rows: z.array(z.record(z.string(), z.unknown())) }).parse(answer).rows[0] ?? {};
}
