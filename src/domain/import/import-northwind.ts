import { ClerkError } from '../errors.js';
import type { AllowedFolder, FolderEntry } from '../ports/files/files.js';
import { CellReader } from './cells.js';
import type { FieldSet } from './fields.js';
import { defined, needId, needText, notNegative, readRecords } from './import-records.js';
import { writeSales } from './import-sales.js';
import type { Job } from './job.js';
import { mapColumns } from './mapping.js';
import { NORTHWIND_FILES, type NorthwindFile, type NorthwindName } from './northwind-files.js';
import { gatherOrders, type ReadFile } from './northwind-orders.js';
import { MOST_ROWS, profileTable } from './profile.js';
import { reconcile } from './reconcile.js';
import { filesOf, type Source } from './source.js';
import { decideStyles } from './styles.js';
import { openTable } from './table.js';

/**
 * Imports a folder of Northwind's CSV files.
 *
 * @throws ClerkError `invalid_input` naming the files, or the columns of one, that are missing.
 */
export async function importNorthwind(job: Job): Promise<void> {
  const { path, content, mapping } = job.request;
  if (path === undefined || content !== undefined)
    throw new ClerkError('invalid_input', 'Northwind is a folder of CSV files.', {
      field: 'path',
      fix: 'Send the path of the folder.',
    });
  if (mapping !== undefined && Object.keys(mapping).length > 0)
    throw new ClerkError('invalid_input', 'A Northwind folder takes no mapping.', {
      field: 'mapping',
      fix: 'Leave mapping out.',
    });
  const files = filesOf(job.deps.files);
  const found = recognise(await files.listAllowedFolder(path, job.pace.signal), job.notes);
  job.files = [];

  const open = async (name: NorthwindName): Promise<Source | undefined> => {
    const entry = found.get(name);
    return entry === undefined
      ? undefined
      : await openFile(
          job,
          entry,
          NORTHWIND_FILES[name],
          (await files.openAllowedFile(entry.path, job.pace.signal)).bytes,
        );
  };
  const readFile: ReadFile = async (name, read, idOf) => {
    const source = await open(name);
    return source === undefined ? [] : await readRecords(job, source, read, idOf, found.get(name)?.name);
  };
  await importFolder(job, readFile);
  for (const name of ['customerDemographics', 'customerCustomerDemo'] as const) {
    const source = await open(name);
    if (source !== undefined && source.profile.rows > 0)
      job.notes.push(
        `${found.get(name)?.name} has ${source.profile.rows} row(s); the books keep no customer types, so they are left out.`,
      );
  }
}

