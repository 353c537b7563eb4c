import { csvOf, plainText } from '../../csv.js';
import { currencyDigits, decimalText } from '../../money.js';
import { severalDues } from '../entry.js';
import { type Issued, verificationCode } from './proof.js';

const HEADER = [
  'entry',
  'date',
  'kind',
  'due_date',
  'dues',
  'given',
  'received',
  'balance',
  'currency',
  'sale_id',
  'reference',
  'reverses',
  'reversed_by',
  'customer_id',
  'customer',
  'hash',
] as const;
type Column = (typeof HEADER)[number];

/**
 * A statement as CSV: a line for what was brought forward, one for each entry, one for what is carried
 * forward, and one with the verification code as its hash. Amounts are plain decimals. Where the parts of an entry fall
 * due on several days, `due_date` is the first and `dues` lists them all.
 */
export function statementCsv(issued: Issued): string {
  const { statement } = issued;
  const { customer_id, name, currency, from, to, opening, rows, closing } = statement;
  const digits = currencyDigits(currency);
  const amount = (units: number): string => decimalText(units, digits);
  const whose = { customer_id: plainText(customer_id), customer: plainText(name), currency };
  const lines: Partial<Record<Column, string>>[] = [
    { ...whose, date: from, kind: 'brought_forward', balance: amount(opening) },
    ...rows.map(({ entry, balance, reversed_by: reversedBy }) => ({
      ...whose,
      entry: String(entry.seq),
      date: entry.on,
      kind: entry.kind,
      due_date: entry.dues?.[0]?.due ?? '',
      dues: severalDues(entry)
        .map((part) => `${part.due} ${amount(part.amount)}`)
        .join('; '),
      given: entry.effect > 0 ? amount(entry.effect) : '',
      received: entry.effect < 0 ? amount(-entry.effect) : '',
      balance: amount(balance),
      sale_id: plainText(entry.sale_id ?? ''),
      reference: plainText(entry.reference ?? ''),
      reverses: String(entry.reverses ?? ''),
      reversed_by: String(reversedBy ?? ''),
      hash: entry.hash,
    })),
    { ...whose, date: to, kind: 'carried_forward', balance: amount(closing.balance) },
    { ...whose, date: to, kind: 'verification', hash: verificationCode(issued) },
  ];
  return csvOf(HEADER, lines);
}
