import * as z from 'zod';
import { ClerkError, invalid } from '../errors.js';
import { digest, idFromName, sameName } from '../names.js';
import { nearest } from '../nearest.js';
import type { Replica } from '../ports/analytics/replica.js';
import { type Keyed, once, type Plan } from '../ports/store/once.js';
import { type OnWrite, type Repository, type Stored, shopKey } from '../ports/store/repository.js';
import type { Table, Write } from '../ports/store/table.js';
import type { ShopSettings } from '../shop.js';
import { type Clock, localDate } from '../time.js';
import { alikeProducts, type Known } from './alike.js';
import { ownPriceChange, type PriceRecord } from './price-record.js';
import { type Category, Product, type Supplier } from './records.js';
import { checkProduct, laidOver, mayBeSame, type SaveRequest } from './saving.js';

export interface ProductPorts {
  readonly table: Table;
  readonly products: Repository<Product>;
  readonly categories: Repository<Category>;
  readonly suppliers: Repository<Supplier>;
  readonly prices: Repository<PriceRecord>;
  readonly lookup: {
    /** A product, also one that was removed. @throws ClerkError `invalid_input` naming `field`. */
    anyProduct(idOrName: string, field: string, signal?: AbortSignal): Promise<Product>;
  };
  /** What is in stock of a product, thousandths. */
  readonly onHand: (product: Product) => Promise<number>;
  readonly replica: Pick<Replica, 'sync' | 'read'>;
  readonly settings: ShopSettings;
  readonly clock: Clock;
  readonly onWrite: OnWrite;
}

/** What a save came to, as it is remembered with its key. */
export const Saved = z.object({
  product: Product,
  category: z.string().optional(),
  supplier: z.string().optional(),
  outcome: z.enum(['made', 'changed', 'brought_back', 'removed']),
  /** Category and supplier that were not on the books before, each with names that come near. */
  made: z.array(
    z.object({ kind: z.enum(['category', 'supplier']), name: z.string(), near: z.array(z.string()) }),
  ),
});
export type Saved = z.infer<typeof Saved>;

type Grouping = 'category' | 'supplier';

/** A category or supplier that a product is put under. */
interface Group {
  readonly id: string;
  readonly name: string;
  readonly write?: Write;
  readonly near: readonly string[];
}

/**
 * The catalogue of one shop. Each change is one transaction with the record of its key.
 */
export class ProductService {
  readonly #ports: ProductPorts;

  constructor(ports: ProductPorts) {
    this.#ports = ports;
  }

  /** A product, also one that was removed. */
  find(idOrName: string, field: string, signal?: AbortSignal): Promise<Product> {
    return this.#ports.lookup.anyProduct(idOrName, field, signal);
  }

  /** Names of the category and the supplier of a product. */
  async groupsOf(
    product: Product,
  ): Promise<{ category?: string; supplier?: string; lead_time_days?: number }> {
    const { categories, suppliers } = this.#ports;
    const [category, supplier] = await Promise.all([
      product.category_id === undefined ? undefined : categories.get(product.category_id),
      product.supplier_id === undefined ? undefined : suppliers.get(product.supplier_id),
    ]);
    const lead = product.lead_time_days ?? supplier?.record.lead_time_days;
    return {
      ...(category === undefined ? {} : { category: category.record.name }),
      ...(supplier === undefined ? {} : { supplier: supplier.record.name }),
      ...(lead === undefined ? {} : { lead_time_days: lead }),
    };
  }

