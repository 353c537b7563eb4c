import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { ErrorCode } from '../../src/domain/errors.js';
import { shopKey } from '../../src/domain/ports/store/repository.js';
import type { Table } from '../../src/domain/ports/store/table.js';
import { embeddedStore, freshShop } from '../support/embedded-store.js';
import { clerkError, shown } from '../support/failures.js';
import { type Fault, throttled } from '../support/fault-proxy.js';
import { noteItem, noteItems } from '../support/items.js';
import { tableAt, wiredTable } from '../support/wired-table.js';

const store = embeddedStore();

/** Each operation of the table once, with what it gives when all is well. */
const OPERATIONS: Record<string, (table: Table, shop: string) => Promise<unknown>> = {
  GetItem: async (table, shop) => (await table.get({ PK: `${shopKey(shop)}#NOTE`, SK: '000001' }))?.body,
  BatchGetItem: async (table, shop) =>
    (await table.getMany(noteItems(shop, 3).map(({ PK, SK }) => ({ PK, SK })))).map(({ SK }) => SK).sort(),
  Query: async (table, shop) => (await table.query(`${shopKey(shop)}#NOTE`)).items.map(({ body }) => body),
  PutItem: async (table, shop) => {
    await table.put(noteItem(shop, '000001', 'put'));
    return (await table.get({ PK: `${shopKey(shop)}#NOTE`, SK: '000001' }))?.body;
  },
  BatchWriteItem: async (table, shop) => {
    await table.putMany(noteItems(shop, 60));
    return (await table.query(`${shopKey(shop)}#NOTE`)).items.length;
  },
  TransactWriteItems: async (table, shop) => {
    await table.transact([{ item: noteItem(shop, '000009', 'transacted'), when: 'absent' }]);
    return (await table.get({ PK: `${shopKey(shop)}#NOTE`, SK: '000009' }))?.body;
  },
};

const PASSING: Record<string, Fault> = {
  throttled: throttled(),
  'over its throughput': throttled('ProvisionedThroughputExceededException'),
  'over the account limit': throttled('RequestLimitExceeded'),
  'answered 500': { kind: 'error', status: 500, type: 'InternalServerError' },
  'answered 503': { kind: 'error', status: 503, type: 'ServiceUnavailable' },
  reset: { kind: 'reset' },
  'dropped before the store saw it': { kind: 'drop-before' },
  'dropped after the store did it': { kind: 'drop-after' },
  'answered by half': { kind: 'truncate' },
  delayed: { kind: 'delay', ms: 300 },
};

describe('a request that goes wrong twice comes right', () => {
  test.each(Object.entries(PASSING))('%s', async (_, fault) => {
    const outcomes = Object.entries(OPERATIONS).map(async ([operation, run]) => {
      const [calm, troubled] = [freshShop(), freshShop()];
      for (const shop of [calm, troubled]) await store.table().putMany(noteItems(shop, 3));
      const { table, proxy } = await wiredTable(store.endpoint());
      const expected = await run(table, calm);
      proxy.clear();
      proxy.fault(operation, fault, 2);
      const given = await run(table, troubled);
      const tries = proxy.exchanges.filter((exchange) => exchange.operation === operation).length;
      return { operation, expected, given, tries };
    });
    for (const { operation, expected, given, tries } of await Promise.all(outcomes)) {
      expect({ operation, given }).toEqual({ operation, given: expected });
      expect(tries).toBeGreaterThan(fault.kind === 'delay' ? 0 : 2);
    }
  });
});

describe('a batch of which the store does only a part', () => {
  test('the rest is sent again, and nothing but the rest', async () => {
    const shop = freshShop();
    const { table, proxy } = await wiredTable(store.endpoint());
    proxy.fault('BatchWriteItem', { kind: 'unprocessed', done: 0 }, 2);
    await table.putMany(noteItems(shop, 25));
    expect((await store.table().query(`${shopKey(shop)}#NOTE`)).items).toHaveLength(25);

    proxy.clear();
    proxy.fault('BatchWriteItem', { kind: 'unprocessed', done: 20 });
    await table.putMany(noteItems(shop, 25));
    expect(
      proxy.exchanges.map(({ request }) => JSON.stringify(request).split('PutRequest').length - 1),
    ).toEqual([25, 5]);
  });

  test('reads too', async () => {
    const shop = freshShop();
    await store.table().putMany(noteItems(shop, 150));
    const { table, proxy } = await wiredTable(store.endpoint());
    proxy.fault('BatchGetItem', { kind: 'unprocessed', done: 0 }, 3);
    const items = await table.getMany(noteItems(shop, 150).map(({ PK, SK }) => ({ PK, SK })));
    expect(new Set(items.map(({ SK }) => SK)).size).toBe(150);
    expect(items).toHaveLength(150);
  });

  test('one that never ends is given up as unavailable', async () => {
    const shop = freshShop();
    const { table, proxy } = await wiredTable(store.endpoint());
    proxy.fault('BatchWriteItem', { kind: 'unprocessed', done: 0 }, 100);
    proxy.fault('BatchGetItem', { kind: 'unprocessed', done: 0 }, 100);
    const errors = await Promise.all([
      clerkError(table.putMany(noteItems(shop, 5))),
      clerkError(table.getMany([{ PK: 'a', SK: 'b' }])),
    ]);
    expect(errors.map(({ code }) => code)).toEqual(['unavailable', 'unavailable']);
  });
});

