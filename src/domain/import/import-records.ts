import { ownPriceChange } from '../products/price-record.js';
import type { Category, Product, Supplier } from '../products/records.js';
import type { Customer } from '../sales/records.js';
import { localDate } from '../time.js';
import type { CellReader } from './cells.js';
import { lastDigits } from './ids.js';
import type { Job } from './job.js';
import { reconcile, settleNames } from './reconcile.js';
import { CUSTOMER_FIELDS, PRODUCT_FIELDS } from './record-fields.js';
import { nameOf, type Reference, References } from './references.js';
import { openSource, type Source } from './source.js';

const STOCK_NOTE =
  'The stock stated is where the stock ledger of a product begins; of one whose stock has moved already it is not taken: set that with adjust_stock, kind count.';

/** Imports a list of products; categories and suppliers that it names come with them. */
export async function importProducts(job: Job): Promise<Source> {
  const source = await openSource(job, PRODUCT_FIELDS);
  const own = new References();
  const categories = new References();
  const suppliers = new References();
  let free = 0;
  const rows = await readRecords(
    job,
    source,
    (cells) => {
      const name = cells.text('name');
      const self = own.of(cells.id('product_id'), name);
      if (self === undefined) return cells.fail(cells.has('name') ? 'name' : 'product_id', 'is empty');
      if (cells.money('price') === 0) free += 1;
      return {
        self,
        category: categories.of(cells.id('category_id'), cells.text('category')),
        supplier: suppliers.of(cells.id('supplier_id'), cells.text('supplier')),
        record: { name: name ?? self.id, ...readProduct(cells) },
      };
    },
    ({ self }) => self.id,
  );
  if (rows.length === 0) return source;
  await settleNames(job, 'products', own);
  await settleNames(job, 'categories', categories);
  await settleNames(job, 'suppliers', suppliers);
  const products = rows.map(
    ({ self, category, supplier, record }): Product => ({
      product_id: self.id,
      ...record,
      ...defined('category_id', category?.id),
      ...defined('supplier_id', supplier?.id),
    }),
  );
  const { books } = job.deps;
  const idOf = (product: Product): string => product.product_id;
  const groups = { categories: named(categories), suppliers: named(suppliers) };
  if (groups.categories.length > 0) {
    const records = groups.categories.map(({ id, name }): Category => ({ category_id: id, name }));
    await reconcile(job, 'categories', books.categories, (record) => record.category_id, records, 'keep');
  }
  if (groups.suppliers.length > 0) {
    const records = groups.suppliers.map(({ id, name }): Supplier => ({ supplier_id: id, name }));
    await reconcile(job, 'suppliers', books.suppliers, (record) => record.supplier_id, records, 'keep');
  }
  const listed = distinct(job, products, idOf);
  await recordPrices(job, listed);
  await reconcile(job, 'products', books.products, idOf, listed, 'merge');
  if (products.some(({ stock }) => stock !== undefined)) job.notes.push(STOCK_NOTE);
  if (free > 0)
    job.notes.push(`A price of 0 is no price: in ${free} ${free === 1 ? 'row' : 'rows'} none was taken.`);
  job.sample = products.slice(0, 3).map((product) => showProduct(product, job.digits));
  return source;
}

/** Keeps from when on the products ask other prices than they are on the books with. */
async function recordPrices({ deps, request, pace }: Job, products: readonly Product[]): Promise<void> {
  if (request.dry_run) return;
  const { books, clock, shop } = deps;
  const stored = await books.products.getMany(
    products.map(({ product_id: id }) => id),
    pace.signal,
  );
  const day = localDate(clock(), shop.time_zone);
  const changes = products.flatMap((product) => {
    const before = stored.get(product.product_id)?.record;
    return ownPriceChange(before, { ...before, ...product }, day) ?? [];
  });
  if (changes.length > 0) await books.prices.putMany(changes, new Map(), clock(), pace.signal);
}

/** Imports a list of customers. */
export async function importCustomers(job: Job): Promise<Source> {
  const source = await openSource(job, CUSTOMER_FIELDS);
  const own = new References();
  const rows = await readRecords(
    job,
    source,
    (cells) => {
      const name = cells.text('name');
      const phone = cells.text('phone');
      const self = own.of(
        cells.id('customer_id') ?? cells.id('gstin')?.toUpperCase(),
        name,
        lastDigits(phone),
      );
      if (self === undefined) return cells.fail(cells.has('name') ? 'name' : 'customer_id', 'is empty');
      const record = {
        name: name ?? self.id,
        ...defined('contact', cells.text('contact')),
        ...defined('contact_title', cells.text('contact_title')),
        ...defined('phone', phone),
        ...defined('address', cells.text('address')),
        ...defined('city', cells.text('city')),
        ...defined('region', cells.text('region')),
        ...defined('postal_code', cells.id('postal_code')),
        ...defined('country', cells.text('country')),
        ...defined('since', cells.date('since')?.date),
      };
      return { self, record };
    },
    ({ self }) => self.id,
  );
  await settleNames(job, 'customers', own);
  const customers = rows.map(({ self, record }): Customer => ({ customer_id: self.id, ...record }));
  const idOf = (customer: Customer): string => customer.customer_id;
  await reconcile(job, 'customers', job.deps.books.customers, idOf, distinct(job, customers, idOf), 'merge');
  job.sample = customers.slice(0, 3).map((customer) => ({ ...customer }));
  return source;
}

