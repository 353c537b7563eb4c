import { onTestFinished } from 'vitest';
import type { Shop } from '../../../src/domain/open-shop.js';
import type { ExportsPort } from '../../../src/domain/ports/files/exports.js';
import type { Product } from '../../../src/domain/products/records.js';
import {
  type PlanPage,
  type ReorderPorts,
  type ReorderRequest,
  ReorderService,
} from '../../../src/domain/reorder/reorder-service.js';
import { NameLookup } from '../../../src/domain/sales/lookup.js';
import type { TestStore } from '../../support/embedded-store.js';
import { freshShop } from '../../support/embedded-store.js';
import { type Selling, sellDaily } from '../forecast/shop.js';
import { anotherProcess, NOON } from '../sales/shop.js';

export const REQUEST: ReorderRequest = {
  service: 0.95,
  coverDays: 7,
  show: 'all',
  limit: 25,
  csv: false,
};

/** A product that is bought from the supplier near by, with 30 in stock. */
export const product = (id: string, more: Partial<Product> = {}): Product => ({
  product_id: id,
  name: `Product ${id}`,
  supplier_id: 'near',
  price: 1_180,
  cost: 800,
  tax_rate: 1_800,
  stock: 30_000,
  ...more,
});

/** Sells ten a day, give or take two. */
export const steady = (product: string): Selling => ({ product, units: (day) => 8 + ((day * 7) % 5) });

/** A shop with sales from December 2025 up to 30 March 2026, whose clock stands at noon of the 31st. */
export async function tradingShop(
  store: TestStore,
  products: readonly Product[],
  selling: readonly Selling[],
): Promise<Shop> {
  const shop = anotherProcess(store.table(), freshShop());
  onTestFinished(() => shop.forecasts.close());
  onTestFinished(() => shop.reorders.close());
  await shop.books.suppliers.putMany(
    [
      { supplier_id: 'near', name: 'Near & Quick', lead_time_days: 3 },
      { supplier_id: 'far', name: 'Far Away', lead_time_days: 120 },
    ],
    new Map(),
    NOON,
  );
  await shop.books.products.putMany(products, new Map(), NOON);
  await sellDaily(shop, '2025-12-01', '2026-03-30', selling);
  return shop;
}

/** A service over a shop with other ports. */
export function serviceOf(
  shop: Shop,
  more: { readonly patience?: number; readonly exports?: ExportsPort } = {},
): ReorderService {
  const { forecasts, books, replica, settings } = shop;
  const ports: ReorderPorts = {
    forecasts,
    lookup: new NameLookup(books, replica),
    replica,
    settings,
    exports: more.exports,
    patience: more.patience,
  };
  const service = new ReorderService(ports);
  onTestFinished(() => service.close());
  return service;
}

/** A page of a plan that was finished within its call. */
export async function pageOf(
  service: Pick<ReorderService, 'plan'>,
  request: Partial<ReorderRequest> = {},
): Promise<PlanPage> {
  const page = await service.plan({ ...REQUEST, ...request });
  if ('reached' in page) throw new Error(page.reached.message);
  return page;
}
