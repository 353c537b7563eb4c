import { FINE_PER_MINOR } from '../money.js';
import type { Write } from '../ports/store/table.js';
import type { Product } from '../products/records.js';
import { averageWithout } from './costing.js';
import { movementItem } from './keys.js';
import { statedStock } from './ledger.js';
import { locationNamed } from './locations.js';
import type { Leg, Movement, Stock } from './movement.js';
import { StockPlan } from './plan.js';
import { factsOf, type Said } from './posting.js';
import { refused, units } from './refusals.js';
import { StockReader } from './stock-reader.js';
import { Working } from './working.js';

/** Goods of a supplier's bill as they come in. Quantity in thousandths of the product's unit, cost in fine units. */
export interface GoodsReceived {
  readonly product: Product;
  readonly quantity: number;
  readonly unit_cost: number;
  readonly batch?: string | undefined;
  readonly expires?: string | undefined;
  /** Names the argument at fault, e.g. `lines[2].`. */
  readonly field: string;
}

/** A movement that a bill wrote, and the average cost of the product before it, where there was one. */
export interface MovedByBill {
  readonly product_id: string;
  readonly seq: number;
  readonly average_before?: number | undefined;
}

/** The bill as its movements name it. */
export interface BillSaid {
  readonly bill_id: string;
  readonly supplier_id: string;
  /** Day the movements count, yyyy-mm-dd. */
  readonly on: string;
  readonly reference?: string | undefined;
  readonly key: string;
}

/** Writes that belong into the transaction of a bill. */
export interface BillStockPlan {
  readonly writes: readonly Write[];
  /** To be called once the transaction is through. */
  readonly done: () => void;
}

/** What the stock ledger adds to the transaction that posts a supplier's bill, or takes it back. */
export class BillStock extends StockReader {
  /**
   * Works out a purchase for each line of goods, at the shop's first stock location, from what is stored now.
   *
   * @throws ClerkError `refused` or `invalid_input` for what the ledger cannot take.
   */
  async planBill(
    goods: readonly GoodsReceived[],
    said: BillSaid,
  ): Promise<BillStockPlan & { readonly moved: readonly MovedByBill[] }> {
    const { settings, clock } = this.ports;
    const stocks = await this.#stored(goods.map(({ product }) => product.product_id));
    const plan = new StockPlan(stocks.values(), settings);
    const now = clock();
    const moved = goods.map(({ product, quantity, unit_cost, batch, expires, field }): MovedByBill => {
      const before = plan.stock(product.product_id);
      const { movement } = plan.add(
        {
          kind: 'purchase',
          location: locationNamed(undefined, settings, before, `${field}location`),
          quantity,
          unit_cost,
          ...(batch === undefined ? {} : { batch }),
          ...(expires === undefined ? {} : { expires }),
        },
        product,
        { ...said, now, field },
      );
      // What the record stated was brought forward just before, at the product's cost.
      const forward = statedStock(product, before).on_hand !== 0;
      const stated = product.cost === undefined ? undefined : product.cost * FINE_PER_MINOR;
      const average = forward ? stated : before.average_cost;
      const { product_id, seq } = movement;
      return { product_id, seq, ...(average === undefined ? {} : { average_before: average }) };
    });
    return { moved, writes: plan.writes, done: () => this.#remember(plan.stocks()) };
  }

  /**
   * Works out one movement a product that takes back exactly what these movements brought: from the lots it came to,
   * as far as it is there, then from what lies at that location, then from elsewhere. The average cost is as it was
   * where nothing moved since; else the value of the goods leaves with them.
   *
   * @param named Names of the products, by id.
   * @throws ClerkError `refused` where less is left and the shop does not go below zero.
   */
  async planBillBack(
    moved: readonly MovedByBill[],
    named: ReadonlyMap<string, string>,
    said: BillSaid,
  ): Promise<BillStockPlan & { readonly below: readonly string[] }> {
    const { settings, clock } = this.ports;
    const now = clock();
    const movements = await this.ledger.movements(moved);
    const stocks = await this.#stored(moved.map(({ product_id: id }) => id));
    const below: string[] = [];
    const taken = [...stocks.values()].map((stock) => {
      const id = stock.product_id;
      const name = named.get(id) ?? id;
      const came = movements.filter((movement) => movement.product_id === id);
      const wrote = moved.filter((each) => each.product_id === id);
      const working = new Working(stock);
      const short = takeBack(working, stock, came, said.on);
      if (short > 0 && settings.negative_stock === 'refuse')
        throw refused(
          'bill_id',
          `${units(quantityOf(came))} of ${name} came with this bill and only ${units(quantityOf(came) - short)} is left: the rest was sold or used since.`,
          'Count or take back what went out first; this shop keeps nothing below zero.',
        );
      if (short > 0) below.push(name);
      // What the goods had filled of an order is on order again.
      working.order(-came.reduce((sum, { ordered = 0 }) => sum + ordered, 0));
      working.revalue(averageBack(stock, came, wrote));
      const { movement, stock: after } = working.post(
        factsOf('supplier_return', { ...said, now, field: '' } satisfies Said),
      );
      return { after, item: movementItem(settings.shop_id, movement, after, now) };
    });
    return {
      below,
      writes: taken.map(({ item }) => ({ item, when: 'absent' })),
      done: () => this.#remember(taken.map(({ after }) => after)),
    };
  }

  #remember(stocks: Iterable<Stock>): void {
    for (const stock of stocks) this.ledger.remember(stock);
  }

  async #stored(ids: readonly string[]): Promise<Map<string, Stock>> {
    const read = async (id: string): Promise<[string, Stock]> => [id, await this.ledger.read(id)];
    return new Map(await Promise.all([...new Set(ids)].map(read)));
  }
}

/** Takes back what came, and says how much more that is than there is anywhere. */
function takeBack(working: Working, stock: Stock, came: readonly Movement[], on: string): number {
  let short = 0;
  const open = came
    .flatMap(({ legs }) => legs)
    .map((leg): Leg => {
      const { location, quantity, ...lot } = leg;
      const part = Math.min(quantity, Math.max(0, working.held(location, lot)));
      working.change(location, lot, -part);
      return { ...leg, quantity: quantity - part };
    });
  for (const { location, quantity } of open) {
    let left = quantity;
    for (const place of new Set([location, ...stock.shelves.map((shelf) => shelf.location)])) {
      const part = Math.min(left, Math.max(0, working.there(place)));
      if (part > 0) working.take(place, part, on);
      left -= part;
    }
    if (left > 0) working.take(location, left, on);
    short += left;
  }
  return short;
}

function averageBack(
  { seq, on_hand, average_cost }: Stock,
  came: readonly Movement[],
  wrote: readonly MovedByBill[],
): number | undefined {
  const numbers = wrote.map((each) => each.seq);
  const untouched = Math.max(...numbers) === seq && Math.min(...numbers) === seq - numbers.length + 1;
  if (untouched) return wrote.find((each) => each.seq === Math.min(...numbers))?.average_before;
  const value = came.reduce(
    (sum, { quantity, unit_cost = 0 }) => sum + BigInt(quantity) * BigInt(unit_cost),
    0n,
  );
  return averageWithout(on_hand, average_cost, quantityOf(came), value);
}

function quantityOf(came: readonly Movement[]): number {
  return came.reduce((sum, { quantity }) => sum + quantity, 0);
}
