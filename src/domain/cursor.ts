import { createHash } from 'node:crypto';
import { type ClerkError, invalid } from './errors.js';

/** Ties a cursor or token to the shop and the query it came from. */
export function fingerprint(shopId: string, query: object): string {
  return createHash('sha256')
    .update(JSON.stringify([shopId, query]))
    .digest('base64url')
    .slice(0, 16);
}

export function writeCursor(offset: number, print: string): string {
  return writePlace(String(offset), print);
}

/**
 * The row to go on from; 0 without a cursor.
 *
 * @throws ClerkError `invalid_input` for a cursor that was changed or belongs to another query or shop.
 */
export function readCursor(cursor: string | undefined, print: string): number {
  if (cursor === undefined) return 0;
  const start = Number(readPlace(cursor, print));
  if (!Number.isSafeInteger(start) || start < 0) throw foreignCursor();
  return start;
}

/** A cursor that names a place in a list, e.g. its last row, by text without a full stop. */
export function writePlace(place: string, print: string): string {
  return Buffer.from(`${place}.${print}`).toString('base64url');
}

/** @throws ClerkError `invalid_input` for a cursor that was changed or belongs to another query or shop. */
export function readPlace(cursor: string, print: string): string {
  const [place = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split('.');
  if (writePlace(place, print) !== cursor) throw foreignCursor();
  return place;
}

/** The cursor was changed or belongs to another query or shop. */
export function foreignCursor(): ClerkError {
  return invalid('cursor', 'The cursor does not belong to this query.', {
    fix: 'Repeat the very same query with the next_cursor it gave, or leave cursor out to start again.',
  });
}
