import type { Measure } from '../model.js';
import { AMOUNTS } from './amounts.js';
import { BUYERS, LOYALTY } from './buyers.js';
import { GOODS } from './goods.js';
import { ON_FILE } from './on-file.js';
import { ORDER_SIZE } from './order-size.js';
import { PRICES } from './prices.js';
import { SHIPPING } from './shipping.js';
import { STOCK } from './stock.js';
import { VOLUME } from './volume.js';

/**
 * Everything a query can count, add up or average, in the order it is shown. Money in fine units, quantities in
 * thousandths.
 */
export const MEASURES: readonly Measure[] = [
  ...AMOUNTS,
  ...VOLUME,
  ...PRICES,
  ...BUYERS,
  ...SHIPPING,
  ...ON_FILE,
  ...STOCK,
  ...ORDER_SIZE,
  ...LOYALTY,
  ...GOODS,
];
