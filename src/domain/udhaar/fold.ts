import { ageing, daysBetween } from './ageing.js';
import type { Entry } from './entry.js';
import type { Settings } from './settings.js';
import type { AsOf, OpenDebt, Statement, StatementRow } from './view.js';

/** A part of a debt while the book is folded. Minor units. */
interface DebtPart {
  readonly entry: Entry;
  readonly due: string;
  readonly amount: number;
  left: number;
}

/** How much of the money of one entry settles one part of a debt. Minor units. */
export interface Settled {
  readonly from: number;
  /** The part's {@link debtKey}, and the entry it is of. */
  readonly debt: string;
  readonly to: number;
  amount: number;
}

/** What the entries of an account come to. */
export interface Folded {
  readonly balance: number;
  /** Every part of every debt, open or not, by {@link debtKey}. */
  readonly debts: ReadonlyMap<string, DebtPart>;
  /** What is left of each entry that brought money in, by sequence number. */
  readonly sources: ReadonlyMap<number, { readonly amount: number; left: number }>;
  /** The reversal of each entry that has one. */
  readonly reversals: ReadonlyMap<number, number>;
  /** What settles what; those undone are left with 0. */
  readonly settled: readonly Settled[];
  readonly settings: Settings;
}

/** Names one part of a debt; sorts by due date, then by age. */
export function debtKey(due: string, seq: number): string {
  return `${due}#${String(seq).padStart(10, '0')}`;
}

/**
 * Works out an account from its entries, in order of sequence. With `date`, only entries whose day is not after it
 * count, and of an allocation only what both its sides then had left: an entry recorded later for an earlier day can
 * have come between. What is free then settles what is open then, oldest due first: the allocation that did so may
 * count from a later day.
 */
export function fold(entries: Iterable<Entry>, date?: string): Folded {
  let balance = 0;
  const debts = new Map<string, DebtPart>();
  const sources = new Map<number, { amount: number; left: number }>();
  const reversals = new Map<number, number>();
  const pairs = new Map<string, Settled>();
  const settings: Settings = {};
  for (const entry of entries) {
    if (date !== undefined && entry.on > date) continue;
    balance += entry.effect;
    if (entry.effect < 0) sources.set(entry.seq, { amount: -entry.effect, left: -entry.effect });
    for (const { due, amount } of entry.dues ?? [])
      debts.set(debtKey(due, entry.seq), { entry, due, amount, left: amount });
    for (const { from, to, due, amount } of entry.applied ?? []) {
      const source = sources.get(from);
      const key = debtKey(due, to);
      const debt = debts.get(key);
      if (source === undefined || debt === undefined) continue;
      const pair = pairOf(pairs, from, key, to);
      const moved =
        date === undefined
          ? amount
          : amount < 0
            ? -Math.min(-amount, pair.amount)
            : Math.min(amount, debt.left, source.left);
      pair.amount += moved;
      debt.left -= moved;
      source.left -= moved;
    }
    if (entry.reverses !== undefined) reversals.set(entry.reverses, entry.seq);
    if (entry.settings !== undefined) Object.assign(settings, entry.settings);
  }
  if (date !== undefined) settleFree(debts, sources, pairs);
  return { balance, debts, sources, reversals, settled: [...pairs.values()], settings };
}

function pairOf(pairs: Map<string, Settled>, from: number, debt: string, to: number): Settled {
  const name = `${from} ${debt}`;
  const pair = pairs.get(name) ?? { from, debt, to, amount: 0 };
  pairs.set(name, pair);
  return pair;
}

function settleFree(
  debts: ReadonlyMap<string, DebtPart>,
  sources: ReadonlyMap<number, { left: number }>,
  pairs: Map<string, Settled>,
): void {
  const free = [...sources].filter(([, { left }]) => left > 0);
  if (free.length === 0) return;
  for (const [key, debt] of [...debts].sort(([a], [b]) => (a < b ? -1 : 1)))
    for (const [seq, source] of free) {
      const moved = Math.min(debt.left, source.left);
      if (moved === 0) continue;
      pairOf(pairs, seq, key, debt.entry.seq).amount += moved;
      debt.left -= moved;
      source.left -= moved;
    }
}

/** An account at the end of a day. */
export function asOf(entries: Iterable<Entry>, date: string): AsOf {
  const folded = fold(entries, date);
  const debts: OpenDebt[] = [...folded.debts]
    .filter(([, { left }]) => left > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { entry, due, amount, left }]) => ({
      seq: entry.seq,
      kind: entry.kind,
      on: entry.on,
      due,
      amount,
      left,
      days_overdue: daysBetween(due, date),
    }));
  let advance = 0;
  for (const { left } of folded.sources.values()) advance += left;
  const open = debts.reduce((sum, { left }) => sum + left, 0);
  return {
    date,
    balance: folded.balance,
    open,
    advance,
    overdue: debts.reduce((sum, { left, days_overdue: days }) => sum + (days > 0 ? left : 0), 0),
    oldest_due: debts[0]?.due,
    ageing: ageing(debts, date),
    debts,
  };
}

/** The lines of a statement from one day to another, both included, with the balance before them. */
export function statementRows(
  entries: readonly Entry[],
  from: string,
  to: string,
): Pick<Statement, 'opening' | 'rows'> {
  const { reversals } = fold(entries);
  const inOrder = entries.toSorted((a, b) => (a.on === b.on ? a.seq - b.seq : a.on < b.on ? -1 : 1));
  let balance = 0;
  let opening = 0;
  const rows: StatementRow[] = [];
  for (const entry of inOrder) {
    if (entry.on > to) break;
    balance += entry.effect;
    if (entry.on < from) opening = balance;
    else rows.push({ entry, balance, reversed_by: reversals.get(entry.seq) });
  }
  return { opening, rows };
}
