import type { AdjustLine, AdjustRequest } from '../../../src/domain/inventory/adjusting.js';
import type { Book } from './book.js';
import { LOCATIONS, statedOf } from './clerk.js';
import { Naive } from './naive.js';
import type { Asked } from './scenario.js';

/** Each movement is what was asked for, and takes and puts goods where the rules say. */
export function judgeRules(
  { shop, product, movements, sales, tell }: Book,
  accepted: readonly Asked[],
): void {
  const asked = new Map(accepted.map((each) => [each.key, each.request]));
  const used = new Map<string, number>();
  const taken = new Map<string, [string, number][]>();
  const stated = statedOf(shop, product);
  let naive = new Naive();
  for (const { movement, after } of movements) {
    const expected = naive.copy();
    const request = asked.get(movement.key);
    const says = `movement ${movement.seq} (${movement.kind})`;
    if (movement.sale_id !== undefined) {
      const document = sales.get(movement.sale_id);
      if (movement.kind === 'sale') {
        const location = LOCATIONS.find((each) => each === document?.location) ?? LOCATIONS[0];
        const there = expected.total(location);
        if (shop === 'south' && there < -movement.quantity)
          tell(`${says} took ${-movement.quantity} of ${there}`);
        taken.set(movement.sale_id, expected.sell(location, -movement.quantity, movement.on));
      } else {
        const from = taken.get(document?.refers_to ?? '') ?? [];
        let left = movement.quantity;
        for (const part of from.toReversed()) {
          const back = Math.min(left, part[1]);
          expected.add(part[0], back);
          part[1] -= back;
          left -= back;
        }
        if (left > 0) tell(`${says} puts back ${left} more than was taken`);
      }
    } else if (request?.what === 'adjust') {
      const mine = request.adjust.lines.filter((line) => line.product === product);
      const brought = movement.seq === 1 && product !== 'tea';
      const index = used.get(movement.key) ?? 0;
      const line = mine[index];
      if (brought)
        bringForward(expected, request.adjust.kind === 'opening' ? { ...stated, stock: 0 } : stated);
      else if (line === undefined) tell(`${says} was not asked for`);
      else {
        used.set(movement.key, index + 1);
        if (movement.kind !== request.adjust.kind) tell(`${says} was asked for as ${request.adjust.kind}`);
        adjust(expected, request.adjust.kind, line, movement.on, stated.cost);
      }
    } else if (movement.seq === 1 && product !== 'tea' && movement.kind === 'opening')
      bringForward(expected, stated);
    else tell(`${says} comes from nowhere`);
    expected.settle();
    naive = naive.copy();
    naive.take(movement);
    naive.average = expected.average;
    if (naive.print() !== expected.print()) tell(`${says} led to ${naive.print()}, not ${expected.print()}`);
    if (after.average_cost?.toString() !== expected.average?.toString())
      tell(`${says} values at ${after.average_cost}, not ${expected.average}`);
  }
}

/** A sale is refused only where, at some moment of the call, there was less of something than it asked for. */
export function judgeRefusal(
  { request, key, from, to }: Asked,
  books: ReadonlyMap<string, Book>,
  accepted: readonly Asked[],
): void {
  if (request.what !== 'sale') return;
  const spans = new Map(accepted.map((each) => [each.key, each]));
  const location = LOCATIONS.find((each) => each === request.sale.location) ?? LOCATIONS[0];
  const couldBeShort = [...books.values()].some(({ shop, product, movements }) => {
    const wanted = request.sale.lines.reduce(
      (sum, line) => sum + (line.product === product ? line.quantity : 0),
      0,
    );
    const began = movements.filter(({ movement }) => (spans.get(movement.key)?.to ?? from) < from).length;
    const might = movements.filter(({ movement }) => (spans.get(movement.key)?.from ?? to) <= to).length;
    const stated = location === 'counter' ? statedOf(shop, product).stock : 0;
    const there = [
      stated,
      ...movements.map(({ after }) => {
        const shelf = after.shelves.find((each) => each.location === location);
        return shelf === undefined ? 0 : shelf.lots.reduce((sum, lot) => sum + lot.quantity, shelf.loose);
      }),
    ];
    return there.slice(began, might + 1).some((units) => units < wanted);
  });
  if (!couldBeShort) books.get('rice')?.tell(`${key} was refused, and there was enough of all`);
}

function bringForward(expected: Naive, { stock, onOrder, cost }: ReturnType<typeof statedOf>): void {
  if (stock !== 0) expected.value(stock, cost === undefined ? undefined : cost * 10_000);
  expected.add('counter|~|', stock);
  expected.onOrder = onOrder;
}

function adjust(
  expected: Naive,
  kind: AdjustRequest['kind'],
  line: AdjustLine,
  on: string,
  cost: number | undefined,
): void {
  const { quantity, location = '', to_location: to = '', unit_cost: stated } = line;
  const loose = line.batch === undefined && line.expires === undefined;
  switch (kind) {
    case 'order':
      expected.onOrder += quantity;
      return;
    case 'cancel_order':
      expected.onOrder -= quantity;
      return;
    case 'opening':
    case 'purchase': {
      if (kind === 'purchase') expected.onOrder = Math.max(0, expected.onOrder - quantity);
      const fine = stated ?? cost;
      expected.value(quantity, fine === undefined ? undefined : fine * 10_000);
      expected.add(expected.place(line, location, line.expires !== undefined), quantity);
      return;
    }
    case 'count': {
      const place = expected.place(line, location, false);
      if (!loose) expected.add(place, quantity - (expected.held.get(place) ?? 0));
      else if (quantity < expected.total(location))
        expected.sell(location, expected.total(location) - quantity, on);
      else expected.add(place, quantity - expected.total(location));
      return;
    }
    case 'wastage':
    case 'supplier_return':
    case 'transfer': {
      const parts: [string, number][] = loose
        ? expected.sell(location, quantity, kind === 'transfer' ? on : '')
        : [[expected.place(line, location, false), quantity]];
      if (!loose) for (const [place, part] of parts) expected.add(place, -part);
      if (kind === 'transfer')
        for (const [place, part] of parts) expected.add(place.replace(/^[^|]+/, to), part);
    }
  }
}
