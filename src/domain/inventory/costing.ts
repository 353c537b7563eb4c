import { divideRounded, FINE_PER_MINOR, QUANTITY_SCALE } from '../money.js';

/**
 * The moving weighted average after a receipt (IAS 2 Inventories, paragraphs 25 and 27: the average "may be calculated
 * ... as each additional shipment is received"). Where nothing was on hand, or less than nothing, or no cost was
 * known, the receipt's own cost is the average: what had gone out before cannot make it absurd. Issues leave the
 * average as it is. Quantities in thousandths, costs in fine units per unit.
 */
export function averageAfter(
  onHand: number,
  average: number | undefined,
  received: number,
  unitCost: number | undefined,
): number | undefined {
  if (unitCost === undefined) return average;
  if (average === undefined || onHand <= 0) return unitCost;
  const value = BigInt(onHand) * BigInt(average) + BigInt(received) * BigInt(unitCost);
  return Number(divideRounded(value, BigInt(onHand) + BigInt(received)));
}

/**
 * The average of what is left when goods go back that should not have been received: their value leaves with them, so
 * that {@link averageAfter} is undone. As it is where nothing is left, or less would be left than nothing is worth.
 * `value` is that of the goods, quantity x fine units.
 */
export function averageWithout(
  onHand: number,
  average: number | undefined,
  taken: number,
  value: bigint,
): number | undefined {
  const left = onHand - taken;
  if (average === undefined || left <= 0) return average;
  const rest = BigInt(onHand) * BigInt(average) - value;
  return rest < 0n ? average : Number(divideRounded(rest, BigInt(left)));
}

/** What a quantity is worth at a cost, in minor units. */
export function worthOf(quantity: number, unitCost: number): number {
  return Number(divideRounded(BigInt(quantity) * BigInt(unitCost), BigInt(QUANTITY_SCALE * FINE_PER_MINOR)));
}
