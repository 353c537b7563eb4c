import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { ImportReport, ImportRequest } from '../../../src/domain/import/report.js';
import type { Sale } from '../../../src/domain/sales/sale.js';
import { type FakeBooks, fakeBooks, importer, SHOP, snapshot } from './fake-books.js';

const HEADER = 'Bill No,Date,Item,Qty,Rate,Customer';

async function load(
  content: string,
  books = fakeBooks(),
  more: Partial<ImportRequest> = {},
): Promise<{ report: ImportReport; books: FakeBooks; sales: Sale[] }> {
  const report = await importer(books).run({ kind: 'sales', content, dry_run: false, ...more });
  return { report, books, sales: books.sales.records };
}

test('a sale dated after today in the shop is a bad row', async () => {
  // 15 June 2024, half past three in the afternoon in Kolkata.
  const { report, sales } = await load(
    `${HEADER}\n7,2024-06-15,Tea,1,10,\n8,2024-06-16,Tea,1,10,\n9,2024-06-15,Tea,1,10,\n9,2025-06-15,Soap,1,10,\n`,
  );
  expect(sales.map(({ number }) => number)).toEqual(['7', '9']);
  expect(report.bad_rows).toMatchObject({
    total: 2,
    by_reason: [{ reason: 'Date: is after today in the shop', rows: 2 }],
    first: [{ line: 3, column: 'Date', value: '2024-06-16' }, { line: 5 }],
  });
});

describe('rows of one receipt', () => {
  const file = `${HEADER}\n101,03/04/2024,Tea,2,"1,234.50",Ravi\n101,03/04/2024,Soap,1.5,40,Ravi\n102,13/04/2024,Tea,1,₹10,\n`;

  it('become one sale, with exact amounts', async () => {
    const { report, sales } = await load(file);
    expect(sales).toEqual([
      {
        sale_id: '20240403-101',
        kind: 'sale',
        number: '101',
        at: '2024-04-03T00:00:00+05:30',
        customer_id: 'ravi',
        total: 252_900,
        lines: [
          { product_id: 'tea', quantity: 2000, unit_price: 123_450 },
          { product_id: 'soap', quantity: 1500, unit_price: 4000 },
        ],
        source: 'import',
      },
      {
        sale_id: '20240413-102',
        kind: 'sale',
        number: '102',
        at: '2024-04-13T00:00:00+05:30',
        total: 1000,
        lines: [{ product_id: 'tea', quantity: 1000, unit_price: 1000 }],
        source: 'import',
      },
    ]);
    expect(report).toMatchObject({
      rows_read: 3,
      delimiter: ',',
      date_order: 'dmy',
      decimal_mark: '.',
      figures: { documents: 2, lines: 3, gross: 2539, net: 2539 },
      bad_rows: { total: 0 },
    });
    expect(report.counts).toEqual({
      products: { new: 2, updated: 0, unchanged: 0, conflicting: 0 },
      customers: { new: 1, updated: 0, unchanged: 0, conflicting: 0 },
      sales: { new: 2, updated: 0, unchanged: 0, conflicting: 0 },
    });
  });

  it('add what they name to the books, and leave what is there', async () => {
    const books = fakeBooks();
    await books.products.putMany([{ product_id: 'tea', name: 'Tea 250 g', price: 1000 }], new Map());
    await load(file, books);
    expect(books.products.records).toEqual([
      { product_id: 'tea', name: 'Tea 250 g', price: 1000 },
      { product_id: 'soap', name: 'Soap' },
    ]);
    expect(books.customers.records).toEqual([{ customer_id: 'ravi', name: 'Ravi' }]);
  });

  it('are shown by a dry run, which writes nothing', async () => {
    const { report, books } = await load(file, fakeBooks(), { dry_run: true });
    expect(report.sample[0]).toMatchObject({
      sale_id: '20240403-101',
      total: 2529,
      lines: [
        { product: 'Tea', quantity: 2, unit_price: 1234.5 },
        { product: 'Soap', quantity: 1.5, unit_price: 40 },
      ],
    });
    expect(report.columns[1]).toEqual({ column: 'Date', field: 'date', found: 'name', read_as: 'date' });
    expect(report.counts.sales).toEqual({ new: 2, updated: 0, unchanged: 0, conflicting: 0 });
    expect(Object.values(snapshot(books)).flat()).toEqual([]);
  });

  it('imported again change nothing, in any layout of the file', async () => {
    const { books } = await load(file);
    const before = snapshot(books);
    const { report } = await load(file, books);
    const other =
      'Customer;Item;Date;Qty;Rate;Bill No\nRavi;Tea;2024-04-03;2;1234,50;101\nRavi;Soap;2024-04-03;1,5;40;101\n;Tea;2024-04-13;1;10,00;102\n';
    const { report: again } = await load(other, books);
    expect(report.counts.sales).toEqual({ new: 0, updated: 0, unchanged: 2, conflicting: 0 });
    expect(again.counts.sales).toEqual({ new: 0, updated: 0, unchanged: 2, conflicting: 0 });
    expect(snapshot(books)).toEqual(before);
  });

  it('that differ from the stored sale are a conflict and are not written', async () => {
    const { books } = await load(file);
    const before = snapshot(books);
    const { report } = await load(file.replace(',Soap,1.5,40', ',Soap,2,40'), books);
    expect(report.counts.sales).toEqual({ new: 0, updated: 0, unchanged: 1, conflicting: 1 });
    expect(report.conflicts).toEqual([
      { id: '20240403-101', number: '101', reason: expect.stringContaining('other content') },
    ]);
    expect(snapshot(books)).toEqual(before);
  });
});

