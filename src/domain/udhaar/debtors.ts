import { fingerprint, readCursor, writeCursor } from '../cursor.js';
import type { SqlValue } from '../ports/analytics/engine.js';
import type { Replica } from '../ports/analytics/replica.js';
import { daysBetween } from './ageing.js';
import type { Ageing } from './view.js';

export const STANDINGS = ['owes', 'overdue', 'over_limit', 'advance', 'settled', 'all'] as const;
export const SORTS = ['balance', 'overdue', 'oldest_due', 'last_payment', 'name'] as const;

export interface DebtorsRequest {
  readonly standing: (typeof STANDINGS)[number];
  readonly sort: (typeof SORTS)[number];
  /** Part of a name or phone. */
  readonly search?: string | undefined;
  /** Least that is owed, minor units. */
  readonly least?: number | undefined;
  /** Least days past the oldest due date. */
  readonly days_overdue?: number | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** An account in the list. Money in minor units. */
export interface Debtor {
  readonly customer_id: string;
  readonly name: string;
  readonly phone: string | undefined;
  readonly balance: number;
  readonly overdue: number;
  readonly oldest_due: string | undefined;
  readonly days_overdue: number;
  /** The last payment that was not reversed. */
  readonly last_payment_on: string | undefined;
  readonly credit_limit: number | undefined;
}

/** All accounts that match, added up. Money in minor units; sums may pass 2^53. */
export interface DebtorTotals {
  readonly accounts: number;
  readonly owed: bigint;
  readonly advances: bigint;
  readonly overdue: bigint;
  readonly ageing: Readonly<Record<keyof Ageing, bigint>>;
}

export interface Debtors {
  readonly as_of: string;
  readonly rows: readonly Debtor[];
  readonly totals: DebtorTotals;
  readonly next_cursor: string | undefined;
  /** Goes on after so many of these accounts, 1 or more; undefined where nothing comes after. */
  readonly cursorAfter: (rows: number) => string | undefined;
}

/** Accounts as of today, from the replica's entries: what is owed, and what is left of each debt. */
const ACCOUNTS = `
  WITH settled AS (
    SELECT customer_id, to_seq AS seq, due, sum(amount) AS amount FROM udhaar_applied GROUP BY ALL
  ), open_parts AS (
    SELECT d.customer_id, d.due, d.amount - coalesce(s.amount, 0) AS remaining
    FROM udhaar_dues d LEFT JOIN settled s USING (customer_id, seq, due)
    WHERE d.amount - coalesce(s.amount, 0) > 0
  ), aged AS (
    SELECT customer_id, min(due) AS oldest_due,
      coalesce(sum(remaining) FILTER (due < $1::DATE), 0) AS overdue,
      coalesce(sum(remaining) FILTER (due >= $1::DATE), 0) AS not_due,
      coalesce(sum(remaining) FILTER ($1::DATE - due BETWEEN 1 AND 30), 0) AS days_1_30,
      coalesce(sum(remaining) FILTER ($1::DATE - due BETWEEN 31 AND 60), 0) AS days_31_60,
      coalesce(sum(remaining) FILTER ($1::DATE - due BETWEEN 61 AND 90), 0) AS days_61_90,
      coalesce(sum(remaining) FILTER ($1::DATE - due > 90), 0) AS days_over_90
    FROM open_parts GROUP BY customer_id
  ), reversed AS (
    SELECT customer_id, reverses AS seq FROM udhaar_entries WHERE reverses IS NOT NULL
  ), kept AS (
    SELECT customer_id, sum(effect) AS balance,
      max(entered_on) FILTER (kind = 'payment' AND r.seq IS NULL) AS last_payment_on,
      arg_max(set_name, seq) FILTER (set_name IS NOT NULL) AS name,
      arg_max(set_phone, seq) FILTER (set_phone IS NOT NULL) AS phone,
      arg_max(set_limit, seq) FILTER (set_limit IS NOT NULL) AS credit_limit
    FROM udhaar_entries e LEFT JOIN reversed r USING (customer_id, seq) GROUP BY customer_id
  ), accounts AS (
    SELECT k.customer_id, coalesce(c.name, k.name, k.customer_id) AS name,
      CASE WHEN c.customer_id IS NULL THEN k.phone ELSE c.phone END AS phone, k.balance, k.last_payment_on,
      CASE WHEN k.credit_limit >= 0 THEN k.credit_limit END AS credit_limit,
      a.oldest_due, coalesce(a.overdue, 0) AS overdue, coalesce(a.not_due, 0) AS not_due,
      coalesce(a.days_1_30, 0) AS days_1_30, coalesce(a.days_31_60, 0) AS days_31_60,
      coalesce(a.days_61_90, 0) AS days_61_90, coalesce(a.days_over_90, 0) AS days_over_90
    FROM kept k LEFT JOIN aged a USING (customer_id) LEFT JOIN customers c USING (customer_id)
  )`;

const STANDING_SQL: Record<DebtorsRequest['standing'], string> = {
  owes: 'balance > 0',
  overdue: 'overdue > 0',
  over_limit: 'credit_limit IS NOT NULL AND balance > credit_limit',
  advance: 'balance < 0',
  settled: 'balance = 0',
  all: 'true',
};

const SORT_SQL: Record<DebtorsRequest['sort'], string> = {
  balance: 'balance DESC',
  overdue: 'overdue DESC',
  oldest_due: 'oldest_due ASC NULLS LAST',
  last_payment: 'last_payment_on ASC NULLS FIRST',
  name: 'lower(name)',
};

/**
 * Who owes, how much and since when, over all accounts of a shop: read from the replica, never from the table.
 *
 * @throws ClerkError `invalid_input` for a cursor of another list.
 */
export async function listDebtors(
  replica: Pick<Replica, 'sync' | 'read'>,
  shopId: string,
  today: string,
  request: DebtorsRequest,
  signal?: AbortSignal,
): Promise<Debtors> {
  const { cursor, limit, ...asked } = request;
  const print = fingerprint(shopId, asked);
  const start = readCursor(cursor, print);
  await replica.sync(signal);
  const values: SqlValue[] = [today];
  const conditions = [STANDING_SQL[request.standing]];
  const bind = (value: SqlValue): string => `$${values.push(value)}`;
  if (request.least !== undefined) conditions.push(`balance >= ${bind(request.least)}`);
  if (request.days_overdue !== undefined)
    conditions.push(`$1::DATE - oldest_due >= ${bind(request.days_overdue)}`);
  if (request.search !== undefined) {
    const word = bind(request.search.toLowerCase());
    const either = [`contains(lower(name), ${word})`, `contains(phone, ${word})`];
    const digits = phoneDigits(request.search);
    if (digits !== undefined)
      either.push(`contains(regexp_replace(phone, '[^0-9]', '', 'g'), ${bind(digits)})`);
    conditions.push(`(${either.join(' OR ')})`);
  }
  const where = conditions.join(' AND ');
  // Totals and page in one pass: working out the accounts is what costs.
  const page = await replica.read(
    `${ACCOUNTS}, matching AS (SELECT * FROM accounts WHERE ${where})
     SELECT customer_id, name, phone, balance::BIGINT, overdue::BIGINT, oldest_due::VARCHAR,
       last_payment_on::VARCHAR, credit_limit, count(*) OVER (),
       ${TOTALS.map((sum) => `(sum(${sum}) OVER ())::VARCHAR`).join(', ')}
     FROM matching ORDER BY ${SORT_SQL[request.sort]}, customer_id LIMIT ${limit + 1} OFFSET ${start}`,
    values,
    signal,
  );
  const rows = page.rows.slice(0, limit).map((row) => debtor(row, today));
  const cursorAfter = (count: number): string | undefined =>
    count < page.rows.length ? writeCursor(start + count, print) : undefined;
  return {
    as_of: today,
    rows,
    totals: readTotals((page.rows[0] ?? []).slice(FIRST_TOTAL)),
    next_cursor: cursorAfter(rows.length),
    cursorAfter,
  };
}

/** Digits of what may be a phone or a part of one, without what may be dialled before it. */
function phoneDigits(search: string): string | undefined {
  if (!/^[\d\s()+.-]+$/.test(search)) return undefined;
  const digits = search.replace(/\D/g, '').replace(/^0+/, '');
  return digits.length < 4 ? undefined : digits.slice(-10);
}

/** Where the totals stand in a row of the page: after the account's own columns. */
const FIRST_TOTAL = 8;

const TOTALS = [
  'greatest(balance, 0)',
  'greatest(-balance, 0)',
  'overdue',
  'not_due',
  'days_1_30',
  'days_31_60',
  'days_61_90',
  'days_over_90',
];

function readTotals([accounts, ...sums]: readonly SqlValue[]): DebtorTotals {
  const at = (index: number): bigint => BigInt(String(sums[index] ?? 0));
  return {
    accounts: Number(accounts ?? 0),
    owed: at(0),
    advances: at(1),
    overdue: at(2),
    ageing: {
      not_due: at(3),
      days_1_30: at(4),
      days_31_60: at(5),
      days_61_90: at(6),
      days_over_90: at(7),
    },
  };
}

function debtor(row: readonly SqlValue[], today: string): Debtor {
  const [id, name, phone, balance, overdue, oldest, paid, limit] = row;
  const oldestDue = oldest === null || oldest === undefined ? undefined : String(oldest);
  return {
    customer_id: String(id),
    name: String(name),
    phone: phone === null ? undefined : String(phone),
    balance: Number(balance),
    overdue: Number(overdue),
    oldest_due: oldestDue,
    days_overdue: oldestDue === undefined ? 0 : Math.max(0, daysBetween(oldestDue, today)),
    last_payment_on: paid === null || paid === undefined ? undefined : String(paid),
    credit_limit: limit === null || limit === undefined ? undefined : Number(limit),
  };
}
