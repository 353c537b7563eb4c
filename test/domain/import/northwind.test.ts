import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImportReport } from '../../../src/domain/import/report.js';
import { DirectoryFiles } from '../../../src/domain/ports/files/directory.js';
import { type FakeBooks, fakeBooks, importer, SHOP, snapshot } from './fake-books.js';

const US_SHOP = { ...SHOP, currency: 'USD' };
const FILES: Record<string, string> = {
  'categories.csv': 'CategoryName,CategoryID,Description\nDrinks,1,"Hot, cold"\n',
  'suppliers.csv':
    'SupplierID,CompanyName,ContactName,ContactTitle,Address,City,Region,PostalCode,Country,Phone,Fax,HomePage\n1,Hill Estates,Asha,Owner,"1 Hill\nRoad",Ooty,,643001,India,123,,\n',
  'products.csv':
    'ProductID,ProductName,SupplierID,CategoryID,QuantityPerUnit,UnitPrice,UnitsInStock,UnitsOnOrder,ReorderLevel,Discontinued\n1,Tea,1,1,10 boxes,18,39,0,10,0\n2,Old Tea,1,1,1 box,2.5,0,0,0,1\n',
  'customers.csv':
    'CustomerID,CompanyName,ContactName,ContactTitle,Address,City,Region,PostalCode,Country,Phone,Fax\nAAAAA,Café Un,Anne,Owner,Rue 1,Paris,,75001,France,1,\n',
  'employees.csv':
    'EmployeeID,LastName,FirstName,Title,BirthDate,HireDate,City,Region,PostalCode,Country,ReportsTo\n1,Rao,Meena,Clerk,1968-12-08,1992-05-01,Delhi,,110005,India,2\n2,Das,Arun,Head,1960-02-19,1990-01-01,Delhi,,110005,India,\n',
  'employeeterritories.csv': 'EmployeeID,TerritoryID\n1,01581\n1,02116\n',
  'territories.csv': 'TerritoryID,TerritoryDescription,RegionID\n01581,North End,1\n02116,Harbour,1\n',
  'regions.csv': 'RegionID,RegionDescription\n1,Eastern            \n',
  'shippers.csv': 'ShipperID,CompanyName,Phone\n3,Fast Cart,555\n',
  'orders.csv':
    'OrderID,CustomerID,EmployeeID,OrderDate,RequiredDate,ShippedDate,ShipVia,Freight,ShipName,ShipAddress,ShipCity,ShipRegion,ShipPostalCode,ShipCountry\n10248,AAAAA,1,1996-07-04 00:00:00.000,1996-08-01 00:00:00.000,,3,32.38,Café Un,Rue 1,Paris,,75001,France\n10249,AAAAA,2,1996-07-05 00:00:00.000,1996-08-02 00:00:00.000,1996-07-10 00:00:00.000,3,0,Café Un,Rue 1,Paris,,75001,France\n',
  'order_details.csv':
    'OrderID,ProductID,UnitPrice,Quantity,Discount\n10248,1,14,12,0.0\n10248,2,2.5,3,0.15\n10249,1,18,1,0.05000000074505806\n',
  'customerdemographics.csv': 'CustomerTypeID,CustomerDesc\n',
  'customercustomerdemo.csv': 'CustomerID,CustomerTypeID\n',
};

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'munshi-northwind-'));
  await mkdir(join(home, 'nw'));
  for (const [name, content] of Object.entries(FILES)) await writeFile(join(home, 'nw', name), content);
});

afterEach(async () => {
  await rm(home, { recursive: true, force: true });
});

function load(books: FakeBooks, dryRun = false): Promise<ImportReport> {
  return importer(books, { shop: US_SHOP, files: new DirectoryFiles([home]) }).run({
    kind: 'northwind',
    path: 'nw',
    dry_run: dryRun,
  });
}

