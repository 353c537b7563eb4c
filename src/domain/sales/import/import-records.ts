import type { Category, Product, Supplier } from '../../products/records.js';
import type { Customer } from '../records.js';
import type { CellReader } from './cells.js';
import { idFromName } from './ids.js';
import type { Job } from './job.js';
import { reconcile } from './reconcile.js';
import { CUSTOMER_FIELDS, PRODUCT_FIELDS } from './record-fields.js';
import { nameOf, type Reference, References } from './references.js';
import { openSource, type Source } from './source.js';

/** Imports a list of products; categories and suppliers that it names come with them. */
export async function importProducts(job: Job): Promise<Source> {
  const source = await openSource(job, PRODUCT_FIELDS);
  const categories = new References();
  const suppliers = new References();
  const products = await readRecords(
    job,
    source,
    (cells) => {
      const { id, name } = idAndName(cells, 'product_id', cells.id('product_id'));
      const category = categories.of(cells.id('category_id'), cells.text('category'));
      const supplier = suppliers.of(cells.id('supplier_id'), cells.text('supplier'));
      const product: Product = {
        product_id: id,
        name,
        ...defined('category_id', category?.id),
        ...defined('supplier_id', supplier?.id),
        ...defined('unit', cells.text('unit')),
        ...defined('price', notNegative(cells, 'price')),
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
      return product;
    },
    (product) => product.product_id,
  );
  if (products.length === 0) return source;
  const { books } = job.deps;
  const made = { categories: named(categories), suppliers: named(suppliers) };
  if (made.categories.length > 0) {
    await reconcile<Category>(
      job,
      'categories',
      books.categories,
      (record) => record.category_id,
      made.categories.map(({ id, name }) => ({ category_id: id, name })),
      'keep',
    );
  }
  if (made.suppliers.length > 0) {
    await reconcile<Supplier>(
      job,
      'suppliers',
      books.suppliers,
      (record) => record.supplier_id,
      made.suppliers.map(({ id, name }) => ({ supplier_id: id, name })),
      'keep',
    );
  }
  await reconcile<Product>(job, 'products', books.products, (record) => record.product_id, products, 'merge');
  job.sample = products.slice(0, 3).map((product) => showProduct(product, job.digits));
  return source;
}

/** Imports a list of customers. */
export async function importCustomers(job: Job): Promise<Source> {
  const source = await openSource(job, CUSTOMER_FIELDS);
  const customers = await readRecords(
    job,
    source,
    (cells) => {
      const phone = cells.text('phone');
      const { id, name } = idAndName(
        cells,
        'customer_id',
        cells.id('customer_id') ?? cells.id('gstin')?.toUpperCase(),
        phone?.replace(/\D/g, '').slice(-10),
      );
      const customer: Customer = {
        customer_id: id,
        name,
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
      return customer;
    },
    (customer) => customer.customer_id,
  );
  await reconcile<Customer>(
    job,
    'customers',
    job.deps.books.customers,
    (record) => record.customer_id,
    customers,
    'merge',
  );
  job.sample = customers.slice(0, 3).map((customer) => ({ ...customer }));
  return source;
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
      const text = JSON.stringify(record);
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

function idAndName(
  cells: CellReader,
  idField: string,
  id: string | undefined,
  tell = '',
): { id: string; name: string } {
  const name = cells.text('name');
  if (name === undefined && id === undefined) cells.fail(cells.has('name') ? 'name' : idField, 'is empty');
  return { id: id ?? idFromName(`${name ?? ''}${tell === '' ? '' : ` ${tell}`}`), name: name ?? id ?? '' };
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
