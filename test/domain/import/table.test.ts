import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DELIMITERS,
  type DelimitedRow,
  detectDelimiter,
  RowCutter,
} from '../../../src/domain/import/delimited.js';
import { openTable } from '../../../src/domain/import/table.js';

function cut(
  text: string,
  delimiter: (typeof DELIMITERS)[number] = ',',
  piece = text.length || 1,
): DelimitedRow[] {
  const cutter = new RowCutter(delimiter);
  const rows: DelimitedRow[] = [];
  for (let at = 0; at < text.length; at += piece) rows.push(...cutter.push(text.slice(at, at + piece)));
  rows.push(...cutter.push('', true));
  return rows;
}

const cells = (text: string): (readonly string[])[] => cut(text).map((row) => row.cells);

function quote(cell: string, delimiter: string, always: boolean): string {
  return always || /["\r\n]/.test(cell) || cell.includes(delimiter)
    ? `"${cell.replaceAll('"', '""')}"`
    : cell;
}

describe('cutting rows', () => {
  it('gives back what was written, however it is cut into pieces', () => {
    const cell = fc
      .oneof(
        fc.string({ maxLength: 8 }),
        fc.string({
          unit: fc.constantFrom('"', ',', ';', '\t', '|', '\n', '\r', 'a', ' ', 'é', '₹'),
          maxLength: 8,
        }),
      )
      .map((text) => text.replaceAll('\0', ''));
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { maxLength: 8 }),
        fc.constantFrom(...DELIMITERS),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.boolean(),
        fc.boolean(),
        fc.integer({ min: 1, max: 40 }),
        (rows, delimiter, ending, always, closed, piece) => {
          const text =
            rows
              .map((row) => row.map((value) => quote(value, delimiter, always)).join(delimiter))
              .join(ending) + (closed && rows.length > 0 ? ending : '');
          expect(cut(text, delimiter, piece).map((row) => row.cells)).toEqual(rows);
          expect(cut(text, delimiter, piece).every((row) => row.problem === undefined)).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('numbers rows by the line they start on', () => {
    expect(
      cut('a,b\n\n"1\r\n2",x\r\ny,z\rlast,"q"').map(({ line, cells: [first] }) => [line, first]),
    ).toEqual([
      [1, 'a'],
      [3, '1\r\n2'],
      [5, 'y'],
      [6, 'last'],
    ]);
  });

  it('keeps a quotation mark inside a cell, and says so where text follows a closing one', () => {
    expect(cells('5" nail,7\n')).toEqual([['5" nail', '7']]);
    expect(cut('"Cable" 5m,7\nx,y\n')).toEqual([
      { line: 1, cells: ['Cable 5m', '7'], problem: 'has text after a closing quotation mark' },
      { line: 2, cells: ['x', 'y'] },
    ]);
  });

  it('keeps empty cells at the ends', () => {
    expect(cells(',a,\n,,\n')).toEqual([
      ['', 'a', ''],
      ['', '', ''],
    ]);
    expect(cells('a,')).toEqual([['a', '']]);
  });

  it('names the line of a quotation mark that is never closed', () => {
    expect(() => cut('a,b\n1,2\n3,"open\nmore\n')).toThrow(/opened on line 3 is never closed/);
  });

  it('names the line of a cell over 100,000 characters, quoted or not', () => {
    expect(() => cut(`a,b\n${'x'.repeat(100_001)},2\n`)).toThrow(/line 2 is longer than 100,000/);
    expect(() => cut(`a,b\n1,"${'x\n'.repeat(500_000)}`, ',', 65_536)).toThrow(
      /line 2 is longer than 100,000/,
    );
    expect(cells(`${'x'.repeat(100_000)},2\n`)[0]?.[0]).toHaveLength(100_000);
  });

  it('names the line of a zero byte', () => {
    expect(() => cut('a,b\n1,2\n3,\0\n')).toThrow(/Line 3 holds a zero byte/);
  });

  it('takes 500 columns and no more', () => {
    expect(cells(`${Array.from({ length: 500 }, () => '1').join(',')}\n`)[0]).toHaveLength(500);
    expect(() => cut(`a\n${Array.from({ length: 501 }, () => '1').join(',')}\n`)).toThrow(
      /Line 2 has more than 500 columns/,
    );
  });
});

describe('the delimiter', () => {
  it.each([
    [',', 'date,item,rate\n1,"a;b",2\n'],
    [';', 'date;item;rate\n1;a;2,50\n2;b;3,50\n'],
    ['\t', 'date\titem, name\trate\n1\ta\t2\n'],
    ['|', 'date|item|rate\n1|a|2\n'],
    [',', 'single\nvalue\n'],
    [';', 'sep=;\na;b\n'],
  ] as const)('%j', (delimiter, text) => {
    expect(detectDelimiter(text)).toBe(delimiter);
  });
});

const anyHeader = (): number => 2;
const rowsOf = (source: Uint8Array | string): (readonly string[])[] =>
  [...openTable(source, anyHeader).rows()].map((row) => row.cells);

describe('a table', () => {
  const text = 'naam,rate\nचाय,₹10\ncafé,2\n';
  const utf16be = (value: string): Buffer => Buffer.from(value, 'utf16le').swap16();

  it.each([
    ['utf-8', Buffer.from(text)],
    ['utf-8', Buffer.from(`\ufeff${text}`)],
    ['utf-16le', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['utf-16be', utf16be(`\ufeff${text}`)],
    ['utf-16le', Buffer.from(text, 'utf16le')],
    ['utf-16be', utf16be(text)],
  ])('in %s is read', (encoding, bytes) => {
    const table = openTable(bytes, anyHeader);
    expect(table.encoding).toBe(encoding);
    expect(table.columns).toEqual(['naam', 'rate']);
    expect([...table.rows()].map((row) => row.cells)).toEqual([
      ['चाय', '₹10'],
      ['café', '2'],
    ]);
  });

  it('that is not UTF-8 is read as Windows-1252, every character of it', () => {
    const bytes = Buffer.concat([
      Buffer.from('a,b\n'),
      Buffer.from([0x80, 0x93, 0x94, 0xe9, 0x2c, 0x31, 0x0a]),
    ]);
    const table = openTable(bytes, anyHeader);
    expect(table.encoding).toBe('windows-1252');
    expect([...table.rows()].map((row) => row.cells)).toEqual([['€“”é', '1']]);
  });

  it('keeps characters whole across pieces', () => {
    const wide = Array.from({ length: 60_000 }, (_, at) => `${at},चाय`);
    const rows = rowsOf(Buffer.from(`n,naam\n${wide.join('\n')}\n`));
    expect(rows).toHaveLength(60_000);
    expect(rows.every(([, name]) => name === 'चाय')).toBe(true);
  });

  it.each([
    ['an Excel workbook', Buffer.from('PK\u0003\u0004rest')],
    ['a PDF', Buffer.from('%PDF-1.7')],
    ['compressed', Buffer.from([0x1f, 0x8b, 8])],
  ])('that is %s is refused by name', (what, bytes) => {
    expect(() => openTable(bytes, anyHeader)).toThrow(what);
  });

  it.each(['', '\n\n', '\ufeff', '  \n'])('of nothing (%j) is refused', (empty) => {
    expect(() => openTable(empty, anyHeader)).toThrow(/empty/);
    expect(() => openTable(Buffer.from(empty), anyHeader)).toThrow(/empty/);
  });

  it('of binary noise gets an answer', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        try {
          for (const row of openTable(bytes, anyHeader).rows()) expect(row.line).toBeGreaterThan(1);
        } catch (error) {
          expect(error).toHaveProperty('code');
        }
      }),
      { numRuns: 500 },
    );
  });

  it('reports ragged rows with their line and leaves out empty ones', () => {
    const rows = [...openTable('a,b,c\n1,2,3\n4,5\n,,\n6,7,8,9\n1,2,3,,\n', anyHeader).rows()];
    expect(rows.map(({ line, problem }) => [line, problem])).toEqual([
      [2, undefined],
      [3, 'has 2 cells where the header has 3'],
      [5, 'has 4 cells where the header has 3'],
      [6, undefined],
    ]);
    expect(rows[3]?.cells).toEqual(['1', '2', '3']);
  });

  it('gives every column a name of its own and says which had none', () => {
    const table = openTable('Amount,,amount,Amount\n1,2,3,4\n', anyHeader);
    expect(table.columns).toEqual(['Amount', 'column 2', 'amount (2)', 'Amount (3)']);
    expect(table.notes).toHaveLength(3);
  });

  it('may have lines above its header', () => {
    const known = (row: readonly string[]): number =>
      row.filter((cell) => ['Date', 'Rate'].includes(cell)).length;
    const table = openTable('Asha Stores\nSales register April\n\nDate,Rate\n1,2\n', known);
    expect(table.columns).toEqual(['Date', 'Rate']);
    expect(table.headerLine).toBe(4);
    expect([...table.rows()]).toHaveLength(1);
    expect(table.notes[0]).toMatch(/2 line\(s\) above the header/);
  });

  it('has 200 columns without trouble', () => {
    const wide = Array.from({ length: 200 }, (_, at) => `c${at}`);
    expect(rowsOf(`${wide.join(',')}\n${wide.join(',')}\n`)[0]).toEqual(wide);
  });
});