async function importFolder(job: Job, readFile: ReadFile): Promise<void> {
  const { books } = job.deps;
  const regions = new Map(
    (
      await readFile(
        'regions',
        (cells) => ({ id: needId(cells, 'region_id'), name: needText(cells, 'name') }),
        ({ id }) => id,
      )
    ).map(({ id, name }) => [id, name]),
  );
  const categories = await readFile(
    'categories',
    (cells) => ({
      category_id: needId(cells, 'category_id'),
      name: needText(cells, 'name'),
      ...defined('description', cells.text('description')),
    }),
    (record) => record.category_id,
  );
  const suppliers = await readFile(
    'suppliers',
    (cells) => ({
      supplier_id: needId(cells, 'supplier_id'),
      ...partyOf(cells),
      ...defined('homepage', cells.text('homepage')),
    }),
    (record) => record.supplier_id,
  );
  const products = await readFile('products', readProduct, (record) => record.product_id);
  const customers = await readFile(
    'customers',
    (cells) => ({ customer_id: needId(cells, 'customer_id'), ...partyOf(cells) }),
    (record) => record.customer_id,
  );
  const shippers = await readFile(
    'shippers',
    (cells) => ({
      shipper_id: needId(cells, 'shipper_id'),
      name: needText(cells, 'name'),
      ...defined('phone', cells.text('phone')),
    }),
    (record) => record.shipper_id,
  );
  const territories = await readFile(
    'territories',
    (cells) => readTerritory(cells, regions),
    (record) => record.territory_id,
  );
  const beats = await readFile(
    'employeeTerritories',
    (cells) => ({ employee: needId(cells, 'employee_id'), territory: needId(cells, 'territory_id') }),
    ({ employee, territory }) => `${employee} ${territory}`,
  );
  const employees = await readFile(
    'employees',
    (cells) => readEmployee(cells, beats),
    (record) => record.employee_id,
  );

  const productNames = new Map(products.map(({ product_id: id, name }) => [id, name]));
  const orders = await gatherOrders(job, readFile, {
    products: productNames,
    customers: new Map(customers.map(({ customer_id: id, name }) => [id, name])),
    employees: new Map(employees.map(({ employee_id: id, first_name: name }) => [id, name])),
    shippers: new Map(shippers.map(({ shipper_id: id, name }) => [id, name])),
  });
  job.readable = orders.documents.length;
  if (orders.documents.length === 0 && job.problems.total > 0) return;
  await writeSales(job, orders.documents, false, productNames, undefined, 'northwind', async () => {
    await reconcile(job, 'categories', books.categories, (record) => record.category_id, categories, 'merge');
    await reconcile(job, 'suppliers', books.suppliers, (record) => record.supplier_id, suppliers, 'merge');
    await reconcile(job, 'products', books.products, (record) => record.product_id, products, 'merge');
    await reconcile(job, 'customers', books.customers, (record) => record.customer_id, customers, 'merge');
    await reconcile(job, 'shippers', books.shippers, (record) => record.shipper_id, shippers, 'merge');
    await reconcile(
      job,
      'territories',
      books.territories,
      (record) => record.territory_id,
      territories,
      'merge',
    );
    await reconcile(job, 'employees', books.employees, (record) => record.employee_id, employees, 'merge');
  });
}

function recognise(folder: AllowedFolder, notes: string[]): Map<NorthwindName, FolderEntry> {
  const found = new Map<NorthwindName, FolderEntry>();
  const unknown: string[] = [...folder.others];
  for (const entry of folder.files) {
    const stem = /^(.*)\.(?:csv|tsv|txt)$/i
      .exec(entry.name)?.[1]
      ?.toLowerCase()
      .replace(/[^a-z]/g, '');
    const name =
      stem === undefined ? undefined : fileNames.find((candidate) => specOf(candidate).names.includes(stem));
    if (name === undefined || found.has(name)) unknown.push(entry.name);
    else found.set(name, entry);
  }
  if (unknown.length > 0)
    notes.push(
      `Not recognised and left alone: ${unknown.slice(0, 20).join(', ')}${unknown.length > 20 ? ', ...' : ''}.`,
    );
  const absent = fileNames.filter((name) => !found.has(name));
  const missing = absent.filter((name) => specOf(name).required);
  if (missing.length > 0) {
    throw new ClerkError('invalid_input', `The folder has no ${missing.map(fileName).join(', ')}.`, {
      field: 'path',
      fix: 'Name the folder that holds the Northwind CSV files.',
      valid: fileNames.filter((name) => specOf(name).required).map(fileName),
    });
  }
  if (absent.length > 0) notes.push(`Not in the folder, and not needed: ${absent.map(fileName).join(', ')}.`);
  return found;
}

