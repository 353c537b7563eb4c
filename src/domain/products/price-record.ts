import * as z from 'zod';
import { idFromName } from '../names.js';
import type { ColumnType } from '../ports/analytics/engine.js';
import type { Projection } from '../ports/analytics/projection.js';
import type { RecordKind } from '../ports/store/repository.js';
import type { Product } from './records.js';

const amount = z.int().nonnegative().optional();

/**
 * What a product costs a buyer from a day on, until the next record of the same seller. Money in minor units; what is
 * absent is not known, or no longer stated.
 */
export const PriceRecord = z.object({
  price_id: z.string().min(1).max(300),
  product_id: z.string().min(1).max(100),
  /** A competitor; the shop itself where absent. */
  seller: z.string().min(1).max(100).optional(),
  from: z.iso.date(),
  price: amount,
  /** Of the shop's own records only. */
  cost: amount,
  mrp: amount,
});
export type PriceRecord = z.infer<typeof PriceRecord>;

const OWN = '-';
const AFTER_DAY = 11;

export const PRICE: RecordKind<PriceRecord> = {
  type: 'price',
  schema: PriceRecord,
  id: (record) => record.price_id,
  // <yyyy-mm-dd>.<seller>.<product id>; a seller's slug holds no full stop.
  key: (id) => {
    const end = id.indexOf('.', AFTER_DAY);
    return { partition: `PRICE#${id.slice(end + 1)}`, sort: id.slice(0, end) };
  },
};

/** The record of a seller's price; one a seller, product and day. */
export function priceRecord(record: Omit<PriceRecord, 'price_id'>): PriceRecord {
  const seller = record.seller === undefined ? OWN : idFromName(record.seller);
  return { price_id: `${record.from}.${seller}.${record.product_id}`, ...record };
}

/** The shop's own record from `day` on, where price, cost or MRP differ from before. */
export function ownPriceChange(
  before: Product | undefined,
  after: Product,
  day: string,
): PriceRecord | undefined {
  const { product_id, price, cost, mrp } = after;
  const same = before?.price === price && before?.cost === cost && before?.mrp === mrp;
  return same ? undefined : priceRecord({ product_id, from: day, price, cost, mrp });
}

const COLUMNS = {
  price_id: 'VARCHAR',
  product_id: 'VARCHAR',
  seller: 'VARCHAR',
  valid_from: 'DATE',
  price: 'BIGINT',
  cost: 'BIGINT',
  mrp: 'BIGINT',
} as const satisfies Record<string, ColumnType>;

export const PRICE_PROJECTION: Projection = {
  type: PRICE.type,
  main: { name: 'prices', columns: Object.entries(COLUMNS).map(([name, type]) => ({ name, type })) },
  rows: (body) => {
    const record = PriceRecord.parse(body);
    return [
      [
        [
          record.price_id,
          record.product_id,
          record.seller ?? null,
          record.from,
          record.price ?? null,
          record.cost ?? null,
          record.mrp ?? null,
        ],
      ],
    ];
  },
};
