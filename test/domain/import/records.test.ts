import { describe, expect, it } from 'vitest';
import type { ImportReport, ImportRequest } from '../../../src/domain/import/report.js';
import { type FakeBooks, fakeBooks, importer, snapshot } from './fake-books.js';

async function load(
  kind: 'products' | 'customers',
  content: string,
  books = fakeBooks(),
  more: Partial<ImportRequest> = {},
): Promise<{ report: ImportReport; books: FakeBooks }> {
  return { report: await importer(books).run({ kind, content, dry_run: false, ...more }), books };
}

const PRODUCTS =
  'SKU,Item Name,Group,Vendor,HSN,GST %,MRP,Selling Price,Purchase Price,Closing Stock,Min Stock,UOM,Discontinued\nT1,Tea 250 g,Drinks,Hill Estates,0902,5,"1,020","₹ 990.50",800,12.5,5,pack,No\nS1,Soap,Care,,3401,18%,40,38,30,(2),,piece,yes\n';

describe('products', () => {
  it('come with the categories and suppliers they name, units exact', async () => {
    const { report, books } = await load('products', PRODUCTS);
    expect(books.products.records).toEqual([
      {
        product_id: 'T1',
        name: 'Tea 250 g',
        category_id: 'drinks',
        supplier_id: 'hill-estates',
        unit: 'pack',
        price: 99_050,
        cost: 80_000,
        mrp: 102_000,
        tax_rate: 500,
        hsn: '0902',
        stock: 12_500,
        reorder_level: 5000,
        discontinued: false,
      },
      {
        product_id: 'S1',
        name: 'Soap',
        category_id: 'care',
        unit: 'piece',
        price: 3800,
        cost: 3000,
        mrp: 4000,
        tax_rate: 1800,
        hsn: '3401',
        stock: -2000,
        discontinued: true,
      },
    ]);
    expect(books.categories.records).toEqual([
      { category_id: 'drinks', name: 'Drinks' },
      { category_id: 'care', name: 'Care' },
    ]);
    expect(books.suppliers.records).toEqual([{ supplier_id: 'hill-estates', name: 'Hill Estates' }]);
    expect(report.counts.products).toEqual({ new: 2, updated: 0, unchanged: 0, conflicting: 0 });
    expect(report.sample[0]).toMatchObject({ product_id: 'T1', price: 990.5, tax_percent: 5, stock: 12.5 });
  });

  it('again are unchanged, and a change updates only what the file says', async () => {
    const { books } = await load('products', PRODUCTS);
    expect((await load('products', PRODUCTS, books)).report.counts.products).toEqual({
      new: 0,
      updated: 0,
      unchanged: 2,
      conflicting: 0,
    });
    const { report } = await load(
      'products',
      'SKU,Item,Selling Price\nT1,Tea 250 g,999\nS1,Soap,38\n',
      books,
    );
    expect(report.counts.products).toEqual({ new: 0, updated: 1, unchanged: 1, conflicting: 0 });
    expect(books.products.records[0]).toMatchObject({
      product_id: 'T1',
      price: 99_900,
      cost: 80_000,
      category_id: 'drinks',
      stock: 12_500,
    });
    expect(books.products.kept.get('T1')?.version).toBe(2);
  });

  it('known by name only get an id from it, or that of the stored product', async () => {
    const { books } = await load('products', 'Item,Rate\nTea (250 g),10\nTea 250 g,11\nचाय,12\n');
    expect(books.products.records.map(({ product_id }) => product_id)).toEqual([
      expect.stringMatching(/^tea-250-g-[0-9a-f]{8}$/),
      'tea-250-g',
      'चाय',
    ]);
    const stored = fakeBooks();
    await stored.products.putMany([{ product_id: '1', name: 'Tea', stock: 5000 }], new Map());
    await importer(stored, {
      idsByName: async (entity) => new Map(entity === 'products' ? [['Tea', '1']] : []),
    }).run({ kind: 'products', content: 'Item,Rate,Group\nTea,10,Drinks\n', dry_run: false });
    expect(stored.products.records).toEqual([
      { product_id: '1', name: 'Tea', stock: 5000, price: 1000, category_id: 'drinks' },
    ]);
  });

  it('that contradict an earlier row are bad rows, equal ones count once', async () => {
    const { report, books } = await load(
      'products',
      'SKU,Item,Rate\nT1,Tea,10\nT1,Tea,10\nT1,Tea,12\n,,\nS1,Soap,-1\n,,5\n',
    );
    expect(books.products.records).toEqual([{ product_id: 'T1', name: 'Tea', price: 1000 }]);
    expect(report.bad_rows.first).toEqual([
      { line: 4, value: 'T1', reason: 'the same id is on line 2 with other values' },
      { line: 6, column: 'Rate', value: '-1', reason: 'is negative' },
      { line: 7, column: 'Item', reason: 'is empty' },
    ]);
    expect(report.notes.join()).toMatch(/1 row\(s\) repeat an earlier row exactly/);
  });

  it('all bad write nothing', async () => {
    const books = fakeBooks();
    await expect(load('products', 'SKU,Item,Rate\nT1,Tea,x\n', books)).rejects.toMatchObject({
      code: 'invalid_input',
    });
    expect(Object.values(snapshot(books)).flat()).toEqual([]);
  });

  it('are read with a decimal comma where the columns show one', async () => {
    const { report, books } = await load(
      'products',
      'SKU;Item;Preis;Stock\nT1;Tea;1.234,50;1,5\nS1;Soap;2,00;1.000\n',
      fakeBooks(),
      { mapping: { price: 'Preis' } },
    );
    expect(report).toMatchObject({ delimiter: ';', decimal_mark: ',' });
    expect(books.products.records.map(({ price, stock }) => [price, stock])).toEqual([
      [123_450, 1500],
      [200, 1_000_000],
    ]);
  });

  it('with numbers that could be read two ways follow the shop and say so', async () => {
    const { report, books } = await load('products', 'SKU,Item,Stock\nT1,Tea,1.250\nS1,Soap,"1,250"\n');
    expect(books.products.records.map(({ stock }) => stock)).toEqual([1250, 1_250_000]);
    expect(report.notes.join()).toMatch(/could be read two ways; the decimal mark is taken as the point/);
  });
});

