import { createHash } from 'node:crypto';
import { canonical } from '../chain.js';
import { checkBook } from '../verify.js';
import type { BookCheck, Statement } from '../view.js';
import { type Book, statementOf } from './statement.js';

/** Hexadecimal digits of SHA-256 that are kept: 128 bits (NIST SP 800-107, 5.1, on truncation). */
const HASH_DIGITS = 32;
const CODE = /^MS1-(\d{8})-(\d{8})-(\d{1,10})-([0-9A-Z]{1,9})-([0-9A-F]{32})$/;

/** A statement and the moment it was made. */
export interface Issued {
  readonly shop_id: string;
  readonly statement: Statement;
  /** To the second. */
  readonly issued_at: Date;
}

/** What a verification code says. */
interface Claim {
  readonly from: string;
  readonly to: string;
  /** Last entry that was recorded then. */
  readonly seq: number;
  readonly issued_at: Date;
  readonly hash: string;
}

/**
 * What became of a statement. `unchanged`: the book says the same, and nothing was recorded since. `entries_added`: it
 * is genuine, and entries were recorded since. `not_ours`: this account's book never said that. `book_damaged`: the
 * book itself is no longer as it was written, so nothing can be said.
 */
export interface Verdict {
  readonly verdict: 'unchanged' | 'entries_added' | 'not_ours' | 'book_damaged';
  /** What a genuine statement says; to be compared with the paper. */
  readonly issued?: Issued;
  readonly added_since: number;
  /** Those of them that count on a day of the statement or before. */
  readonly added_in_period: number;
  readonly fault?: BookCheck['fault'];
}

/**
 * The hash of a statement: SHA-256 over the canonical JSON of shop, customer, currency, days, balances, the hashes of
 * its entries in order, the last entry recorded and the time it was issued, cut to 128 bits.
 */
export function statementHash({ shop_id, statement, issued_at }: Issued): string {
  const { customer_id, currency, from, to, opening, rows, closing, head } = statement;
  const content = canonical({
    format: 'munshi-statement-1',
    shop_id,
    customer_id,
    currency,
    from,
    to,
    opening,
    closing: closing.balance,
    entries: rows.map(({ entry }) => entry.hash),
    head: { seq: head.seq, hash: head.hash },
    issued_at: issued_at.toISOString(),
  });
  return createHash('sha256').update(content).digest('hex').slice(0, HASH_DIGITS).toUpperCase();
}

/** The hash with what is needed to work it out again: days, last entry, and seconds since 1970 in base 36. */
export function verificationCode(issued: Issued): string {
  const { statement, issued_at: at } = issued;
  const time = Math.floor(at.getTime() / 1000)
    .toString(36)
    .toUpperCase();
  const days = [statement.from, statement.to].map((day) => day.replaceAll('-', ''));
  return ['MS1', ...days, statement.head.seq, time, statementHash(issued)].join('-');
}

/** What a code says; nothing if it is no code. Case, spaces and line breaks do not matter. */
export function readCode(text: string): Claim | undefined {
  const match = CODE.exec(text.replace(/\s+/g, '').toUpperCase());
  if (match === null) return undefined;
  const [, from = '', to = '', seq, time = '', hash = ''] = match;
  const issued = new Date(Number.parseInt(time, 36) * 1000);
  if (Number.isNaN(issued.getTime())) return undefined;
  const day = (digits: string): string => digits.replace(/^(....)(..)(..)$/, '$1-$2-$3');
  return { from: day(from), to: day(to), seq: Number(seq), issued_at: issued, hash };
}

/** Works the statement out again from the book, as it was when the code was made, and compares. */
export function verify(shopId: string, book: Book, claim: Claim): Verdict {
  const { account, entries } = book;
  const check = checkBook(shopId, account, entries);
  const none = { added_since: 0, added_in_period: 0 };
  if (!check.intact)
    return { verdict: 'book_damaged', ...none, ...(check.fault === undefined ? {} : { fault: check.fault }) };
  const last = entries[claim.seq - 1];
  if (last === undefined) return { verdict: 'not_ours', ...none };
  const then: Book = {
    account: { ...account, seq: last.seq, head: last.hash },
    entries: entries.slice(0, last.seq),
  };
  const statement = statementOf(then, claim.from, claim.to);
  const issued = { shop_id: shopId, statement, issued_at: claim.issued_at };
  if (statementHash(issued) !== claim.hash) return { verdict: 'not_ours', ...none };
  const since = entries.slice(last.seq);
  return {
    verdict: since.length === 0 ? 'unchanged' : 'entries_added',
    issued,
    added_since: since.length,
    added_in_period: since.filter(({ on }) => on <= claim.to).length,
  };
}
