import type { CellReader } from './cells.js';
import { type DocumentFacts, Documents, type ImportDocument } from './documents.js';
import { defined, needId, notNegative } from './import-records.js';
import type { Job } from './job.js';
import { FUTURE, Moments } from './moments.js';
import type { NorthwindName } from './northwind-files.js';
import { References } from './references.js';

/** Reads the records of a file of the folder; nothing where the file is absent. */
export type ReadFile = <T extends object>(
  name: NorthwindName,
  read: (cells: CellReader) => T | undefined,
  idOf: (record: T) => string,
) => Promise<T[]>;
type Names = ReadonlyMap<string, string>;

/** Names by id of what orders refer to. */
export interface NorthwindNames {
  readonly products: Names;
  readonly customers: Names;
  readonly employees: Names;
  readonly shippers: Names;
}

/**
 * Joins orders and their details into documents. An order with a bad row, in either file, is left out whole and
 * named in the notes; so is one that refers to something the folder does not hold.
 */
export async function gatherOrders(
  job: Job,
  readFile: ReadFile,
  names: NorthwindNames,
): Promise<{ documents: ImportDocument[] }> {
  const documents = new Documents();
  const moments = new Moments(job.deps.shop.time_zone, job.deps.clock());
  const products = new References();
  const parties = { customers: new References(), employees: new References(), shippers: new References() };
  const byNumber = new Map<string, ImportDocument>();
  const spoiled = new Set<string>();
  const spoil = (cells: CellReader): undefined => {
    const number = cells.id('number');
    if (number !== undefined) spoiled.add(number);
    return undefined;
  };

  const orders = await readFile(
    'orders',
    (cells) => {
      const number = needId(cells, 'number');
      const stated = cells.date('date') ?? cells.fail('date', 'is empty');
      if (stated !== undefined && moments.of(stated).date > moments.today) {
        job.from(moments.today);
        cells.fail('date', FUTURE, cells.raw('date'));
      }
      const order = {
        number,
        stated,
        customer: known(cells, 'customer_id', names.customers),
        employee: known(cells, 'employee_id', names.employees),
        shipper: known(cells, 'shipper_id', names.shippers),
        facts: factsOf(cells),
      };
      return cells.problem === undefined ? order : spoil(cells);
    },
    ({ number }) => number,
  );
  for (const { number, stated, customer, employee, shipper, facts } of orders) {
    if (stated === undefined) continue;
    const document = documents.of(moments.of(stated), number);
    document.customer = parties.customers.of(customer, nameIn(names.customers, customer));
    document.employee = parties.employees.of(employee, nameIn(names.employees, employee));
    document.shipper = parties.shippers.of(shipper, nameIn(names.shippers, shipper));
    document.facts = facts;
    byNumber.set(number, document);
  }

  await readFile(
    'orderDetails',
    (cells) => {
      const number = needId(cells, 'number');
      const product = needId(cells, 'product_id');
      if (cells.problem === undefined && !names.products.has(product))
        cells.fail('product_id', 'is not in the products file', product);
      const price = notNegative(cells, 'unit_price');
      if (price === undefined) cells.fail('unit_price', 'is empty');
      const quantity = cells.quantity('quantity');
      if (quantity === undefined) cells.fail('quantity', 'is empty');
      const rate = cells.rate('discount_rate');
      const document = byNumber.get(number);
      if (cells.problem === undefined && document === undefined && !spoiled.has(number))
        cells.fail('number', 'is not in the orders file', number);
      if (cells.problem !== undefined || price === undefined || quantity === undefined) return spoil(cells);
      document?.lines.push({
        product: products.of(product, names.products.get(product)),
        product_id: undefined,
        row: cells.line,
        description: undefined,
        quantity,
        unit_price: price,
        discount_rate: rate,
        mark: quantity < 0 ? 'negative quantity' : undefined,
      });
      return { line: cells.line };
    },
    ({ line }) => String(line),
  );

  const good: ImportDocument[] = [];
  const empty: string[] = [];
  for (const [number, document] of byNumber) {
    if (spoiled.has(number)) continue;
    if (document.lines.length === 0) empty.push(number);
    else good.push(document);
  }
  if (spoiled.size > 0)
    job.notes.push(
      `${spoiled.size} order(s) with a bad row are left out whole: ${[...spoiled].slice(0, 10).join(', ')}${spoiled.size > 10 ? ', ...' : ''}.`,
    );
  if (empty.length > 0)
    job.notes.push(
      `${empty.length} order(s) without lines are left out: ${empty.slice(0, 10).join(', ')}${empty.length > 10 ? ', ...' : ''}.`,
    );
  return { documents: good };
}

function factsOf(cells: CellReader): DocumentFacts {
  return {
    ...defined('required_on', cells.date('required_on')?.date),
    ...defined('shipped_on', cells.date('shipped_on')?.date),
    ...defined('freight', cells.money('freight')),
    ...defined('ship_name', cells.text('ship_name')),
    ...defined('ship_address', cells.text('ship_address')),
    ...defined('ship_city', cells.text('ship_city')),
    ...defined('ship_region', cells.text('ship_region')),
    ...defined('ship_postal_code', cells.id('ship_postal_code')),
    ...defined('ship_country', cells.text('ship_country')),
  };
}

/** The id in a cell; the row is bad when the folder has a file of such records and this is not in it. */
function known(cells: CellReader, name: string, records: Names): string | undefined {
  const id = cells.id(name);
  return id === undefined || records.size === 0 || records.has(id)
    ? id
    : cells.fail(name, 'is not in its own file of the folder', id);
}

function nameIn(records: Names, id: string | undefined): string | undefined {
  return id === undefined ? undefined : records.get(id);
}
