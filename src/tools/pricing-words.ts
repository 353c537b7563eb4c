import type { BoundName } from '../domain/pricing/bounds.js';
import type { Amounts } from './amounts.js';

export type Shown = Amounts['shown'];

export const BOUND_WORDS: Record<BoundName, string> = {
  mrp: 'the MRP',
  margin_floor: 'the margin floor',
  break_even: 'break-even',
  price_now: 'the price now',
  too_far: 'three times the price now',
  reach: 'a quarter beyond the prices ever charged',
  competitors: 'competitors’ prices (5 % either way)',
  largest_step: 'the largest change',
};

export function money(minor: number, shown: Shown): string {
  const value = shown(Math.round(minor));
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
}

export function units(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(1);
}

export function percent(share: number, digits = 1): string {
  return `${(share * 100).toFixed(digits)} %`;
}

export function signed(share: number): string {
  return `${share >= 0 ? '+' : ''}${percent(share)}`;
}

/** `kg` of loose goods, else units. */
export function unitWord(unit: string | undefined): string {
  return unit !== undefined && /^(?:k?g|m?l|litres?|met(?:re|er)s?|m)$/i.test(unit) ? unit : 'units';
}

/** A sum that comes out with the figures as they are shown. */
export function times(amount: number, each: number, shown: Shown): { amount: string; product: string } {
  const decimals = amount >= 100 ? 0 : amount >= 10 ? 1 : 2;
  const text = amount.toFixed(decimals);
  return { amount: text, product: money(Number(text) * Math.round(each), shown) };
}
