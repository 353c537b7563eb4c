import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { QueryRequest } from '../../src/domain/sales/query/request.js';
import { embeddedStore } from '../support/embedded-store.js';
import { openQueries } from '../support/oracle/open.js';
import { randomShop } from '../support/oracle/shop.js';

const store = embeddedStore();
/** A shop with something of everything. */
const SHOP = randomShop(7);
const PAGE = readFileSync(new URL('../../docs/queries.md', import.meta.url), 'utf8');

/** JSON of the page: whole objects, and keys of one. What stands for something else, as "<name>", is not JSON. */
const FRAGMENTS = [...PAGE.matchAll(/```json\n([^`]+)```|`([{"][^`]*)`/g)]
  .map(([, whole, part = '']) => whole ?? (part.startsWith('{') ? part : `{${part}}`))
  .filter((text) => !text.includes('<'));
const PERIODS = (/`period\.named` takes ([^;]+), all\./.exec(PAGE)?.[1] ?? '')
  .split(/,\s+/)
  .map((name) => name.replaceAll('`', ''));

const Fragment = z.record(z.string(), z.json());

/** The query that a fragment is a part of. */
function around(fragment: z.infer<typeof Fragment>): object {
  if ('member' in fragment) return { measures: ['net_sales'], filters: [fragment] };
  if ('values' in fragment)
    return { measures: ['net_sales'], filters: [{ member: 'net_sales', op: 'above_average', ...fragment }] };
  if ('groups' in fragment) return { measures: ['orders'], dimensions: [fragment.name], define: [fragment] };
  if ('name' in fragment) return { measures: [fragment.name], define: [fragment] };
  return {
    measures: ['net_sales'],
    dimensions: ['category', 'product'],
    compare: ['previous_period'],
    ...fragment,
  };
}

const ask = (query: object) =>
  openQueries(store.table(), SHOP).queries.run(
    QueryRequest.strict().parse({ period: { named: 'ytd' }, ...query }),
  );

describe('the page of queries', () => {
  test.each(FRAGMENTS)('%s runs in its place', async (text) => {
    const query = around(Fragment.parse(JSON.parse(text)));
    await expect(ask(query)).resolves.toHaveProperty('receipt');
  });

  test.each(PERIODS)('the period %s is understood', async (named) => {
    await expect(ask({ measures: ['orders'], period: { named } })).resolves.toHaveProperty('receipt');
  });

  test('has examples and periods to try', () => {
    expect(FRAGMENTS.length).toBeGreaterThanOrEqual(12);
    expect(PERIODS.length).toBeGreaterThanOrEqual(16);
  });
});
