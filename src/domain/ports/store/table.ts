import {
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { ClerkError, throwIfCancelled } from '../../errors.js';
import { Batches, type ClientSource } from './batches.js';
import { attempt, WriteCancelled } from './failures.js';
import { FEED_INDEX, Item, type ItemKey, StartKey, TABLE_KEYS } from './item.js';
import { PageSize } from './page-size.js';

export { Item, type ItemKey, WriteCancelled };

/** One part of a transaction: an item, and what must hold for it to be written. */
export interface Write {
  readonly item: Item;
  /** `absent`: nothing under that key yet. A number: the stored version is exactly that. Default: no condition. */
  readonly when?: 'absent' | number;
}

export interface Page {
  readonly items: Item[];
  /** Pass back to read on; absent on the last page. */
  readonly next?: ItemKey | undefined;
}

export interface QueryOptions {
  readonly index?: 'feed';
  /** Sort keys from this one on, exclusive. */
  readonly after?: string;
  /** Sort keys below this one, exclusive. */
  readonly before?: string;
  readonly limit?: number;
  /** Last sort key first. */
  readonly descending?: boolean;
  readonly start?: ItemKey | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** DynamoDB's own bound on one TransactWriteItems. */
export const TRANSACTION_SIZE = 100;

/**
 * The one DynamoDB table, through lib-dynamodb. The same code serves AWS, the embedded store and any other
 * endpoint that speaks the protocol.
 *
 * Every method throws a {@link ClerkError}: `unavailable` where trying again may help, `internal` otherwise.
 * {@link transact} also throws {@link WriteCancelled} when a condition did not hold.
 */
export class Table {
  readonly #client: ClientSource;
  readonly #name: string;
  readonly #batches: Batches;

  constructor(client: ClientSource, name: string) {
    this.#client = client;
    this.#name = name;
    this.#batches = new Batches(client, name);
  }

  /** Reads one item, strongly consistent. */
  async get(key: ItemKey): Promise<Item | undefined> {
    const client = await this.#client();
    const output = await attempt(
      client.send(new GetCommand({ TableName: this.#name, Key: { ...key }, ConsistentRead: true })),
    );
    return output.Item === undefined ? undefined : Item.parse(output.Item);
  }

  /** Reads many items by key, strongly consistent, in no particular order; missing ones are left out. */
  getMany(keys: readonly ItemKey[], signal?: AbortSignal): Promise<Item[]> {
    return this.#batches.get(keys, signal);
  }

  /** Reads one page of a partition in sort-key order. Index reads may lag behind writes. */
  async query(partition: string, options: QueryOptions = {}): Promise<Page> {
    const { hash, range } = options.index === 'feed' ? FEED_INDEX : TABLE_KEYS;
    const bounds = [
      options.after === undefined ? '' : ' AND #range > :after',
      options.before === undefined ? '' : ' AND #range < :before',
    ];
    // DynamoDB takes one condition on the sort key; both bounds together are a BETWEEN, trimmed below.
    const both = options.after !== undefined && options.before !== undefined;
    const client = await this.#client();
    const output = await attempt(
      client.send(
        new QueryCommand({
          TableName: this.#name,
          ...(options.index === undefined ? { ConsistentRead: true } : { IndexName: FEED_INDEX.name }),
          KeyConditionExpression: `#hash = :hash${both ? ' AND #range BETWEEN :after AND :before' : bounds.join('')}`,
          ExpressionAttributeNames: {
            '#hash': hash,
            ...(options.after !== undefined || options.before !== undefined ? { '#range': range } : {}),
          },
          ExpressionAttributeValues: {
            ':hash': partition,
            ...(options.after === undefined ? {} : { ':after': options.after }),
            ...(options.before === undefined ? {} : { ':before': options.before }),
          },
          ...(options.limit === undefined ? {} : { Limit: options.limit }),
          ...(options.descending === true ? { ScanIndexForward: false } : {}),
          ...(options.start === undefined ? {} : { ExclusiveStartKey: { ...options.start } }),
        }),
        options.signal === undefined ? {} : { abortSignal: options.signal },
      ),
    );
    let items = (output.Items ?? []).map((item) => Item.parse(item));
    if (both) {
      const key = options.index === 'feed' ? ('FSK' as const) : ('SK' as const);
      items = items.filter((item) => item[key] !== options.after && item[key] !== options.before);
    }
    return {
      items,
      next: output.LastEvaluatedKey === undefined ? undefined : StartKey.parse(output.LastEvaluatedKey),
    };
  }

  /** Reads the feed on from a position, exclusive, page by page; the next page is under way while one is used. */
  async *feed(partition: string, after: string): AsyncGenerator<Item[]> {
    const size = new PageSize();
    const read = (start?: ItemKey): Promise<Page> =>
      this.query(partition, { index: 'feed', after, start, limit: size.limit });
    let coming: Promise<Page> | undefined = read();
    while (coming !== undefined) {
      const { items, next }: Page = await coming;
      size.learn(items.length);
      coming = next === undefined ? undefined : read(next);
      // Whoever stops halfway leaves a page under way.
      coming?.catch(() => undefined);
      yield items;
    }
  }

  /** Number of items in a partition of the feed from one sort key to another, both included. */
  async countFeed(partition: string, after: string, before: string, signal?: AbortSignal): Promise<number> {
    const size = new PageSize();
    let count = 0;
    let start: Record<string, unknown> | undefined;
    do {
      throwIfCancelled(signal);
      const client = await this.#client();
      const output = await attempt(
        client.send(
          new QueryCommand({
            TableName: this.#name,
            IndexName: FEED_INDEX.name,
            Select: 'COUNT',
            Limit: size.limit,
            KeyConditionExpression: '#hash = :hash AND #range BETWEEN :after AND :before',
            ExpressionAttributeNames: { '#hash': FEED_INDEX.hash, '#range': FEED_INDEX.range },
            ExpressionAttributeValues: { ':hash': partition, ':after': after, ':before': before },
            ...(start === undefined ? {} : { ExclusiveStartKey: start }),
          }),
        ),
      );
      count += output.Count ?? 0;
      size.learn(output.Count ?? 0);
      start = output.LastEvaluatedKey;
    } while (start !== undefined);
    return count;
  }

  /** Writes one item. Not for money: what adds up goes through {@link transact}. */
  async put(item: Item): Promise<void> {
    const client = await this.#client();
    await attempt(client.send(new PutCommand({ TableName: this.#name, Item: item })));
  }

  /**
   * Writes and deletes all or nothing.
   *
   * @throws WriteCancelled when a condition did not hold, saying which of the writes.
   */
  async transact(writes: readonly Write[], removals: readonly ItemKey[] = []): Promise<void> {
    const size = writes.length + removals.length;
    if (size > TRANSACTION_SIZE) {
      throw new ClerkError(
        'too_large',
        `One transaction holds at most ${TRANSACTION_SIZE} items, not ${size}.`,
      );
    }
    const client = await this.#client();
    await attempt(
      client.send(
        new TransactWriteCommand({
          TransactItems: [
            ...writes.map(({ item, when }) => ({
              Put: { TableName: this.#name, Item: item, ...condition(when) },
            })),
            ...removals.map(({ PK, SK }) => ({ Delete: { TableName: this.#name, Key: { PK, SK } } })),
          ],
        }),
      ),
    );
  }

  /**
   * Writes many items without a transaction: only for items whose key and content a repeat would give again. Calls
   * `onWritten` with the number written so far.
   */
  putMany(items: readonly Item[], signal?: AbortSignal, onWritten?: (count: number) => void): Promise<void> {
    return this.#batches.put(items, signal, onWritten);
  }

  /** Every item of the table, page by page. For backups only. */
  async *scan(signal?: AbortSignal): AsyncGenerator<Item[]> {
    const size = new PageSize();
    let start: Record<string, unknown> | undefined;
    do {
      throwIfCancelled(signal);
      const client = await this.#client();
      const output = await attempt(
        client.send(
          new ScanCommand({
            TableName: this.#name,
            ConsistentRead: true,
            Limit: size.limit,
            ...(start === undefined ? {} : { ExclusiveStartKey: start }),
          }),
        ),
      );
      const items = (output.Items ?? []).map((item) => Item.parse(item));
      size.learn(items.length);
      yield items;
      start = output.LastEvaluatedKey;
    } while (start !== undefined);
  }
}

function condition(when: Write['when']): {
  ConditionExpression?: string;
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Record<string, number>;
} {
  if (when === undefined) return {};
  if (when === 'absent') return { ConditionExpression: 'attribute_not_exists(PK)' };
  return {
    ConditionExpression: '#v = :v',
    ExpressionAttributeNames: { '#v': 'v' },
    ExpressionAttributeValues: { ':v': when },
  };
}