describe('what a caller is told', () => {
  const secrets = [
    'ip-10-0-0-7.internal',
    'arn:aws:dynamodb',
    'prod-ledger-table',
    '123456789012',
    'munshi#',
  ];
  const message = `ip-10-0-0-7.internal: arn:aws:dynamodb:us-east-1:123456789012:table/prod-ledger-table munshi#`;

  test('names the kind of failure and never the message from above', async () => {
    const codes: Record<string, ErrorCode> = {
      SomethingNobodyHasHeardOfException: 'unavailable',
      InternalServerError: 'unavailable',
      ThrottlingException: 'unavailable',
      ProvisionedThroughputExceededException: 'unavailable',
      LimitExceededException: 'unavailable',
      ValidationException: 'internal',
      ItemCollectionSizeLimitExceededException: 'internal',
      ResourceNotFoundException: 'not_configured',
      AccessDeniedException: 'not_configured',
      UnrecognizedClientException: 'not_configured',
      InvalidSignatureException: 'not_configured',
      ExpiredTokenException: 'not_configured',
      MissingAuthenticationTokenException: 'not_configured',
    };
    const failures = Object.keys(codes).map(async (type) => {
      const { table, proxy } = await wiredTable(store.endpoint(), 'prod-ledger-table');
      const status = type === 'InternalServerError' ? 500 : 400;
      proxy.fault('GetItem', { kind: 'error', status, type, message }, 4);
      return { type, error: await clerkError(table.get({ PK: 'a', SK: 'b' })) };
    });
    for (const { type, error } of await Promise.all(failures)) {
      expect({ type, code: error.code }).toEqual({ type, code: codes[type] });
      for (const secret of secrets) expect(shown(error)).not.toContain(secret);
      // For the log alone.
      expect(String(error.cause)).toContain('prod-ledger-table');
    }
  });

  test('a store that is not there is unavailable', async () => {
    const { proxy } = await wiredTable(store.endpoint());
    await proxy.close();
    const error = await clerkError(tableAt(proxy.url, store.endpoint()).get({ PK: 'a', SK: 'b' }));
    expect(error.code).toBe('unavailable');
    expect(shown(error)).not.toMatch(/127\.0\.0\.1|ECONNREFUSED/);
  });

  test('a table that is not there is not configured', async () => {
    const table = tableAt(store.endpoint().url, store.endpoint(), 'nowhere');
    const error = await clerkError(table.query('SHOP#a'));
    expect(error.code).toBe('not_configured');
    expect(shown(error)).not.toContain('nowhere');
  });

  test.each([
    ['a wrong secret', { secretAccessKey: 'x'.repeat(40) }],
    ['an unknown key id', { accessKeyId: 'AKIAAAAAAAAAAAAAAAAA' }],
  ])('%s is refused by the store and not configured', async (_, wrong) => {
    const table = tableAt(store.endpoint().url, { ...store.endpoint(), ...wrong });
    expect((await clerkError(table.get({ PK: 'a', SK: 'b' }))).code).toBe('not_configured');
  });

  test.each([
    ['no region', 'AWS_REGION'],
    ['no credentials', 'AWS_ACCESS_KEY_ID'],
  ])('%s at all is not configured', async (_, variable) => {
    const table = tableAt(store.endpoint().url, store.endpoint());
    vi.stubEnv('AWS_CONFIG_FILE', '/nowhere');
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nowhere');
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
    vi.stubEnv(variable, undefined);
    onTestFinished(() => void vi.unstubAllEnvs());
    expect((await clerkError(table.get({ PK: 'a', SK: 'b' }))).code).toBe('not_configured');
  });

  test('a store that takes the call and never answers is given up on and asked again', async () => {
    const shop = freshShop();
    await store.table().putMany(noteItems(shop, 1));
    const { table, proxy } = await wiredTable(store.endpoint());
    proxy.fault('GetItem', { kind: 'hang' });
    expect(await table.get({ PK: `${shopKey(shop)}#NOTE`, SK: '000000' })).toBeDefined();
    expect(proxy.exchanges).toHaveLength(2);
  });

  test('a cancelled read is cancelled', async () => {
    const { table, proxy } = await wiredTable(store.endpoint());
    proxy.fault('Query', { kind: 'hang' });
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 100);
    expect((await clerkError(table.query('SHOP#a', { signal: stop.signal }))).code).toBe('cancelled');
  });
});