  /**
   * Makes a product, changes one, or brings one back that was removed. A category or supplier that is not on the books
   * is made with it.
   *
   * @throws ClerkError `invalid_input` for what no product can be; `refused` for a price above the MRP; `conflict`
   * naming products alike, or for a key used before.
   */
  async save(request: SaveRequest, write: Keyed, signal?: AbortSignal): Promise<Saved> {
    return this.#once('save_product', write, async () => {
      const now = this.#ports.clock();
      const stored = request.product === undefined ? undefined : await this.#stored(request.product, signal);
      const { fields, clear = [] } = request;
      if (stored === undefined && fields.name === undefined)
        throw invalid('name', 'A new product needs a name.', {
          fix: 'Send name; or product, the id or exact name of one to change.',
        });
      const [category, supplier] = await Promise.all([
        this.#group('category', request.category, now, signal),
        this.#group('supplier', request.supplier, now, signal),
      ]);
      const base = stored?.record ?? (await this.#blank(fields.name ?? '', write.key));
      const { removed, ...before } = base;
      const product: Product = {
        ...laidOver(before, fields, clear),
        ...(category === undefined ? {} : { category_id: category.id }),
        ...(supplier === undefined ? {} : { supplier_id: supplier.id }),
      };
      checkProduct(product, request);
      await this.#checkAlike(product, stored?.record, request, signal);
      if (stored !== undefined && JSON.stringify(stored.record) === JSON.stringify(product))
        throw invalid('product', 'Nothing would change.', { fix: 'Send the fields to change.' });
      const item = this.#ports.products.item(product, (stored?.version ?? 0) + 1, now);
      const groups = [category, supplier].filter((each) => each !== undefined);
      const names = await this.groupsOf(product);
      return {
        writes: [
          { item, when: stored === undefined ? 'absent' : stored.version },
          ...(await this.#priceChange(stored?.record, product, now)),
          ...groups.flatMap(({ write: made }) => (made === undefined ? [] : [made])),
        ],
        result: {
          product,
          ...names,
          ...(category === undefined ? {} : { category: category.name }),
          ...(supplier === undefined ? {} : { supplier: supplier.name }),
          outcome: stored === undefined ? 'made' : removed === true ? 'brought_back' : 'changed',
          made: [
            ...(category?.write === undefined ? [] : [told('category', category)]),
            ...(supplier?.write === undefined ? [] : [told('supplier', supplier)]),
          ],
        },
      };
    });
  }

