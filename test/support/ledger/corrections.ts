import type { Change } from '../../../src/domain/udhaar/change.js';
import type { Entry } from '../../../src/domain/udhaar/entry.js';
import type { Naive } from './naive.js';
import type { Asked } from './scenario.js';

/**
 * Sales on credit, and goods of them that come back, as `record_sale` asks for them; new names. Nothing in most calls.
 */
export function drawCorrection(
  customer: string,
  asked: readonly Asked[],
  shop: string,
  random: () => number,
): Change | undefined {
  const chance = random();
  if (chance > 0.18) return undefined;
  if (chance > 0.16)
    return { kind: 'account', settings: { name: `${customer} ${Math.floor(random() * 1e6)}` } };
  const amount = 1 + Math.floor(random() * 500);
  const sale = `S-${Math.floor(random() * 1e9)}`;
  if (chance > 0.08) return { kind: 'credit', amount, sale_id: sale };
  const sales = asked.filter(
    ({ shop: where, customer: who, change, receipt }) =>
      where === shop &&
      who === customer &&
      receipt !== undefined &&
      change.kind === 'credit' &&
      change.sale_id !== undefined,
  );
  const sold = sales.at(-1 - Math.floor(random() * Math.min(4, sales.length)));
  if (sold?.receipt === undefined || sold.change.kind !== 'credit') return undefined;
  const left = sold.change.amount - back(asked, shop, sold.change.sale_id);
  if (left <= 0) return undefined;
  return {
    kind: 'refund',
    amount: random() < 0.5 ? left : Math.ceil(left / 2),
    sale_id: sold.change.sale_id,
    apply_to: [sold.receipt.seq],
  };
}

/** How much of a sale has come back. */
function back(asked: readonly Asked[], shop: string, sale: string | undefined): number {
  return asked.reduce(
    (sum, { shop: where, change, receipt }) =>
      where === shop && receipt !== undefined && change.kind === 'refund' && change.sale_id === sale
        ? sum + change.amount
        : sum,
    0,
  );
}

/** What a correction does that would make or lose money, given the account before it. */
export function judgeCorrection({ entries }: Naive, entry: Entry, change: Change | undefined): string[] {
  const faults: string[] = [];
  const kindOf = (seq: number) => entries[seq - 1]?.kind;
  if (entry.kind === 'reversal') {
    const seq = entry.reverses ?? 0;
    if (entries[seq - 1]?.sale_id !== undefined) faults.push('it reverses what a sale wrote');
    for (const [other] of settling(entries, seq)) {
      if (kindOf(other) === 'transfer_out') faults.push('it reverses what was moved to another account');
      else if (kindOf(other) === 'write_off') faults.push('it reverses what was given up');
    }
  }
  // Where no day was asked for it is today's, by a clock that may differ from that of another server.
  if (change?.on !== undefined && (entry.kind === 'write_off' || entry.kind === 'transfer_out'))
    for (const { from, to } of entry.applied ?? []) {
      const taken = entries[(from === entry.seq ? to : from) - 1];
      if ((from === entry.seq || to === entry.seq) && taken !== undefined && taken.on > entry.on)
        faults.push(`it takes entry ${taken.seq}, which counts from ${taken.on} only`);
    }
  if (entry.kind !== 'refund' || change?.kind !== 'refund') return faults;
  for (const seq of change.apply_to ?? []) {
    if (entries.some(({ reverses }) => reverses === seq)) faults.push('the sale’s entry was reversed before');
    for (const [other] of settling(entries, seq))
      if (kindOf(other) === 'transfer_out') faults.push('the debt of the sale is on another account');
    const givenUp = settling(entries, seq).filter(([other]) => kindOf(other) === 'write_off');
    const gone = givenUp.reduce((sum, [, amount]) => sum + amount, 0);
    const before = entries.filter(({ kind, sale_id: sale }) => kind === 'refund' && sale === entry.sale_id);
    const rest = before.reduce((sum, { effect }) => sum + effect, (entries[seq - 1]?.effect ?? 0) - gone);
    if (gone > 0 && change.amount > rest) faults.push('it gives back what was given up');
  }
  return faults;
}

/** How much of an entry is settled by which other, or settles it. */
function settling(entries: readonly Entry[], seq: number): [number, number][] {
  const sums = new Map<number, number>();
  for (const { applied = [] } of entries)
    for (const { from, to, amount } of applied) {
      if (from === seq) sums.set(to, (sums.get(to) ?? 0) + amount);
      if (to === seq) sums.set(from, (sums.get(from) ?? 0) + amount);
    }
  return [...sums].filter(([, amount]) => amount !== 0);
}
