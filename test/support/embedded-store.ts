import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { connectEmbedded, type StoreConnection } from '../../src/domain/ports/store/connection.js';
import { attachEmbeddedStore } from '../../src/domain/ports/store/embedded/attach.js';
import type { StoreEndpoint } from '../../src/domain/ports/store/endpoint.js';
import { Table } from '../../src/domain/ports/store/table.js';
import { STORE_PROGRAM } from './store-program.js';

export interface TestStore {
  /** Known once the hooks of the file have run. */
  readonly endpoint: () => StoreEndpoint;
  readonly connection: () => StoreConnection;
  /** The table `munshi`, or another that is made empty on first use. */
  readonly table: (name?: string) => Table;
}

/** One embedded store for all tests of a file, with its table made. Tests keep apart by shop or by table. */
export function embeddedStore(): TestStore {
  const dir = mkdtempSync(path.join(tmpdir(), 'munshi-store-'));
  const connections = new Map<string, StoreConnection>();
  let lease: Awaited<ReturnType<typeof attachEmbeddedStore>> | undefined;

  const connection = (name = 'munshi'): StoreConnection => {
    const known = connections.get(name) ?? connectEmbedded(name, dir, STORE_PROGRAM);
    connections.set(name, known);
    return known;
  };
  beforeAll(async () => {
    lease = await attachEmbeddedStore({ dir, ...(STORE_PROGRAM && { binary: STORE_PROGRAM }) });
    await connection().client();
  });
  afterAll(async () => {
    for (const each of connections.values()) await each.close();
    await lease?.close();
    rmSync(dir, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 });
  });
  return {
    endpoint: () => {
      if (lease === undefined) throw new Error('the store is not up yet');
      return lease.endpoint;
    },
    connection,
    table: (name = 'munshi') => new Table(connection(name).client, name),
  };
}

let shops = 0;

/** A shop id no other test of the file has. */
export function freshShop(): string {
  shops += 1;
  return `shop-${shops}`;
}
