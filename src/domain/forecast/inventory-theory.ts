import { normalCdf, normalDensity } from './numeric/normal.js';
import { quantileOf } from './numeric/series.js';

/**
 * The normal loss function G(k) = phi(k) - k (1 - Phi(k)): expected units short a cycle, in standard deviations of demand,
 * when k of them are held as safety stock (Silver, Pyke and Thomas 2017, Inventory and Production Management, appendix).
 */
export function normalLoss(k: number): number {
  return normalDensity(k) - k * normalCdf(-k);
}

/**
 * The share of demand to cover when a unit short costs `underage` and a unit left over `overage` (the newsvendor: Arrow,
 * Harris and Marschak 1951, Econometrica 19, 250-272).
 *
 * @returns a service level from 0 to 1; NaN where both are 0
 */
export function criticalRatio(underage: number, overage: number): number {
  return underage / (underage + overage);
}

/**
 * The order quantity of least cost (Harris 1913, Factory 10, 135-136).
 *
 * @param demand units a period
 * @param orderCost money an order
 * @param holdingCost money a unit and period
 */
export function economicOrderQuantity(demand: number, orderCost: number, holdingCost: number): number {
  return Math.sqrt((2 * demand * orderCost) / holdingCost);
}

/**
 * The order-up-to level that covers demand over a lead time in `service` of all cycles, and how much of it is beyond the
 * expected demand. Read off the lead time's own distribution, so that it holds for skewed demand too.
 *
 * @param demands sums over the lead time of equally likely paths, in any order
 */
export function reorderPoint(
  demands: Float64Array,
  service: number,
): { reorderPoint: number; safetyStock: number } {
  const sorted = Float64Array.from(demands).sort();
  let mean = 0;
  for (const demand of sorted) mean += demand / sorted.length;
  const level = quantileOf(sorted, service);
  return { reorderPoint: level, safetyStock: level - mean };
}
