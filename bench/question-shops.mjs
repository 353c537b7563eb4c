/** The two shops that questions are asked in: the demo shop, and Northwind where its data is at hand. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { generateDemoShop } from '../dist/domain/demo/generate.js';
import { openShop } from '../dist/domain/open-shop.js';
import { openDuckDb } from '../dist/domain/ports/analytics/duckdb.js';
import { DirectoryFiles } from '../dist/domain/ports/files/directory.js';
import { connectEmbedded } from '../dist/domain/ports/store/connection.js';
import { attachEmbeddedStore } from '../dist/domain/ports/store/embedded/attach.js';
import { Table } from '../dist/domain/ports/store/table.js';
import { ShopSettings } from '../dist/domain/shop.js';
import { tempDir } from './support.mjs';

const NORTHWIND = '../shared/data/northwind';
/** Days of sales in the demo shop; what can be named does not depend on them. */
const DEMO_DAYS = 120;
const SETTINGS = {
  demo: { currency: 'INR', time_zone: 'Asia/Kolkata', fiscal_year_start: 4, locale: 'en-IN' },
  northwind: { currency: 'USD', time_zone: 'UTC', fiscal_year_start: 1, locale: 'en-US' },
};

/**
 * Opens the shops that questions name, each with a clock that can be set to noon of a day.
 *
 * @returns by name `{ shop, at(day) }`; a shop whose data is absent is not there.
 */
export async function openShops(names, lastDay) {
  const dir = tempDir();
  const lease = await attachEmbeddedStore({ dir });
  const connection = connectEmbedded('munshi', dir);
  await connection.client();
  const opened = {};
  for (const name of names) {
    if (name === 'northwind' && !existsSync(NORTHWIND)) continue;
    const time = { now: new Date(`${lastDay}T06:30:00Z`) };
    const settings = ShopSettings.parse({ shop_id: name, name, ...SETTINGS[name] });
    const shop = openShop(settings, {
      table: new Table(connection.client, 'munshi'),
      openEngine: (file) => openDuckDb({ path: file }),
      replicaDir: undefined,
      overlap: 2_000,
      files: new DirectoryFiles([path.dirname(path.resolve(NORTHWIND))]),
      clock: () => time.now,
    });
    await (name === 'demo' ? fillDemo(shop, lastDay, time.now) : importNorthwind(shop));
    await shop.replica.sync();
    opened[name] = {
      shop,
      at: (day) => {
        time.now = new Date(`${day}T06:30:00Z`);
      },
    };
  }
  const close = async () => {
    for (const { shop } of Object.values(opened)) await shop.replica.close();
    await connection.close();
    await lease.close();
  };
  return { opened, close };
}

async function fillDemo({ books, inventory }, lastDay, now) {
  const demo = generateDemoShop({ seed: 1, lastDay, days: DEMO_DAYS });
  const none = new Map();
  for (const kind of ['categories', 'suppliers', 'products', 'customers', 'employees', 'shippers', 'sales'])
    await books[kind].putMany(demo[kind], none, now);
  for (let at = 0; at < demo.lots.length; at += 20) {
    const lines = demo.lots.slice(at, at + 20);
    await inventory.adjust({ kind: 'opening', lines }, { key: `opening-${at}`, payload: lines });
  }
}

async function importNorthwind(shop) {
  const payload = { kind: 'northwind', path: path.basename(NORTHWIND), dry_run: false };
  await shop.imports.run(payload, { key: 'bench-northwind', payload });
}
