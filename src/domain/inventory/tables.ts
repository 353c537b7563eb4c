import type { Projection } from '../ports/analytics/projection.js';
import { MOVEMENT_TYPE, movementId } from './keys.js';
import { Movement, Stock } from './movement.js';

const Stored = Movement.extend({ after: Stock.pick({ average_cost: true, shelves: true }) });

/**
 * Movements as rows: one for each movement, one for each lot or loose stock it touches. Quantities in thousandths,
 * `ordered` what it changes of what is on order; `unit_cost` in fine units; `average_cost`, in fine units, and
 * `next_expiry` of what is there are those after the movement.
 */
export const STOCK_PROJECTION: Projection = {
  type: MOVEMENT_TYPE,
  main: {
    name: 'stock_movements',
    columns: [
      { name: 'movement_id', type: 'VARCHAR' },
      { name: 'product_id', type: 'VARCHAR' },
      { name: 'seq', type: 'BIGINT' },
      { name: 'kind', type: 'VARCHAR' },
      { name: 'moved_on', type: 'DATE' },
      { name: 'quantity', type: 'BIGINT' },
      { name: 'ordered', type: 'BIGINT' },
      { name: 'unit_cost', type: 'BIGINT' },
      { name: 'average_cost', type: 'BIGINT' },
      { name: 'next_expiry', type: 'DATE' },
      { name: 'sale_id', type: 'VARCHAR' },
      { name: 'bill_id', type: 'VARCHAR' },
    ],
  },
  parts: [
    {
      name: 'stock_legs',
      columns: [
        { name: 'product_id', type: 'VARCHAR' },
        { name: 'location', type: 'VARCHAR' },
        { name: 'batch', type: 'VARCHAR' },
        { name: 'expires_on', type: 'DATE' },
        { name: 'quantity', type: 'BIGINT' },
      ],
    },
  ],
  rows: (body) => {
    const { product_id: product, seq, legs, after, ...movement } = Stored.parse(body);
    return [
      [
        [
          movementId(product, seq),
          product,
          seq,
          movement.kind,
          movement.on,
          movement.quantity,
          movement.ordered ?? 0,
          movement.unit_cost ?? null,
          after.average_cost ?? null,
          nextExpiry(after) ?? null,
          movement.sale_id ?? null,
          movement.bill_id ?? null,
        ],
      ],
      legs.map(({ location, batch, expires, quantity }) => [
        product,
        location,
        batch ?? null,
        expires ?? null,
        quantity,
      ]),
    ];
  },
};

function nextExpiry({ shelves }: Pick<Stock, 'shelves'>): string | undefined {
  return shelves
    .flatMap(({ lots }) => lots.flatMap(({ expires }) => expires ?? []))
    .sort()
    .at(0);
}
