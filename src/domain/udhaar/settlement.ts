import type { Entry } from './entry.js';
import { fold } from './fold.js';

/** What an entry settles of others, or is settled by, each by sequence number. Minor units. */
export interface Settlement {
  readonly settles: ReadonlyMap<number, number>;
  readonly settled_by: ReadonlyMap<number, number>;
  /** What is still open of a debt, or free of money. */
  readonly left: number;
}

/** What settled what at the end of a day, for every entry that owes or brings money. */
export function settlementsOf(entries: readonly Entry[], date: string): Map<number, Settlement> {
  const { debts, sources, settled } = fold(entries, date);
  const left = new Map<number, number>();
  for (const [seq, source] of sources) left.set(seq, source.left);
  for (const debt of debts.values()) add(left, debt.entry.seq, debt.left);
  const settles = new Map<number, Map<number, number>>();
  const settledBy = new Map<number, Map<number, number>>();
  for (const { from, to, amount } of settled) {
    if (amount === 0) continue;
    add(under(settles, from), to, amount);
    add(under(settledBy, to), from, amount);
  }
  const all = [...left].map(([seq, rest]): [number, Settlement] => [
    seq,
    { settles: settles.get(seq) ?? new Map(), settled_by: settledBy.get(seq) ?? new Map(), left: rest },
  ]);
  return new Map(all);
}

function add(sums: Map<number, number>, key: number, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount);
}

function under(maps: Map<number, Map<number, number>>, key: number): Map<number, number> {
  const found = maps.get(key) ?? new Map<number, number>();
  maps.set(key, found);
  return found;
}
