import * as z from 'zod';
import { Movement, Stock } from '../../../src/domain/inventory/movement.js';
import type { Item } from '../../../src/domain/ports/store/table.js';
import type { Sale } from '../../../src/domain/sales/sale.js';

const After = Stock.omit({ product_id: true, seq: true });

/** One product's ledger as it lies in the store. */
export interface Book {
  readonly shop: string;
  readonly product: string;
  readonly movements: readonly { readonly movement: Movement; readonly after: z.infer<typeof After> }[];
  readonly sales: ReadonlyMap<string, Sale>;
  readonly tell: (what: string) => void;
}

export function movementsOf(items: readonly Item[], partition: string): Book['movements'] {
  return items
    .filter(({ PK }) => PK === partition)
    .map(({ body }) => JSON.parse(body))
    .map((body) => ({
      movement: Movement.parse(body),
      after: After.parse(z.looseObject({ after: z.unknown() }).parse(body).after),
    }));
}
