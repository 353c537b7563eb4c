import type { ShopSettings } from '../../src/domain/shop.js';

/** A shop whose days are those of UTC and whose fiscal year starts in April. */
export const SHOP: ShopSettings = {
  shop_id: 'main',
  name: 'Main',
  currency: 'INR',
  time_zone: 'UTC',
  fiscal_year_start: 4,
  locale: 'en-IN',
};
