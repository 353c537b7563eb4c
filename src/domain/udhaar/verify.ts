import type { Account } from './account.js';
import { genesis, isSound } from './chain.js';
import type { Entry } from './entry.js';
import { fold } from './fold.js';
import type { BookCheck } from './view.js';

/** Checks the chain of an account's entries, and the kept state against what the entries come to. */
export function checkBook(shopId: string, account: Account, entries: readonly Entry[]): BookCheck {
  let prev = genesis(shopId, account.customer_id);
  const fault = (seq: number, what: string): BookCheck => ({
    intact: false,
    entries: entries.length,
    fault: { seq, what },
  });
  for (const [index, entry] of entries.entries()) {
    if (entry.seq !== index + 1) return fault(index + 1, 'the entry is missing');
    if (entry.customer_id !== account.customer_id) return fault(entry.seq, 'the entry is of another account');
    if (entry.prev !== prev) return fault(entry.seq, 'the entry does not follow the one before');
    if (!isSound(entry)) return fault(entry.seq, 'the entry was changed');
    prev = entry.hash;
  }
  if (entries.length !== account.seq || prev !== account.head)
    return fault(entries.length, 'the account does not end with this entry');
  const { balance, debts, sources } = fold(entries);
  const open = sum(debts.values());
  const advance = sum(sources.values());
  const kept = [account.balance, account.debts.total, account.advances.total];
  if (kept.join() !== [balance, open, advance].join() || balance !== open - advance)
    return fault(account.seq, 'the kept balance is not what the entries come to');
  return { intact: true, entries: entries.length };
}

function sum(parts: Iterable<{ readonly left: number }>): number {
  let total = 0;
  for (const { left } of parts) total += left;
  return total;
}
