import type { Dimension } from '../model.js';
import { of } from './of.js';

const ALSO = { also: ['stock'] } as const;
const STILL_SOLD =
  'CASE WHEN p.product_id IS NOT NULL THEN p.discontinued IS NOT TRUE AND p.removed IS NOT TRUE';
const AVAILABLE = 'st.on_hand + coalesce(st.on_order, 0)';

/** What is in stock of a product now, and whether it is in use. */
export const STOCK: readonly Dimension[] = [
  of('products', 'quantity', 'units_in_stock', 'Units in stock', 'st.on_hand', 'Stock on hand.', {
    ...ALSO,
    synonyms: ['stock', 'inventory', 'on hand', 'out of stock'],
  }),
  of(
    'products',
    'boolean',
    'needs_reorder',
    'Needs reorder',
    `${STILL_SOLD} AND st.on_hand < p.reorder_level END`,
    'Stock is below the reorder level and the product is still sold.',
    { ...ALSO, synonyms: ['reorder', 'low stock'] },
  ),
  of(
    'products',
    'boolean',
    'needs_reorder_after_delivery',
    'Needs reorder after delivery',
    `${STILL_SOLD} AND ${AVAILABLE} < p.reorder_level END`,
    'Stock and units on order together are below the reorder level and the product is still sold.',
    ALSO,
  ),
  of(
    'products',
    'quantity',
    'units_available',
    'Units available',
    AVAILABLE,
    'Stock on hand and units on order together.',
    { ...ALSO, synonyms: ['stock position', 'stock plus on order'] },
  ),
  of(
    'products',
    'date',
    'next_expiry_date',
    'Next expiry',
    'st.next_expiry',
    'Day on which the first batch in stock expires, or expired.',
    { ...ALSO, synonyms: ['expiry', 'best before', 'shelf life'] },
  ),
  of(
    'products',
    'boolean',
    'removed',
    'Removed',
    'CASE WHEN p.product_id IS NOT NULL THEN p.removed IS TRUE END',
    'Whether the product was taken out of use and is kept for past sales only.',
    { synonyms: ['deleted'] },
  ),
];