describe('dates', () => {
  it('that leave the order open follow the shop, for the whole column, and the report says so', async () => {
    const ambiguous = `${HEADER}\n1,03/04/2024,Tea,1,10,\n2,05/06/2024,Tea,1,10,\n`;
    const indian = await load(ambiguous, fakeBooks(), { dry_run: true });
    expect(indian.report.date_order).toBe('dmy');
    expect(indian.report.notes.join()).toMatch(
      /could be day-first or month-first; they are read as day\/month\/year/,
    );
    const american = await importer(fakeBooks(), { shop: { ...SHOP, locale: 'en-US' } }).run({
      kind: 'sales',
      content: ambiguous,
      dry_run: true,
    });
    expect(american).toMatchObject({
      date_order: 'mdy',
      sample: [{ sale_id: '20240304-1' }, { sale_id: '20240506-2' }],
    });
  });

  it('of the other order in the same column are bad rows, never read otherwise', async () => {
    const { report } = await load(
      `${HEADER}\n1,13/04/2024,Tea,1,10,\n2,14/04/2024,Tea,1,10,\n3,04/15/2024,Tea,1,10,\n`,
    );
    expect(report.bad_rows.first).toEqual([
      { line: 4, column: 'Date', value: '04/15/2024', reason: expect.stringContaining('is not a date') },
    ]);
    expect(report.notes.join()).toMatch(/mixes day-first and month-first/);
  });

  it('take a time from their own cell or another column, and the zone of the shop', async () => {
    const { sales } = await load(
      'Bill No,Date,Time,Item,Qty,Rate\n1,2024-04-03,2:05 PM,Tea,1,10\n2,2024-04-03 09:30,,Tea,1,10\n3,2024-04-03T22:00:00Z,,Tea,1,10\n',
    );
    expect(sales.map(({ sale_id, at }) => [sale_id, at])).toEqual([
      ['20240403-1', '2024-04-03T14:05:00+05:30'],
      ['20240403-2', '2024-04-03T09:30:00+05:30'],
      ['20240404-3', '2024-04-04T03:30:00+05:30'],
    ]);
  });

  it('know daylight saving', async () => {
    const books = fakeBooks();
    await importer(books, { shop: { ...SHOP, time_zone: 'Europe/London' } }).run({
      kind: 'sales',
      content:
        'Bill No,Date,Item,Qty,Rate\n1,2024-03-30 12:00,Tea,1,1\n2,2024-03-31 00:30,Tea,1,1\n3,2024-03-31 12:00,Tea,1,1\n4,2024-04-01 12:00,Tea,1,1\n',
      dry_run: false,
    });
    expect(books.sales.records.map(({ at }) => at.slice(19))).toEqual([
      '+00:00',
      '+00:00',
      '+01:00',
      '+01:00',
    ]);
  });
});

