import { beforeAll, describe, expect, test } from 'vitest';
import { SharedServer } from '../support/shared-server.js';
import { refusalsOf } from '../support/told.js';

const munshi = new SharedServer({ MUNSHI_LOG_LEVEL: 'error' });
const refusal = refusalsOf(munshi);
const KEY = 'forecast-refusals';
const DAY = 86_400_000;

/** Tea sold four a day, twice a day, for nine weeks up to today. */
beforeAll(async () => {
  await munshi.ask('import_file', {
    kind: 'products',
    dry_run: false,
    idempotency_key: `${KEY}-products`,
    content: 'product_id,name,price,unit\nP1,Tea,100,packet\nP2,Rice,50,kg\nP3,Never sold,10,piece\n',
  });
  const rows = ['sale_id,date,product_id,quantity,price'];
  for (let back = 63; back >= 0; back -= 1) {
    const on = new Date(Date.now() - back * DAY).toISOString().slice(0, 10);
    rows.push(`A${back},${on},P1,3,100`, `B${back},${on},P1,1,100`);
  }
  await munshi.ask('import_file', {
    kind: 'sales',
    dry_run: false,
    idempotency_key: `${KEY}-sales`,
    content: `${rows.join('\n')}\n`,
  });
});

describe('what an agent reads where nothing can be forecast or planned', () => {
  test.each([
    [
      'generate_forecast',
      { products: ['P1'], horizon: 0 },
      'horizon: Too small: expected number to be >=1.',
      'Send a whole number of 1 or more. Steps ahead: up to 90 days, 26 weeks, 12 months; default 14.',
    ],
    [
      'generate_forecast',
      { products: ['P1'], horizon: 91 },
      'horizon: Too big: expected number to be <=90.',
      'Send a whole number up to 90. Steps ahead: up to 90 days, 26 weeks, 12 months; default 14.',
    ],
    [
      'generate_forecast',
      { products: ['P1'], horizon: 27, grain: 'week' },
      'The horizon is a whole number of weeks from 1 to 26, not 27.',
      'Ask for up to 26.',
    ],
    [
      'generate_forecast',
      { products: ['P1'], lead_time: -1 },
      'lead_time: Too small: expected number to be >=1.',
      'Send a whole number of 1 or more. Also the demand of the first so many steps together, 1 to 90.',
    ],
    [
      'generate_forecast',
      { products: ['P1'], lead_time: 20 },
      'The lead time of 20 steps goes beyond the horizon of 14.',
      'Send a horizon of 20 or more.',
    ],
    [
      'generate_forecast',
      { products: ['P1'], as_of: '2999-01-01' },
      '2999-01-01 is not over yet.',
      expect.stringMatching(/^Send a day up to \d{4}-\d\d-\d\d\.$/),
    ],
    [
      'plan_reorder',
      { service_level: 1 },
      'No stock is large enough never to run out, so 1 cannot be planned for.',
      'Send at most 0.999.',
    ],
    [
      'save_product',
      { product: 'P1', lead_time_days: -1, idempotency_key: `${KEY}-lead` },
      'lead_time_days: Too small: expected number to be >=0.',
      expect.stringMatching(/^Send a whole number of 0 or more\. Up to 365/),
    ],
    [
      'record_sale',
      { at: '2999-01-01', lines: [{ product: 'P1', quantity: 1 }], idempotency_key: `${KEY}-future` },
      'The sale lies in the future.',
      'Send a moment up to now.',
    ],
    [
      'adjust_stock',
      {
        kind: 'purchase',
        lines: [{ product: 'P1', quantity: 1, unit: 'kg' }],
        idempotency_key: `${KEY}-unit`,
      },
      'Tea is not kept in kg.',
      'Send the quantity in its unit; save_product sets pack and pack_size for packs of it.',
    ],
    [
      'import_file',
      {
        kind: 'sales',
        dry_run: false,
        idempotency_key: `${KEY}-nan`,
        content:
          'sale_id,date,product_id,quantity,price\nZ1,2026-01-02,P1,NaN,100\nZ2,2026-01-02,P1,Infinity,100\n',
      },
      'Nothing could be read without error (2 of 2 rows are bad), so nothing was written. Most often: quantity: is not a number (2 rows).',
      'Run it with dry_run to see how each column is read, and correct the mapping.',
    ],
  ])('%s %j', async (tool, args, message, fix) => {
    const told = await refusal(tool, args);
    expect([told.code, told.message, told.fix]).toEqual(['invalid_input', message, fix]);
  });

  test('of what never sold, and of what sells the same each day, two sales a day added up', async () => {
    const { forecasts, refused } = await munshi.ask('generate_forecast', {
      products: ['P1', 'P3'],
      horizon: 2,
      past: 1,
    });
    expect(forecasts).toMatchObject([
      {
        id: 'P1',
        method: 'constant',
        past: [{ value: 4 }],
        total: { value: 8, low95: 8, high95: 8 },
        why: ['Every observed step is the same.', expect.any(String)],
      },
    ]);
    expect(refused).toEqual([
      {
        id: 'P3',
        name: 'Never sold',
        reason: 'never_sold',
        message:
          'It was never sold, so there is no demand to forecast from; 6 observed steps are needed at least.',
        fix: 'Sell it first, or give it a category of which three products sell: a new product borrows from it.',
      },
    ]);
  });
});
