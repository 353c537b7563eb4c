import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { compose, IDENTITY } from '../compose.js';
import type { CommandLine, Config } from '../config.js';
import { generateDemoShop } from '../domain/demo/generate.js';
import { MOST_ADJUST_LINES } from '../domain/inventory/adjusting.js';
import type { Shop } from '../domain/open-shop.js';
import { localDate } from '../domain/time.js';
import { answerTable } from './table.js';
import { tourOf } from './tour.js';

const SHOP = 'demo';
const SHOP_NAME = 'Laxmi Kirana & Pet Corner';
const SEED = 1;

/**
 * `munshi demo`: fills a demo shop, once, and takes a tour of it through a real MCP client that starts
 * `munshi stdio` as Claude Desktop would.
 */
export async function demo(config: Config, line: CommandLine): Promise<number> {
  const shopId = line.flags.shop ?? SHOP;
  const own = { ...config, shop: shopId, shop_name: config.shop_name ?? SHOP_NAME };
  const munshi = compose(own);
  try {
    await fill(await munshi.shop());
  } finally {
    await munshi.close();
  }
  const client = new Client({ name: 'munshi-demo', version: IDENTITY.version });
  const server = fileURLToPath(new URL('../server.js', import.meta.url));
  const args = [server, 'stdio', '--data-dir', own.data_dir, '--shop', shopId, '--shop-name', own.shop_name];
  await client.connect(new StdioClientTransport({ command: process.execPath, args, stderr: 'inherit' }));
  try {
    return await tour(client, localDate(new Date(), config.time_zone));
  } finally {
    await client.close();
  }
}

async function fill({ books, queries, replica, settings, inventory, pets, udhaar }: Shop): Promise<void> {
  const { rows } = await queries.run({ measures: ['orders'], limit: 1 });
  const now = new Date();
  if (Number(rows[0]?.orders ?? 0) > 0) {
    say(`The demo shop is here already: ${rows[0]?.orders} sales.`);
    return;
  }
  const started = performance.now();
  const shop = generateDemoShop({ seed: SEED, lastDay: localDate(now, settings.time_zone) });
  const none = new Map<string, number>();
  await Promise.all([
    books.categories.putMany(shop.categories, none, now),
    books.suppliers.putMany(shop.suppliers, none, now),
    books.products.putMany(shop.products, none, now),
    books.customers.putMany(shop.customers, none, now),
    books.employees.putMany(shop.employees, none, now),
    books.shippers.putMany(shop.shippers, none, now),
    pets.putMany(shop.pets, now),
  ]);
  for (let at = 0; at < shop.lots.length; at += MOST_ADJUST_LINES) {
    const lines = shop.lots.slice(at, at + MOST_ADJUST_LINES);
    await inventory.adjust({ kind: 'opening', lines }, { key: `demo-opening-${at}`, payload: lines });
  }
  await books.sales.putMany(shop.sales, none, now, undefined, (done) => progress(done, shop.sales.length));
  await Promise.all(
    [...shop.credit].map(async ([customer, entries]) => {
      for (const [at, entry] of entries.entries())
        await udhaar.record(customer, entry, { key: `demo-credit-${customer}-${at}`, payload: entry });
    }),
  );
  await replica.sync();
  say(
    `\nFilled ${settings.name}: ${shop.products.length} products in ${shop.lots.length} lots, ${shop.customers.length} customers (${shop.credit.size} with credit), ${shop.pets.length} pets, ${shop.sales.length} sales over two years, in ${((performance.now() - started) / 1000).toFixed(1)} s.`,
  );
}

/** Asks each question of the tour; the exit code says whether all were answered. */
async function tour(client: Client, today: string): Promise<number> {
  const { tools } = await client.listTools();
  say(
    `\nConnected to ${client.getServerVersion()?.title} over stdio; ${tools.length} tools: ${tools.map(({ name }) => name).join(', ')}.\n`,
  );
  let failed = 0;
  for (const { question, tool, args } of tourOf(today)) {
    say(`> ${question}`);
    const started = performance.now();
    const result = await client.callTool({ name: tool, arguments: args });
    const took = Math.round(performance.now() - started);
    if (result.isError === true) failed += 1;
    say(`  ${tool} ${JSON.stringify(args)}`);
    say(
      result.isError === true
        ? `  failed: ${JSON.stringify(result.content)}`
        : answerTable(result.structuredContent),
    );
    say(`  (${took} ms)\n`);
  }
  say(
    'Connect your own client: see README.md, "Connect a client"; give it --shop demo to talk to this shop.',
  );
  return failed === 0 ? 0 : 1;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function progress(done: number, total: number): void {
  if (done % 500 < 25 || done === total)
    process.stderr.write(
      `${process.stderr.isTTY ? '\r' : ''}  ${done} of ${total} sales${process.stderr.isTTY ? '' : '\n'}`,
    );
}
