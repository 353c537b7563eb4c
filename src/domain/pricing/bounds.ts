import { FAR } from '../products/doubtful-price.js';
import { priceCharging, priceLeaving, type Terms } from './terms.js';

export const BOUNDS = [
  'mrp',
  'margin_floor',
  'break_even',
  'price_now',
  'too_far',
  'reach',
  'competitors',
  'largest_step',
] as const;
export type BoundName = (typeof BOUNDS)[number];

/** Bounds that a price now may not break: the law, the margin asked for, and what the goods cost. */
const FIRM: ReadonlySet<BoundName> = new Set(['mrp', 'margin_floor', 'break_even']);

export function isFirm(name: BoundName): boolean {
  return FIRM.has(name);
}

/** What a price has to keep to, besides the law. */
export interface Limits {
  /** Least margin, a share from 0 to below 1. */
  readonly floor?: number | undefined;
  /** Never below cost, where no floor is set. */
  readonly neverAtLoss: boolean;
  /** Never above the price now, as where stock is to go; competitors then set no least either. */
  readonly neverUp?: boolean;
  /** Lowest and highest price of competitors, as their customers pay them. */
  readonly competitors?: { readonly low: number; readonly high: number } | undefined;
  /** Prices so near to those ever charged that demand is still told, the MRP aside. */
  readonly reach?: { readonly least: number; readonly most: number } | undefined;
  /** Largest change, a share above 0. */
  readonly step: number;
  /** Whether the caller set the step; one that is assumed does not bind a markdown. */
  readonly stepAsked: boolean;
}

/** One bound in whole minor units. */
export interface Bound {
  readonly name: BoundName;
  readonly least?: number;
  readonly most?: number;
}

/** Prices that may be advised, both ends included. */
export interface Range {
  readonly low: number;
  readonly high: number;
  readonly bounds: readonly Bound[];
  /** Every one is dearer than competitors allow: the lowest comes nearest. */
  readonly lowestOnly?: true;
}

/** Two bounds that no price keeps at once. */
export interface Clash {
  readonly least: Bound;
  readonly most: Bound;
  /** These and the others. */
  readonly bounds: readonly Bound[];
}

/** How far a price may lie outside what competitors ask, as a share. */
export const CORRIDOR = 0.05;
/** Rounding of fractions that are whole but for their last binary digits. */
const SLIP = 1e-9;

/**
 * The prices that may be advised, or the bounds that leave none. MRP, floor and cost always hold. The largest step holds
 * from the price now; where that breaks one of these, from the nearest price that keeps them. Competitors bound how dear
 * a price may be: one that is dearer comes nearer by a step at most, one that is cheaper need not rise.
 */
export function rangeOf(terms: Terms, limits: Limits): Range | Clash {
  const firm = firmBounds(terms, limits);
  const apart = clashOf(firm);
  if (apart !== undefined) return apart;
  const anchor = nearestIn(spanOf(firm), terms.price);
  const reach = reachOf(firm, terms.price, limits);
  const beyond = clashOf([...firm, ...reach]);
  if (beyond !== undefined) return beyond;
  const least = firm.find((each) => each.least === anchor);
  if (least !== undefined && anchor > FAR * terms.price) {
    const most = bound('too_far', undefined, FAR * terms.price);
    return { least, most, bounds: [...firm, most] };
  }
  const most = Math.min(anchor * (1 + limits.step), Math.max(anchor, FAR * terms.price));
  const step = bound('largest_step', anchor * (1 - limits.step), most);
  const near = [...firm, ...reach];
  // From a price that itself lies out of reach no step leads back.
  const within = spanOf(clashOf([...near, step]) === undefined ? [...near, step] : near);
  const corridor = corridorOf(terms, limits);
  if (corridor === undefined) return { ...within, bounds: [...near, step] };
  const clash = clashOf([...firm, { name: 'competitors', most: corridor.most }]);
  if (clash !== undefined) return clash;
  const bounds = [...near, corridor, step];
  if (corridor.most < within.low)
    return { low: within.low, high: Math.min(within.high, anchor), bounds, lowestOnly: true };
  const high = Math.min(within.high, corridor.most);
  const low = Math.min(high, Math.max(within.low, corridor.least ?? 1));
  return { low, high, bounds };
}

/** The bounds that a price breaks. */
export function brokenBy(price: number, bounds: readonly Bound[]): BoundName[] {
  return bounds
    .filter(({ least = price, most = price }) => price < least || price > most)
    .map(({ name }) => name);
}

function firmBounds(terms: Terms, { floor, neverAtLoss, neverUp }: Limits): Bound[] {
  const { cost, mrp, price } = terms;
  const bounds: Bound[] = [];
  if (mrp !== undefined) bounds.push(bound('mrp', undefined, priceCharging(mrp, terms)));
  if (cost !== undefined && floor !== undefined)
    bounds.push(bound('margin_floor', priceLeaving(cost / (1 - floor), terms)));
  else if (cost !== undefined && neverAtLoss) bounds.push(bound('break_even', priceLeaving(cost, terms)));
  if (neverUp === true) bounds.push(bound('price_now', undefined, price));
  return bounds;
}

/**
 * Nothing where the MRP or break-even lie beyond it: those go first, and what sells there is not told. Nor where the price
 * now lies below it and may not rise.
 */
function reachOf(firm: readonly Bound[], price: number, { reach, neverUp }: Limits): Bound[] {
  if (reach === undefined || (neverUp === true && price < reach.least)) return [];
  const near = bound('reach', reach.least, reach.most);
  const forced = firm.some(
    ({ name, least = 1, most = Number.MAX_SAFE_INTEGER }) =>
      (name === 'mrp' && most < (near.least ?? 1)) || (name === 'break_even' && least > (near.most ?? least)),
  );
  return forced ? [] : [near];
}

/** A least only where the price now is not below it already: being cheaper than others breaks nothing. */
function corridorOf(
  terms: Terms,
  { competitors, neverUp }: Limits,
): (Bound & { readonly most: number }) | undefined {
  if (competitors === undefined) return undefined;
  const least = priceCharging(competitors.low * (1 - CORRIDOR), terms);
  const most = priceCharging(competitors.high * (1 + CORRIDOR), terms);
  const free = neverUp === true || terms.price < least - SLIP;
  return { ...bound('competitors', free ? undefined : least), most: Math.floor(most + SLIP) };
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
  return least === undefined || most === undefined ? undefined : { least, most, bounds };
}

function nearestIn({ low, high }: { low: number; high: number }, price: number): number {
  return Math.min(high, Math.max(low, price));
}
