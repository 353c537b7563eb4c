import { ClerkError, throwIfCancelled } from '../errors.js';
import { FINE_PER_MINOR } from '../money.js';
import { jitter } from '../ports/store/jitter.js';
import { type Keyed, once } from '../ports/store/once.js';
import { type Stored, shopKey } from '../ports/store/repository.js';
import { TRANSACTION_SIZE } from '../ports/store/table.js';
import { isTracked, type Product } from '../products/records.js';
import { Queues } from '../queues.js';
import type { SoldEntry, StockBook, StockEntry, StockReturn, StockSale } from '../sales/stock.js';
import {
  Adjusted,
  type AdjustLine,
  type AdjustRequest,
  type Counted,
  changeOf,
  checkCounts,
  checkDay,
  checkSupplier,
  placesOf,
} from './adjusting.js';
import { BillStock } from './bill-stock.js';
import { soldAt } from './locations.js';
import { amountAt, type Leg, type Movement, type Stock } from './movement.js';
import { StockPlan } from './plan.js';
import type { Change, Said } from './posting.js';
import { refused } from './refusals.js';

/** How often a write is worked out anew while others keep moving the same stock. */
const STOCK_ATTEMPTS = 40;

/**
 * The stock ledger of one shop. Each change is one transaction over its movements and the record of its key, so that a
 * repeat returns the first result, nothing is lost between two writers, and nothing is half done.
 */
export class InventoryService extends BillStock implements StockBook {
  readonly #queues = new Queues();

  /**
   * Receives, counts, moves, writes off or orders stock, line by line, all or nothing. The first movement of a product
   * begins its ledger: from what its record states as stock (unless it is an opening) and as on order.
   *
   * @throws ClerkError `invalid_input` for quantities, units, days, locations and products that cannot be; `refused`
   * for what is not there; `conflict` for a key used before; `busy` when others keep moving the same stock.
   */
  async adjust(request: AdjustRequest, write: Keyed, signal?: AbortSignal): Promise<Adjusted> {
    const { store, settings, clock, pause = jitter, onWrite } = this.ports;
    let plan: StockPlan | undefined;
    let leave: (() => void) | undefined;
    const { key, payload } = write;
    const asked = {
      shop: shopKey(settings.shop_id),
      operation: 'adjust_stock',
      key,
      payload,
      now: clock(),
      attempts: STOCK_ATTEMPTS,
      pause,
    };
    try {
      const { result, replayed } = await once(store, asked, Adjusted, async () => {
        throwIfCancelled(signal);
        checkSupplier(request);
        const [products, supplier] = await Promise.all([
          this.#productsOf(request.lines, signal),
          request.supplier === undefined
            ? undefined
            : this.ports.findSupplier(request.supplier, 'supplier', signal),
        ]);
        const ids = [...products.values()].map(({ record }) => record.product_id);
        leave ??= await this.enter(ids);
        // Read afresh, since only that is a reason to refuse.
        plan = new StockPlan((await this.#stocks(ids, true)).values(), settings);
        const said = { key, supplier_id: supplier?.supplier_id };
        const result = this.#planLines(request, products, plan, said);
        if (plan.writes.length >= TRANSACTION_SIZE) throw tooManyLines();
        return {
          result: { ...result, ...(supplier === undefined ? {} : { supplier: supplier.name }) },
          writes: plan.writes,
        };
      });
      if (!replayed && plan !== undefined) {
        this.#remember(plan);
        onWrite(plan.writes.map(({ item }) => item));
      }
      return result;
    } finally {
      leave?.();
    }
  }

  enter(productIds: readonly string[]): Promise<() => void> {
    return this.#queues.enter(productIds);
  }

  async planSale(sale: StockSale, key: string, fresh: boolean): Promise<SoldEntry> {
    const { settings, clock } = this.ports;
    const kept = sale.goods.filter(({ product, quantity }) => isTracked(product) && quantity > 0);
    const mayGoBelow = settings.negative_stock !== 'refuse';
    // Only what is stored now is a reason to refuse.
    const stocks = await this.#stocks(
      kept.map(({ product }) => product.product_id),
      fresh || !mayGoBelow,
    );
    const place = soldAt(settings, sale.location);
    const { location } = place;
    const said = { on: sale.on, key, now: clock(), sale_id: sale.sale_id };
    const plan = new StockPlan(stocks.values(), settings);
    const moved = kept.map(({ product, quantity, line }) => {
      const change: Change = { kind: 'sale', location, quantity, may_go_below: mayGoBelow };
      return movedBy(plan, change, product, { ...said, field: `lines[${line}].` }, location);
    });
    const costs = kept.flatMap(({ product: { product_id: id } }): [string, number][] => {
      const average = plan.stock(id).average_cost;
      return average === undefined ? [] : [[id, Math.round(average / FINE_PER_MINOR)]];
    });
    return { ...this.#entry(plan, moved), costs: new Map(costs), ...place };
  }

  async planReturn(back: StockReturn, key: string, fresh: boolean): Promise<StockEntry> {
    const { original, before, after, kind } = back;
    const moved = original.stock ?? [];
    const sold = new Map(
      (await this.ledger.movements(moved)).map((movement) => [movement.product_id, movement]),
    );
    const stocks = await this.#stocks([...sold.keys()], fresh);
    const { settings, clock } = this.ports;
    const plan = new StockPlan(stocks.values(), settings);
    const said = { on: back.on, key, now: clock(), sale_id: back.sale_id, field: '' };
    const entries = [...sold].flatMap(([id, movement]) => {
      const sum = (quantities: readonly number[]): number =>
        original.lines.reduce(
          (total, line, index) => total + (line.product_id === id ? (quantities[index] ?? 0) : 0),
          0,
        );
      const legs = putBack(movement, sum(before), sum(after));
      const [first] = legs;
      if (first === undefined) return [];
      return [movedBy(plan, { kind, legs }, { product_id: id, name: id }, said, first.location)];
    });
    return { ...this.#entry(plan, entries), costs: new Map() };
  }

  async #productsOf(
    lines: readonly AdjustLine[],
    signal: AbortSignal | undefined,
  ): Promise<Map<string, Stored<Product>>> {
    const { products } = this.ports;
    const names = [...new Map(lines.map(({ product }, index) => [product, index]))];
    return new Map(
      await Promise.all(
        names.map(async ([name, index]): Promise<[string, Stored<Product>]> => {
          const found = await products.find(name, `lines[${index}].product`, signal);
          const stored = await products.get(found.product_id);
          if (stored === undefined) throw new Error('a product that was found is not there');
          return [name, stored];
        }),
      ),
    );
  }

  #planLines(
    request: AdjustRequest,
    products: ReadonlyMap<string, Stored<Product>>,
    plan: StockPlan,
    keyed: Pick<Said, 'key' | 'supplier_id'>,
  ): Adjusted {
    const { settings, clock } = this.ports;
    const now = clock();
    const on = checkDay(request, this.today());
    const marked = new Set<string>();
    const counts: Counted[] = [];
    const lines = request.lines.map((line, index): Adjusted['lines'][number] => {
      const stored = products.get(line.product);
      if (stored === undefined) throw new Error('a line without its product');
      const { record: product, version } = stored;
      const { product_id: id } = product;
      const field = `lines[${index}].`;
      if (product.track_stock === false)
        throw refused(
          `${field}product`,
          `The stock of ${product.name} is not kept.`,
          'Switch it on with save_product, track_stock true.',
        );
      const before = plan.stock(id);
      const change = changeOf(request, line, product, before, settings, field);
      if (change.kind === 'count') counts.push({ ...change, product });
      const said = { ...keyed, on, now, reference: request.reference, note: request.note, field };
      const { movement, stock } = plan.add(change, product, said);
      if (!isTracked(product) && !marked.has(id)) {
        marked.add(id);
        const item = this.ports.products.item({ ...product, track_stock: true }, version + 1, now);
        plan.writes.push({ item, when: version });
      }
      return {
        product_id: id,
        product: product.name,
        entry: movement.seq,
        quantity: movement.quantity,
        ...placesOf(change, movement, stock),
        on_hand: stock.on_hand,
        ...(stock.on_order === undefined && movement.ordered === undefined
          ? {}
          : { on_order: stock.on_order ?? 0 }),
        ...(stock.average_cost === undefined ? {} : { average_cost: stock.average_cost }),
        ...(before.seq === 0 ? { began: true as const } : {}),
      };
    });
    checkCounts(counts);
    return { kind: request.kind, on, lines };
  }

  #entry(plan: StockPlan, moved: StockEntry['moved']): Omit<StockEntry, 'costs'> {
    return { moved, writes: plan.writes, done: () => this.#remember(plan) };
  }

  #remember(plan: StockPlan): void {
    for (const stock of plan.stocks()) this.ledger.remember(stock);
  }

