import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { LARGEST_INLINE } from '../../../src/domain/csv.js';
import type { Entry } from '../../../src/domain/udhaar/entry.js';
import { statementCsv } from '../../../src/domain/udhaar/statement/csv.js';
import { readCode, type Verdict, verificationCode } from '../../../src/domain/udhaar/statement/proof.js';
import { type Book, statementOf } from '../../../src/domain/udhaar/statement/statement.js';
import { StatementService } from '../../../src/domain/udhaar/statement/statement-service.js';
import { clerkError } from '../../support/failures.js';
import { credit, manyEntries, type Sketch, sealedBook } from '../../support/ledger/sealed.js';
import { tempDir } from '../../support/temp.js';
import { ANITA, book, csvOf, ENTRIES, issue, issuedAs, NOON, SHOP, service, TODAY } from './statements.js';

describe('the hash of a statement', () => {
  const verdict = (of: Book, code: string): Verdict => service().verify(of, code);

  test('says genuine and unchanged, with what the statement said', async () => {
    const { code } = await issue(book(), '2026-02-01');
    expect(code).toMatch(/^MS1-20260201-20260331-6-[0-9A-Z]+-[0-9A-F]{32}$/);
    const { verdict: said, issued, added_since: since } = verdict(book(), code);
    expect([said, since]).toEqual(['unchanged', 0]);
    expect(issued?.issued_at.toISOString()).toBe('2026-03-31T06:30:00.000Z');
    expect([issued?.statement.opening, issued?.statement.closing.balance]).toEqual([1_234_567, 734_572]);
    expect(verdict(book(), ` ${code.toLowerCase().replace('-', '-\n ')} `).verdict).toBe('unchanged');
  });

  test('is SHA-256 over what the documentation names', () => {
    const issued = issuedAs(book(), '2026-02-01');
    const { entries, account } = book();
    const hashes = entries.slice(2).map(({ hash }) => `"${hash}"`);
    const content = `{"closing":734572,"currency":"INR","customer_id":"C1","entries":[${hashes.join(',')}],"format":"munshi-statement-1","from":"2026-02-01","head":{"hash":"${account.head}","seq":6},"issued_at":"2026-03-31T06:30:00.000Z","opening":1234567,"shop_id":"main","to":"2026-03-31"}`;
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 32).toUpperCase();
    expect(verificationCode(issued)).toBe(`MS1-20260201-20260331-6-TCR3E0-${hash}`);
  });

  test('says that entries were added since, and how many fall into the period', async () => {
    const { code } = await issue(book(), undefined, '2026-03-10');
    const later: Sketch[] = [
      ...ENTRIES,
      credit('2026-03-31', 700, '2026-04-30'),
      { kind: 'payment', on: '2026-03-09', effect: -100 },
    ];
    expect(verdict(book(later), code)).toMatchObject({
      verdict: 'entries_added',
      added_since: 2,
      added_in_period: 1,
    });
    expect(verdict(book(later), code).issued?.statement.closing.balance).toBe(734_567);
  });

  test('of an account without entries', async () => {
    const [first] = ENTRIES;
    const empty = book(first === undefined ? [] : [first]);
    const { code, statement } = await issue(empty);
    expect([statement.opening, statement.closing.balance]).toEqual([0, 0]);
    expect(verdict(empty, code).verdict).toBe('unchanged');
  });

  test('of one paisa more, another customer, another shop, other days: not ours', async () => {
    const { code } = await issue(book());
    const onePaisa = ENTRIES.map((entry, index) => (index === 2 ? { ...entry, effect: -500_001 } : entry));
    expect(verdict(book(onePaisa), code).verdict).toBe('not_ours');
    expect(verdict(sealedBook('other', ANITA, ENTRIES), code).verdict).toBe('book_damaged');
    const other = new StatementService({
      settings: { ...SHOP, shop_id: 'other' },
      clock: () => NOON,
      exports: undefined,
    });
    expect(other.verify(sealedBook('other', ANITA, ENTRIES), code).verdict).toBe('not_ours');
    for (const [from, to] of [
      ['20260101', '20260102'],
      ['20260331', '20260330'],
      ['-6-', '-5-'],
      ['-6-', '-7-'],
      [/-[0-9A-Z]+-([0-9A-F]{32})$/, '-TCR3E1-$1'],
    ] as const)
      expect(verdict(book(), code.replace(from, to)).verdict, String(to)).toBe('not_ours');
    const last = code.endsWith('0') ? '1' : '0';
    expect(verdict(book(), code.slice(0, -1) + last)).toEqual({
      verdict: 'not_ours',
      added_since: 0,
      added_in_period: 0,
    });
  });

  test('over a book that was tampered with in the store says so, and never that it is genuine', async () => {
    const { code } = await issue(book());
    const change = (seq: number, more: Partial<Entry>): Book => {
      const { account, entries } = book();
      return {
        account,
        entries: entries.map((entry) => (entry.seq === seq ? { ...entry, ...more } : entry)),
      };
    };
    for (const tampered of [
      change(3, { effect: -500_001 }),
      change(3, { note: 'x' }),
      change(6, { on: '2026-03-29' }),
    ])
      expect(verdict(tampered, code)).toMatchObject({ verdict: 'book_damaged', fault: expect.anything() });
    const { account, entries } = book();
    expect(verdict({ account, entries: entries.slice(0, 5) }, code).verdict).toBe('book_damaged');
  });

  test('is refused when it is no code', async () => {
    for (const code of [
      '',
      'MS1',
      'MS1-2026-03-31',
      'x'.repeat(200),
      `MS1-20260101-20260331-6-ZZZZZZZZZ-${'0'.repeat(31)}`,
    ]) {
      expect(readCode(code)).toBeUndefined();
      const error = await clerkError(Promise.resolve().then(() => service().verify(book(), code)));
      expect(error.field).toBe('verify');
    }
    expect(verdict(book(), `MS1-99999999-00000000-6-TCR3E0-${'0'.repeat(32)}`).verdict).toBe('not_ours');
  });
});

