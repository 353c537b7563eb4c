import { PAYMENT_KINDS, type Sale } from '../sales/sale.js';
import type { CellReader } from './cells.js';
import type { DocumentFacts } from './documents.js';

const TEXT_FACTS = [
  'channel',
  'location',
  'ship_name',
  'ship_address',
  'ship_city',
  'ship_region',
  'ship_country',
] as const;

/** What a row says of its whole document; `intern` gives equal texts one string. */
export function readFacts(cells: CellReader, intern: (text: string) => string): DocumentFacts | undefined {
  const facts: { -readonly [K in keyof DocumentFacts]: DocumentFacts[K] } = {};
  let some = false;
  for (const name of TEXT_FACTS) {
    const text = cells.has(name) ? cells.text(name) : undefined;
    if (text === undefined) continue;
    facts[name] = intern(text);
    some = true;
  }
  if (cells.has('payment')) {
    const payment = paymentOf(cells.text('payment'));
    if (payment !== undefined) [facts.payment, some] = [payment, true];
  }
  if (cells.has('ship_postal_code')) {
    const code = cells.id('ship_postal_code');
    if (code !== undefined) [facts.ship_postal_code, some] = [intern(code), true];
  }
  if (cells.has('freight')) {
    const freight = cells.money('freight');
    if (freight !== undefined) [facts.freight, some] = [freight, true];
  }
  for (const name of ['required_on', 'shipped_on'] as const) {
    const date = cells.has(name) ? cells.date(name)?.date : undefined;
    if (date !== undefined) [facts[name], some] = [date, true];
  }
  return some ? facts : undefined;
}

const PAYMENTS: readonly [RegExp, NonNullable<Sale['payment']>][] = [
  [/\b(?:upi|g ?pay|google pay|phone ?pe|paytm|bhim)\b/i, 'upi'],
  [/\b(?:card|visa|master ?card|amex|rupay|pos|debit|swipe)\b/i, 'card'],
  [/\b(?:bank|neft|imps|rtgs|cheque|check|transfer|wire)\b/i, 'bank'],
  [/\b(?:credit|udhaar|udhar|on account|khata|due)\b/i, 'credit'],
  [/\b(?:cash|cod|nakad)\b/i, 'cash'],
];

function paymentOf(text: string | undefined): Sale['payment'] {
  if (text === undefined) return undefined;
  return (
    PAYMENT_KINDS.find((kind) => kind === text.toLowerCase()) ??
    PAYMENTS.find(([pattern]) => pattern.test(text))?.[1] ??
    'other'
  );
}