describe('bad rows', () => {
  it('take their whole document with them, and every one is reported', async () => {
    const { report, sales } = await load(
      `${HEADER}\n1,2024-04-03,Tea,two,10,\n1,2024-04-03,Soap,1,40,\n2,2024-04-03,Tea,1,10.5555555,\n3,2024-04-03,Tea,1,10,\n4,,Tea,1,10,\n4,2024-04-03,Tea,1,10,\n5,2024-04-03,Tea\n`,
    );
    expect(sales.map(({ number }) => number)).toEqual(['3']);
    expect(report.bad_rows.total).toBe(4);
    expect(report.bad_rows.first).toEqual([
      { line: 2, column: 'Qty', value: 'two', reason: 'is not a number' },
      { line: 4, column: 'Rate', value: '10.5555555', reason: 'has more than 6 decimals' },
      { line: 6, column: 'Date', reason: 'is empty' },
      { line: 8, reason: 'has 3 cells where the header has 6' },
    ]);
    expect(report.bad_rows.by_reason).toContainEqual({ reason: 'Qty: is not a number', rows: 1 });
    expect(report.notes.join()).toMatch(
      /4 document\(s\) with a bad row are left out whole, 2 good row\(s\) with them: 1, 2, 5, 4/,
    );
  });

  it('are listed up to fifty and counted beyond, with long cells cut', async () => {
    const bad = Array.from({ length: 60 }, (_, at) => `${at},2024-04-03,Tea,${'x'.repeat(80)},10,`).join(
      '\n',
    );
    const { report } = await load(`${HEADER}\n${bad}\n900,2024-04-03,Tea,1,10,\n`);
    expect(report.bad_rows.total).toBe(60);
    expect(report.bad_rows.first).toHaveLength(50);
    expect(report.bad_rows.first[0]?.value).toHaveLength(60);
    expect(report.bad_rows.by_reason).toEqual([{ reason: 'Qty: is not a number', rows: 60 }]);
  });

  it('and nothing else: nothing is written and the error says why', async () => {
    const books = fakeBooks();
    await expect(
      load(`${HEADER}\n1,2024-04-03,Tea,x,10,\n2,2024-04-03,Tea,y,10,\n`, books),
    ).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('Qty: is not a number (2 rows)'),
    });
    await expect(
      load(`${HEADER}\n1,2024-04-03,Tea,x,10,\n1,2024-04-03,Soap,1,10,\n`, books),
    ).rejects.toMatchObject({ code: 'invalid_input' });
    expect(Object.values(snapshot(books)).flat()).toEqual([]);
  });

  it.each([
    ['1,2024-04-03,,1,10,', 'Item', 'is empty'],
    ['1,2024-04-03,Tea,,10,', 'Qty', 'is empty'],
    ['1,2024-04-03,Tea,1,,', 'Rate', 'is empty'],
    ['1,2024-04-03,Tea,1,1e5,', 'Rate', 'is in scientific notation'],
    ['1,2024-04-03,Tea,1,2000000000,', 'Rate', 'is larger than 1,000,000,000'],
    ['1,2024-04-03,Tea,100000,900000000,', 'Qty', 'times the price is larger'],
    ['1,2024-04-03,Tea,1.2345,10,', 'Qty', 'has more than 3 decimals'],
    ['1,45383,Tea,1,10,', 'Date', 'is a bare number'],
    [`1,2024-04-03,${'T'.repeat(501)},1,10,`, 'Item', 'is longer than 500'],
    ['1,2024-04-03,Tea,-1,-10,', 'Rate', 'is negative beside'],
  ])('%s', async (row, column, reason) => {
    const { report } = await load(`${HEADER}\n${row}\n2,2024-04-04,Tea,1,10,\n`);
    expect(report.bad_rows.first).toEqual([
      expect.objectContaining({ line: 2, column, reason: expect.stringContaining(reason) }),
    ]);
  });

  it('include a receipt that names two customers', async () => {
    const { report, sales } = await load(
      `${HEADER}\n1,2024-04-03,Tea,1,10,Ravi\n1,2024-04-03,Soap,1,10,Sita\n2,2024-04-03,Soap,1,10,Sita\n`,
    );
    expect(sales.map(({ number }) => number)).toEqual(['2']);
    expect(report.bad_rows.first[0]).toMatchObject({ line: 3, column: 'Customer', value: 'Sita' });
  });
});

