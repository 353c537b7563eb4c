import type { Write } from '../ports/store/table.js';
import type { Product } from '../products/records.js';
import type { ShopSettings } from '../shop.js';
import { movementItem } from './keys.js';
import { statedStock } from './ledger.js';
import { defaultLocation } from './locations.js';
import type { Stock } from './movement.js';
import { bringForward, type Change, type Outcome, post, type Said } from './posting.js';

/** The movements of one write, over any number of products: each follows on what was planned before it. */
export class StockPlan {
  readonly writes: Write[] = [];
  readonly #stocks: Map<string, Stock>;
  readonly #settings: ShopSettings;

  constructor(stocks: Iterable<Stock>, settings: ShopSettings) {
    this.#stocks = new Map([...stocks].map((stock) => [stock.product_id, stock]));
    this.#settings = settings;
  }

  /** The stock of a product as planned so far. */
  stock(productId: string): Stock {
    const stock = this.#stocks.get(productId);
    if (stock === undefined) throw new Error('a product without its stock');
    return stock;
  }

  stocks(): Iterable<Stock> {
    return this.#stocks.values();
  }

  /**
   * Adds one movement. Before the first one of a product comes what its record states as stock and as on order; an
   * opening says the stock anew.
   */
  add(change: Change, product: Product, said: Said): Outcome {
    const { product_id: id } = product;
    const { on_hand: there, on_order: ordered } = statedStock(product, this.stock(id));
    const stated = { on_hand: change.kind === 'opening' ? 0 : there, on_order: ordered };
    if (stated.on_hand !== 0 || stated.on_order !== 0)
      this.#take(bringForward(stated, this.stock(id), product, defaultLocation(this.#settings), said), said);
    return this.#take(post(change, this.stock(id), product, said), said);
  }

  #take(outcome: Outcome, { now }: Said): Outcome {
    const { movement, stock } = outcome;
    const item = movementItem(this.#settings.shop_id, movement, stock, now);
    // Taken already where another server was first: then nothing is written.
    this.writes.push({ item, when: 'absent' });
    this.#stocks.set(stock.product_id, stock);
    return outcome;
  }
}
