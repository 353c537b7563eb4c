import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  type DynamoDBClientConfig,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ClerkError } from '../../errors.js';
import { attachEmbeddedStore } from './embedded/attach.js';
import { EmbeddedStoreError } from './embedded/errors.js';
import type { EmbeddedStore } from './embedded/keeper-client.js';
import type { StoreEndpoint } from './endpoint.js';
import { storeFailure } from './failures.js';
import { FEED_INDEX, TABLE_KEYS } from './item.js';

/** A way to the store, and what follows from which store it is. */
export interface StoreConnection {
  /** The client to use now. Connects on first use; reconnects where an embedded store has gone. */
  readonly client: () => Promise<DynamoDBDocumentClient>;
  /** How far writers' clocks and the feed index may lag, in milliseconds. */
  readonly overlap: number;
  /** Tells stores apart, for what is kept beside them. */
  readonly identity: string;
  close(): Promise<void>;
}

const EMBEDDED_OVERLAP = 5_000;
const REMOTE_OVERLAP = 30_000;
const TABLE_WAIT_SECONDS = 30;

/** A store that takes the call and never answers must not hold it for longer than a tool call may last. */
const CLIENT: DynamoDBClientConfig = {
  maxAttempts: 4,
  retryMode: 'standard',
  requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
};

/** DynamoDB by the usual AWS configuration, or at an address of its own. The table must exist. */
export function connectDynamoDb(table: string, url: string | undefined): StoreConnection {
  const client = new DynamoDBClient({ ...CLIENT, ...(url === undefined ? {} : { endpoint: url }) });
  const documents = documentClient(client);
  return {
    client: async () => documents,
    overlap: REMOTE_OVERLAP,
    identity: `dynamodb ${url ?? 'aws'} ${table}`,
    close: async () => client.destroy(),
  };
}

/**
 * The store of this machine, run on `dir` by a process of its own that several servers share. Its table is made
 * where it does not exist.
 */
export function connectEmbedded(table: string, dir: string, binary?: string): StoreConnection {
  return new EmbeddedConnection(table, dir, binary);
}

class EmbeddedConnection implements StoreConnection {
  readonly overlap = EMBEDDED_OVERLAP;
  readonly identity: string;
  readonly #table: string;
  readonly #dir: string;
  readonly #binary: string | undefined;
  #attached: Promise<{ store: EmbeddedStore; documents: DynamoDBDocumentClient }> | undefined;

  constructor(table: string, dir: string, binary: string | undefined) {
    this.#table = table;
    this.#dir = dir;
    this.#binary = binary;
    this.identity = `embedded ${table}`;
  }

  readonly client = async (): Promise<DynamoDBDocumentClient> => {
    this.#attached ??= this.#attach().catch((error: unknown) => {
      this.#attached = undefined;
      throw error;
    });
    return (await this.#attached).documents;
  };

  async close(): Promise<void> {
    const attached = await this.#attached?.catch(() => undefined);
    this.#attached = undefined;
    attached?.documents.destroy();
    await attached?.store.close();
  }

  async #attach(): Promise<{ store: EmbeddedStore; documents: DynamoDBDocumentClient }> {
    try {
      const store = await attachEmbeddedStore({ dir: this.#dir, binary: this.#binary });
      const client = new DynamoDBClient({ ...CLIENT, ...access(store.endpoint) });
      void store.lost.then(() => {
        this.#attached = undefined;
        client.destroy();
      });
      await makeTable(client, this.#table);
      return { store, documents: documentClient(client) };
    } catch (error) {
      if (error instanceof EmbeddedStoreError)
        throw new ClerkError('unavailable', error.publicMessage, {
          fix: 'The operator can run `munshi doctor`.',
          cause: error,
        });
      throw storeFailure(error);
    }
  }
}

function access({ url, region, accessKeyId, secretAccessKey }: StoreEndpoint): DynamoDBClientConfig {
  return { endpoint: url, region, credentials: { accessKeyId, secretAccessKey } };
}

function documentClient(client: DynamoDBClient): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}

/** Makes the table and its feed index. Safe to run by several servers at once. */
async function makeTable(client: DynamoDBClient, table: string): Promise<void> {
  const names = [TABLE_KEYS.hash, TABLE_KEYS.range, FEED_INDEX.hash, FEED_INDEX.range];
  try {
    const { Table: found } = await client.send(new DescribeTableCommand({ TableName: table }));
    if (found?.TableStatus === 'ACTIVE') return expireByTtl(client, table);
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ResourceNotFoundException')) throw error;
    await client
      .send(
        new CreateTableCommand({
          TableName: table,
          BillingMode: 'PAY_PER_REQUEST',
          KeySchema: keySchema(TABLE_KEYS),
          AttributeDefinitions: names.map((name) => ({ AttributeName: name, AttributeType: 'S' })),
          GlobalSecondaryIndexes: [
            {
              IndexName: FEED_INDEX.name,
              KeySchema: keySchema(FEED_INDEX),
              Projection: { ProjectionType: 'ALL' },
            },
          ],
        }),
      )
      .catch((failure: unknown) => {
        if (!(failure instanceof Error && failure.name === 'ResourceInUseException')) throw failure;
      });
  }
  await waitUntilTableExists(
    { client, maxWaitTime: TABLE_WAIT_SECONDS, minDelay: 0.05, maxDelay: 1 },
    { TableName: table },
  );
  await expireByTtl(client, table);
}

/** Turns expiry on. Asked each time: the server that made the table may have been killed before it came to this. */
async function expireByTtl(client: DynamoDBClient, table: string): Promise<void> {
  await client
    .send(
      new UpdateTimeToLiveCommand({
        TableName: table,
        TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
      }),
    )
    .catch((error: unknown) => {
      // It is on already.
      if (!(error instanceof Error && error.name === 'ValidationException')) throw error;
    });
}

function keySchema({ hash, range }: { readonly hash: string; readonly range: string }) {
  return [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
}
