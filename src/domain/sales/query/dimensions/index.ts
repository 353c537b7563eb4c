import type { Dimension } from '../model.js';
import { BASKET } from './basket.js';
import { HISTORY } from './history.js';
import { LINE } from './line.js';
import { CARRIER, PARTY } from './party.js';
import { PRODUCT } from './product.js';
import { DELIVERY, SALE, SALE_TERMS } from './sale.js';
import { STAFF, TERRITORY } from './staff.js';
import { STOCK } from './stock.js';
import { CALENDAR, TIME } from './time.js';

/** Everything a query can group by, filter on or list, in the order it is shown. */
export const DIMENSIONS: readonly Dimension[] = [
  ...SALE,
  ...TIME,
  ...SALE_TERMS,
  ...LINE,
  ...PRODUCT,
  ...STOCK,
  ...PARTY,
  ...STAFF,
  ...CARRIER,
  ...TERRITORY,
  ...CALENDAR,
  ...DELIVERY,
  ...HISTORY,
  ...BASKET,
];