describe('a Northwind folder', () => {
  it('fills the books', async () => {
    const books = fakeBooks();
    const report = await load(books);
    expect(report.counts.sales).toEqual({ new: 2, updated: 0, unchanged: 0, conflicting: 0 });
    expect(report.figures).toEqual({ documents: 2, lines: 3, gross: 193.5, net: 191.475 });
    expect(report.files).toHaveLength(13);
    expect(report.notes).toEqual([]);
    expect(books.categories.records).toEqual([
      { category_id: '1', name: 'Drinks', description: 'Hot, cold' },
    ]);
    expect(books.suppliers.records).toEqual([
      {
        supplier_id: '1',
        name: 'Hill Estates',
        contact: 'Asha',
        contact_title: 'Owner',
        phone: '123',
        address: '1 Hill\nRoad',
        city: 'Ooty',
        postal_code: '643001',
        country: 'India',
      },
    ]);
    expect(books.products.records[0]).toEqual({
      product_id: '1',
      name: 'Tea',
      category_id: '1',
      supplier_id: '1',
      unit: '10 boxes',
      price: 1800,
      stock: 39_000,
      on_order: 0,
      reorder_level: 10_000,
      discontinued: false,
    });
    expect(books.products.records[1]).toMatchObject({ price: 250, discontinued: true });
    expect(books.customers.records).toEqual([
      {
        customer_id: 'AAAAA',
        name: 'Café Un',
        contact: 'Anne',
        contact_title: 'Owner',
        phone: '1',
        address: 'Rue 1',
        city: 'Paris',
        postal_code: '75001',
        country: 'France',
      },
    ]);
    expect(books.employees.records[0]).toEqual({
      employee_id: '1',
      first_name: 'Meena',
      last_name: 'Rao',
      title: 'Clerk',
      reports_to: '2',
      born_on: '1968-12-08',
      hired_on: '1992-05-01',
      city: 'Delhi',
      postal_code: '110005',
      country: 'India',
      territory_ids: ['01581', '02116'],
    });
    expect(books.territories.records).toEqual([
      { territory_id: '01581', name: 'North End', region: 'Eastern' },
      { territory_id: '02116', name: 'Harbour', region: 'Eastern' },
    ]);
    expect(books.shippers.records).toEqual([{ shipper_id: '3', name: 'Fast Cart', phone: '555' }]);
    expect(books.sales.records[0]).toEqual({
      sale_id: '19960704-10248',
      kind: 'sale',
      number: '10248',
      at: '1996-07-04T00:00:00+05:30',
      customer_id: 'AAAAA',
      employee_id: '1',
      shipper_id: '3',
      required_on: '1996-08-01',
      freight: 3238,
      ship_name: 'Café Un',
      ship_address: 'Rue 1',
      ship_city: 'Paris',
      ship_postal_code: '75001',
      ship_country: 'France',
      lines: [
        { product_id: '1', quantity: 12_000, unit_price: 1400 },
        { product_id: '2', quantity: 3000, unit_price: 250, discount: 1_125_000 },
      ],
      rounding: 5000,
      total: 20_676,
      source: 'northwind',
    });
    expect(books.sales.records[1]).toMatchObject({
      shipped_on: '1996-07-10',
      lines: [{ discount: 900_000 }],
    });
  });

  it('again changes nothing, and a dry run writes nothing', async () => {
    const books = fakeBooks();
    await load(books, true);
    expect(Object.values(snapshot(books)).flat()).toEqual([]);
    await load(books);
    const before = snapshot(books);
    const again = await load(books);
    for (const tally of Object.values(again.counts))
      expect(tally).toMatchObject({ new: 0, updated: 0, conflicting: 0 });
    expect(snapshot(books)).toEqual(before);
  });

  it('does without the files that are not needed, and names what it does not know', async () => {
    for (const name of Object.keys(FILES))
      if (!['orders.csv', 'order_details.csv', 'products.csv', 'customers.csv'].includes(name))
        await unlink(join(home, 'nw', name));
    await writeFile(join(home, 'nw', 'us_states.csv'), 'a,b\n');
    const books = fakeBooks();
    const report = await load(books);
    expect(report.counts.sales?.new).toBe(2);
    expect(report.notes[0]).toBe('Not recognised and left alone: us_states.csv.');
    expect(report.notes[1]).toMatch(
      /not needed: categories\.csv, suppliers\.csv, employees\.csv, employee_territories\.csv/,
    );
  });

  it('without a needed file, or a needed column, is refused by name', async () => {
    await writeFile(join(home, 'nw', 'products.csv'), 'ProductID,Price\n1,2\n');
    await expect(load(fakeBooks())).rejects.toMatchObject({
      message: 'products.csv: It has no column for name.',
    });
    await unlink(join(home, 'nw', 'products.csv'));
    await unlink(join(home, 'nw', 'order_details.csv'));
    await expect(load(fakeBooks())).rejects.toMatchObject({
      code: 'invalid_input',
      message: 'The folder has no products.csv, order_details.csv.',
    });
  });

  it('leaves out orders with a bad row or a dangling reference, each with its reason', async () => {
    await writeFile(
      join(home, 'nw', 'order_details.csv'),
      `${FILES['order_details.csv']}10249,99,1,1,0\n77777,1,1,1,0\n`,
    );
    const books = fakeBooks();
    const report = await load(books);
    expect(books.sales.records.map(({ number }) => number)).toEqual(['10248']);
    expect(report.bad_rows.first).toEqual([
      {
        file: 'order_details.csv',
        line: 5,
        column: 'ProductID',
        value: '99',
        reason: 'is not in the products file',
      },
      {
        file: 'order_details.csv',
        line: 6,
        column: 'OrderID',
        value: '77777',
        reason: 'is not in the orders file',
      },
    ]);
    expect(report.notes.join()).toMatch(/order\(s\) with a bad row are left out whole: 10249/);
  });

  it('is a folder', async () => {
    const service = importer(fakeBooks(), { files: new DirectoryFiles([home]) });
    await expect(
      service.run({ kind: 'northwind', path: 'nw/orders.csv', dry_run: true }),
    ).rejects.toMatchObject({ code: 'refused' });
    await expect(service.run({ kind: 'northwind', content: 'x', dry_run: true })).rejects.toMatchObject({
      field: 'path',
    });
    await expect(
      service.run({ kind: 'northwind', path: 'nw', mapping: { a: 'b' }, dry_run: true }),
    ).rejects.toMatchObject({ field: 'mapping' });
  });
});

