import type { OnWrite } from '../ports/store/repository.js';
import type { Table } from '../ports/store/table.js';
import type { ShopSettings } from '../shop.js';
import type { Clock } from '../time.js';
import type { Books } from './books.js';
import type { CreditBook } from './credit.js';
import type { NameLookup } from './lookup.js';
import type { StockBook } from './stock.js';

export interface SalesPorts {
  readonly table: Table;
  readonly books: Books;
  readonly lookup: NameLookup;
  readonly credit: CreditBook;
  readonly stock: StockBook;
  readonly settings: ShopSettings;
  readonly clock: Clock;
  readonly onWrite: OnWrite;
  /** Waits between two tries at what others keep writing; default: full jitter. */
  readonly pause?: (tries: number) => Promise<void>;
}

/** One try at working a document out. */
export interface Try {
  /** The idempotency key of the write. */
  readonly key: string;
  /** Whether what was remembered of the stock was found to be old. */
  readonly fresh: boolean;
  /** Waits for this process's other writes to the stock of these products, and keeps them waiting until this is over. */
  readonly hold: (productIds: readonly string[]) => Promise<void>;
  readonly signal?: AbortSignal | undefined;
}