describe('goods that come back', () => {
  it('make a refund with negative quantities, kept and marked', async () => {
    const { report, sales } = await load(
      `${HEADER}\n536365,2024-04-03,Tea,6,10,Ravi\nC536366,2024-04-04,Tea,-2,10,Ravi\n536367,2024-04-05,Soap,-1,0,\n536368,2024-04-05,Tea,1,10,\n536368,2024-04-05,Soap,-1,4,\n`,
    );
    expect(sales.map(({ number, kind, total }) => [number, kind, total])).toEqual([
      ['536365', 'sale', 6000],
      ['C536366', 'refund', -2000],
      ['536367', 'refund', 0],
      ['536368', 'sale', 600],
    ]);
    expect(sales[1]?.lines).toEqual([
      { product_id: 'tea', quantity: -2000, unit_price: 1000, mark: 'negative quantity, cancellation' },
    ]);
    expect(sales[3]?.lines[1]?.mark).toBe('negative quantity');
    expect(report.notes.join()).toMatch(/2 document\(s\) take goods back/);
  });

  it('are turned negative where a cancellation or credit note states them as positive', async () => {
    const { sales } = await load(
      `${HEADER}\n1,2024-04-03,Tea,6,10,\n2,2024-04-03,Tea,6,10,\nC3,2024-04-04,Tea,2,10,\n`,
    );
    expect(sales[2]).toMatchObject({
      kind: 'refund',
      total: -2000,
      lines: [{ quantity: -2000, mark: 'cancellation' }],
    });
    const typed = await load(
      'Vch No,Date,Vch Type,Item,Qty,Rate\nS1,2024-04-03,Sales,Tea,6,10\nS2,2024-04-04,Credit Note,Tea,2,10\n',
      fakeBooks(),
      { mapping: { number: 'Vch No' } },
    );
    expect(typed.sales[1]).toMatchObject({
      kind: 'refund',
      total: -2000,
      lines: [{ quantity: -2000, mark: 'return' }],
    });
  });

  it('are not seen in a series that simply starts with C', async () => {
    const { sales } = await load(`${HEADER}\nC1,2024-04-03,Tea,6,10,\nC2,2024-04-04,Tea,2,10,\n`);
    expect(sales.map(({ kind }) => kind)).toEqual(['sale', 'sale']);
  });

  it('and a negative price keep their amount, marked', async () => {
    const { sales } = await load(
      'Bill No,Date,Code,Item,Qty,Rate\nA1,2024-04-03,B,Adjust bad debt,1,-11062.06\nA2,2024-04-03,POST,POSTAGE,1,18\n',
    );
    expect(sales[0]).toMatchObject({
      kind: 'refund',
      total: -1_106_206,
      lines: [{ quantity: -1000, unit_price: 1_106_206, mark: 'adjustment, negative price' }],
    });
    expect(sales[1]?.lines[0]?.mark).toBe('postage');
  });
});

describe('rows without a number', () => {
  const file = 'Date,Item,Qty,Rate\n2024-04-03,Tea,1,10\n2024-04-03,Tea,1,10\n2024-04-03,Soap,1,10\n';

  it('are sales of their own with ids that a repeat gives again', async () => {
    const { books, sales } = await load(file);
    expect(sales).toHaveLength(3);
    for (const { sale_id } of sales) expect(sale_id).toMatch(/^20240403-~[0-9a-f]{16}$/);
    const before = snapshot(books);
    const { report } = await load(
      'Rate;Qty;Item;Date\n10,00;1;Soap;03/04/2024\n10,00;1;Tea;03/04/2024\n10,00;1;Tea;03/04/2024\n',
      books,
      { mapping: {} },
    );
    expect(report.counts.sales).toEqual({ new: 0, updated: 0, unchanged: 3, conflicting: 0 });
    expect(snapshot(books)).toEqual(before);
    const { report: more } = await load(`${file}2024-04-03,Tea,1,10\n`, books);
    expect(more.counts.sales).toEqual({ new: 1, updated: 0, unchanged: 3, conflicting: 0 });
  });
});

