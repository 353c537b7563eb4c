import type { Product } from '../../../src/domain/products/records.js';
import type { PlainShop } from './shop.js';

/** What there is of a product, from its movements one by one; from its record where there are none. */
export interface Held {
  readonly units: number | undefined;
  readonly onOrder: number | undefined;
  /** Fine units. */
  readonly cost: number | undefined;
  readonly expiry: string | undefined;
}

export function heldOf(product: Product, { movements }: PlainShop): Held {
  const own = movements.filter(({ product_id: id }) => id === product.product_id);
  const lots = new Map<string, { readonly expires: string | undefined; quantity: number }>();
  let cost = product.cost === undefined ? undefined : product.cost * 10_000;
  for (const { legs, after } of own) {
    cost = after.average_cost ?? cost;
    for (const { location, batch, expires, quantity } of legs) {
      const name = JSON.stringify([location, batch, expires]);
      const lot = lots.get(name) ?? { expires, quantity: 0 };
      lots.set(name, { expires, quantity: lot.quantity + quantity });
    }
  }
  const left = [...lots.values()].filter(({ quantity }) => quantity !== 0);
  return {
    units: own.length === 0 ? product.stock : left.reduce((sum, { quantity }) => sum + quantity, 0),
    onOrder: own.length === 0 ? product.on_order : own.reduce((sum, { ordered = 0 }) => sum + ordered, 0),
    cost,
    expiry: left.flatMap(({ expires }) => expires ?? []).sort()[0],
  };
}
