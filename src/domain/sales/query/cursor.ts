import { fingerprint, foreignCursor } from '../../cursor.js';
import type { QueryRequest } from './request.js';

/** Where a page starts, and the state of the data that all pages of one answer show. */
export interface Page {
  readonly offset: number;
  /** The state of the data that the first page shows: later records are left out of the others. */
  readonly asOf: Date;
  /** Rows of the whole answer, as the first page counted them. */
  readonly total: number;
}

/** Ties a cursor to the shop and the query that it goes on with, whichever page of it. */
export function printOf(
  shopId: string,
  { cursor: _, limit: __, show_sql: ___, again: ____, ...query }: QueryRequest,
): string {
  return fingerprint(shopId, query);
}

export function writeCursor({ offset, asOf, total }: Page, print: string): string {
  const text = [offset, asOf.getTime(), total].map((number) => number.toString(36)).join('.');
  return Buffer.from(`${text}.${fingerprint(print, [text])}`).toString('base64url');
}

/**
 * The page to go on with; undefined without a cursor.
 *
 * @throws ClerkError `invalid_input` for a cursor that was changed or belongs to another query or shop.
 */
export function readCursor(cursor: string | undefined, print: string): Page | undefined {
  if (cursor === undefined) return undefined;
  const numbers = Buffer.from(cursor, 'base64url').toString('utf8').split('.').slice(0, 3);
  const [offset = Number.NaN, asOf = Number.NaN, total = Number.NaN] = numbers.map((text) =>
    Number.parseInt(text, 36),
  );
  if ([offset, asOf, total].every((number) => Number.isSafeInteger(number) && number >= 0)) {
    const page = { offset, asOf: new Date(asOf), total };
    if (writeCursor(page, print) === cursor) return page;
  }
  throw foreignCursor();
}
