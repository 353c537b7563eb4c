import { feedKey, feedPosition, shopKey } from '../ports/store/repository.js';
import type { Item } from '../ports/store/table.js';
import { Movement, Stock } from './movement.js';

/** What an item keeps of the stock; the rest its movement says. */
const Kept = Stock.omit({ product_id: true, seq: true });
const Last = Movement.pick({ product_id: true, seq: true }).extend({ after: Kept });

/** Type of a movement on the feed. */
export const MOVEMENT_TYPE = 'stock_movement';

/** All movements of one product lie in one partition. */
export function partition(shopId: string, productId: string): string {
  return `${shopKey(shopId)}#STOCK#${productId}`;
}

export function movementSort(seq: number): string {
  return `MOVE#${String(seq).padStart(10, '0')}`;
}

/** After every movement. */
export const MOVEMENTS_END = 'MOVE#~';

/** Name of a movement over the whole shop. */
export function movementId(productId: string, seq: number): string {
  return `${productId}/${String(seq).padStart(10, '0')}`;
}

/** The item of a movement. It also carries the stock as it is after it, so that the last movement is the stock. */
export function movementItem(shopId: string, movement: Movement, stock: Stock, now: Date): Item {
  return {
    PK: partition(shopId, movement.product_id),
    SK: movementSort(movement.seq),
    FPK: feedKey(shopId),
    FSK: feedPosition(now, MOVEMENT_TYPE, movementId(movement.product_id, movement.seq)),
    type: MOVEMENT_TYPE,
    v: 1,
    body: JSON.stringify({ ...movement, after: Kept.parse(stock) }),
  };
}

/** The stock after a movement. */
export function readStock(item: Item): Stock {
  const { product_id, seq, after } = Last.parse(JSON.parse(item.body));
  return { ...after, product_id, seq };
}

export function readMovement(item: Item): Movement {
  return Movement.parse(JSON.parse(item.body));
}