describe('receipt numbers', () => {
  it('make ids that never meet', async () => {
    const numbers = [
      'INV/24-25/001',
      'INV 001',
      'INV_001',
      'INV#001',
      'é1',
      'è1',
      'x'.repeat(100),
      `${'x'.repeat(99)}y`,
      'a~2',
    ];
    const { sales } = await load(
      `${HEADER}\n${numbers.map((number) => `${number},2024-04-03,Tea,1,10,`).join('\n')}\n`,
    );
    expect(new Set(sales.map(({ sale_id }) => sale_id)).size).toBe(numbers.length);
    expect(sales[0]?.sale_id).toBe('20240403-INV/24-25/001');
    expect(sales.map(({ number }) => number)).toEqual(numbers);
  });

  it('may repeat on another day', async () => {
    const { sales } = await load(`${HEADER}\n1,2024-04-03,Tea,1,10,\n1,2024-04-04,Tea,1,10,\n`);
    expect(sales.map(({ sale_id }) => sale_id)).toEqual(['20240403-1', '20240404-1']);
  });

  it('stored under another date are a conflict, since the dates may have been read otherwise', async () => {
    const books = fakeBooks();
    await load(`${HEADER}\n77,03/04/2024,Tea,1,10,\n`, books);
    const existingNumbers = async (numbers: string[]): Promise<Map<string, string>> =>
      new Map(
        books.sales.records.flatMap(({ number, sale_id }) =>
          number !== undefined && numbers.includes(number) ? [[number, sale_id]] : [],
        ),
      );
    const report = await importer(books, { existingNumbers }).run({
      kind: 'sales',
      content: `${HEADER}\n77,2024-03-04,Tea,1,10,\n78,2024-03-04,Tea,1,10,\n`,
      dry_run: false,
    });
    expect(report.counts.sales).toEqual({ new: 1, updated: 0, unchanged: 0, conflicting: 1 });
    expect(report.conflicts).toEqual([
      { id: '20240304-77', number: '77', reason: expect.stringContaining('20240403-77') },
    ]);
    expect(books.sales.records.map(({ sale_id }) => sale_id)).toEqual(['20240403-77', '20240304-78']);
  });

  it('that start again every day are told apart by their goods', async () => {
    const books = fakeBooks();
    const day = (date: string, item: string): string =>
      `${HEADER}\n${Array.from({ length: 12 }, (_, at) => `${at + 1},${date},${item} ${at},1,10,`).join('\n')}\n`;
    await load(day('2024-04-03', 'Tea'), books);
    const existingNumbers = async (numbers: string[]): Promise<Map<string, string>> =>
      new Map(numbers.map((number) => [number, `20240403-${number}`]));
    const service = importer(books, { existingNumbers });
    const next = await service.run({ kind: 'sales', content: day('2024-04-04', 'Soap'), dry_run: false });
    expect(next.counts.sales).toMatchObject({ new: 12, conflicting: 0 });
    expect(next.notes.join()).toMatch(/numbers are taken to start again/);
    const misread = await service.run({ kind: 'sales', content: day('2024-03-04', 'Tea'), dry_run: false });
    expect(misread.counts.sales).toMatchObject({ new: 0, conflicting: 12 });
  });
});

describe('a document with very many lines', () => {
  it('is kept in parts, said so, and found again', async () => {
    const rows = Array.from({ length: 3001 }, (_, at) => `1,2024-04-03,Item ${at},1,10,`);
    const { report, books, sales } = await load(`${HEADER}\n${rows.join('\n')}\n`);
    expect(sales.map(({ sale_id, lines }) => [sale_id, lines.length])).toEqual([
      ['20240403-1', 1500],
      ['20240403-1~2', 1500],
      ['20240403-1~3', 1],
    ]);
    expect(report.notes.join()).toMatch(/1 document\(s\) have more than 1500 lines/);
    const { report: again } = await load(`${HEADER}\n${rows.join('\n')}\n`, books);
    expect(again.counts.sales).toEqual({ new: 0, updated: 0, unchanged: 3, conflicting: 0 });
  });
});

