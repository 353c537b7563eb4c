import type { Limits } from './bounds.js';
import type { Ending } from './endings.js';
import type { Futures } from './futures.js';
import type { Shelf } from './shelf.js';
import type { Terms } from './terms.js';

export const GOALS = ['profit', 'revenue', 'volume', 'clear_stock'] as const;
export type Goal = (typeof GOALS)[number];

/** What is known of how a product's demand answers to its price. */
export interface Response {
  /** Mean elasticity, below 0. */
  readonly elasticity: number;
  /** Whether its own sales told something; else the belief is its group's, or that of goods elsewhere. */
  readonly own: boolean;
  /** Share of the belief that its own sales make up. */
  readonly ownShare: number;
  /** Standard deviation of the logarithm of a week's units. */
  readonly noise: number;
  /** Weeks sold at about the price now. */
  readonly weeksAtPrice: number;
}

/** One product to be priced. Money in minor units, amounts in units. */
export interface Case {
  readonly terms: Terms;
  readonly limits: Limits;
  readonly goal: Goal;
  /** As now, where the caller asks for none. */
  readonly ending: Ending | undefined;
  /** Decimals of the currency. */
  readonly digits: number;
  readonly response: Response;
  /** Over the days looked at; absent where demand cannot be forecast. */
  readonly futures: Futures | undefined;
  /** Absent where its stock is not kept. */
  readonly shelf: Shelf | undefined;
  /** What a unit that is left over at the end still brings, before tax. */
  readonly salvage: number;
}
