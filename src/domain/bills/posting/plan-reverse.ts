import type { MovedByBill } from '../../inventory/bill-stock.js';
import type { ItemKey, Write } from '../../ports/store/table.js';
import { localDate } from '../../time.js';
import { Aliases } from './aliases.js';
import { guardsOf, release } from './guards.js';
import { fitting, type Part, withGroups } from './part.js';
import { type PostingPorts, ROOM } from './ports.js';
import { type Group, type Posting, postingItem } from './posting-record.js';

/**
 * Works out the next transaction that takes a posted bill, or what of it was posted, back: its goods out of stock,
 * costs as they were where nothing changed them since, and what it taught; with the first one what is owed. Before the
 * first one it is seen that all of it can be taken back. Writes nothing.
 *
 * @throws ClerkError `refused` where goods were sold since and the shop keeps nothing below zero, or something was paid.
 */
export async function planReverse(
  posting: Posting,
  version: number,
  begins: boolean,
  ports: PostingPorts,
): Promise<Part> {
  const { settings, clock, stock, payables, room = ROOM } = ports;
  const now = clock();
  const { bill_id, supplier_id, number, key } = posting;
  const posted = posting.groups.filter(({ state }) => state === 'in');
  const chosen = fitting(posted, room);
  const last = chosen.length === posted.length;
  const said = {
    bill_id,
    supplier_id,
    key,
    on: localDate(now, settings.time_zone),
    reference: number ?? bill_id,
  };
  const named = new Map(posting.groups.map(({ product_id: id, product }) => [id, product]));
  // What is owed goes first, so that nothing can be paid for what is half gone.
  const owed = begins ? await payables.of(bill_id) : undefined;
  const isOwed = owed !== undefined && owed.amount > 0;
  const unowed = isOwed ? await payables.planReversal(bill_id, key) : undefined;
  // Refused as a whole or not at all: whatever stands against it is found before the first part.
  if (begins && !last) await stock.planBillBack(posted.flatMap(movedOf), named, said);
  const back = await stock.planBillBack(chosen.flatMap(movedOf), named, said);
  const costs = await costsBack(chosen, ports);
  const forgotten = await forgetting(chosen, posting, last, ports);
  const guards = last ? release(await guardsOf(ports.table, settings.shop_id, posting), bill_id) : [];
  const after: Posting = {
    ...withGroups(
      posting,
      chosen.map((group): Group => ({ ...group, state: 'back' })),
    ),
    status: last ? 'reversed' : 'reversing',
    ...(last ? { reversed_at: now.toISOString() } : {}),
  };
  const writes: Write[] = [
    { item: postingItem(settings.shop_id, after, version + 1), when: version },
    ...back.writes,
    ...costs,
    ...forgotten.writes,
    ...(unowed?.writes ?? []),
  ];
  return {
    posting: after,
    version: version + 1,
    writes,
    removals: [...forgotten.removals, ...guards, ...(unowed?.removals ?? [])],
    last,
    below: back.below,
    done: () => {
      back.done();
      ports.onWrite(writes.map(({ item }) => item));
    },
  };
}

function movedOf({ product_id, lines }: Group): MovedByBill[] {
  return lines.flatMap(({ moved }) => (moved === undefined ? [] : [{ product_id, ...moved }]));
}

/** Products whose cost is still what the bill made it, with the cost they had. */
async function costsBack(chosen: readonly Group[], { products, clock }: PostingPorts): Promise<Write[]> {
  const stored = await products.getMany(chosen.map(({ product_id: id }) => id));
  return chosen.flatMap(({ product_id: id, cost }): Write[] => {
    const found = stored.get(id);
    if (found === undefined || cost === undefined) return [];
    const { cost: now, ...rest } = found.record;
    if (now !== cost.after || now === cost.before) return [];
    const product = cost.before === undefined ? rest : { ...rest, cost: cost.before };
    return [{ item: products.item(product, found.version + 1, clock()), when: found.version }];
  });
}

function forgetting(
  chosen: readonly Group[],
  { bill_id, supplier_id, seller }: Posting,
  last: boolean,
  { table, settings }: PostingPorts,
): Promise<{ writes: Write[]; removals: ItemKey[] }> {
  const aliases = new Aliases(table, settings.shop_id);
  const keys = chosen.flatMap(({ lines }) =>
    lines.flatMap(({ learns }) =>
      learns === undefined ? [] : [aliases.lineKey(supplier_id, learns.printed)],
    ),
  );
  const who = last && seller !== undefined ? [aliases.sellerKey(seller.gstin, seller.printed)] : [];
  return aliases.planForgetting([...who, ...keys], bill_id);
}
