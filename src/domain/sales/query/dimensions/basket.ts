import type { Dimension } from '../model.js';
import { of } from './of.js';

/** What else is on the same sale. */
export const BASKET: readonly Dimension[] = [
  of('partners', 'text', 'bought_with', 'Bought with', 'q.name', 'The other product on the same sale.', {
    synonyms: ['bought together', 'basket', 'cross-sell'],
    also: ['pairs'],
  }),
  of(
    'partners',
    'text',
    'bought_with_id',
    'Bought with, id',
    'q.product_id',
    'Id of the other product on the same sale.',
    { names: 'bought_with', also: ['pairs'] },
  ),
];
