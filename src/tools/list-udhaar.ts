import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';
import { LARGEST_PAGE, rowsThatFit } from '../domain/fitting.js';
import { currencyDigits, fromUnits, toUnits } from '../domain/money.js';
import { SORTS, STANDINGS } from '../domain/udhaar/debtors.js';

/** For the accounts, in bytes; the rest is for totals and cursor. */
const ROOM = LARGEST_PAGE - 1_000;

export const listUdhaar = defineTool({
  name: 'list_udhaar',
  toolset: 'udhaar',
  title: 'List who owes',
  description:
    'Who owes on credit (udhaar) as of today, how much and since when, with totals and ageing of all that match. One customer in detail: get_udhaar.',
  operation: 'read',
  scope: 'udhaar:read',
  input: z.strictObject({
    standing: z.enum(STANDINGS).default('owes').describe('Which accounts; default owes.'),
    search: z.string().min(1).max(100).optional().describe('Part of a name or phone.'),
    least: z.number().optional().describe('Owes at least this, e.g. 500.'),
    days_overdue: z.int().min(1).max(10_000).optional().describe('Oldest debt at least so many days late.'),
    sort: z.enum(SORTS).default('balance').describe('Largest, oldest or first first; default balance.'),
    limit: z.int().min(1).max(100).default(20).describe('Most accounts, up to 100.'),
    cursor: z.string().max(100).optional().describe('next_cursor of the same list.'),
  }),
  output: z.object({
    currency: z.string(),
    as_of: z.string(),
    accounts: z.array(
      z.object({
        customer_id: z.string(),
        customer: z.string(),
        phone: z.string().optional(),
        balance: z.number(),
        overdue: z.number(),
        oldest_due_on: z.string().optional(),
        days_overdue: z.int(),
        last_payment_on: z.string().optional(),
        credit_limit: z.number().optional(),
      }),
    ),
    totals: z.object({
      accounts: z.int(),
      owed: z.number(),
      advances: z.number(),
      overdue: z.number(),
      ageing: z.record(z.string(), z.number()),
    }),
    has_more: z.boolean(),
    next_cursor: z.string().optional(),
    hint: z.string().optional(),
  }),
  run: async ({ least, ...input }, shop, { signal }) => {
    const { currency } = shop.settings;
    const digits = currencyDigits(currency);
    const money = (units: number | bigint): number => fromUnits(units, digits);
    const { as_of, rows, totals, cursorAfter } = await shop.udhaar.list(
      { ...input, least: least === undefined ? undefined : toUnits(least, digits, 'least') },
      signal,
    );
    const accounts = rows.map((row) => ({
      customer_id: row.customer_id,
      customer: row.name,
      ...(row.phone === undefined ? {} : { phone: row.phone }),
      balance: money(row.balance),
      overdue: money(row.overdue),
      ...(row.oldest_due === undefined ? {} : { oldest_due_on: row.oldest_due }),
      days_overdue: row.days_overdue,
      ...(row.last_payment_on === undefined ? {} : { last_payment_on: row.last_payment_on }),
      ...(row.credit_limit === undefined ? {} : { credit_limit: money(row.credit_limit) }),
    }));
    const shown = Math.max(1, rowsThatFit(accounts, ROOM));
    const next = cursorAfter(Math.min(shown, accounts.length));
    return {
      currency,
      as_of,
      accounts: accounts.slice(0, shown),
      totals: {
        accounts: totals.accounts,
        owed: money(totals.owed),
        advances: money(totals.advances),
        overdue: money(totals.overdue),
        ageing: Object.fromEntries(Object.entries(totals.ageing).map(([name, sum]) => [name, money(sum)])),
      },
      has_more: next !== undefined,
      ...(next === undefined ? {} : { next_cursor: next }),
      ...(rows.length === 0
        ? { hint: 'No account matches; try standing all, or record_udhaar to open one.' }
        : {}),
    };
  },
});