function readProduct(
  cells: CellReader,
): Omit<Product, 'product_id' | 'name' | 'category_id' | 'supplier_id'> {
  return {
    ...defined('unit', cells.text('unit')),
    ...defined('price', notNegative(cells, 'price') || undefined),
    ...defined('cost', notNegative(cells, 'cost')),
    ...defined('mrp', notNegative(cells, 'mrp')),
    ...defined('tax_rate', cells.rate('tax_percent')),
    ...defined('hsn', cells.id('hsn')),
    ...defined('barcode', cells.id('barcode')),
    ...defined('stock', cells.quantity('stock')),
    ...defined('on_order', cells.quantity('on_order')),
    ...defined('reorder_level', cells.quantity('reorder_level')),
    ...defined('discontinued', cells.boolean('discontinued')),
  };
}

/** The records without those that turned out to be a stored record which an earlier row means too. */
function distinct<T>(job: Job, records: readonly T[], idOf: (record: T) => string): T[] {
  const seen = new Map<string, T>();
  for (const record of records) {
    if (seen.has(idOf(record)))
      job.notes.push(
        `Two rows mean ${idOf(record).slice(0, 60)}, once by id and once by name: the first counts.`,
      );
    else seen.set(idOf(record), record);
  }
  return [...seen.values()];
}

/** The records of a table, one a row; bad rows and rows that contradict an earlier one go to the report. */
export async function readRecords<T extends object>(
  job: Job,
  source: Source,
  read: (cells: CellReader) => T | undefined,
  idOf: (record: T) => string,
  file?: string,
): Promise<T[]> {
  if (source.mapping.missing.length > 0) return [];
  const { cells, table } = source;
  const records = new Map<string, { record: T; text: string; line: number }>();
  const where = file === undefined ? {} : { file };
  let repeated = 0;
  for (const row of table.rows()) {
    cells.start(row);
    const record = read(cells);
    if (cells.problem !== undefined || record === undefined) {
      const { column = '', value, reason = 'could not be read' } = cells.problem ?? {};
      job.problems.add({
        ...where,
        line: row.line,
        ...(column === '' ? {} : { column }),
        ...(value === undefined ? {} : { value }),
        reason,
      });
    } else {
      const id = idOf(record);
      const text = JSON.stringify(record, (key, part: unknown) => (key === 'self' ? undefined : part));
      const earlier = records.get(id);
      if (earlier === undefined) records.set(id, { record, text, line: row.line });
      else if (earlier.text === text) repeated += 1;
      else
        job.problems.add(
          {
            ...where,
            line: row.line,
            value: id,
            reason: `the same id is on line ${earlier.line} with other values`,
          },
          'the same id is on an earlier line with other values',
        );
    }
    if (job.pace.due()) await job.pace.rest();
  }
  job.readable += records.size;
  if (repeated > 0)
    job.notes.push(
      `${repeated} row(s)${file === undefined ? '' : ` of ${file}`} repeat an earlier row exactly and count once.`,
    );
  return [...records.values()].map(({ record }) => record);
}

/** A property, where there is a value. */
export function defined<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  const part: { [P in K]?: V } = {};
  if (value !== undefined) part[key] = value;
  return part;
}

/** An amount that must not be below zero, in minor units. */
export function notNegative(cells: CellReader, name: string): number | undefined {
  const value = cells.money(name);
  return value !== undefined && value < 0 ? cells.fail(name, 'is negative', cells.raw(name)) : value;
}

/** An id that must not be empty; the row is bad where it is. */
export function needId(cells: CellReader, name: string): string {
  return cells.id(name) ?? cells.fail(name, 'is empty') ?? '';
}

/** A text that must not be empty; the row is bad where it is. */
export function needText(cells: CellReader, name: string): string {
  return cells.text(name) ?? cells.fail(name, 'is empty') ?? '';
}

function named(references: References): { id: string; name: string }[] {
  return [...references.all()].map((reference: Reference) => ({ id: reference.id, name: nameOf(reference) }));
}

function showProduct(product: Product, digits: number): Record<string, unknown> {
  const {
    price,
    cost,
    mrp,
    tax_rate: tax,
    stock,
    on_order: onOrder,
    reorder_level: level,
    ...rest
  } = product;
  const major = (value: number | undefined): number | undefined =>
    value === undefined ? undefined : value / 10 ** digits;
  const units = (value: number | undefined): number | undefined =>
    value === undefined ? undefined : value / 1000;
  return {
    ...rest,
    ...defined('price', major(price)),
    ...defined('cost', major(cost)),
    ...defined('mrp', major(mrp)),
    ...defined('tax_percent', tax === undefined ? undefined : tax / 100),
    ...defined('stock', units(stock)),
    ...defined('on_order', units(onOrder)),
    ...defined('reorder_level', units(level)),
  };
}
