import type { Entry } from './entry.js';
import { openKey } from './open-list.js';
import { refused } from './refusals.js';
import type { Pair, Working } from './working.js';

/** What stands in the way of taking an entry back in one step: more allocations than one write can undo. */
export class TooMuchApplied extends Error {
  readonly customerId: string;
  readonly seq: number;

  constructor(customerId: string, seq: number) {
    super('More is applied than one write can undo.');
    this.customerId = customerId;
    this.seq = seq;
  }
}

/** The entry is half of a transfer, and the other account is needed to take it back. */
export class NeedsCounterpart extends Error {
  readonly customerId: string;

  constructor(customerId: string) {
    super('The other account of the transfer is needed.');
    this.customerId = customerId;
  }
}

const IRREVERSIBLE: Partial<Record<Entry['kind'], string>> = {
  reversal: 'A reversal cannot be reversed.',
  allocation: 'An allocation moves no money and cannot be reversed.',
  account: 'A change of settings cannot be reversed.',
};

/**
 * The entry to take back, from the entries since.
 *
 * @throws ClerkError `refused` for a kind that cannot be reversed and for one that was.
 */
export function target(entries: readonly Entry[], seq: number): Entry {
  const [entry] = entries;
  if (entry === undefined || entry.seq !== seq)
    throw refused(
      'reverses',
      `This account has no entry ${seq}.`,
      'Send the seq of an entry of this customer; get_udhaar lists them.',
    );
  const why = IRREVERSIBLE[entry.kind];
  if (why !== undefined) throw refused('reverses', why, 'Record what should be true as a new entry instead.');
  const earlier = entries.find(({ reverses }) => reverses === seq);
  if (earlier !== undefined)
    throw refused(
      'reverses',
      `Entry ${seq} was reversed before, by entry ${earlier.seq}.`,
      'Nothing is left to do.',
    );
  return entry;
}

/** What is still applied from or to an entry, from the entries since it. */
export function pairsOf(entries: readonly Entry[], seq: number): Pair[] {
  const sums = new Map<string, Pair>();
  for (const { applied = [] } of entries) {
    for (const { from, to, due, amount } of applied) {
      if (from !== seq && to !== seq) continue;
      const key = `${from} ${to} ${due}`;
      sums.set(key, { from, to, due, amount: amount + (sums.get(key)?.amount ?? 0) });
    }
  }
  return [...sums.values()].filter(({ amount }) => amount > 0);
}

/** Keys of the open items that undoing touches, and of those of the entry itself. */
export function keysOf(
  pairs: readonly Pair[],
  entry?: Entry,
): { readonly debtKeys: string[]; readonly advanceKeys: string[] } {
  const debts = pairs.map(({ to, due }) => openKey({ seq: to, due }));
  const advances = pairs.map(({ from }) => openKey({ seq: from }));
  if (entry === undefined) return { debtKeys: debts, advanceKeys: advances };
  const { seq, dues = [] } = entry;
  return {
    debtKeys: [...debts, ...dues.map(({ due }) => openKey({ seq, due }))],
    advanceKeys: [...advances, openKey({ seq })],
  };
}

/** Frees what was applied. */
export function undo(working: Working, pairs: readonly Pair[]): void {
  for (const pair of pairs) working.apply({ ...pair, amount: -pair.amount });
}

/**
 * Takes an entry back: what was applied from or to it is freed, and the entry being made settles it, or is settled
 * by it, in full. Due dates stay with the debts they belong to.
 */
export function takeBack(working: Working, entry: Entry, pairs: readonly Pair[], on: string): void {
  undo(working, pairs);
  if (entry.effect > 0) {
    working.receive(entry.effect);
    for (const { due, amount } of entry.dues ?? [])
      working.apply({ from: working.seq, to: entry.seq, due, amount });
  } else {
    working.owe([{ due: on, amount: -entry.effect }]);
    working.apply({ from: entry.seq, to: working.seq, due: on, amount: -entry.effect });
  }
  working.settle();
}
