import { DeleteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, onTestFinished } from 'vitest';
import * as z from 'zod';
import { openDuckDb } from '../../../../src/domain/ports/analytics/duckdb.js';
import type { Projection } from '../../../../src/domain/ports/analytics/projection.js';
import { Replica, type ReplicaOptions } from '../../../../src/domain/ports/analytics/replica.js';
import type { StoreEndpoint } from '../../../../src/domain/ports/store/endpoint.js';
import { feedKey } from '../../../../src/domain/ports/store/repository.js';
import type { Item, Table } from '../../../../src/domain/ports/store/table.js';
import type { FaultProxy } from '../../../support/fault-proxy.js';

const Note = z.object({ id: z.string(), text: z.string() });

/** Notes, with a row for each of their words. */
export const NOTES: Projection = {
  type: 'note',
  main: {
    name: 'notes',
    columns: [
      { name: 'id', type: 'VARCHAR' },
      { name: 'text', type: 'VARCHAR' },
    ],
  },
  parts: [
    {
      name: 'words',
      columns: [
        { name: 'id', type: 'VARCHAR' },
        { name: 'word', type: 'VARCHAR' },
      ],
    },
  ],
  rows: (body) => {
    const { id, text } = Note.parse(body);
    return [[[id, text]], text.split(' ').map((word) => [id, word])];
  },
};

/** A replica of the shop's notes, closed when the test is over. */
export function replicaOf(table: Table, shop: string, options: Partial<ReplicaOptions> = {}): Replica {
  const replica = new Replica({
    table,
    feed: feedKey(shop),
    projections: [NOTES],
    overlap: 2_000,
    clock: () => new Date(),
    open: (file) => openDuckDb({ path: file }),
    ...options,
  });
  onTestFinished(() => replica.close());
  return replica;
}

/** The notes that the replica holds, `id text`, in order. */
export async function notesIn(replica: Replica): Promise<string[]> {
  const { rows } = await replica.read("SELECT id || ' ' || text FROM notes ORDER BY 1", []);
  return rows.map(([note]) => String(note));
}

export async function wordsIn(replica: Replica): Promise<string[]> {
  const { rows } = await replica.read("SELECT id || ' ' || word FROM words ORDER BY 1", []);
  return rows.map(([word]) => String(word));
}

export async function countIn(replica: Replica): Promise<number> {
  const { rows } = await replica.read('SELECT count(*) FROM notes', []);
  return Number(rows[0]?.[0]);
}

/** Writes items as another process would and waits until the feed index shows them. */
export async function putByAnother(table: Table, items: readonly Item[]): Promise<void> {
  await table.putMany(items);
  const last = items.at(-1);
  if (last?.FPK === undefined || last.FSK === undefined) return;
  const { FPK, FSK } = last;
  await expect.poll(() => table.countFeed(FPK, FSK, FSK), { timeout: 10_000 }).toBe(1);
}

/** Removes an item behind everyone's back. */
export async function removeItem(
  endpoint: StoreEndpoint,
  { PK, SK, FPK, FSK }: Item,
  table: Table,
): Promise<void> {
  const { url, region, accessKeyId, secretAccessKey } = endpoint;
  const client = new DynamoDBClient({ endpoint: url, region, credentials: { accessKeyId, secretAccessKey } });
  await client.send(new DeleteItemCommand({ TableName: 'munshi', Key: { PK: { S: PK }, SK: { S: SK } } }));
  client.destroy();
  if (FPK !== undefined && FSK !== undefined)
    await expect.poll(() => table.countFeed(FPK, FSK, FSK), { timeout: 10_000 }).toBe(0);
}

const Answer = z.object({ Items: z.array(z.unknown()).default([]), Count: z.int() });

/** How many times the feed was asked through the proxy, and how many items came. */
export function reads(proxy: FaultProxy): { queries: number; items: number } {
  const answers = proxy.exchanges.filter(({ operation }) => operation === 'Query');
  return {
    queries: answers.length,
    items: answers.reduce((sum, { answer }) => sum + (Answer.safeParse(answer).data?.Items.length ?? 0), 0),
  };
}
