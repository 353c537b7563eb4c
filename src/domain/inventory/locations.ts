import { invalid } from '../errors.js';
import { DEFAULT_STOCK_LOCATIONS, type ShopSettings } from '../shop.js';
import type { Stock } from './movement.js';

/** Where sales take stock from that name no other place. */
export function defaultLocation(settings: ShopSettings): string {
  return locationsOf(settings)[0] ?? '';
}

/** Where a document that says it was made at `said` takes stock from. */
export function soldAt(settings: ShopSettings, said: string | undefined): string {
  return locationsOf(settings).find((name) => same(name, said)) ?? defaultLocation(settings);
}

/**
 * The location that was named: one of the shop's, or one where there still is stock.
 *
 * @throws ClerkError `invalid_input` with the locations there are.
 */
export function locationNamed(
  said: string | undefined,
  settings: ShopSettings,
  { shelves }: Stock,
  field: string,
): string {
  if (said === undefined) return defaultLocation(settings);
  const all = [...locationsOf(settings), ...shelves.map(({ location }) => location)];
  const found = all.find((name) => same(name, said));
  if (found !== undefined) return found;
  throw invalid(field, `There is no stock location "${said.slice(0, 40)}".`, {
    fix: 'Send one of those there are; the operator adds more with --stock-locations.',
    valid: [...new Set(all)],
  });
}

function locationsOf({ stock_locations: names }: ShopSettings): readonly string[] {
  return names ?? DEFAULT_STOCK_LOCATIONS;
}

function same(name: string, said: string | undefined): boolean {
  return said !== undefined && name.toLowerCase() === said.trim().toLowerCase();
}
