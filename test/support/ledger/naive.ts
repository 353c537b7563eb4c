import type { Change } from '../../../src/domain/udhaar/change.js';
import type { Allocation, Entry } from '../../../src/domain/udhaar/entry.js';

interface Part {
  readonly seq: number;
  readonly due: string;
  readonly amount: number;
  left: number;
}

interface Money {
  readonly seq: number;
  readonly amount: number;
  left: number;
}

/** An account kept the plain way: every debt and every payment in a list, nothing clever. */
export class Naive {
  readonly entries: Entry[] = [];
  readonly parts: Part[] = [];
  readonly money: Money[] = [];

  /** Takes an entry in as it is; what cannot be is told. */
  take(entry: Entry): string[] {
    this.entries.push(entry);
    this.add(entry);
    return (entry.applied ?? []).flatMap((allocation) => this.move(allocation, entry.seq));
  }

  add({ seq, effect, dues = [] }: Pick<Entry, 'seq' | 'effect' | 'dues'>): void {
    if (effect < 0) this.money.push({ seq, amount: -effect, left: -effect });
    for (const { due, amount } of dues) this.parts.push({ seq, due, amount, left: amount });
  }

  move({ from, to, due, amount }: Allocation, at: number): string[] {
    const money = this.money.find(({ seq }) => seq === from);
    const part = this.parts.find((each) => each.seq === to && each.due === due);
    if (money === undefined || part === undefined)
      return [`entry ${at} applies ${from} to ${to} due ${due}, which is not there`];
    money.left -= amount;
    part.left -= amount;
    const sound = money.left >= 0 && money.left <= money.amount && part.left >= 0 && part.left <= part.amount;
    return sound ? [] : [`entry ${at} applies more than there is from ${from} to ${to}`];
  }

  openDebts(): Part[] {
    return this.parts
      .filter(({ left }) => left > 0)
      .sort((a, b) => (a.due === b.due ? a.seq - b.seq : a.due < b.due ? -1 : 1));
  }

  openMoney(): Money[] {
    return this.money.filter(({ left }) => left > 0).sort((a, b) => a.seq - b.seq);
  }

  copy(): Naive {
    const copy = new Naive();
    copy.entries.push(...this.entries);
    copy.parts.push(...this.parts.map((part) => ({ ...part })));
    copy.money.push(...this.money.map((each) => ({ ...each })));
    return copy;
  }
}

const SIGNS: Record<string, number> = {
  credit: 1,
  opening_balance: 1,
  payment: -1,
  refund: -1,
  write_off: -1,
  account: 0,
};

/** What is wrong with an entry, given the account before it and what was asked for. */
export function judgeEntry(before: Naive, entry: Entry, change: Change | undefined): string[] {
  const faults: string[] = [];
  const now = before.copy();
  now.add(entry);
  const left = [...(entry.applied ?? [])];
  const step = (allocation: Allocation): void => void faults.push(...now.move(allocation, entry.seq));
  const expect = (what: string, wanted: Allocation): void => {
    const found = left.findIndex((each) => same(each, wanted));
    if (found === -1) faults.push(`${what}: ${show(wanted)} is missing from ${left.map(show)}`);
    else left.splice(found, 1);
    step(wanted);
  };

  if (entry.kind === 'allocation') {
    if (entry.effect !== 0) faults.push('it moves money');
    while (left[0] !== undefined && left[0].amount < 0) {
      const [freed] = left.splice(0, 1);
      if (freed !== undefined) step(freed);
    }
  } else if (change === undefined) return ['nobody asked for it'];
  else faults.push(...effectOf(before, entry, change));

  if (entry.kind === 'reversal') {
    const undone = before.entries[(entry.reverses ?? 0) - 1];
    if (undone === undefined) return ['it reverses nothing'];
    if (before.entries.some(({ reverses }) => reverses === undone.seq)) faults.push('it reverses twice');
    for (const pair of appliedTo(before, undone.seq)) expect('undo', { ...pair, amount: -pair.amount });
    if (undone.effect > 0)
      for (const { due, amount } of undone.dues ?? [])
        expect('take back', { from: entry.seq, to: undone.seq, due, amount });
    else
      expect('take back', {
        from: undone.seq,
        to: entry.seq,
        due: entry.dues?.[0]?.due ?? '',
        amount: -undone.effect,
      });
  }
  if (change?.kind === 'payment' || change?.kind === 'refund') {
    for (const seq of change.apply_to ?? [])
      for (const part of now.openDebts().filter((each) => each.seq === seq)) {
        const own = now.money.find((each) => each.seq === entry.seq)?.left ?? 0;
        if (own > 0)
          expect('first', { from: entry.seq, to: seq, due: part.due, amount: Math.min(own, part.left) });
      }
  }
  for (const allocation of left) {
    const [money] = now.openMoney();
    const [debt] = now.openDebts();
    const wanted = {
      from: money?.seq ?? 0,
      to: debt?.seq ?? 0,
      due: debt?.due ?? '',
      amount: Math.min(money?.left ?? 0, debt?.left ?? 0),
    };
    if (!same(allocation, wanted)) faults.push(`oldest first is ${show(wanted)}, not ${show(allocation)}`);
    step(allocation);
  }
  const unfinished = now.openMoney().length > 0 && now.openDebts().length > 0;
  const freeing = entry.key.includes('~free~');
  // What is spilled is brought back a little at a time; further entries apply the rest.
  const spills = Math.max(before.openDebts().length, before.openMoney().length) > 1;
  if (unfinished && !freeing && !spills && entry.kind !== 'account')
    faults.push('money lies beside open debts');
  return faults;
}

