import { expect, test } from 'vitest';
import { embeddedStore } from '../../../support/embedded-store.js';
import { expected } from '../../../support/oracle/answer.js';
import { openQueries } from '../../../support/oracle/open.js';
import { randomShop } from '../../../support/oracle/shop.js';
import { World } from '../../../support/oracle/world.js';

const store = embeddedStore();
const QUERY = { measures: ['margin', 'margin_rate', 'net_sales', 'tax'], limit: 1 };

function shopWithTax(tax_included: boolean) {
  const shop = randomShop(7);
  return { ...shop, sales: shop.sales.map((sale) => ({ ...sale, tax_included })) };
}

test('tax inside the prices is no margin', async () => {
  const shop = shopWithTax(true);
  const { rows } = await openQueries(store.table(), shop).queries.run(QUERY);
  expect(rows).toEqual(expected(new World(shop), QUERY));
});

test('tax on top of the prices is not taken off the margin', async () => {
  const shop = shopWithTax(false);
  const { rows } = await openQueries(store.table(), shop).queries.run(QUERY);
  expect(rows).toEqual(expected(new World(shop), QUERY));
});