describe('discounts and tax', () => {
  it('in a plain discount column are shares where every value is below one', async () => {
    const { report, sales } = await load(
      'Order ID,Order Date,Item,Qty,Unit Price,Discount\n1,2024-04-03,Tea,10,9.80,0.15\n2,2024-04-03,Tea,10,9.80,0\n',
    );
    expect(sales[0]).toMatchObject({ total: 8330, lines: [{ discount: 14_700_000 }] });
    expect(report.columns[5]).toEqual({
      column: 'Discount',
      field: 'discount',
      found: 'content',
      read_as: 'share',
    });
    expect(report.figures).toMatchObject({ gross: 196, net: 181.3 });
  });

  it('are amounts otherwise, and percents where they say so', async () => {
    const amounts = await load(
      'Bill No,Date,Item,Qty,Rate,Discount\n1,2024-04-03,Tea,10,10,15\n2,2024-04-03,Tea,-1,10,-5\n',
    );
    expect(amounts.sales.map(({ total }) => total)).toEqual([8500, -500]);
    const percents = await load(
      'Bill No,Date,Item,Qty,Rate,Disc %\n1,2024-04-03,Tea,10,10,12.5%\n2,2024-04-03,Tea,1,10,12.5\n',
    );
    expect(percents.sales.map(({ total }) => total)).toEqual([8750, 875]);
  });

  it('come off once where a file has both', async () => {
    const { report, sales } = await load(
      'Bill No,Date,Item,Qty,Rate,Disc %,Discount Amount\n1,2024-04-03,Tea,10,10,5,5\n',
    );
    expect(sales[0]?.total).toBe(9500);
    expect(report.notes.join()).toMatch(/discount_percent would take it off twice/);
  });

  it('that are too large make a bad row', async () => {
    const { report } = await load(
      'Bill No,Date,Item,Qty,Rate,Discount\n1,2024-04-03,Tea,1,10,15\n2,2024-04-03,Tea,1,10,1\n',
    );
    expect(report.bad_rows.first[0]).toMatchObject({ column: 'Discount', reason: 'is more than the line' });
  });

  it('put the tax inside or on top as the amounts show', async () => {
    const header = 'Bill No,Date,Item,Qty,Rate,GST %,Amount\n';
    const inside = await load(`${header}1,2024-04-03,Tea,2,59,18,118\n`);
    expect(inside.sales[0]).toMatchObject({
      tax_included: true,
      total: 11_800,
      lines: [{ tax: 18_000_000 }],
    });
    const onTop = await load(`${header}1,2024-04-03,Tea,2,50,18%,118\n`);
    expect(onTop.sales[0]).toMatchObject({ tax_included: false, total: 11_800 });
  });

  it('an amount stands in for a missing price when it is one', async () => {
    const { report, sales } = await load(
      'Bill No,Date,Item,Qty,Amount\n1,2024-04-03,Tea,3,30\n2,2024-04-03,Tea,3,10\n3,2024-04-03,Tea,2,-9\n',
    );
    expect(sales.map(({ total }) => total)).toEqual([3000, -900]);
    expect(report.bad_rows.first[0]).toMatchObject({
      line: 3,
      column: 'Amount',
      reason: expect.stringContaining('not quantity x a price'),
    });
  });
});

describe('codes and names', () => {
  it('lose the .0 of a float column', async () => {
    const { sales, report } = await load(
      'Bill No,Date,Item,Qty,Rate,Customer ID\n1,2024-04-03,Tea,1,10,17850.0\n2,2024-04-03,Tea,1,10,\n3,2024-04-03,Tea,1,10,13047.0\n',
    );
    expect(sales.map(({ customer_id }) => customer_id)).toEqual(['17850', undefined, '13047']);
    expect(report.notes.join()).toMatch(/ends in "\.0"/);
  });

  it('go together: the commonest name of a code, other names kept on the line', async () => {
    const { books, sales } = await load(
      'Bill No,Date,SKU,Item,Qty,Rate\n1,2024-04-03,T1,TEA,1,10\n2,2024-04-03,T1,Tea,1,10\n3,2024-04-03,T1,Tea,1,10\n4,2024-04-03,,tea ,1,10\n',
    );
    expect(books.products.records).toEqual([{ product_id: 'T1', name: 'Tea' }]);
    expect(sales.map(({ lines }) => lines[0])).toEqual([
      { product_id: 'T1', description: 'TEA', quantity: 1000, unit_price: 1000 },
      { product_id: 'T1', quantity: 1000, unit_price: 1000 },
      { product_id: 'T1', quantity: 1000, unit_price: 1000 },
      { product_id: 'T1', description: 'tea', quantity: 1000, unit_price: 1000 },
    ]);
  });

  it('of stored records are found by name where the shop can look them up', async () => {
    const books = fakeBooks();
    await books.products.putMany([{ product_id: '1', name: 'Tea' }], new Map());
    const idsByName = async (entity: string): Promise<Map<string, string>> =>
      new Map(entity === 'products' ? [['Tea', '1']] : []);
    await importer(books, { idsByName }).run({
      kind: 'sales',
      content: `${HEADER}\n1,2024-04-03,Tea,1,10,Ravi\n`,
      dry_run: false,
    });
    expect(books.sales.records[0]).toMatchObject({ customer_id: 'ravi', lines: [{ product_id: '1' }] });
    expect(books.products.records).toHaveLength(1);
  });

  it('tell two people of one name apart by phone, and know that cash is no one', async () => {
    const { books, sales } = await load(
      'Bill No,Date,Item,Qty,Rate,Party,Mobile\n1,2024-04-03,Tea,1,10,Ravi,98765 43210\n2,2024-04-03,Tea,1,10,Ravi,+91 9876543211\n3,2024-04-03,Tea,1,10,Ravi,09876543210\n4,2024-04-03,Tea,1,10,Cash,\n',
    );
    expect(new Set(sales.map(({ customer_id }) => customer_id)).size).toBe(3);
    expect(sales[0]?.customer_id).toBe(sales[2]?.customer_id);
    expect(sales[3]?.customer_id).toBeUndefined();
    expect(books.customers.records).toHaveLength(2);
  });

  it('units behind quantities are dropped when there is one, and bad rows when there are several', async () => {
    const one = await load(`${HEADER}\n1,2024-04-03,Tea,5 Pcs,10,\n2,2024-04-03,Tea,3 pcs.,10,\n`);
    expect(one.sales.map(({ lines }) => lines[0]?.quantity)).toEqual([5000, 3000]);
    const many = await load(
      `${HEADER}\n1,2024-04-03,Tea,5 kg,10,\n2,2024-04-03,Tea,300 g,10,\n3,2024-04-03,Tea,1,10,\n`,
    );
    expect(many.report.bad_rows.total).toBe(2);
  });
});

