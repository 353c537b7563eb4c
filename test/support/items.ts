import { feedKey, feedPosition, shopKey } from '../../src/domain/ports/store/repository.js';
import type { Item } from '../../src/domain/ports/store/table.js';

/** An item of a shop that stands in the feed. */
export function noteItem(shop: string, id: string, text: string, now = new Date(), v = 1): Item {
  return {
    PK: `${shopKey(shop)}#NOTE`,
    SK: id,
    FPK: feedKey(shop),
    FSK: feedPosition(now, 'note', id),
    type: 'note',
    v,
    body: JSON.stringify({ id, text }),
  };
}

export function noteItems(shop: string, count: number, now = new Date()): Item[] {
  return Array.from({ length: count }, (_, index) =>
    noteItem(shop, String(index).padStart(6, '0'), `note ${index}`, now),
  );
}
