import type { Account } from '../account.js';
import type { Entry } from '../entry.js';
import { asOf, fold, statementRows } from '../fold.js';
import type { Settings } from '../settings.js';
import type { Statement } from '../view.js';

/** An account with all its entries, in order of sequence. */
export interface Book {
  readonly account: Account;
  readonly entries: readonly Entry[];
}

/** All that happened from one day, or from the first there is, to another. */
export function statementOf({ account, entries }: Book, from: string | undefined, to: string): Statement {
  const [earliest = account.opened_on] = entries.map(({ on }) => on).sort();
  const first = from ?? earliest;
  return {
    customer_id: account.customer_id,
    name: account.settings.name ?? account.customer_id,
    currency: account.currency,
    settings: settingsOf({ account, entries }, to),
    opened_on: account.opened_on,
    from: first,
    to,
    ...statementRows(entries, first, to),
    closing: asOf(entries, to),
    head: { seq: account.seq, hash: account.head },
  };
}

/** What was agreed at the end of a day; the name and phone are today's. */
export function settingsOf({ account, entries }: Book, date: string): Settings {
  if (entries.every(({ on }) => on <= date)) return account.settings;
  const { name: _, phone: __, ...then } = fold(entries, date).settings;
  const { name, phone } = account.settings;
  return { ...then, ...(name === undefined ? {} : { name }), ...(phone === undefined ? {} : { phone }) };
}
