import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as z from 'zod';
import { fingerprint } from '../../cursor.js';
import { invalid } from '../../errors.js';
import { QueryRequest } from './request.js';

const MARK = 'r1.';
/** Longest token, in characters, and what it may unfold to, in bytes. */
export const LONGEST_TOKEN = 4_000;
const LONGEST_BODY = 20_000;

/**
 * What queries often hold, so that tokens stay short. Part of the format: text may only ever be added in a new
 * version of it.
 */
const DICTIONARY = Buffer.from(
  '{"measures":["orders","buyers","margin","quantity","net_sales"],"dimensions":["employee","supplier","customer_country","customer","category","product"],"filters":[{"member":"","op":"is_not","op":"at_least","op":"is","values":[""]}],"period":{"named":"this_month","named":"last_month","from":"2026-01-01","to":"2026-12-31"},"grain":"week","grain":"month","compare":["same_period_last_year","previous_period"],"add":["share","totals"],"order_by":[{"member":"net_sales","direction":"desc"}],"top":5,"limit":10,"limit":20}',
);

const Token = z.tuple([
  /** The request, without page and cursor. */
  QueryRequest.omit({ cursor: true, show_sql: true, again: true }),
  /** The state of the data it shows, as the time of it in milliseconds. */
  z.int(),
  /** Rows of the whole answer. */
  z.int(),
  /** Fingerprint of the rows shown. */
  z.string(),
  /** Fingerprint of what the members meant. */
  z.string(),
  /** The only row's figures, where there was one row. */
  z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
    .nullable()
    .optional(),
  /** When names of periods were understood, in milliseconds, where that is another time. */
  z.int().optional(),
]);

/** What an answer stood on, enough to run it again and tell what changed. */
export interface Answered {
  readonly query: QueryRequest;
  /** When names of periods were understood. */
  readonly now: Date;
  /** The state of the data it shows. */
  readonly asOf: Date;
  readonly rowCount: number;
  readonly rows: string;
  readonly meaning: string;
  readonly only?: Readonly<Record<string, string | number | boolean>> | undefined;
}

/** The answer as a token: text to keep and send back later; undefined where it would be longer than can be sent. */
export function writeToken(shopId: string, answered: Answered): string | undefined {
  const { query, now, asOf, rowCount, rows, meaning, only } = answered;
  const earlier = now.getTime() === asOf.getTime() ? undefined : now.getTime();
  const body = JSON.stringify([
    query,
    asOf.getTime(),
    rowCount,
    rows,
    meaning,
    ...(only === undefined && earlier === undefined ? [] : [only ?? null]),
    ...(earlier === undefined ? [] : [earlier]),
  ]);
  if (Buffer.byteLength(body) > LONGEST_BODY) return undefined;
  const packed = deflateRawSync(body, { dictionary: DICTIONARY, level: 9 }).toString('base64url');
  const token = `${MARK}${packed}.${fingerprint(shopId, [packed]).slice(0, 8)}`;
  return token.length > LONGEST_TOKEN ? undefined : token;
}

/**
 * @throws ClerkError `invalid_input` for a token that was changed, cut short or given by another shop.
 */
export function readToken(shopId: string, token: string, field: string): Answered {
  const [packed = '', print, ...more] = token.slice(MARK.length).split('.');
  const mistaken = invalid(field, 'The token is not one that this shop gave.', {
    fix: 'Send receipt.token of an earlier answer, whole and unchanged, or the name of a saved question.',
  });
  const ours = fingerprint(shopId, [packed]).slice(0, 8) === print && more.length === 0;
  if (!token.startsWith(MARK) || token.length > LONGEST_TOKEN || !ours) throw mistaken;
  try {
    const bytes = inflateRawSync(Buffer.from(packed, 'base64url'), {
      dictionary: DICTIONARY,
      maxOutputLength: LONGEST_BODY,
    });
    const [query, asOf, rowCount, rows, meaning, only, now] = Token.parse(JSON.parse(bytes.toString('utf8')));
    return {
      query,
      now: new Date(now ?? asOf),
      asOf: new Date(asOf),
      rowCount,
      rows,
      meaning,
      only: only ?? undefined,
    };
  } catch {
    throw mistaken;
  }
}

/** Whether text looks like a token rather than a name. */
export function isToken(text: string): boolean {
  return text.startsWith(MARK);
}
