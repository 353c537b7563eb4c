/** Times the price now beyond which a figure is more likely mistyped than meant. */
export const FAR = 3;

/** Why a competitor's price is more likely mistyped, or of another pack, than true. */
export type Doubtful = 'above_mrp' | 'far_from_price';

/** @param own the shop's price; @param mrp that no shop may pass; all in minor units */
export function doubtfulAs(
  price: number,
  own: number | undefined,
  mrp: number | undefined,
): Doubtful | undefined {
  if (mrp !== undefined && price > mrp) return 'above_mrp';
  return own !== undefined && own > 0 && (price > FAR * own || price * FAR < own)
    ? 'far_from_price'
    : undefined;
}
