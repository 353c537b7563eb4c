import { QUANTITY_SCALE } from '../money.js';
import { orderCost, type Terms, upToMultiple } from './policy.js';

/** An order that is wanted. Money in minor units, amounts in thousandths. */
export interface Wanted {
  readonly id: string;
  readonly quantity: number;
  /** What a unit costs; absent where that is not known. */
  readonly unitCost: number | undefined;
  /** Margin that ordering all of it is expected to save. */
  readonly saves: number | undefined;
  readonly terms: Terms;
}

/** What of an order is cut, and why. */
export interface Cut {
  /** What is left of it, thousandths; 0 for nothing. */
  readonly quantity: number;
  /** Place among all lines by margin saved per money, from 1 on; absent where the cost is not known. */
  readonly rank: number | undefined;
}

/**
 * Keeps within a budget the lines that save most margin for their money: in that order each line is taken as far as
 * the money left goes, in its packs and not below its least order (the greedy rule for the knapsack problem, Dantzig 1957,
 * Operations Research 5, 266-288). Lines of unknown cost cannot be kept.
 *
 * @returns the cut lines by id
 */
export function cutToBudget(lines: readonly Wanted[], budget: number): Map<string, Cut> {
  const ranked = lines
    .flatMap((line) =>
      line.unitCost === undefined ? [] : [{ ...line, unitCost: line.unitCost, density: densityOf(line) }],
    )
    .sort((a, b) => b.density - a.density || (a.id < b.id ? -1 : 1));
  const cuts = new Map<string, Cut>();
  for (const { id, unitCost } of lines)
    if (unitCost === undefined) cuts.set(id, { quantity: 0, rank: undefined });
  let left = budget;
  for (const [at, { id, quantity, unitCost, terms }] of ranked.entries()) {
    const kept = orderCost(quantity, unitCost) <= left ? quantity : affordable(left, unitCost, terms);
    left -= orderCost(kept, unitCost);
    if (kept < quantity) cuts.set(id, { quantity: kept, rank: at + 1 });
  }
  return cuts;
}

/** Margin saved per money; what costs nothing comes first. */
function densityOf({ quantity, unitCost = 0, saves = 0 }: Wanted): number {
  const cost = orderCost(quantity, unitCost);
  return cost === 0 ? Number.POSITIVE_INFINITY : saves / cost;
}

/** Most that the money buys in whole multiples, 0 where that is less than can be ordered. */
function affordable(money: number, unitCost: number, { least, multiple }: Terms): number {
  let quantity = Math.floor((money * QUANTITY_SCALE) / unitCost / multiple) * multiple;
  while (quantity > 0 && orderCost(quantity, unitCost) > money) quantity -= multiple;
  return quantity >= upToMultiple(least, multiple) ? quantity : 0;
}