describe('documents keep what the file says of them', () => {
  it('payment, branch, people and shipping', async () => {
    const { books, sales } = await load(
      'Bill No,Date,Item,Qty,Rate,Payment Mode,Branch,Salesman,Courier,Freight,Ship City,Pin Code\n1,2024-04-03,Tea,1,10,GPay,Karol Bagh,Meena,7,25.50,Delhi,110005\n2,2024-04-03,Tea,1,10,Credit Card,,,,,,\n',
    );
    expect(sales[0]).toMatchObject({
      payment: 'upi',
      location: 'Karol Bagh',
      employee_id: 'Meena',
      shipper_id: '7',
      freight: 2550,
      ship_city: 'Delhi',
      ship_postal_code: '110005',
      total: 3550,
    });
    expect(sales[1]?.payment).toBe('card');
    expect(books.employees.records).toEqual([{ employee_id: 'Meena', first_name: 'Meena' }]);
    expect(books.shippers.records).toEqual([{ shipper_id: '7', name: '7' }]);
  });
});

describe('what is asked for', () => {
  it.each([
    [{}, 'path', 'nothing to import'],
    [{ path: 'a.csv', content: 'x' }, 'content', 'Both'],
    [{ path: 'a.csv' }, 'path', 'No folder is open'],
    [{ content: '' }, 'content', 'empty'],
    [
      { content: '1,2024-04-03,Tea,1,10\n2,2024-04-03,Tea,1,10\n' },
      'content',
      'data where the names of the columns should be',
    ],
    [{ content: 'Date,Item,Rate\n2024-04-03,Tea,1\n' }, 'mapping', 'No column was found for quantity'],
    [{ content: `${HEADER}\n`, mapping: { colour: 'Item' } }, 'mapping.colour', 'no such field'],
  ])('%j is refused', async (request, field, message) => {
    const run = importer(fakeBooks()).run({ kind: 'sales', dry_run: false, ...request });
    await expect(run).rejects.toMatchObject({
      field,
      message: expect.stringContaining(message),
      fix: expect.any(String),
    });
  });

  it('a dry run names missing fields and shows the rows as they stand', async () => {
    const report = await importer(fakeBooks()).run({
      kind: 'sales',
      content: 'Date,Item,Rate,How many\n2024-04-03,Tea,1,5\n',
      dry_run: true,
    });
    expect(report.missing_fields).toEqual([{ any_of: ['quantity'], nearest_columns: ['How many'] }]);
    expect(report.sample).toEqual([{ Date: '2024-04-03', Item: 'Tea', Rate: '1', 'How many': '5' }]);
    expect(report.counts).toEqual({});
  });

  it('a header without rows imports nothing and says so', async () => {
    const { report } = await load(`${HEADER}\n`);
    expect(report.rows_read).toBe(0);
    expect(report.notes).toContain('The file has a header line and no rows.');
  });

  it('can be stopped, and reports progress that only grows', async () => {
    const content = `${HEADER}\n${Array.from({ length: 40_000 }, (_, at) => `${at},2024-04-03,Tea,1,10,`).join('\n')}\n`;
    const stop = new AbortController();
    const books = fakeBooks();
    const run = importer(books).run(
      { kind: 'sales', content, dry_run: false },
      { signal: stop.signal, onProgress: (done, total) => done > total / 2 && stop.abort() },
    );
    await expect(run).rejects.toMatchObject({ code: 'cancelled' });
    const steps: number[] = [];
    await importer(books).run(
      { kind: 'sales', content, dry_run: false },
      { onProgress: (done, total) => steps.push(done / total) },
    );
    expect(steps.length).toBeGreaterThan(10);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(steps.at(-1)).toBe(1);
    expect(books.sales.kept.size).toBe(40_000);
  });

  it('a price finer than the currency is kept as a price for ten or more units, exactly and marked', async () => {
    const { report, sales } = await load(
      `${HEADER}\n1,2024-04-03,Pad,1,0.001,\n2,2024-04-03,Bolt,2000,0.0125,\n3,2024-04-03,Tea,2,10.50,\n`,
    );
    expect(sales.map(({ lines: [line], rounding, total }) => ({ ...line, rounding, total }))).toMatchObject([
      { unit_price: 1, price_base_quantity: 10, mark: 'price for 10 units', total: 0, rounding: -1_000 },
      { unit_price: 125, price_base_quantity: 100, total: 2_500 },
      { unit_price: 1_050, total: 2_100 },
    ]);
    expect(sales[2]?.lines[0]).not.toHaveProperty('price_base_quantity');
    expect(report.figures).toMatchObject({ gross: 46.001, lines: 3 });
    expect(report.sample[0]).toMatchObject({ lines: [{ unit_price: 0.001 }] });
    expect(report.notes.join()).toContain('2 line(s) look odd');
  });

  it('a currency without decimals takes none, but for a price of ten or more units', async () => {
    const books = fakeBooks();
    const report = await importer(books, { shop: { ...SHOP, currency: 'JPY' } }).run({
      kind: 'sales',
      content: `${HEADER.replace('Customer', 'Freight')}\n1,2024-04-03,Tea,1,10,10.5\n2,2024-04-03,Tea,2,"1,200.5",\n`,
      dry_run: false,
    });
    expect(report.bad_rows.first[0]?.reason).toBe('has more than 0 decimals');
    expect(books.sales.records[0]).toMatchObject({
      total: 2401,
      lines: [{ unit_price: 12_005, price_base_quantity: 10 }],
    });
  });
});

