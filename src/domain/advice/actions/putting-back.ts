import { dayNumber, dayOf } from '../../calendar/days.js';
import type { ProductFacts } from '../facts/facts.js';
import type { Action } from './action.js';
import type { Given } from './given.js';

/**
 * Prices to be put back: of markdowns that were advised and followed, whose day is over or whose stock is gone. Pricing has
 * the last word on whether they still stand.
 *
 * @param today day number
 */
export function puttingBack(
  given: readonly Given[],
  products: ReadonlyMap<string, ProductFacts>,
  today: number,
): Action[] {
  const found = new Map<string, Action>();
  for (const { kind, subject, expected, before } of given) {
    const [product, until] = [products.get(subject.id), before.until];
    const price = product?.record?.price;
    if (kind !== 'mark_down' || product === undefined || price === undefined || until === undefined) continue;
    if (expected.price === undefined || before.price === undefined || expected.price >= before.price)
      continue;
    if (product.record?.removed !== false || price > (expected.price + before.price) / 2) continue;
    if (found.has(subject.id) || liesThere(product, today, dayNumber(until))) continue;
    found.set(subject.id, {
      kind: 'reprice',
      subject,
      priority: 'medium',
      stake: 0,
      arithmetic: 'profit at the price before the markdown',
      why: [`${subject.name} was marked down until ${dayOf(dayNumber(until))}, and still is.`],
      evidence: { marked_down_until: until },
      alerts: [],
      expected: { text: 'Put the price back; to which, and what it brings, is still being worked out.' },
      call: { tool: 'pricing_advice', arguments: { products: [subject.id] } },
    });
  }
  return [...found.values()];
}

/** Whether an action is only about a markdown that may be over. */
export function isPuttingBack({ kind, alerts }: Action): boolean {
  return kind === 'reprice' && alerts.length === 0;
}

function liesThere({ lots }: ProductFacts, today: number, until: number): boolean {
  return [...lots.values()].some(
    ({ expires, quantity }) => expires !== undefined && expires >= today && expires <= until && quantity > 0,
  );
}
