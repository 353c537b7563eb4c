import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';
import { currencyDigits, fromUnits } from '../domain/money.js';
import { Entries, showEntries } from './udhaar-entries.js';
import { makePapers, Papers, SHOWN } from './udhaar-papers.js';

const MOST_DEBTS = 20;

const Ageing = z.object({
  not_due: z.number(),
  days_1_30: z.number(),
  days_31_60: z.number(),
  days_61_90: z.number(),
  days_over_90: z.number(),
});

export const getUdhaar = defineTool({
  name: 'get_udhaar',
  toolset: 'udhaar',
  title: 'Look up a credit account',
  description:
    'One customer’s credit account at the end of a day: balance, open debts, ageing, entries newest first, what settled what; on request payment risk, a check of the book, a reminder draft, a statement (CSV, PDF) or its check. All customers: list_udhaar. To record: record_udhaar.',
  operation: 'read',
  scope: 'udhaar:read',
  input: z.strictObject({
    customer: z.string().min(1).max(200).describe('Id or exact name.'),
    as_of: z.iso.date().optional().describe('Day, e.g. 2026-03-31; default today.'),
    from: z.iso.date().optional().describe('First day of entries, e.g. 2026-01-01.'),
    limit: z.int().min(0).max(100).default(20).describe('Most entries, up to 100; 1: whole notes.'),
    debts_from: z.int().min(1).default(1).describe('First open debt shown, of 20.'),
    cursor: z.string().max(100).optional().describe('next_cursor of the same request.'),
    risk: z.boolean().optional().describe('Add a score.'),
    check: z.boolean().optional().describe('Check all hashes.'),
    show: z
      .array(z.enum(SHOWN))
      .max(4)
      .optional()
      .describe('Up to 4: reminder draft; statement of from..as_of.'),
    verify: z.string().max(200).optional().describe('Code on a statement, MS1-...'),
  }),
  output: z.object({
    customer_id: z.string(),
    customer: z.string(),
    currency: z.string(),
    as_of: z.string(),
    balance: z.number().describe('Owed; negative: advance.'),
    open: z.number(),
    advance: z.number(),
    overdue: z.number(),
    oldest_due_on: z.string().optional(),
    ageing: Ageing,
    debts: z.array(
      z.object({
        entry: z.int(),
        on: z.string(),
        due_on: z.string(),
        amount: z.number(),
        left: z.number(),
        days_overdue: z.int(),
      }),
    ),
    debt_count: z.int(),
    account: z.object({
      opened_on: z.string(),
      phone: z.string().optional(),
      credit_limit: z.number().optional(),
      terms_days: z.int().optional(),
      language: z.string().optional(),
      consent: z.string().optional(),
    }),
    ...Entries,
    head: z.object({ entry: z.int(), hash: z.string() }),
    risk: z.record(z.string(), z.unknown()).optional(),
    ...Papers,
    book: z.object({ intact: z.boolean(), entries: z.int(), fault: z.string().optional() }).optional(),
  }),
  run: async (input, shop, call) => {
    const digits = currencyDigits(shop.settings.currency);
    const money = (units: number): number => fromUnits(units, digits);
    const page = await shop.udhaar.page(input.customer, input, call.signal);
    const { statement } = page;
    const { closing, settings } = statement;
    const limit = settings.credit_limit ?? -1;
    const rest = {
      customer_id: statement.customer_id,
      customer: statement.name,
      currency: statement.currency,
      as_of: closing.date,
      balance: money(closing.balance),
      open: money(closing.open),
      advance: money(closing.advance),
      overdue: money(closing.overdue),
      ...(closing.oldest_due === undefined ? {} : { oldest_due_on: closing.oldest_due }),
      ageing: {
        not_due: money(closing.ageing.not_due),
        days_1_30: money(closing.ageing.days_1_30),
        days_31_60: money(closing.ageing.days_31_60),
        days_61_90: money(closing.ageing.days_61_90),
        days_over_90: money(closing.ageing.days_over_90),
      },
      debts: closing.debts.slice(input.debts_from - 1, input.debts_from - 1 + MOST_DEBTS).map((debt) => ({
        entry: debt.seq,
        on: debt.on,
        due_on: debt.due,
        amount: money(debt.amount),
        left: money(debt.left),
        days_overdue: Math.max(0, debt.days_overdue),
      })),
      debt_count: closing.debts.length,
      account: {
        opened_on: statement.opened_on,
        ...(settings.phone === undefined ? {} : { phone: settings.phone }),
        ...(limit < 0 ? {} : { credit_limit: money(limit) }),
        ...(settings.terms_days === undefined ? {} : { terms_days: settings.terms_days }),
        ...(settings.language === undefined ? {} : { language: settings.language }),
        ...(settings.consent === undefined ? {} : { consent: settings.consent }),
      },
      head: { entry: statement.head.seq, hash: statement.head.hash },
      ...(page.risk === undefined ? {} : { risk: { ...page.risk } }),
      ...(await makePapers(page, input, shop, call)),
      ...(page.check === undefined
        ? {}
        : {
            book: {
              intact: page.check.intact,
              entries: page.check.entries,
              ...(page.check.fault === undefined
                ? {}
                : { fault: `entry ${page.check.fault.seq}: ${page.check.fault.what}` }),
            },
          }),
    };
    return { ...rest, ...showEntries(page, money, rest) };
  },
});
