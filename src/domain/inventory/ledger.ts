import type { ItemKey, Table } from '../ports/store/table.js';
import { isTracked, type Product } from '../products/records.js';
import { MOVEMENTS_END, movementSort, partition, readMovement, readStock } from './keys.js';
import type { Movement, Stock } from './movement.js';

/** What the ledger needs of the store. */
export type StockStore = Pick<Table, 'get' | 'getMany' | 'query' | 'transact'>;

const MOST_REMEMBERED = 5_000;

/**
 * Reads the stock of one shop. Remembers the stock this process wrote last, so that a write to it need not read it:
 * the number of the next movement is taken if another server has been there since.
 */
export class StockLedger {
  readonly #store: StockStore;
  readonly #shopId: string;
  readonly #remembered = new Map<string, Stock>();

  constructor(store: StockStore, shopId: string) {
    this.#store = store;
    this.#shopId = shopId;
  }

  /** The stock as stored now; with `seq` 0 where nothing has moved yet. */
  async read(productId: string): Promise<Stock> {
    const { items } = await this.#store.query(partition(this.#shopId, productId), {
      after: movementSort(0),
      before: MOVEMENTS_END,
      descending: true,
      limit: 1,
    });
    const [last] = items;
    return last === undefined ? { product_id: productId, seq: 0, on_hand: 0, shelves: [] } : readStock(last);
  }

  /** The stock as this process last wrote it; it may be older than what is stored. */
  remembered(productId: string): Stock | undefined {
    return this.#remembered.get(productId);
  }

  remember(stock: Stock): void {
    const { product_id: id } = stock;
    const known = this.#remembered.get(id);
    if (known !== undefined && known.seq > stock.seq) return;
    this.#remembered.delete(id);
    this.#remembered.set(id, stock);
    if (this.#remembered.size <= MOST_REMEMBERED) return;
    for (const oldest of this.#remembered.keys()) {
      this.#remembered.delete(oldest);
      break;
    }
  }

  /** Movements by product and number, in no particular order; those that do not exist are left out. */
  async movements(
    wanted: readonly { readonly product_id: string; readonly seq: number }[],
  ): Promise<Movement[]> {
    const keys = wanted.map(
      ({ product_id: id, seq }): ItemKey => ({ PK: partition(this.#shopId, id), SK: movementSort(seq) }),
    );
    return keys.length === 0 ? [] : (await this.#store.getMany(keys)).map(readMovement);
  }

  /** At most `limit` movements before a number, newest first, each with the stock after it. */
  async page(
    productId: string,
    before: number | undefined,
    limit: number,
    signal?: AbortSignal,
  ): Promise<{ readonly movement: Movement; readonly on_hand: number }[]> {
    const { items } = await this.#store.query(partition(this.#shopId, productId), {
      after: movementSort(0),
      before: before === undefined ? MOVEMENTS_END : movementSort(before),
      descending: true,
      // One more, since the bound itself counts.
      limit: limit + 1,
      signal,
    });
    return items
      .slice(0, limit)
      .map((item) => ({ movement: readMovement(item), on_hand: readStock(item).on_hand }));
  }
}

/** What the record of a product says of a stock whose ledger has not begun, thousandths. */
export function statedStock(
  product: Product,
  { seq }: Stock,
): { readonly on_hand: number; readonly on_order: number } {
  if (seq > 0) return { on_hand: 0, on_order: 0 };
  return {
    on_hand: isTracked(product) ? (product.stock ?? 0) : 0,
    on_order: Math.max(0, product.on_order ?? 0),
  };
}
