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

/** What a quantity is worth at a cost, in minor units. */
export function worthOf(quantity: number, unitCost: number): number {
  return Number(divideRounded(BigInt(quantity) * BigInt(unitCost), BigInt(QUANTITY_SCALE * FINE_PER_MINOR)));
}
