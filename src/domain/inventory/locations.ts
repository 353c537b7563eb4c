import { invalid } from '../errors.js';
import { DEFAULT_STOCK_LOCATIONS, type ShopSettings } from '../shop.js';
import type { Stock } from './movement.js';

/** Where sales take stock from that name no other place. */
export function defaultLocation(settings: ShopSettings): string {
  return locationsOf(settings)[0] ?? '';
}

/**
 * Where a document that says it was made at `said` takes stock from, and what it is to say: the location by its own
 * name. Where all stock lies in one place it comes from there, and what is said may be any branch.
 *
 * @throws ClerkError `invalid_input` with the locations there are, where there are several.
 */
export function soldAt(
  settings: ShopSettings,
  said: string | undefined,
): { readonly location: string; readonly said: string | undefined } {
  const all = locationsOf(settings);
  if (said === undefined || all.length < 2) return { location: defaultLocation(settings), said };
  const location = locationAmong(all, said, 'location');
  return { location, said: location };
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
  return locationAmong([...locationsOf(settings), ...shelves.map(({ location }) => location)], said, field);
}

/** @throws ClerkError `invalid_input` naming `field`, with the locations there are. */
export function locationAmong(all: readonly string[], said: string, field: string): string {
  const wanted = said.trim().toLowerCase();
  const found = all.find((name) => name.toLowerCase() === wanted);
  if (found !== undefined) return found;
  throw invalid(field, `There is no stock location "${said.slice(0, 40)}".`, {
    fix: 'Send one of those there are; the operator adds more with --stock-locations.',
    valid: [...new Set(all)],
  });
}

export function locationsOf({ stock_locations: names }: ShopSettings): readonly string[] {
  return names ?? DEFAULT_STOCK_LOCATIONS;
}
