import { expect, it } from 'vitest';
import { readConfig } from '../../../src/config.js';
import { listAlerts } from '../../../src/tools/list-alerts.js';
import { PlainTable } from '../../support/advice/plain-table.js';
import { anotherProcess, NOON } from '../sales/shop.js';

const call = { signal: new AbortController().signal, progress: () => undefined, show: () => undefined };

it('an empty list says what the filter left out, and what is about to come back', async () => {
  let keys = 0;
  const shop = anotherProcess(new PlainTable(), 'hints');
  const list = (args: object = {}) => listAlerts.execute(args, shop, call);
  const cost = (value: number) => {
    keys += 1;
    return shop.products.save(
      { product: 'X', fields: { cost: value } },
      { key: `hint-${keys}`, payload: value },
    );
  };
  expect(await list({ kinds: ['dead_stock'] })).toMatchObject({
    hint: 'None of dead_stock. There are none of other kinds either.',
  });
  await shop.books.products.putMany(
    [{ product_id: 'X', name: 'Soap', price: 10_000, cost: 12_000, track_stock: true, stock: 5_000 }],
    new Map(),
    NOON,
  );
  expect(await list()).toMatchObject({ by_kind: { negative_margin: 1 } });
  expect(await list({ kinds: ['dead_stock'] })).toMatchObject({
    total: 0,
    hint: 'None of dead_stock. Of other kinds there are 1: leave kinds out.',
  });
  await cost(9_000);
  expect(await list()).toMatchObject({ total: 0, hint: expect.stringMatching(/^Nothing needs attention/) });
  await cost(12_000);
  expect(await list()).toMatchObject({
    total: 0,
    note: '1 resolved a moment ago is back and will be listed within a minute.',
  });
});

it('a threshold that cannot be is named', () => {
  expect(() => readConfig({ alert_thresholds: 'expiring_days=0' }, {})).toThrow(
    /alert-thresholds, expiring_days: /,
  );
});
