import { invalid } from '../errors.js';
import { nearest } from '../nearest.js';
import type { Replica } from '../ports/analytics/replica.js';
import type { Category, Product, Supplier } from '../products/records.js';
import type { Books } from './books.js';
import type { Customer, Employee } from './records.js';

const MOST_NUMBERS = 1_000;

/** Kinds of records that files refer to by name, and the column of their id. */
const NAMED_IDS = {
  products: 'product_id',
  customers: 'customer_id',
  categories: 'category_id',
  suppliers: 'supplier_id',
} as const;
/** Removed products keep their name for history only. */
const SOLD_PRODUCTS = '(FROM products WHERE removed IS NOT TRUE)';
/** One that was removed gives its name up to one that was not. */
const EVERY_PRODUCT =
  '(FROM products p WHERE removed IS NOT TRUE OR NOT EXISTS (FROM products q WHERE q.removed IS NOT TRUE AND lower(q.name) = lower(p.name)))';
type NamedKind = keyof typeof NAMED_IDS;

/** Finds records by id or by name, and says which ones come near when there is none. */
export class NameLookup {
  readonly #books: Books;
  readonly #replica: Pick<Replica, 'sync' | 'read'>;

  constructor(books: Books, replica: Pick<Replica, 'sync' | 'read'>) {
    this.#books = books;
    this.#replica = replica;
  }

