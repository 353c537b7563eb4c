import type { Account } from '../../../src/domain/udhaar/account.js';
import { addDays } from '../../../src/domain/udhaar/ageing.js';
import { genesis, seal } from '../../../src/domain/udhaar/chain.js';
import type { Entry } from '../../../src/domain/udhaar/entry.js';
import { fold } from '../../../src/domain/udhaar/fold.js';
import type { Settings } from '../../../src/domain/udhaar/settings.js';
import type { Book } from '../../../src/domain/udhaar/statement/statement.js';

/** What an entry of a book made for a test says; the rest is filled in. */
export type Sketch = Pick<Entry, 'kind' | 'on' | 'effect'> & Partial<Entry>;

export function credit(on: string, amount: number, due: string, more: Partial<Entry> = {}): Sketch {
  return { kind: 'credit', on, effect: amount, dues: [{ due, amount }], ...more };
}

/** A book of sealed entries whose account is what they come to. */
export function sealedBook(shop: string, settings: Settings, sketches: readonly Sketch[]): Book {
  const customer = 'C1';
  const entries: Entry[] = [];
  for (const [index, sketch] of sketches.entries())
    entries.push(
      seal({
        recorded_at: `${sketch.on}T05:00:00.000Z`,
        key: `key-${index + 1}`,
        ...sketch,
        customer_id: customer,
        seq: index + 1,
        prev: entries.at(-1)?.hash ?? genesis(shop, customer),
      }),
    );
  return { entries, account: accountOf(entries, shop, settings) };
}

function accountOf(entries: readonly Entry[], shop: string, settings: Settings): Account {
  const { balance, debts, sources } = fold(entries);
  const side = (parts: Iterable<{ readonly left: number }>) => ({
    first: [],
    spilled: 0,
    total: [...parts].reduce((sum, { left }) => sum + left, 0),
  });
  return {
    customer_id: 'C1',
    currency: 'INR',
    opened_on: entries[0]?.on ?? '2026-01-01',
    seq: entries.length,
    head: entries.at(-1)?.hash ?? genesis(shop, 'C1'),
    balance,
    debts: side(debts.values()),
    advances: side(sources.values()),
    settings,
  };
}

/** So many credits and payments, one a day. */
export function manyEntries(count: number): Sketch[] {
  return Array.from({ length: count }, (_, index) => {
    const on = addDays('2020-01-01', index);
    const amount = 10_000 + index;
    return index % 4 === 3
      ? { kind: 'payment', on, effect: -amount, method: 'upi', reference: `UTR${index}` }
      : credit(on, amount, addDays(on, 30));
  });
}