describe('a statement as CSV', () => {
  test('reads back: brought forward, every entry, carried forward, code', async () => {
    const { csv = '', code, statement } = await issue(book(), '2026-02-01');
    expect(csv.endsWith('\r\n')).toBe(true);
    const lines = csvOf(csv);
    expect(
      lines.map(({ kind, date, given, received, balance }) => [kind, date, given, received, balance]),
    ).toEqual([
      ['brought_forward', '2026-02-01', '', '', '12345.67'],
      ['payment', '2026-02-01', '', '5000.00', '7345.67'],
      ['credit', '2026-03-05', '100.01', '', '7445.68'],
      ['reversal', '2026-03-06', '', '100.01', '7345.67'],
      ['credit', '2026-03-30', '0.05', '', '7345.72'],
      ['carried_forward', '2026-03-31', '', '', '7345.72'],
      ['verification', '2026-03-31', '', '', ''],
    ]);
    expect(lines.at(-1)?.hash).toBe(code);
    expect(lines.slice(1, -2).map(({ hash }) => hash)).toEqual(statement.rows.map(({ entry }) => entry.hash));
    expect([lines[2]?.reversed_by, lines[3]?.reverses]).toEqual(['5', '4']);
    expect(csv).not.toContain('secret');
  });

  test('no text of others becomes a formula, a new line or a new column', () => {
    const evil = [
      '=1+1',
      '+91',
      '-1',
      '@x',
      '\t=1',
      ' =1',
      '"=1',
      "'=1",
      '|cmd',
      '＝1',
      'a,"b"\r\nc',
      'x\0y',
      '\ud800',
    ];
    const entries = evil.map((reference): Sketch => ({ kind: 'payment', on: TODAY, effect: -1, reference }));
    const lines = csvOf(statementCsv(issuedAs(book(entries, { name: '=HYPERLINK("http://evil")' }))));
    expect(lines.length).toBe(evil.length + 3);
    for (const { reference = '', customer = '' } of lines) {
      expect(reference).not.toMatch(/^[\s"]*[=+\-@|＝\t]/);
      expect(reference).not.toMatch(/\p{Cc}/u);
      expect(customer).toBe('\'=HYPERLINK("http://evil")');
    }
    expect(lines[11]?.reference).toBe('a,"b" c');
  });

  test('a small one is in the answer, a large one in a file that begins with a byte order mark', async () => {
    const dir = path.join(tempDir(), 'exports');
    const few = await service(dir).issue(statementOf(book(), undefined, TODAY), { csv: true, pdf: false });
    expect(Buffer.byteLength(few.csv ?? '')).toBeLessThanOrEqual(LARGEST_INLINE);
    expect(few.csv_file).toBeUndefined();
    const many = statementOf(book(manyEntries(200)), undefined, TODAY);
    const issued = await service(dir).issue(many, { csv: true, pdf: false });
    expect(issued.csv).toBeUndefined();
    expect(issued.csv_file).toMatch(/^exports\/main\/statement-C1-2020-01-01-2026-03-31-[0-9A-F]{8}\.csv$/);
    const text = readFileSync(path.join(dir, path.basename(issued.csv_file ?? '')), 'utf8');
    expect(text.startsWith('\ufeff')).toBe(true);
    expect(csvOf(text.slice(1))).toHaveLength(203);
    const refused = await clerkError(service().issue(many, { csv: true, pdf: false }));
    expect([refused.code, refused.field]).toEqual(['read_only', 'show']);
  });
});

describe('a period', () => {
  test('in the future or upside down is refused', async () => {
    expect((await clerkError(issue(book(), undefined, '2026-04-01'))).field).toBe('as_of');
    expect((await clerkError(issue(book(), '2026-03-02', '2026-03-01'))).field).toBe('from');
    const past = statementOf(book(), undefined, '2026-03-30');
    const error = await clerkError(Promise.resolve().then(() => service().remind(past)));
    expect(error.field).toBe('as_of');
  });
});
