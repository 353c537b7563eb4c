import { beforeAll, describe, expect, test } from 'vitest';
import { SharedServer } from '../support/shared-server.js';
import { refusalsOf } from '../support/told.js';

const munshi = new SharedServer({ MUNSHI_LOG_LEVEL: 'error' });
const refusal = refusalsOf(munshi);

let keys = 0;
const keyed = (args: object) => {
  keys += 1;
  return { ...args, idempotency_key: `advice-input-key-${keys}` };
};
const rival = (row: string) =>
  keyed({
    kind: 'competitor_prices',
    content: `product,seller,price,currency\n${row}\n`,
    dry_run: false,
  });

beforeAll(async () => {
  await munshi.ask('save_product', keyed({ name: 'Tea', price: 100, cost: 58, mrp: 110, track_stock: true }));
  await munshi.ask('adjust_stock', keyed({ kind: 'opening', lines: [{ product: 'Tea', quantity: 4 }] }));
  await munshi.ask('record_sale', keyed({ lines: [{ product: 'Tea', quantity: 6 }] }));
  expect(await munshi.ask('list_alerts', {})).toMatchObject({ alerts: [{ alert_id: 'below_zero:tea' }] });
});

const OPEN = { alert: 'below_zero:tea' };
const TEA = { products: ['Tea'] };

describe('each is refused with its field, the cause and the fix', () => {
  test.each([
    ['a cost above the MRP', 'save_product', keyed({ product: 'Tea', cost: 120 }), 'cost', /MRP/],
    ['a price of 0', 'pricing_advice', { ...TEA, price: 0 }, 'price', /above 0/],
    ['a negative price', 'pricing_advice', { ...TEA, price: -5 }, 'price', /above 0/],
    ['a negative price of a product', 'save_product', keyed({ product: 'Tea', price: -5 }), 'price', /./],
    [
      'a margin floor of 100 %',
      'pricing_advice',
      { ...TEA, margin_floor_percent: 100 },
      'margin_floor_percent',
      /never reaches 100/,
    ],
    [
      'a competitor’s price in another currency',
      'pricing_advice',
      { ...TEA, competitor_prices: [95], currency: 'USD' },
      'currency',
      /INR, not in USD/,
    ],
    ['an unknown goal', 'pricing_advice', { ...TEA, goal: 'fame' }, 'goal', /./],
    [
      'an unknown alert',
      'update_alert',
      keyed({ alert: 'below_zero:te', action: 'seen' }),
      'alert',
      /no alert/,
    ],
    [
      'a snooze into the past',
      'update_alert',
      keyed({ ...OPEN, action: 'snooze', until: '2020-01-01' }),
      'until',
      /not in the future/,
    ],
    ['an unknown action', 'update_alert', keyed({ ...OPEN, action: 'delete' }), 'action', /./],
    ['an unknown kind of alert', 'list_alerts', { kinds: ['out_of_tea'] }, 'kinds[0]', /./],
    ['an unknown kind of action', 'recommend_actions', { kinds: ['fire'] }, 'kinds[0]', /./],
  ])('%s', async (_, tool, args, field, cause) => {
    const told = await refusal(tool, args);
    expect(told.field).toBe(field);
    expect(told.message).toMatch(cause);
  });

  test('a competitor’s price in another currency, in a file', async () => {
    const told = await refusal('import_file', rival('Tea,Big Mart,95,USD'));
    expect(told).toMatchObject({ code: 'invalid_input', message: expect.stringContaining('currency') });
    const { products } = await munshi.ask('pricing_advice', TEA);
    expect(JSON.stringify(products)).not.toContain('Big Mart');
  });

  test('and nothing has changed', async () => {
    expect(await munshi.ask('list_alerts', {})).toMatchObject({
      total: 1,
      alerts: [{ alert_id: 'below_zero:tea', state: 'new' }],
    });
  });
});
