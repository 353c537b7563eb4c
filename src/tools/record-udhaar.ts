import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';
import { invalid } from '../domain/errors.js';
import { currencyDigits, fromUnits, toUnits } from '../domain/money.js';
import type { Change } from '../domain/udhaar/change.js';
import { METHODS } from '../domain/udhaar/entry.js';
import { CONSENTS, LANGUAGES, type Settings } from '../domain/udhaar/settings.js';

const KINDS = [
  'credit',
  'payment',
  'reversal',
  'write_off',
  'opening_balance',
  'transfer',
  'open_account',
  'update_account',
] as const;

const text = (what: string) => z.string().max(500).optional().describe(what);
const day = (what: string) => z.iso.date().optional().describe(what);

const Input = z.strictObject({
  kind: z.enum(KINDS).describe('What happened.'),
  customer: z.string().min(1).max(200).describe('Id or exact name; the new name for open_account.'),
  amount: z.number().optional().describe('Above 0, e.g. 250.50. Transfer: default all.'),
  currency: z.string().length(3).optional().describe('E.g. INR.'),
  on: day('Day it counts, e.g. 2026-03-31; default today.'),
  due_on: day('Due date of a debt, e.g. 2026-04-30; default by terms.'),
  method: z.enum(METHODS).optional().describe('How a payment came.'),
  apply_to: z
    .array(z.int().min(1))
    .max(20)
    .optional()
    .describe('Entries (seq) to settle first, up to 20; default oldest due.'),
  over_limit: z.boolean().optional().describe('Allow going over the limit.'),
  reverses: z.int().min(1).optional().describe('seq of the entry to take back, from 1.'),
  to_customer: z.string().min(1).max(200).optional().describe('Where a transfer goes.'),
  reason: text('Needed for reversal, write_off.'),
  reference: z.string().max(100).optional().describe('Receipt or UPI number.'),
  note: text('Free text.'),
  account: z
    .strictObject({
      name: z.string().min(1).max(200).optional().describe('New name.'),
      phone: z.string().max(40).optional().describe('E.g. +91 98765 43210; empty: none.'),
      credit_limit: z.number().optional().describe('-1: none.'),
      terms_days: z.int().min(0).max(3_650).optional().describe('Days to due date; default 30.'),
      language: z.enum(LANGUAGES).optional().describe('For reminders.'),
      consent: z.enum(CONSENTS).optional().describe('To reminders.'),
      notes: text('Free text.'),
    })
    .optional()
    .describe('For open_account and update_account.'),
  although_alike: z.boolean().optional().describe('Though someone alike exists.'),
});
type Input = z.output<typeof Input>;

export const recordUdhaar = defineTool({
  name: 'record_udhaar',
  toolset: 'udhaar',
  title: 'Record credit or payment',
  description:
    'Adds one entry to a customer’s credit book (udhaar); the first opens the account. Nothing is changed or deleted: mistakes take a reversal, duplicates of a customer a transfer. A sale on credit: record_sale with payment credit. To look: get_udhaar.',
  operation: 'append',
  scope: 'udhaar:write',
  input: Input,
  output: z.object({
    customer_id: z.string(),
    customer: z.string(),
    entry: z.int(),
    kind: z.string(),
    on: z.string(),
    due_on: z.string().optional(),
    currency: z.string(),
    effect: z.number().describe('Added to what is owed.'),
    balance: z.number().describe('Owed now; negative: advance.'),
    open: z.number(),
    advance: z.number(),
    applied: z
      .array(z.object({ from: z.int(), to: z.int(), due_on: z.string(), amount: z.number() }))
      .describe('Money of entry from to debt to.'),
    hash: z.string(),
    other: z
      .object({ customer_id: z.string(), customer: z.string(), entry: z.int(), balance: z.number() })
      .optional(),
  }),
  run: async (input, shop, { signal }, write) => {
    const { currency } = shop.settings;
    const digits = currencyDigits(currency);
    const money = (units: number): number => fromUnits(units, digits);
    const receipt =
      input.kind === 'open_account'
        ? await shop.udhaar.open(
            {
              name: input.customer,
              settings: settingsOf(input, digits),
              although_alike: input.although_alike,
            },
            write,
            signal,
          )
        : await shop.udhaar.record(input.customer, changeOf(input, digits), write, signal);
    const { other } = receipt;
    return {
      customer_id: receipt.customer_id,
      customer: receipt.name,
      entry: receipt.seq,
      kind: receipt.kind,
      on: receipt.on,
      ...(receipt.due === undefined ? {} : { due_on: receipt.due }),
      currency,
      effect: money(receipt.effect),
      balance: money(receipt.balance),
      open: money(receipt.open),
      advance: money(receipt.advance),
      applied: receipt.applied.map(({ from, to, due, amount }) => ({
        from,
        to,
        due_on: due,
        amount: money(amount),
      })),
      hash: receipt.hash,
      ...(other === undefined
        ? {}
        : {
            other: {
              customer_id: other.customer_id,
              customer: other.name,
              entry: other.seq,
              balance: money(other.balance),
            },
          }),
    };
  },
});