const DATA = join(import.meta.dirname, '../../../../shared/data/northwind');

describe.skipIf(!existsSync(DATA))(
  `the public Northwind data${existsSync(DATA) ? '' : ' (skipped: ../shared/data/northwind is not here)'}`,
  () => {
    it('adds up exactly', async () => {
      const books = fakeBooks();
      const service = importer(books, { shop: US_SHOP, files: new DirectoryFiles([dirname(DATA)]) });
      const report = await service.run({ kind: 'northwind', path: 'northwind', dry_run: false });
      expect(report.bad_rows.total).toBe(0);
      expect(report.figures).toEqual({
        documents: 830,
        lines: 2155,
        gross: 1_354_458.59,
        net: 1_265_793.0395,
      });
      let gross = 0n;
      let discount = 0n;
      for (const { lines } of books.sales.records) {
        for (const line of lines) {
          gross += BigInt(line.quantity) * BigInt(line.unit_price) * 10n;
          discount += BigInt(line.discount ?? 0);
        }
      }
      expect([gross, gross - discount]).toEqual([1_354_458_590_000n, 1_265_793_039_500n]);
      expect(
        Object.fromEntries(Object.entries(report.counts).map(([name, tally]) => [name, tally.new])),
      ).toEqual({
        categories: 8,
        suppliers: 29,
        products: 77,
        customers: 91,
        employees: 9,
        territories: 53,
        shippers: 3,
        sales: 830,
      });
      const before = snapshot(books);
      await service.run({ kind: 'northwind', path: 'northwind', dry_run: false });
      expect(snapshot(books)).toEqual(before);
    });
  },
);
