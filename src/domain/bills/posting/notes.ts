import { dayNumber } from '../../calendar/days.js';
import type { Bill } from '../bill.js';
import type { Header } from './header.js';
import type { Foreign, ProposedLine } from './line.js';

/** A bill older than this, in days, may have a misread year. */
const OLD = 180;
/** A currency that was read, not supposed. */
const READ = 0.9;

/** The currencies, where the bill is in another than the shop's. */
export function foreignOf({ currency }: Bill, shop: string): Foreign | undefined {
  return currency !== undefined && currency.value !== shop && currency.confidence >= READ
    ? { bill: currency.value, shop }
    : undefined;
}

/** What a person should know of a bill as a whole before it is posted. */
export function notesOfBill(
  { paid }: Bill,
  { date }: Header,
  lines: readonly ProposedLine[],
  today: string,
): string[] {
  const days = date === undefined ? 0 : dayNumber(today) - dayNumber(date);
  return [
    ...(lines.every(({ skipped }) => skipped)
      ? ['No goods: only what is owed would be posted. Goods that were not read come in with adjust_stock.']
      : []),
    ...(paid !== undefined && paid.value > 0
      ? ['The bill says that money was paid: once posted, record that with action pay, else it stays owed.']
      : []),
    ...(days > OLD ? [`The bill is ${days} days old: check its date.`] : []),
  ];
}
