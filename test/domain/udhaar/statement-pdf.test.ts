import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { DirectoryExports } from '../../../src/domain/ports/files/exports.js';
import { statementCsv } from '../../../src/domain/udhaar/statement/csv.js';
import { statementPdf } from '../../../src/domain/udhaar/statement/pdf.js';
import { verificationCode } from '../../../src/domain/udhaar/statement/proof.js';
import { type Book, statementOf } from '../../../src/domain/udhaar/statement/statement.js';
import { clerkError } from '../../support/failures.js';
import { credit, manyEntries, type Sketch } from '../../support/ledger/sealed.js';
import { tempDir } from '../../support/temp.js';
import { book, csvOf, ENTRIES, issuedAs, pagesOf, SHOP, service, TODAY } from './statements.js';

describe('a statement as PDF', () => {
  test('says who, when, every entry with its balance and hash, the ageing and the code', async () => {
    const issued = issuedAs(book());
    const pages = await pagesOf(await statementPdf(issued, SHOP));
    expect(pages).toHaveLength(1);
    const [page = ''] = pages;
    for (const part of [
      'Customer: Anita Rao',
      'Account: C1',
      'From 2026-01-01 to 2026-03-31',
      'Issued 2026-03-31T12:00:00+05:30. Amounts in INR.',
      'Balance brought forward 0.00',
      '2 2026-01-10 Credit given, sale 20260110-AB 2026-02-09 12,345.67 12,345.67',
      '3 2026-02-01 Payment, UPI, ref. UTR 42 5,000.00 7,345.67',
      '4 2026-03-05 Reversed by no. 5: Credit given 2026-04-04 100.01 7,445.68',
      '5 2026-03-06 Reversal of no. 4 100.01 7,345.67',
      'Balance carried forward 7,345.72',
      'Over 90 days',
      'Page 1 of 1',
      verificationCode(issued),
      ...issued.statement.rows.map(({ entry }) => entry.hash.slice(0, 12)),
    ])
      expect(page).toContain(part);
    expect(page).not.toContain('secret');
  });

  test('says that an entry was reversed before anything that may be cut', async () => {
    const long = credit('2026-03-05', 100, '2026-04-04', {
      sale_id: '20260305-ABCDEFGHIJ',
      reference: 'R'.repeat(90),
    });
    const back: Sketch = { kind: 'reversal', on: '2026-03-06', effect: -100, reverses: 1 };
    const [page = ''] = await pagesOf(await statementPdf(issuedAs(book([long, back])), SHOP));
    expect(page).toMatch(/1 2026-03-05 Reversed by no\. 2: Credit given.*…/);
  });

  test('shows every day on which a part of what was moved falls due, as does the CSV', async () => {
    const dues = [
      { due: '2026-02-01', amount: 90_000 },
      { due: '2026-03-05', amount: 60_000 },
    ];
    const moved = book([{ kind: 'transfer_in', on: '2026-03-10', effect: 150_000, dues }]);
    const [page = ''] = await pagesOf(await statementPdf(issuedAs(moved), SHOP));
    expect(page).toContain('Moved from another account in parts 1,500.00 1,500.00');
    expect(page).toContain('of it 900.00 2026-02-01');
    expect(page).toContain('of it 600.00 2026-03-05');
    const [, line] = csvOf(statementCsv(issuedAs(moved)));
    expect([line?.due_date, line?.dues]).toEqual(['2026-02-01', '2026-02-01 900.00; 2026-03-05 600.00']);
  });

  test('as of a day gone by, with what was before it brought forward', async () => {
    const [page = ''] = await pagesOf(await statementPdf(issuedAs(book(), '2026-02-01', '2026-03-05'), SHOP));
    expect(page).toContain('2026-02-01 Balance brought forward 12,345.67');
    expect(page).toContain('2026-03-05 Balance carried forward 7,445.68');
    expect(page).not.toContain('Reversal of');
  });

  test('of an account without entries', async () => {
    const [page = ''] = await pagesOf(await statementPdf(issuedAs(book([])), SHOP));
    expect(page).toContain('Balance carried forward 0.00');
  });

  test('of 2,000 entries has every one of them, on numbered pages with the heading and code', async () => {
    const issued = issuedAs(book(manyEntries(2_000)));
    const pages = await pagesOf(await statementPdf(issued, SHOP));
    expect(pages.length).toBeGreaterThan(30);
    const all = pages.join(' ');
    for (const { entry } of issued.statement.rows) expect(all).toContain(entry.hash.slice(0, 12));
    for (const [index, page] of pages.entries()) {
      expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
      expect(page).toContain(verificationCode(issued));
      expect(page).toContain('No. Date Particulars');
    }
  });

  test('the same statement makes the same bytes', async () => {
    const make = () => statementPdf(issuedAs(book()), SHOP);
    expect(Buffer.compare(await make(), await make())).toBe(0);
  });

  test('names in Devanagari are shaped; what the font lacks, and what turns text around, leaves a mark or nothing', async () => {
    const named = book(ENTRIES, { name: 'लक्ष्मी கமலா \u202egnp.exe\u0007 Łukasz' });
    const [page = ''] = await pagesOf(await statementPdf(issuedAs(named), SHOP));
    expect(page).toContain('लक्ष्मी ???? gnp.exe Łukasz');
    expect(page).not.toMatch(/\p{Cc}|\u202e/u);
  });

  test('amounts are never cut, long words are', async () => {
    const large = credit('2026-01-01', 90_071_992_547_409, '2026-02-01', { reference: 'long '.repeat(20) });
    const [page = ''] = await pagesOf(
      await statementPdf(issuedAs(book([large], { name: 'N'.repeat(200) })), SHOP),
    );
    expect(page).toContain('9,00,71,99,25,474.09');
    expect(page).toMatch(/ref\. long long [long ]*…/);
    expect(page).toMatch(/Customer: N{30,}…/);
  });

  test('is written whole, under a name that leads nowhere else, readable by its owner only', async () => {
    const dir = path.join(tempDir(), 'exports');
    const { account, entries } = book();
    const strange: Book = { entries, account: { ...account, customer_id: '../../etc/pass wd' } };
    const forms = { csv: false, pdf: true };
    const first = await service(dir).issue(statementOf(strange, undefined, TODAY), forms);
    const second = await service(dir).issue(statementOf(strange, undefined, TODAY), forms);
    expect(first.pdf_file).toBe(second.pdf_file);
    expect(first.pdf_file).toMatch(
      /^exports\/main\/statement-_etc_pass_wd-2026-01-01-2026-03-31-[0-9A-F]{8}\.pdf$/,
    );
    const name = path.basename(first.pdf_file ?? '');
    expect(readdirSync(dir)).toEqual([name]);
    expect(readFileSync(path.join(dir, name)).subarray(0, 5).toString()).toBe('%PDF-');
    if (process.platform !== 'win32') expect(statSync(path.join(dir, name)).mode & 0o077).toBe(0);
  });

  test('that cannot be written leaves nothing and names no path', async () => {
    const dir = tempDir();
    writeFileSync(path.join(dir, 'exports'), 'a file in the way');
    const broken = service(path.join(dir, 'exports'));
    const error = await clerkError(
      broken.issue(statementOf(book(), undefined, TODAY), { csv: false, pdf: true }),
    );
    expect(error.code).toBe('unavailable');
    expect(error.message + error.fix).not.toContain(dir);
    mkdirSync(path.join(dir, 'other'));
    await expect(
      new DirectoryExports(path.join(dir, 'other'), 'x').save('../up', Buffer.alloc(1)),
    ).rejects.toThrow(RangeError);
    expect(readdirSync(path.join(dir, 'other'))).toEqual([]);
  });

  test('stops when the caller has gone', async () => {
    const gone = AbortSignal.abort();
    const made = statementPdf(issuedAs(book(manyEntries(200))), SHOP, gone);
    expect((await clerkError(made)).code).toBe('cancelled');
  });
});
