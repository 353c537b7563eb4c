import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { expect, onTestFinished, test } from 'vitest';
import * as z from 'zod';
import { connectEmbedded } from '../../../../src/domain/ports/store/connection.js';
import { attachEmbeddedStore } from '../../../../src/domain/ports/store/embedded/attach.js';
import { Table } from '../../../../src/domain/ports/store/table.js';
import { clerkError } from '../../../support/failures.js';
import { noteItem } from '../../../support/items.js';
import { tempDir } from '../../../support/temp.js';

const Keeper = z.object({ keeperPid: z.int() });

function storeDir(): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'munshi-store-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 }));
  return dir;
}

async function adminClient(dir: string): Promise<DynamoDBClient> {
  const lease = await attachEmbeddedStore({ dir });
  const { url, region, accessKeyId, secretAccessKey } = lease.endpoint;
  const client = new DynamoDBClient({ endpoint: url, region, credentials: { accessKeyId, secretAccessKey } });
  onTestFinished(async () => {
    client.destroy();
    await lease.close();
  });
  return client;
}

test('the table is made with its feed index and expiry, by eight servers at once', async () => {
  const dir = storeDir();
  const connections = Array.from({ length: 8 }, () => connectEmbedded('munshi', dir));
  onTestFinished(async () => {
    for (const connection of connections) await connection.close();
  });
  await Promise.all(connections.map((connection) => connection.client()));
  const client = await adminClient(dir);
  const { Table: made } = await client.send(new DescribeTableCommand({ TableName: 'munshi' }));
  expect(made?.KeySchema?.map(({ AttributeName }) => AttributeName)).toEqual(['PK', 'SK']);
  expect(made?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName)).toEqual(['feed']);
  const { TimeToLiveDescription: ttl } = await client.send(
    new DescribeTimeToLiveCommand({ TableName: 'munshi' }),
  );
  expect([ttl?.AttributeName, ttl?.TimeToLiveStatus]).toEqual(['ttl', 'ENABLED']);
});

test('expiry is turned on where the server that made the table did not come to it', async () => {
  const dir = storeDir();
  const client = await adminClient(dir);
  const status = async (): Promise<string | undefined> =>
    (await client.send(new DescribeTimeToLiveCommand({ TableName: 'munshi' }))).TimeToLiveDescription
      ?.TimeToLiveStatus;
  for (const turnOff of [true, false]) {
    const connection = connectEmbedded('munshi', dir);
    await connection.client();
    await connection.close();
    expect(await status()).toBe('ENABLED');
    if (!turnOff) continue;
    await client.send(
      new UpdateTimeToLiveCommand({
        TableName: 'munshi',
        TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: false },
      }),
    );
    expect(await status()).toBe('DISABLED');
  }
});

test('a connection outlives its store: the next call starts it again with the data', async () => {
  const dir = storeDir();
  const connection = connectEmbedded('munshi', dir);
  onTestFinished(() => connection.close());
  const table = new Table(connection.client, 'munshi');
  const item = noteItem('main', 'a', 'kept');
  await table.put(item);

  const { keeperPid } = Keeper.parse(JSON.parse(readFileSync(path.join(dir, 'keeper.json'), 'utf8')));
  process.kill(keeperPid, 'SIGTERM');
  // The first calls may still meet the store that goes.
  await expect
    .poll(() => table.get({ PK: item.PK, SK: item.SK }).catch(() => 'away'), { timeout: 30_000 })
    .toEqual(item);
});

test('a folder that cannot be written is unavailable, without its path', async () => {
  const file = path.join(tempDir(), 'file');
  writeFileSync(file, '');
  const connection = connectEmbedded('munshi', path.join(file, 'store'));
  const error = await clerkError(connection.client());
  expect(error.code).toBe('unavailable');
  expect(`${error.message} ${error.fix}`).not.toContain(file);
});