  /**
   * Takes a product off the lists and out of new sales. Its record stays, for the sales it is on.
   *
   * @throws ClerkError `refused` while there is stock of it, or when it was removed before.
   */
  async remove(idOrName: string, write: Keyed, signal?: AbortSignal): Promise<Saved> {
    return this.#once('remove_product', write, async () => {
      const { onHand, products, clock } = this.#ports;
      const { record, version } = await this.#stored(idOrName, signal);
      if (record.removed === true)
        throw new ClerkError('refused', `${record.name} was removed before.`, { field: 'product' });
      const left = await onHand(record);
      if (left !== 0)
        throw new ClerkError('refused', `The books say that ${left / 1_000} of ${record.name} is in stock.`, {
          field: 'product',
          fix: 'Count it to 0 with adjust_stock first; or save_product with discontinued true, to sell what is left.',
        });
      const product: Product = { ...record, removed: true };
      return {
        writes: [{ item: products.item(product, version + 1, clock()), when: version }],
        result: { product, outcome: 'removed', made: [] },
      };
    });
  }

  /** Today in the shop. */
  today(): string {
    const { clock, settings } = this.#ports;
    return localDate(clock(), settings.time_zone);
  }

  async #once(operation: string, write: Keyed, plan: () => Promise<Plan<Saved>>): Promise<Saved> {
    const { table, settings, clock, onWrite } = this.#ports;
    let done: Plan<Saved> | undefined;
    const { key, payload } = write;
    const request = { shop: shopKey(settings.shop_id), operation, key, payload, now: clock() };
    const { result, replayed } = await once(table, request, Saved, async () => {
      done = await plan();
      return done;
    });
    if (!replayed && done !== undefined) onWrite(done.writes.map(({ item }) => item));
    return result;
  }

  async #stored(idOrName: string, signal: AbortSignal | undefined): Promise<Stored<Product>> {
    const { products, lookup } = this.#ports;
    const { product_id: id } = await lookup.anyProduct(idOrName, 'product', signal);
    const stored = await products.get(id);
    if (stored === undefined) throw new Error('a product that was found is not there');
    return stored;
  }

  /** What keeps a change of price with its day; a later one of the same day takes its place. */
  async #priceChange(before: Product | undefined, after: Product, now: Date): Promise<Write[]> {
    const { prices, settings } = this.#ports;
    const change = ownPriceChange(before, after, localDate(now, settings.time_zone));
    if (change === undefined) return [];
    const earlier = await prices.get(change.price_id);
    return [
      {
        item: prices.item(change, (earlier?.version ?? 0) + 1, now),
        when: earlier === undefined ? 'absent' : earlier.version,
      },
    ];
  }

  /** An empty record under an id that no product has. */
  async #blank(name: string, key: string): Promise<Product> {
    const id = idFromName(name);
    const taken = (await this.#ports.products.get(id)) !== undefined;
    return { product_id: taken ? `${id}-${digest(key, 6)}` : id, name };
  }

  async #checkAlike(
    product: Product,
    before: Product | undefined,
    request: SaveRequest,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const renamed = before === undefined || sameName(before.name) !== sameName(product.name);
    const recoded = product.barcode !== undefined && before?.barcode !== product.barcode;
    if (request.although_alike === true || !(renamed || recoded)) return;
    const { name, barcode } = product;
    const known = (await this.#known(signal)).filter(({ product_id: id }) => id !== product.product_id);
    const alike = alikeProducts({ name: renamed ? name : '', barcode: recoded ? barcode : undefined }, known);
    if (alike.length > 0) throw mayBeSame(alike, recoded ? barcode : undefined);
  }

  async #known(signal: AbortSignal | undefined): Promise<Known[]> {
    const { replica } = this.#ports;
    await replica.sync(signal);
    const { rows } = await replica.read(
      'SELECT product_id, name, barcode, removed IS TRUE FROM products',
      [],
      signal,
    );
    return rows.map(([id, name, barcode, removed]) => ({
      product_id: String(id),
      name: String(name),
      barcode: barcode === null ? undefined : String(barcode),
      removed: removed === true,
    }));
  }

  /** The category or supplier of this id or name; a new one where there is none. */
  async #group(
    kind: Grouping,
    said: string | undefined,
    now: Date,
    signal: AbortSignal | undefined,
  ): Promise<Group | undefined> {
    if (said === undefined) return undefined;
    const { categories, suppliers, replica } = this.#ports;
    const books = kind === 'category' ? categories : suppliers;
    const byId = await books.get(said);
    if (byId !== undefined) return { id: said, name: byId.record.name, near: [] };
    await replica.sync(signal);
    const table = kind === 'category' ? 'categories' : 'suppliers';
    const { rows } = await replica.read(`SELECT ${kind}_id, name FROM ${table}`, [], signal);
    const known = rows.map(([id, name]) => ({ id: String(id), name: String(name) }));
    const fits = known.filter(({ name }) => sameName(name) === sameName(said));
    const [first, second] = fits;
    if (second !== undefined)
      throw invalid(kind, `More than one ${kind} is called "${said.slice(0, 60)}".`, {
        fix: `Send its id.`,
        valid: fits.slice(0, 5).map(({ id }) => id),
      });
    if (first !== undefined) return { ...first, near: [] };
    const name = said.trim();
    const plain = idFromName(name);
    const id = (await books.get(plain)) === undefined ? plain : `${plain}-${digest(name, 6)}`;
    const item =
      kind === 'category'
        ? categories.item({ category_id: id, name }, 1, now)
        : suppliers.item({ supplier_id: id, name }, 1, now);
    const near = nearest(
      name,
      known.map((each) => each.name),
    );
    return { id, name, near, write: { item, when: 'absent' } };
  }
}

function told(kind: Grouping, { name, near }: Group): Saved['made'][number] {
  return { kind, name, near: [...near] };
}