  /**
   * A product that can be sold, by id, name or barcode.
   *
   * @throws ClerkError `invalid_input` naming `field`, with the nearest names, also for one that was removed.
   */
  async product(idOrName: string, field: string, signal?: AbortSignal): Promise<Product> {
    const byId = await this.#books.products.get(idOrName);
    const found = byId?.record ?? (await this.#productNamed(SOLD_PRODUCTS, idOrName, field, signal));
    if (found.removed !== true) return found;
    throw invalid(field, `${found.name} was removed.`, {
      fix: 'Bring it back with save_product, or name another product.',
    });
  }

  /** {@link product}, or one that was removed. */
  async anyProduct(idOrName: string, field: string, signal?: AbortSignal): Promise<Product> {
    const byId = await this.#books.products.get(idOrName);
    return byId?.record ?? this.#productNamed(EVERY_PRODUCT, idOrName, field, signal);
  }

  async #productNamed(
    table: string,
    name: string,
    field: string,
    signal: AbortSignal | undefined,
  ): Promise<Product> {
    const id =
      (await this.#byCode(table, name, field, signal)) ??
      (await this.#idOf(table, 'product_id', 'name', name, field, 'product', signal));
    return (await this.#books.products.get(id))?.record ?? missing(name, field, 'product', []);
  }

  /** The product of this barcode; undefined where there is none, and for what cannot be one. */
  async #byCode(
    table: string,
    code: string,
    field: string,
    signal: AbortSignal | undefined,
  ): Promise<string | undefined> {
    if (!/^\S*\d\S*$/.test(code.trim())) return undefined;
    await this.#replica.sync(signal);
    const { rows } = await this.#replica.read(
      `SELECT product_id, name FROM ${table} WHERE barcode = $1 OR lower(name) = lower($1) ORDER BY product_id LIMIT 6`,
      [code.trim()],
      signal,
    );
    if (rows.length < 2) return rows[0] === undefined ? undefined : String(rows[0][0]);
    throw invalid(field, 'More than one product has this name or barcode.', {
      fix: 'Send the product_id.',
      valid: rows.map(([id, name]) => `${id}: ${name}`),
    });
  }

  /** @throws ClerkError `invalid_input` naming `field`, with the nearest names. */
  async customer(idOrName: string, field: string, signal?: AbortSignal): Promise<Customer> {
    const byId = await this.#books.customers.get(idOrName);
    if (byId !== undefined) return byId.record;
    const id = await this.#idOf('customers', 'customer_id', 'name', idOrName, field, 'customer', signal);
    return (await this.#books.customers.get(id))?.record ?? missing(idOrName, field, 'customer', []);
  }

  /** @throws ClerkError `invalid_input` naming `field`, with the nearest names. */
  async category(idOrName: string, field: string, signal?: AbortSignal): Promise<Category> {
    const byId = await this.#books.categories.get(idOrName);
    if (byId !== undefined) return byId.record;
    const id = await this.#idOf('categories', 'category_id', 'name', idOrName, field, 'category', signal);
    return (await this.#books.categories.get(id))?.record ?? missing(idOrName, field, 'category', []);
  }

  /** @throws ClerkError `invalid_input` naming `field`, with the nearest names. */
  async supplier(idOrName: string, field: string, signal?: AbortSignal): Promise<Supplier> {
    const byId = await this.#books.suppliers.get(idOrName);
    if (byId !== undefined) return byId.record;
    const id = await this.#idOf('suppliers', 'supplier_id', 'name', idOrName, field, 'supplier', signal);
    return (await this.#books.suppliers.get(id))?.record ?? missing(idOrName, field, 'supplier', []);
  }

  /** @throws ClerkError `invalid_input` naming `field`, with the nearest names. */
  async employee(idOrName: string, field: string, signal?: AbortSignal): Promise<Employee> {
    const byId = await this.#books.employees.get(idOrName);
    if (byId !== undefined) return byId.record;
    const id = await this.#idOf(
      'employees',
      'employee_id',
      "concat_ws(' ', first_name, last_name)",
      idOrName,
      field,
      'employee',
      signal,
    );
    return (await this.#books.employees.get(id))?.record ?? missing(idOrName, field, 'employee', []);
  }

  /** Sale ids of document numbers that are recorded already, by number. */
  async saleNumbers(numbers: readonly string[]): Promise<Map<string, string>> {
    await this.#replica.sync();
    const found = new Map<string, string>();
    for (let at = 0; at < numbers.length; at += MOST_NUMBERS) {
      const part = numbers.slice(at, at + MOST_NUMBERS);
      const { rows } = await this.#replica.read(
        `SELECT number, sale_id FROM sales WHERE number IN (${part.map((_, index) => `$${index + 1}`).join(', ')})`,
        part,
      );
      for (const [number, id] of rows) found.set(String(number), String(id));
    }
    return found;
  }

  /** Ids of records by their exact name; a name that several share is left out. */
  async idsByName(kind: NamedKind, names: readonly string[]): Promise<Map<string, string>> {
    await this.#replica.sync();
    const found = new Map<string, string>();
    for (let at = 0; at < names.length; at += MOST_NUMBERS) {
      const part = names.slice(at, at + MOST_NUMBERS);
      const list = part.map((_, index) => `$${index + 1}`).join(', ');
      const { rows } = await this.#replica.read(
        `SELECT name, min(${NAMED_IDS[kind]}) FROM ${kind} WHERE name IN (${list}) GROUP BY name HAVING count(*) = 1`,
        part,
      );
      for (const [name, id] of rows) found.set(String(name), String(id));
    }
    return found;
  }

  async #idOf(
    table: string,
    id: string,
    name: string,
    wanted: string,
    field: string,
    kind: string,
    signal?: AbortSignal,
  ): Promise<string> {
    await this.#replica.sync(signal);
    const { rows } = await this.#replica.read(
      `SELECT ${id} FROM ${table} WHERE lower(${name}) = lower($1) LIMIT 2`,
      [wanted],
      signal,
    );
    const [first, second] = rows;
    if (first !== undefined && second === undefined) return String(first[0]);
    if (first !== undefined)
      throw invalid(field, `More than one ${kind} is called "${wanted.slice(0, 60)}".`, {
        fix: `Send the ${id}.`,
      });
    const all = await this.#replica.read(`SELECT DISTINCT ${name} FROM ${table}`, [], signal);
    return missing(
      wanted,
      field,
      kind,
      nearest(
        wanted,
        all.rows.map(([value]) => String(value)),
      ),
    );
  }
}

function missing(wanted: string, field: string, kind: string, near: readonly string[]): never {
  throw invalid(
    field,
    `There is no ${kind} "${wanted.slice(0, 60)}".${near.length > 0 ? ` Did you mean ${near[0]}?` : ''}`,
    {
      fix:
        kind === 'product'
          ? 'Send the id, exact name or barcode of a product; list_products lists them.'
          : `Send the id or exact name of a ${kind}; query_sales lists them.`,
      ...(near.length > 0 ? { valid: near } : {}),
    },
  );
}
