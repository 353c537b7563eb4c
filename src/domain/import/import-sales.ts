import { FINE_PER_MINOR, fromUnits, QUANTITY_SCALE } from '../money.js';
import type { Product } from '../products/records.js';
import { grossOf } from '../sales/amounts.js';
import type { Customer, Employee, Shipper } from '../sales/records.js';
import type { Sale, SaleLine } from '../sales/sale.js';
import { Composer, showSale } from './compose.js';
import { type ImportDocument, noteSplits } from './documents.js';
import type { Job, Shelf } from './job.js';
import { reconcile, settleNames } from './reconcile.js';
import { composeOrReport, reconcileSales } from './reconcile-sales.js';
import { nameOf, type Reference, type References } from './references.js';
import { SalesRows } from './sales.js';
import { SALES_FIELDS } from './sales-fields.js';
import { openSource, type Source } from './source.js';

/** Imports a file in which a row is a line of a receipt. */
export async function importSales(job: Job): Promise<Source> {
  const source = await openSource(job, SALES_FIELDS);
  if (source.mapping.missing.length > 0) return source;
  const rows = new SalesRows(job, source.cells);
  let done = 0;
  for (const row of source.table.rows()) {
    rows.add(row);
    done += 1;
    if (job.pace.due()) {
      job.pace.report(done, job.rowsRead * 2, `${done} rows read`);
      await job.pace.rest();
    }
  }
  const { good, spoiled } = rows.documents.finish();
  if (spoiled.length > 0) {
    const lost = spoiled.reduce((sum, { lines }) => sum + lines, 0);
    const names = spoiled.slice(0, 10).map(({ number }) => number.slice(0, 40));
    job.notes.push(
      `${spoiled.length} document(s) with a bad row are left out whole, ${lost} good row(s) with them: ${names.join(', ')}${spoiled.length > 10 ? ', ...' : ''}.`,
    );
  }
  job.readable = good.length;
  if (good.length === 0) return source;
  const taxIncluded = source.mapping.fields.has('tax_percent') ? rows.taxOnTop <= rows.taxInside : undefined;
  if (taxIncluded !== undefined) {
    const how =
      rows.taxOnTop + rows.taxInside > 0
        ? 'by the amounts of the lines'
        : 'as is usual in a shop; nothing in the file tells';
    job.notes.push(
      `Tax is taken as ${taxIncluded ? 'inside the unit price' : 'added on top of the unit price'}, ${how}.`,
    );
  }
  for (const [entity, references] of [
    ['products', rows.products],
    ['customers', rows.customers],
  ] as const) {
    references.settleByCode();
    await settleNames(job, entity, references);
  }
  if (rows.anonymous > 0)
    job.notes.push(
      `${rows.anonymous} row(s) name no one as the customer (cash, walk-in): those sales have no customer.`,
    );
  await writeSales(
    job,
    good,
    rows.documents.numbersRepeat,
    await namesOfProducts(job, rows.products),
    taxIncluded,
    'import',
    async (used) => {
      const { books } = job.deps;
      await create<Product>(
        job,
        'products',
        books.products,
        (record) => record.product_id,
        pick(rows.products, used.products, (id, name) => ({ product_id: id, name })),
      );
      await create<Customer>(
        job,
        'customers',
        books.customers,
        (record) => record.customer_id,
        pick(rows.customers, used.customers, (id, name, { phone, country }) => ({
          customer_id: id,
          name,
          ...(phone === undefined ? {} : { phone }),
          ...(country === undefined ? {} : { country }),
        })),
      );
      await create<Employee>(
        job,
        'employees',
        books.employees,
        (record) => record.employee_id,
        pick(rows.employees, used.employees, (id, name) => ({ employee_id: id, first_name: name })),
      );
      await create<Shipper>(
        job,
        'shippers',
        books.shippers,
        (record) => record.shipper_id,
        pick(rows.shippers, used.shippers, (id, name) => ({ shipper_id: id, name })),
      );
    },
  );
  return source;
}

/** What each product is called in the books, or for one that is not there yet in the file. */
async function namesOfProducts(job: Job, products: References): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const reference of products.all())
    if (!names.has(reference.id)) names.set(reference.id, nameOf(reference));
  for (const [id, { record }] of await job.deps.books.products.getMany(names.keys(), job.pace.signal))
    names.set(id, record.name);
  return names;
}

/** Sum of quantity x unit price in fine units; big numbers only where plain ones would not be exact. */
class GrossSum {
  #whole = 0n;
  #part = 0;