async function openFile(
  job: Job,
  entry: FolderEntry,
  spec: NorthwindFile,
  bytes: Uint8Array,
): Promise<Source> {
  const set: FieldSet = { fields: spec.fields, required: spec.keys.map((key) => [key]) };
  try {
    job.from(bytes);
    const table = openTable(bytes, () => 2);
    const mapping = mapColumns(set, table.columns);
    const [gap] = mapping.missing;
    if (gap !== undefined) {
      throw new ClerkError(
        'invalid_input',
        `It has no column for ${mapping.missing.map(({ any_of }) => any_of.join(' or ')).join(', ')}.`,
        { field: 'path', fix: `Its columns are: ${table.columns.slice(0, 30).join(', ')}.` },
      );
    }
    const profile = await profileTable(table, mapping, job.pace);
    const styles = decideStyles(mapping, profile, job.deps.shop);
    job.rowsRead += profile.rows;
    if (job.rowsRead > MOST_ROWS)
      throw new ClerkError('too_large', `The folder has more than ${MOST_ROWS.toLocaleString('en')} rows.`, {
        field: 'path',
      });
    job.files?.push({ file: entry.name, rows: profile.rows });
    job.notes.push(...[...table.notes, ...styles.notes].map((note) => `${entry.name}: ${note}`));
    if (table.encoding === 'windows-1252')
      job.notes.push(`${entry.name} is not valid UTF-8; it was read as Windows-1252.`);
    return { table, mapping, profile, styles, cells: new CellReader(mapping, styles, job.digits) };
  } catch (error) {
    if (!(error instanceof ClerkError) || error.code === 'cancelled') throw error;
    throw new ClerkError(error.code, `${entry.name}: ${error.message}`, {
      field: 'path',
      ...defined('fix', error.fix),
      cause: error,
    });
  }
}

const fileNames = Object.keys(NORTHWIND_FILES).filter(
  (name): name is NorthwindName => name in NORTHWIND_FILES,
);

function specOf(name: NorthwindName): NorthwindFile {
  return NORTHWIND_FILES[name];
}

function fileName(name: NorthwindName): string {
  return `${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}.csv`;
}

function partyOf(cells: CellReader) {
  return {
    name: needText(cells, 'name'),
    ...defined('contact', cells.text('contact')),
    ...defined('contact_title', cells.text('contact_title')),
    ...defined('phone', cells.text('phone')),
    ...defined('fax', cells.text('fax')),
    ...defined('address', cells.text('address')),
    ...defined('city', cells.text('city')),
    ...defined('region', cells.text('region')),
    ...defined('postal_code', cells.id('postal_code')),
    ...defined('country', cells.text('country')),
  };
}

function readProduct(cells: CellReader) {
  return {
    product_id: needId(cells, 'product_id'),
    name: needText(cells, 'name'),
    ...defined('category_id', cells.id('category_id')),
    ...defined('supplier_id', cells.id('supplier_id')),
    ...defined('unit', cells.text('unit')),
    ...defined('price', notNegative(cells, 'price')),
    ...defined('stock', cells.quantity('stock')),
    ...defined('on_order', cells.quantity('on_order')),
    ...defined('reorder_level', cells.quantity('reorder_level')),
    ...defined('discontinued', cells.boolean('discontinued')),
  };
}

function readTerritory(cells: CellReader, regions: ReadonlyMap<string, string>) {
  const region = cells.id('region_id');
  return {
    territory_id: needId(cells, 'territory_id'),
    name: needText(cells, 'name'),
    ...defined('region', region === undefined ? undefined : (regions.get(region) ?? region)),
  };
}

function readEmployee(cells: CellReader, beats: readonly { employee: string; territory: string }[]) {
  const id = needId(cells, 'employee_id');
  const territories = beats.filter(({ employee }) => employee === id).map(({ territory }) => territory);
  return {
    employee_id: id,
    first_name: needText(cells, 'first_name'),
    ...defined('last_name', cells.text('last_name')),
    ...defined('title', cells.text('title')),
    ...defined('reports_to', cells.id('reports_to')),
    ...defined('born_on', cells.date('born_on')?.date),
    ...defined('hired_on', cells.date('hired_on')?.date),
    ...defined('courtesy_title', cells.text('courtesy_title')),
    ...defined('phone', cells.text('phone')),
    ...defined('extension', cells.text('extension')),
    ...defined('notes', cells.text('notes')),
    ...defined('address', cells.text('address')),
    ...defined('city', cells.text('city')),
    ...defined('region', cells.text('region')),
    ...defined('postal_code', cells.id('postal_code')),
    ...defined('country', cells.text('country')),
    ...defined('territory_ids', territories.length === 0 ? undefined : territories),
  };
}