  async #stocks(ids: readonly string[], fresh: boolean): Promise<Map<string, Stock>> {
    const read = async (id: string): Promise<[string, Stock]> => [
      id,
      (fresh ? undefined : this.ledger.remembered(id)) ?? (await this.ledger.read(id)),
    ];
    return new Map(await Promise.all([...new Set(ids)].map(read)));
  }
}

function tooManyLines(): ClerkError {
  return new ClerkError('too_large', 'These lines do not fit one write.', {
    field: 'lines',
    fix: 'Send half of them, and the rest in another call with a key of its own.',
  });
}

/** Adds the movement of one product of a document, and says what the document keeps of it. */
function movedBy(
  plan: StockPlan,
  change: Change,
  product: Product,
  said: Said,
  location: string,
): StockEntry['moved'][number] {
  const { movement, stock, taken } = plan.add(change, product, said);
  return {
    product_id: product.product_id,
    seq: movement.seq,
    left: amountAt(stock, location),
    ...(taken === undefined || taken.expired === 0 ? {} : { expired: taken.expired }),
  };
}

/** Where the next of a sale's goods go back to: what was taken last comes back first. */
function putBack({ legs }: Movement, before: number, after: number): Leg[] {
  let skip = before;
  let left = after - before;
  return legs.toReversed().flatMap((leg): Leg[] => {
    const size = -leg.quantity;
    const skipped = Math.min(skip, size);
    skip -= skipped;
    const part = Math.min(left, size - skipped);
    left -= part;
    return part <= 0 ? [] : [{ ...leg, quantity: part }];
  });
}
