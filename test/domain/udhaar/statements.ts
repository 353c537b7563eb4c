import { parse } from 'csv-parse/sync';
import { extractText, getDocumentProxy } from 'unpdf';
import { DirectoryExports } from '../../../src/domain/ports/files/exports.js';
import { ShopSettings } from '../../../src/domain/shop.js';
import type { Settings } from '../../../src/domain/udhaar/settings.js';
import { type Book, statementOf } from '../../../src/domain/udhaar/statement/statement.js';
import { StatementService } from '../../../src/domain/udhaar/statement/statement-service.js';
import { credit, type Sketch, sealedBook } from '../../support/ledger/sealed.js';

export const TODAY = '2026-03-31';
export const NOON = new Date('2026-03-31T06:30:00.789Z');
export const SHOP = ShopSettings.parse({
  shop_id: 'main',
  name: 'शर्मा किराना',
  currency: 'INR',
  time_zone: 'Asia/Kolkata',
  fiscal_year_start: 4,
  locale: 'en-IN',
});
export const ANITA: Settings = { name: 'Anita Rao' };

export const ENTRIES: readonly Sketch[] = [
  { kind: 'account', on: '2026-01-01', effect: 0, settings: ANITA },
  credit('2026-01-10', 1_234_567, '2026-02-09', { sale_id: '20260110-AB', note: 'secret note' }),
  { kind: 'payment', on: '2026-02-01', effect: -500_000, method: 'upi', reference: 'UTR 42' },
  credit('2026-03-05', 10_001, '2026-04-04'),
  { kind: 'reversal', on: '2026-03-06', effect: -10_001, reverses: 4, reason: 'secret reason' },
  credit('2026-03-30', 5, '2026-04-29'),
];

export function service(dir?: string): StatementService {
  const exports = dir === undefined ? undefined : new DirectoryExports(dir, 'exports/main');
  return new StatementService({ settings: SHOP, clock: () => NOON, exports });
}

export const book = (entries: readonly Sketch[] = ENTRIES, settings = ANITA) =>
  sealedBook('main', settings, entries);
export const issue = (of: Book, from?: string, to = TODAY) =>
  service().issue(statementOf(of, from, to), { csv: true, pdf: false });
export const issuedAs = (of: Book, from?: string, to = TODAY) => ({
  shop_id: 'main',
  statement: statementOf(of, from, to),
  issued_at: new Date('2026-03-31T06:30:00Z'),
});

/** The text of each page, as another reader finds it. */
export async function pagesOf(pdf: Uint8Array): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: false });
  return text.map((page) => page.replace(/\s+/g, ' '));
}

export function csvOf(text: string): Record<string, string>[] {
  return parse(text, {
    columns: true,
    record_delimiter: '\r\n',
    relax_quotes: false,
    relax_column_count: false,
  });
}
