import type { Finding } from '../alerts/finding.js';
import type { ProductFacts } from '../facts/facts.js';
import type { Context } from './context.js';
import { deadStock, expiryFindings } from './expiry.js';
import { priceFindings } from './price.js';
import { forecastBias, unusualSales } from './sales.js';
import { stockFindings } from './stock.js';

/** All that is the matter with a product. */
export function productFindings(product: ProductFacts, context: Context): Finding[] {
  return [
    ...stockFindings(product, context),
    ...expiryFindings(product, context),
    ...deadStock(product, context),
    ...priceFindings(product, context),
    ...unusualSales(product, context),
    ...forecastBias(product, context),
  ];
}