/** What each kind takes beside the customer and what every entry may say. */
const TAKES: Record<(typeof KINDS)[number], readonly (keyof Input)[]> = {
  credit: ['amount', 'due_on', 'over_limit'],
  opening_balance: ['amount', 'due_on'],
  payment: ['amount', 'method', 'apply_to'],
  write_off: ['amount', 'apply_to'],
  reversal: ['reverses'],
  transfer: ['to_customer', 'amount'],
  open_account: ['account', 'although_alike'],
  update_account: ['account', 'although_alike'],
};
const COMMON: readonly string[] = ['kind', 'customer', 'currency', 'on', 'reason', 'reference', 'note'];

function changeOf(input: Input, digits: number): Change {
  const { kind } = input;
  for (const [field, value] of Object.entries(input)) {
    if (value === undefined || COMMON.includes(field) || TAKES[kind].some((name) => name === field)) continue;
    throw invalid(field, `A ${kind} takes no ${field}.`, {
      fix: 'Leave it out.',
      valid: [...TAKES[kind], ...COMMON.slice(2)],
    });
  }
  const said = {
    on: input.on,
    currency: input.currency,
    reason: input.reason,
    reference: input.reference,
    note: input.note,
  };
  const amount = (): number =>
    toUnits(needed(input.amount, 'amount', 'Send the amount, e.g. 250.50.'), digits, 'amount');
  switch (kind) {
    case 'credit':
    case 'opening_balance':
      return { kind, ...said, amount: amount(), due: input.due_on, over_limit: input.over_limit };
    case 'payment':
      return { kind, ...said, amount: amount(), method: input.method, apply_to: input.apply_to };
    case 'write_off':
      needed(input.reason, 'reason', 'Say why the debt is given up.');
      return { kind, ...said, amount: amount(), apply_to: input.apply_to };
    case 'reversal':
      needed(input.reason, 'reason', 'Say what was wrong.');
      return {
        kind,
        ...said,
        reverses: needed(input.reverses, 'reverses', 'Send the seq of the entry; get_udhaar lists them.'),
      };
    case 'transfer':
      return {
        kind,
        ...said,
        to: needed(input.to_customer, 'to_customer', 'Send the id or exact name of the other customer.'),
        amount: input.amount === undefined ? undefined : amount(),
      };
    case 'open_account':
    case 'update_account':
      return {
        kind: 'account',
        ...said,
        settings: settingsOf(input, digits),
        although_alike: input.although_alike,
      };
  }
}

function settingsOf({ kind, account }: Input, digits: number): Settings {
  if (account === undefined) {
    if (kind === 'open_account') return {};
    throw invalid('account', 'There is nothing to change.', { fix: 'Send e.g. {"credit_limit": 5000}.' });
  }
  const { credit_limit: limit, ...rest } = account;
  const kept = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  if (limit === undefined) return kept;
  if (limit < 0 && limit !== -1)
    throw invalid('account.credit_limit', 'The limit is negative.', {
      fix: 'Send 0 or more, or -1 for none.',
    });
  return { ...kept, credit_limit: limit === -1 ? -1 : toUnits(limit, digits, 'account.credit_limit') };
}

function needed<T>(value: T | undefined, field: string, fix: string): T {
  if (value === undefined) throw invalid(field, 'Required for this kind.', { fix });
  return value;
}
