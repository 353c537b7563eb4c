import type { BillStock } from '../../inventory/bill-stock.js';
import type { PayablesService } from '../../payables/payables-service.js';
import type { OnWrite, Repository } from '../../ports/store/repository.js';
import type { Table } from '../../ports/store/table.js';
import type { Product, Supplier } from '../../products/records.js';
import type { ShopSettings } from '../../shop.js';
import type { Clock } from '../../time.js';
import type { Shelf } from './shelf.js';

/** What posting a bill needs of the rest of the shop. */
export interface PostingPorts {
  readonly table: Pick<Table, 'get' | 'getMany' | 'query' | 'transact'>;
  readonly shelf: Shelf;
  readonly products: Pick<Repository<Product>, 'getMany' | 'item'>;
  readonly suppliers: Pick<Repository<Supplier>, 'get' | 'item'>;
  readonly stock: Pick<BillStock, 'planBill' | 'planBillBack'>;
  readonly payables: PayablesService;
  readonly settings: ShopSettings;
  readonly clock: Clock;
  readonly onWrite: OnWrite;
  /** Most items of one transaction that lines may take; {@link ROOM} when absent. */
  readonly room?: number | undefined;
  /** Waits between two tries at what others keep writing; default: full jitter. */
  readonly pause?: ((tries: number) => Promise<void>) | undefined;
}

/** Items of a transaction for lines; the other ten are for the head of the bill and the key. */
export const ROOM = 90;

/** Most lines of one product: their movements and names learned fit one transaction. */
export const MOST_LINES_OF_PRODUCT = 40;