describe('an import that is killed and repeated', () => {
  it('ends as one that was not, wherever it was killed, and leaves no sale without its references', async () => {
    const content = `${HEADER}\n${Array.from({ length: 2500 }, (_, at) => `${at},2024-04-03,Item ${at % 7},1,10,Customer ${at % 5}`).join('\n')}\n`;
    const whole = await load(content);
    for (let killAt = 1; killAt <= 5; killAt += 1) {
      let writes = 0;
      const books = fakeBooks(() => {
        writes += 1;
        if (writes === killAt) throw new Error('killed');
      });
      await expect(load(content, books)).rejects.toThrow('killed');
      const products = new Set(books.products.kept.keys());
      const customers = new Set(books.customers.kept.keys());
      for (const { customer_id, lines } of books.sales.records) {
        expect(customers.has(customer_id ?? '')).toBe(true);
        for (const { product_id } of lines) expect(products.has(product_id ?? '')).toBe(true);
      }
      await load(content, books);
      expect(snapshot(books)).toEqual(snapshot(whole.books));
    }
  });
});

describe('any list of receipts', () => {
  it('adds up to the paisa and never doubles', async () => {
    const line = fc.record({
      number: fc.integer({ min: 1, max: 20 }),
      item: fc.constantFrom('Tea', 'Soap', 'चावल', 'Oil "1 l"', 'Salt, fine'),
      thousandths: fc.integer({ min: -5000, max: 50_000 }),
      paise: fc.integer({ min: 0, max: 9_999_999 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 60 }), async (lines) => {
        const rows = lines.map(({ number, item, thousandths, paise }) =>
          [
            number,
            '2024-04-03',
            `"${item.replaceAll('"', '""')}"`,
            thousandths / 1000,
            (paise / 100).toFixed(2),
            '',
          ].join(','),
        );
        const { report, books } = await load(`${HEADER}\n${rows.join('\n')}\n`);
        const gross = lines.reduce((sum, { thousandths, paise }) => sum + thousandths * paise, 0) / 100_000;
        expect(report.figures?.gross).toBe(gross + 0);
        expect(report.figures?.lines).toBe(lines.length);
        const before = snapshot(books);
        const { report: again } = await load(`${HEADER}\n${rows.join('\n')}\n`, books);
        expect(again.counts.sales).toMatchObject({ new: 0, updated: 0, conflicting: 0 });
        expect(snapshot(books)).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });
});
