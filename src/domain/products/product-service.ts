import * as z from 'zod';
import { ClerkError, invalid } from '../errors.js';
import { checkSeen, digest, idFromName, sameName } from '../names.js';
import type { Replica } from '../ports/analytics/replica.js';
import { type Keyed, once, type Plan } from '../ports/store/once.js';
import { type OnWrite, type Repository, type Stored, shopKey } from '../ports/store/repository.js';
import type { Table, Write } from '../ports/store/table.js';
import type { ShopSettings } from '../shop.js';
import { type Clock, localDate } from '../time.js';
import { alikeProducts, type Known } from './alike.js';
import { findGroup, type Group, type Grouping, type LeadTime, setLeadTime } from './groups.js';
import { ownPriceChange, type PriceRecord } from './price-record.js';
import { type Category, Product, type Supplier } from './records.js';
import { checkProduct, laidOver, mayBeSame, oddities, type SaveRequest } from './saving.js';

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
  /** What is in stock of a product, at each location where it is not nothing; thousandths. */
  readonly held: (product: Product) => Promise<readonly Held[]>;
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
  /** Of the supplier. */
  lead_time_days: z.int().optional(),
  outcome: z.enum(['made', 'changed', 'brought_back', 'removed']),
  /** Category and supplier that were not on the books before, each with names that come near. */
  made: z.array(
    z.object({ kind: z.enum(['category', 'supplier']), name: z.string(), near: z.array(z.string()) }),
  ),
  /** What looks odd but may be meant. */
  notes: z.array(z.string()).optional(),
});
export type Saved = z.infer<typeof Saved>;

/** What lies of a product at one location, thousandths; below zero where more went out than the books knew of. */
interface Held {
  readonly location: string;
  readonly quantity: number;
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

  /** Names of suppliers, by id. */
  async supplierNames(ids: Iterable<string>, signal?: AbortSignal): Promise<Map<string, string>> {
    const found = await this.#ports.suppliers.getMany(ids, signal);
    return new Map([...found].map(([id, { record }]) => [id, record.name]));
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
      const { settings, clock } = this.#ports;
      const now = clock();
      const stored = request.product === undefined ? undefined : await this.#stored(request.product, signal);
      const { fields } = request;
      if (stored === undefined && fields.name === undefined)
        throw invalid('name', 'A new product needs a name.', {
          fix: 'Send name; or product, the id or exact name of one to change.',
        });
      checkSeen(fields.name, 'name');
      const [category, supplier] = await Promise.all([
        request.category === undefined
          ? undefined
          : findGroup(this.#ports, 'category', request.category, now, signal),
        request.supplier === undefined
          ? undefined
          : findGroup(this.#ports, 'supplier', request.supplier, now, signal),
      ]);
      const base = stored?.record ?? (await this.#blank(fields.name ?? '', write.key));
      const { removed, ...before } = base;
      const product: Product = {
        ...laidOver(before, request),
        ...(category === undefined ? {} : { category_id: category.id }),
        ...(supplier === undefined ? {} : { supplier_id: supplier.id }),
      };
      checkProduct(product, request);
      const lead = await this.#leadTime(product, supplier, request, now);
      await this.#checkAlike(product, stored?.record, request, signal);
      if (
        stored !== undefined &&
        lead === undefined &&
        JSON.stringify(stored.record) === JSON.stringify(product)
      )
        throw invalid('product', 'Nothing would change.', { fix: 'Send the fields to change.' });
      const item = this.#ports.products.item(product, (stored?.version ?? 0) + 1, now);
      const groups = [category?.write, lead?.write ?? supplier?.write].filter((each) => each !== undefined);
      const names = await this.groupsOf(product);
      return {
        writes: [
          { item, when: stored === undefined ? 'absent' : stored.version },
          ...(await this.#priceChange(stored?.record, product, now)),
          ...groups,
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
          notes: [
            ...(lead === undefined ? [] : [`${lead.name} now delivers in ${lead.days} days.`]),
            ...oddities(product, request, settings.currency, stored?.record.price),
          ],
          ...(lead === undefined ? {} : { lead_time_days: lead.days }),
        },
      };
    });
  }

  /**
   * Takes a product off the lists and out of new sales. Its record stays, for the sales it is on.
   *
   * @throws ClerkError `refused` while there is stock of it anywhere, or when it was removed before.
   */
  async remove(idOrName: string, write: Keyed, signal?: AbortSignal): Promise<Saved> {
    return this.#once('remove_product', write, async () => {
      const { held, products, clock } = this.#ports;
      const { record, version } = await this.#stored(idOrName, signal);
      if (record.removed === true)
        throw new ClerkError('refused', `${record.name} was removed before.`, { field: 'product' });
      const left = await held(record);
      if (left.length > 0) throw stillThere(record, left);
      const product: Product = { ...record, removed: true };
      return {
        writes: [{ item: products.item(product, version + 1, clock()), when: version }],
        result: { product, outcome: 'removed', made: [] },
      };
    });
  }

  async #leadTime(
    { supplier_id: id }: Product,
    supplier: Group | undefined,
    { supplier_lead_days: days }: SaveRequest,
    now: Date,
  ): Promise<LeadTime | undefined> {
    if (days === undefined) return undefined;
    const made = supplier?.write === undefined ? undefined : supplier;
    return setLeadTime(this.#ports.suppliers, id, made, days, now);
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
}

function stillThere({ name }: Product, left: readonly Held[]): ClerkError {
  const places = left.map(({ location, quantity }) => `${quantity / 1_000} at ${location}`).join(', ');
  return new ClerkError('refused', `The books say that of ${name} there is ${places}.`, {
    field: 'product',
    fix: 'Count it to 0 there with adjust_stock first; or save_product with discontinued true, to sell what is left.',
  });
}

function told(kind: Grouping, { name, near }: Group): Saved['made'][number] {
  return { kind, name, near: [...near] };
}
