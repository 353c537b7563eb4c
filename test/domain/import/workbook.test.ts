import { type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { Pace } from '../../../src/domain/import/pace.js';
import { LARGEST_UNPACKED } from '../../../src/domain/import/unpack.js';
import { isWorkbook, readSheet } from '../../../src/domain/import/workbook.js';
import type { AllowedFolder } from '../../../src/domain/ports/files/files.js';
import { zip } from '../../support/zip.js';
import { fakeBooks, importer } from './fake-books.js';

const PACE = new Pace({});
const HEADER = ['Bill No', 'Date', 'Item', 'Qty', 'Rate'];

async function book(...sheets: WriteSheet[]): Promise<Uint8Array> {
  return writeXlsx({ sheets });
}

/** A workbook of one sheet, as its XML. */
function raw(sheet: string, workbook = ''): Buffer {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packages = 'http://schemas.openxmlformats.org/package/2006';
  return zip({
    '[Content_Types].xml': `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relation}">${workbook}<sheets><sheet name="Sales" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relation}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relation}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}">${sheet}</worksheet>`,
  });
}

async function linesOf(bytes: Uint8Array, sheet?: string): Promise<string[]> {
  const { text } = await readSheet(bytes, sheet, PACE);
  return text.split('\n').slice(0, -1);
}

describe('a workbook', () => {
  test('is told by its first bytes', async () => {
    expect(isWorkbook(await book({ name: 'A', rows: [['x']] }))).toBe(true);
    expect(isWorkbook('PK,date')).toBe(false);
  });

  test('gives numbers as Excel shows them, the saved values of formulas, and empty cells and rows in place', async () => {
    const sheet =
      '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Total "net"</t></is></c><c r="C1"><v>1234567.89</v></c></row>' +
      '<row r="4"><c r="A4"><v>0.30000000000000004</v></c><c r="B4"><f>A4*2</f><v>0.6</v></c><c r="C4" t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c r="D4"><v>1E-4</v></c><c r="E4" t="b"><v>1</v></c><c r="F4"><v>536365</v></c></row></sheetData>';
    expect(await linesOf(raw(sheet))).toEqual([
      '"Total ""net"""\t\t1234567.89',
      '',
      '',
      '0.3\t0.6\tab\t0.0001\ttrue\t536365',
    ]);
  });

  test.each([
    ['1900', '', ['2024-04-03', '2024-04-03 18:30:00']],
    ['1904', '<workbookPr date1904="1"/>', ['2028-04-04', '2028-04-04 18:30:00']],
  ])('reads serial dates of the %s system', async (_, workbook, expected) => {
    const sheet =
      '<sheetData><row r="1"><c r="A1" s="1"><v>45385</v></c><c r="B1" s="2"><v>45385.770833333336</v></c></row></sheetData>';
    expect((await linesOf(raw(sheet, workbook)))[0]?.split('\t')).toEqual(expected);
  });

  test('repeats a merged cell on each row that it spans', async () => {
    const sheet =
      '<sheetData><row r="1"><c r="A1"><v>7</v></c><c r="B1"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row><row r="3"><c r="A3"><v>8</v></c><c r="B3"><v>3</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells>';
    expect(await linesOf(raw(sheet))).toEqual(['7\t1', '7\t2', '8\t3']);
  });

  test('with one used sheet needs no name; with several it is asked for', async () => {
    const one = await book({ name: 'Cover', rows: [] }, { name: 'Data', rows: [['a'], ['b']] });
    expect((await readSheet(one, undefined, PACE)).sheet).toBe('Data');
    const two = await book({ name: 'May', rows: [['a']] }, { name: 'June', rows: [['b']] });
    await expect(readSheet(two, undefined, PACE)).rejects.toMatchObject({
      code: 'invalid_input',
      field: 'sheet',
      valid: ['May', 'June'],
    });
    expect(await linesOf(two, 'june')).toEqual(['b']);
    await expect(readSheet(two, 'July', PACE)).rejects.toMatchObject({ field: 'sheet' });
    await expect(readSheet(await book({ name: 'A', rows: [] }), undefined, PACE)).rejects.toMatchObject({
      message: 'There is nothing in the workbook.',
    });
  });

  test('that unpacks to more than the limit is refused, whatever size it claims', async () => {
    const bomb = zip({ 'xl/sharedStrings.xml': Buffer.alloc(LARGEST_UNPACKED + 1) }, 1_000);
    expect(bomb.length).toBeLessThan(1_000_000);
    await expect(readSheet(bomb, undefined, PACE)).rejects.toMatchObject({ code: 'too_large' });
    const half = Buffer.alloc(LARGEST_UNPACKED / 2 + 1);
    const parts = zip({ 'a.xml': half, 'b.xml': half }, 1_000);
    await expect(readSheet(parts, undefined, PACE)).rejects.toMatchObject({ code: 'too_large' });
  });

  test('that is cut, damaged or another archive is refused', async () => {
    const whole = Buffer.from(await book({ name: 'A', rows: [['x']] }));
    for (const bad of [
      whole.subarray(0, whole.length / 2),
      Buffer.from('PK\u0003\u0004 and nothing'),
      zip({ 'readme.txt': 'no workbook' }),
    ])
      await expect(readSheet(bad, undefined, PACE)).rejects.toMatchObject({ code: 'invalid_input' });
  });

  test('is imported like the same table in CSV', async () => {
    const bytes = await book({
      name: 'Sales',
      columns: [{}, { numFmt: 'dd/mm/yyyy' }, {}, {}, {}],
      rows: [
        HEADER,
        ['B-1', new Date('2024-04-03T00:00:00Z'), 'Tea', 2, 10.5],
        ['B-1', new Date('2024-04-03T00:00:00Z'), 'Soap', 1, 40],
        ['B-2', new Date('2024-04-04T00:00:00Z'), 'Tea', 'two', 10.5],
      ],
    });
    const files = {
      openAllowedFile: async () => ({ name: 'sales.xlsx', bytes }),
      listAllowedFolder: async (): Promise<AllowedFolder> => ({ name: '', files: [], others: [] }),
    };
    const books = fakeBooks();
    const report = await importer(books, { files }).run({
      kind: 'sales',
      path: 'sales.xlsx',
      dry_run: false,
    });
    expect(books.sales.records).toMatchObject([{ number: 'B-1', total: 6_100 }]);
    expect(books.sales.records[0]?.at).toMatch(/^2024-04-03/);
    expect(report.bad_rows.first).toEqual([
      { line: 4, column: 'Qty', value: 'two', reason: 'is not a number' },
    ]);
    expect(report.notes).toContain('The rows are those of the sheet "Sales".');
  });
});
