import { BatchGetCommand, BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ClerkError, throwIfCancelled } from '../../errors.js';
import { attempt } from './failures.js';
import { Item, type ItemKey } from './item.js';
import { fullJitter } from './jitter.js';
import { Lanes } from './lanes.js';

/** DynamoDB's own bounds on one BatchWriteItem and one BatchGetItem. */
const BATCH_WRITE_SIZE = 25;
const BATCH_GET_SIZE = 100;
const BATCH_ATTEMPTS = 8;
const READS_IN_FLIGHT = 8;
/** Batches that all writers of a table together have under way: enough to keep a store busy, few enough to retry. */
const WRITES_IN_FLIGHT = 16;

/** Gives the client to use now; called before each request because an embedded store may move. */
export type ClientSource = () => Promise<DynamoDBDocumentClient>;

/**
 * Reads and writes many items of a table, in batches side by side. What the store leaves undone of a batch is asked
 * for again.
 */
export class Batches {
  readonly #client: ClientSource;
  readonly #name: string;
  readonly #writing = new Lanes(WRITES_IN_FLIGHT);

  constructor(client: ClientSource, name: string) {
    this.#client = client;
    this.#name = name;
  }

  /** Reads many items by key, strongly consistent, in no particular order; missing ones are left out. */
  async get(keys: readonly ItemKey[], signal?: AbortSignal): Promise<Item[]> {
    const lanes = new Lanes(READS_IN_FLIGHT);
    const batches = [...chunks(keys, BATCH_GET_SIZE)];
    return (await Promise.all(batches.map((chunk) => lanes.run(() => this.#getBatch(chunk, signal))))).flat();
  }

  async #getBatch(keys: readonly ItemKey[], signal: AbortSignal | undefined): Promise<Item[]> {
    const items: Item[] = [];
    let wanted: Record<string, unknown>[] = keys.map(({ PK, SK }) => ({ PK, SK }));
    for (let tries = 0; wanted.length > 0; tries += 1) {
      throwIfCancelled(signal);
      if (tries >= BATCH_ATTEMPTS) throw refusedInPart();
      if (tries > 0) await fullJitter(tries, 25);
      const client = await this.#client();
      const request = { [this.#name]: { Keys: wanted, ConsistentRead: true } };
      const output = await attempt(client.send(new BatchGetCommand({ RequestItems: request })));
      for (const item of output.Responses?.[this.#name] ?? []) items.push(Item.parse(item));
      wanted = output.UnprocessedKeys?.[this.#name]?.Keys ?? [];
    }
    return items;
  }

  /**
   * Writes many items without a transaction: only for items whose key and content a repeat would give again. What
   * the store leaves undone of a batch is sent again. Calls made side by side share one bound on the batches under
   * way. Calls `onWritten` with the number written so far.
   */
  async put(
    items: readonly Item[],
    signal?: AbortSignal,
    onWritten?: (count: number) => void,
  ): Promise<void> {
    let written = 0;
    let failed = false;
    const write = async (chunk: readonly Item[]): Promise<void> => {
      if (failed) return;
      try {
        await this.#putBatch(chunk, signal);
      } catch (error) {
        failed = true;
        throw error;
      }
      written += chunk.length;
      onWritten?.(written);
    };
    const batches = [...chunks(items, BATCH_WRITE_SIZE)];
    const outcomes = await Promise.allSettled(batches.map((chunk) => this.#writing.run(() => write(chunk))));
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  }

  async #putBatch(chunk: readonly Item[], signal: AbortSignal | undefined): Promise<void> {
    let wanted: { PutRequest: { Item: Record<string, unknown> } }[] = chunk.map((item) => ({
      PutRequest: { Item: item },
    }));
    for (let tries = 0; wanted.length > 0; tries += 1) {
      throwIfCancelled(signal);
      if (tries >= BATCH_ATTEMPTS) throw refusedInPart();
      if (tries > 0) await fullJitter(tries, 25);
      const client = await this.#client();
      const output = await attempt(
        client.send(new BatchWriteCommand({ RequestItems: { [this.#name]: wanted } })),
      );
      const left = (output.UnprocessedItems?.[this.#name] ?? []).flatMap((request) =>
        request.PutRequest?.Item === undefined ? [] : [{ PutRequest: { Item: request.PutRequest.Item } }],
      );
      // A slow store that gets on is not given up.
      if (left.length < wanted.length) tries = 0;
      wanted = left;
    }
  }
}

function refusedInPart(): ClerkError {
  return new ClerkError('unavailable', 'The store kept refusing part of a batch.', {
    fix: 'Try again in a minute.',
  });
}

function* chunks<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}
