import { onTestFinished } from 'vitest';
import { openDuckDb } from '../../../src/domain/ports/analytics/duckdb.js';
import { Replica } from '../../../src/domain/ports/analytics/replica.js';
import type { Item, Table } from '../../../src/domain/ports/store/table.js';
import { SalesExplainer } from '../../../src/domain/sales/explain/explainer.js';
import { LiveModel } from '../../../src/domain/sales/query/definitions/live-model.js';
import { DIMENSIONS } from '../../../src/domain/sales/query/dimensions/index.js';
import { ENTITIES } from '../../../src/domain/sales/query/entities.js';
import { MEASURES } from '../../../src/domain/sales/query/measures/index.js';
import { Model } from '../../../src/domain/sales/query/model.js';
import { ModelGuide } from '../../../src/domain/sales/query/model-guide.js';
import { QueryService } from '../../../src/domain/sales/query/query-service.js';
import { PROJECTIONS } from '../../../src/domain/sales/query/tables.js';
import type { PlainShop } from './shop.js';

export interface Asked {
  readonly model: Model;
  readonly queries: QueryService;
  readonly guide: ModelGuide;
  readonly explainer: SalesExplainer;
}

/** The real query service over a shop's records, which reach the replica's tables as written by this process. */
export function openQueries(table: Table, shop: PlainShop): Asked {
  const model = new Model(ENTITIES, DIMENSIONS, MEASURES);
  const clock = (): Date => shop.now;
  const replica = new Replica({
    table,
    feed: `${shop.settings.shop_id}#nothing`,
    projections: PROJECTIONS,
    overlap: 2_000,
    clock,
    open: () => openDuckDb({ path: ':memory:' }),
  });
  onTestFinished(() => replica.close());
  replica.accept(itemsOf(shop));
  const live = new LiveModel(model, replica);
  const queries = new QueryService(live, replica, shop.settings);
  return {
    model,
    queries,
    explainer: new SalesExplainer({ live, replica, queries, language: undefined, settings: shop.settings }),
    guide: new ModelGuide(live, replica, shop.settings, clock),
  };
}

function itemsOf(shop: PlainShop): Item[] {
  const item =
    (type: string) =>
    (record: object, index: number): Item => ({
      PK: type,
      SK: `${type}-${index}`,
      FPK: 'feed',
      FSK: `${shop.now.toISOString()}#${type}-${index}`,
      type,
      v: 1,
      body: JSON.stringify(record),
    });
  return [
    ...shop.sales.map(item('sale')),
    ...shop.products.map(item('product')),
    ...shop.movements.map(item('stock_movement')),
    ...shop.categories.map(item('category')),
    ...shop.suppliers.map(item('supplier')),
    ...shop.customers.map(item('customer')),
    ...shop.employees.map(item('employee')),
    ...shop.territories.map(item('territory')),
    ...shop.shippers.map(item('shipper')),
  ];
}
