import type { Entry } from '../../../src/domain/udhaar/entry.js';
import { asOf } from '../../../src/domain/udhaar/fold.js';

/** Views of every day on which something counts: what is owed then, and never a debt beside free money. */
export function judgeViews(entries: readonly Entry[]): string[] {
  const days = new Set(entries.map(({ on }) => on));
  return [...days].flatMap((day) => {
    const owed = entries.reduce((sum, { on, effect }) => sum + (on <= day ? effect : 0), 0);
    const { balance, open, advance, debts } = asOf(entries, day);
    const listed = debts.reduce((sum, { left }) => sum + left, 0);
    const wanted = [owed, Math.max(owed, 0), Math.max(-owed, 0), Math.max(owed, 0)];
    const got = [balance, open, advance, listed];
    return got.join() === wanted.join() ? [] : [`as of ${day} it shows ${got}, and is ${wanted}`];
  });
}
