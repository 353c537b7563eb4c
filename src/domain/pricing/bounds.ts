import { priceCharging, priceLeaving, type Terms } from './terms.js';

export const BOUNDS = ['mrp', 'margin_floor', 'break_even', 'competitors', 'largest_step'] as const;
export type BoundName = (typeof BOUNDS)[number];

/** What a price has to keep to, besides the law. */
export interface Limits {
  /** Least margin, a share from 0 to below 1. */
  readonly floor?: number | undefined;
  /** Never below cost, where no floor is set. */
  readonly neverAtLoss: boolean;
  /** Lowest and highest price of competitors, as their customers pay them. */
  readonly competitors?: { readonly low: number; readonly high: number } | undefined;
  /** Largest change, a share above 0. */
  readonly step: number;
  /** Whether the caller set the step; one that is assumed makes way for the other bounds. */
  readonly stepAsked: boolean;
}

/** One bound in whole minor units. */
export interface Bound {
  readonly name: BoundName;
  readonly least?: number;
  readonly most?: number;
}

/** Prices that keep to every bound, both ends included. */
export interface Range {
  readonly low: number;
  readonly high: number;
  readonly bounds: readonly Bound[];
}

/** Two bounds that no price keeps at once. */
export interface Clash {
  readonly least: Bound;
  readonly most: Bound;
}

/** How far a price may lie outside what competitors ask, as a share. */
export const CORRIDOR = 0.05;
/** Rounding of fractions that are whole but for their last binary digits. */
const SLIP = 1e-9;

/** The prices that may be advised, or the bounds that leave none. */
export function rangeOf(terms: Terms, limits: Limits): Range | Clash {
  const firm = firmBounds(terms, limits);
  const apart = clashOf(firm);
  if (apart !== undefined) return apart;
  const anchor = limits.stepAsked ? terms.price : nearestIn(spanOf(firm), terms.price);
  const bounds = [...firm, bound('largest_step', anchor * (1 - limits.step), anchor * (1 + limits.step))];
  const clash = clashOf(bounds);
  return clash ?? { ...spanOf(bounds), bounds };
}

/** The bounds that a price breaks. */
export function brokenBy(price: number, bounds: readonly Bound[]): BoundName[] {
  return bounds
    .filter(({ least = price, most = price }) => price < least || price > most)
    .map(({ name }) => name);
}

function firmBounds(terms: Terms, { floor, neverAtLoss, competitors }: Limits): Bound[] {
  const { cost, mrp } = terms;
  const bounds: Bound[] = [];
  if (mrp !== undefined) bounds.push(bound('mrp', undefined, priceCharging(mrp, terms)));
  if (cost !== undefined && floor !== undefined)
    bounds.push(bound('margin_floor', priceLeaving(cost / (1 - floor), terms)));
  else if (cost !== undefined && neverAtLoss) bounds.push(bound('break_even', priceLeaving(cost, terms)));
  if (competitors !== undefined) {
    const { low, high } = competitors;
    bounds.push(
      bound(
        'competitors',
        priceCharging(low * (1 - CORRIDOR), terms),
        priceCharging(high * (1 + CORRIDOR), terms),
      ),
    );
  }
  return bounds;
}

function bound(name: BoundName, least: number | undefined, most?: number): Bound {
  return {
    name,
    ...(least === undefined ? {} : { least: Math.max(1, Math.ceil(least - SLIP)) }),
    ...(most === undefined ? {} : { most: Math.floor(most + SLIP) }),
  };
}

function spanOf(bounds: readonly Bound[]): { low: number; high: number } {
  return {
    low: Math.max(1, ...bounds.map(({ least = 1 }) => least)),
    high: Math.min(Number.MAX_SAFE_INTEGER, ...bounds.map(({ most }) => most ?? Number.MAX_SAFE_INTEGER)),
  };
}

function clashOf(bounds: readonly Bound[]): Clash | undefined {
  const { low, high } = spanOf(bounds);
  if (low <= high) return undefined;
  const least = bounds.find((each) => each.least === low) ?? bounds.find((each) => each.most === high);
  const most = bounds.find((each) => each.most === high);
  return least === undefined || most === undefined ? undefined : { least, most };
}

function nearestIn({ low, high }: { low: number; high: number }, price: number): number {
  return Math.min(high, Math.max(low, price));
}