describe('customers', () => {
  it('are known by code, else GSTIN, else name and phone', async () => {
    const { books } = await load(
      'customers',
      'Code,Party Name,GSTIN,Mobile,City,State,Pin Code,Joined On\nC1,Ravi Traders,07AAACR5055K1Z5,98765 43210,Delhi,Delhi,110005,01-Apr-2020\n,Sita Stores,07bbbcr5055k1z5,,,,,\n,Mohan,,9876500000,,,,\n,Mohan,,9876511111,,,,\n,Gita,,,,,,\n',
    );
    expect(books.customers.records).toEqual([
      {
        customer_id: 'C1',
        name: 'Ravi Traders',
        phone: '98765 43210',
        city: 'Delhi',
        region: 'Delhi',
        postal_code: '110005',
        since: '2020-04-01',
      },
      { customer_id: '07BBBCR5055K1Z5', name: 'Sita Stores' },
      { customer_id: 'mohan-9876500000', name: 'Mohan', phone: '9876500000' },
      { customer_id: 'mohan-9876511111', name: 'Mohan', phone: '9876511111' },
      { customer_id: 'gita', name: 'Gita' },
    ]);
  });

  it('again are unchanged, changed ones updated', async () => {
    const { books } = await load('customers', 'Customer ID,Name,City\n1,Ravi,Delhi\n2,Sita,Pune\n');
    const { report } = await load(
      'customers',
      'Customer ID,Name,City\n1,Ravi,Agra\n2,Sita,Pune\n3,Gita,\n',
      books,
    );
    expect(report.counts.customers).toEqual({ new: 1, updated: 1, unchanged: 1, conflicting: 0 });
    expect(books.customers.records[0]).toEqual({ customer_id: '1', name: 'Ravi', city: 'Agra' });
  });

  it('in Windows-1252 are read and the report says so', async () => {
    const files = {
      openAllowedFile: async () => ({
        name: 'k.csv',
        bytes: Buffer.from('Customer ID,Name\n1,Jos\u00e9\n', 'latin1'),
      }),
      listAllowedFolder: () => Promise.reject(new Error('unused')),
    };
    const books = fakeBooks();
    const report = await importer(books, { files }).run({ kind: 'customers', path: 'k.csv', dry_run: false });
    expect(report.encoding).toBe('windows-1252');
    expect(report.notes.join()).toMatch(/not valid UTF-8; it was read as Windows-1252/);
    expect(books.customers.records).toEqual([{ customer_id: '1', name: 'José' }]);
  });
});