function effectOf(before: Naive, entry: Entry, change: Change): string[] {
  const faults: string[] = [];
  const wrong = (what: string, got: unknown, wanted: unknown): void => {
    if (JSON.stringify(got) !== JSON.stringify(wanted))
      faults.push(`${what} is ${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`);
  };
  const owed = before.entries.reduce((sum, { effect }) => sum + effect, 0);
  if (change.kind === 'transfer') {
    const size = Math.abs(entry.effect);
    if (change.amount !== undefined) wrong('the amount', size, change.amount);
    if (entry.kind === 'transfer_out' && change.amount === undefined && before.openMoney().length === 0)
      wrong('the effect', entry.effect, -owed);
  } else if (change.kind === 'reversal') {
    const undone = before.entries[(entry.reverses ?? 0) - 1];
    wrong('the effect', entry.effect, -(undone?.effect ?? Number.NaN));
  } else {
    wrong('the kind', entry.kind, change.kind);
    const sign = SIGNS[change.kind] ?? Number.NaN;
    wrong('the effect', entry.effect, 'amount' in change ? sign * change.amount : 0);
    if ('sale_id' in change) wrong('the sale', entry.sale_id, change.sale_id);
  }
  if (change.on !== undefined) wrong('the day', entry.on, change.on);
  if (change.kind === 'credit' || change.kind === 'opening_balance') {
    const due = change.due ?? new Date(Date.parse(entry.on) + 30 * 86_400_000).toISOString().slice(0, 10);
    wrong('what falls due', entry.dues, [{ due, amount: change.amount }]);
  }
  if (entry.effect > 0)
    wrong(
      'the sum of what falls due',
      entry.dues?.reduce((sum, { amount }) => sum + amount, 0),
      entry.effect,
    );
  return faults;
}

/** What is applied from or to an entry, all told. */
function appliedTo({ entries }: Naive, seq: number): Allocation[] {
  const sums = new Map<string, Allocation>();
  for (const { applied = [] } of entries)
    for (const each of applied) {
      if (each.from !== seq && each.to !== seq) continue;
      const key = `${each.from}>${each.to}@${each.due}`;
      sums.set(key, { ...each, amount: each.amount + (sums.get(key)?.amount ?? 0) });
    }
  return [...sums.values()].filter(({ amount }) => amount !== 0);
}

function same(a: Allocation, b: Allocation): boolean {
  return a.from === b.from && a.to === b.to && a.due === b.due && a.amount === b.amount;
}

function show({ from, to, due, amount }: Allocation): string {
  return `${amount} of ${from} to ${to} due ${due}`;
}