  add(line: Pick<SaleLine, 'quantity' | 'unit_price' | 'price_base_quantity'>): void {
    const gross = line.quantity * line.unit_price * (FINE_PER_MINOR / QUANTITY_SCALE);
    const plain = line.price_base_quantity === undefined && Number.isSafeInteger(gross);
    if (plain && Number.isSafeInteger(this.#part + gross)) this.#part += gross;
    else {
      this.#whole += BigInt(this.#part) + grossOf(line);
      this.#part = 0;
    }
  }

  get total(): bigint {
    return this.#whole + BigInt(this.#part);
  }
}

/** Ids that the documents to import refer to. */
interface Used {
  readonly products: ReadonlySet<string>;
  readonly customers: ReadonlySet<string>;
  readonly employees: ReadonlySet<string>;
  readonly shippers: ReadonlySet<string>;
}

/**
 * Composes the documents, writes what they refer to by `writeReferences` and then, so that a stop in between
 * leaves no sale without its references, the sales.
 */
export async function writeSales(
  job: Job,
  documents: readonly ImportDocument[],
  numbersRepeat: boolean,
  productNames: ReadonlyMap<string, string>,
  taxIncluded: boolean | undefined,
  source: string,
  writeReferences: (used: Used) => Promise<void>,
): Promise<void> {
  const composer = new Composer(documents, { taxIncluded, source, productNames });
  if (composer.cancellations.size > 0)
    job.notes.push(
      `${composer.cancellations.size} document(s) numbered C... among plain numbers are taken as cancellations and kept as refunds.`,
    );
  noteSplits(documents, job.notes);
  const compose = composeOrReport(job, (document) => composer.compose(document));
  await writeReferences(usedBy(documents));

  const gross = new GrossSum();
  const sums = { documents: 0, lines: 0, discount: 0n, odd: 0, refunds: 0 };
  await reconcileSales(job, documents, numbersRepeat, compose, (sale: Sale) => {
    let discount = 0;
    sums.documents += 1;
    sums.lines += sale.lines.length;
    for (const line of sale.lines) {
      gross.add(line);
      discount += line.discount ?? 0;
      if (line.mark !== undefined) sums.odd += 1;
    }
    sums.discount += BigInt(discount);
    if (sale.kind === 'refund') sums.refunds += 1;
    if (job.sample.length < 3) job.sample.push(showSale(sale, job.deps.shop.currency, productNames));
  });
  if (sums.refunds > 0)
    job.notes.push(`${sums.refunds} document(s) take goods back and are kept as refunds.`);
  if (sums.odd > 0)
    job.notes.push(
      `${sums.odd} line(s) look odd (returns, negative prices, postage and the like); they are kept and marked.`,
    );
  const digits = job.digits + 4;
  job.figures = {
    documents: sums.documents,
    lines: sums.lines,
    gross: fromUnits(gross.total, digits),
    net: fromUnits(gross.total - sums.discount, digits),
  };
}

function usedBy(documents: readonly ImportDocument[]): Used {
  const used = {
    products: new Set<string>(),
    customers: new Set<string>(),
    employees: new Set<string>(),
    shippers: new Set<string>(),
  };
  for (const { lines, customer, employee, shipper } of documents) {
    for (const { product } of lines) if (product !== undefined) used.products.add(product.id);
    if (customer !== undefined) used.customers.add(customer.id);
    if (employee !== undefined) used.employees.add(employee.id);
    if (shipper !== undefined) used.shippers.add(shipper.id);
  }
  return used;
}

function pick<T>(
  references: References,
  used: ReadonlySet<string>,
  make: (id: string, name: string, reference: Reference) => T,
): T[] {
  const records = new Map<string, T>();
  for (const reference of references.all()) {
    if (used.has(reference.id) && !records.has(reference.id))
      records.set(reference.id, make(reference.id, nameOf(reference), reference));
  }
  return [...records.values()];
}

async function create<T extends object>(
  job: Job,
  entity: string,
  shelf: Shelf<T>,
  idOf: (record: T) => string,
  records: readonly T[],
): Promise<void> {
  if (records.length === 0) return;
  await reconcile(job, entity, shelf, idOf, records, 'keep');
  const { new: made } = job.tally(entity);
  if (made > 0)
    job.notes.push(
      `${made} ${entity} of the file are not in the books: they ${job.request.dry_run ? 'would be' : 'were'} added with no more than the file says of them.`,
    );
}
