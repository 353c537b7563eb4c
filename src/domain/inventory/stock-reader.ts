import { fingerprint, readCursor, writeCursor } from '../cursor.js';
import { FINE_PER_MINOR } from '../money.js';
import type { Replica } from '../ports/analytics/replica.js';
import type { OnWrite, Stored } from '../ports/store/repository.js';
import type { Item } from '../ports/store/table.js';
import { isTracked, type Product } from '../products/records.js';
import type { ShopSettings } from '../shop.js';
import { type Clock, localDate } from '../time.js';
import { worthOf } from './costing.js';
import { StockLedger, type StockStore, statedStock } from './ledger.js';
import { defaultLocation } from './locations.js';
import { amountAt, type Movement, type Stock } from './movement.js';
import { listProducts, type ProductList, type ProductsRequest } from './product-list.js';
import { stockOutDays } from './stock-out-days.js';

export interface InventoryPorts {
  readonly store: StockStore;
  readonly products: {
    /** @throws ClerkError `invalid_input` naming `field`, with the nearest names. */
    find(idOrName: string, field: string, signal?: AbortSignal): Promise<Product>;
    get(id: string): Promise<Stored<Product> | undefined>;
    item(product: Product, version: number, now: Date): Item;
  };
  /** A supplier by id or name. @throws ClerkError `invalid_input` naming `field`, with the nearest names. */
  readonly findSupplier: (
    idOrName: string,
    field: string,
    signal?: AbortSignal,
  ) => Promise<{ readonly supplier_id: string; readonly name: string }>;
  readonly replica: Pick<Replica, 'sync' | 'read'>;
  readonly settings: ShopSettings;
  readonly clock: Clock;
  readonly onWrite: OnWrite;
  /** Waits between two tries at stock that other servers keep moving; default: full jitter. */
  readonly pause?: (tries: number) => Promise<void>;
}

/** One product's stock in depth. `value` in minor units, at cost. */
export interface StockView {
  readonly tracked: boolean;
  readonly stock: Stock;
  readonly value: number | undefined;
  readonly movements: readonly { readonly movement: Movement; readonly on_hand: number }[];
  /** Goes on after so many of these movements, 1 or more; undefined where nothing comes after. */
  readonly cursorAfter: (rows: number) => string | undefined;
}

/** Reads the stock of one shop. */
export class StockReader {
  protected readonly ports: InventoryPorts;
  protected readonly ledger: StockLedger;

  constructor(ports: InventoryPorts) {
    this.ports = ports;
    this.ledger = new StockLedger(ports.store, ports.settings.shop_id);
  }

  /** Products by what is asked, page by page, with what is in stock of each. */
  list(request: ProductsRequest, signal?: AbortSignal): Promise<ProductList> {
    const { replica, settings } = this.ports;
    return listProducts(replica, settings, this.today(), request, signal);
  }

  /** The stock of a product as stored now. */
  async stock(product: Product): Promise<Stock> {
    const stock = await this.ledger.read(product.product_id);
    const { on_hand, on_order } = statedStock(product, stock);
    const location = defaultLocation(this.ports.settings);
    return {
      ...stock,
      ...(on_hand === 0 ? {} : { on_hand, shelves: [{ location, loose: on_hand, lots: [] }] }),
      ...(on_order === 0 ? {} : { on_order }),
    };
  }

  /** What lies of a product at each location where it is not nothing; thousandths. */
  async held(product: Product): Promise<{ location: string; quantity: number }[]> {
    const stock = await this.stock(product);
    return stock.shelves
      .map(({ location }) => ({ location, quantity: amountAt(stock, location) }))
      .filter(({ quantity }) => quantity !== 0);
  }

  /**
   * A product's stock now, and its movements page by page, newest first, each with the stock after it.
   *
   * @throws ClerkError `invalid_input` for a cursor of another product.
   */
  async view(
    product: Product,
    limit: number,
    cursor: string | undefined,
    signal?: AbortSignal,
  ): Promise<StockView> {
    const print = fingerprint(this.ports.settings.shop_id, ['stock', product.product_id]);
    const before = readCursor(cursor, print);
    const [stock, movements] = await Promise.all([
      this.stock(product),
      this.ledger.page(product.product_id, before === 0 ? undefined : before, limit, signal),
    ]);
    const cost =
      stock.average_cost ?? (product.cost === undefined ? undefined : product.cost * FINE_PER_MINOR);
    return {
      tracked: isTracked(product),
      stock,
      value: cost === undefined ? undefined : worthOf(Math.max(0, stock.on_hand), cost),
      movements,
      cursorAfter: (taken) => {
        const last = movements[Math.min(taken, movements.length) - 1]?.movement.seq ?? 1;
        return last > 1 ? writeCursor(last, print) : undefined;
      },
    };
  }

  /** Days on which there was nothing to sell, by product, as {@link stockOutDays} finds them. */
  async stockOutDays(
    productIds: readonly string[],
    from: string,
    to: string,
    signal?: AbortSignal,
  ): Promise<Map<string, string[]>> {
    return stockOutDays(this.ports.replica, productIds, from, to, this.today(), signal);
  }

  /** Today in the shop. */
  today(): string {
    return localDate(this.ports.clock(), this.ports.settings.time_zone);
  }
}
