import { expect } from 'vitest';
import * as z from 'zod';
import { type Drivers, type Fraction, thousandthsApart } from './drivers.js';

const PARTS = ['volume', 'mix', 'price', 'range'] as const;

const Groups = z.array(z.record(z.string(), z.unknown()));

/**
 * Checks drivers as an answer gives them: the parts add up to the change exactly, groups to
 * the parts, and each is its formula to within
 * what rounding each product's part to a fine unit can do.
 */
export function expectDrivers(
  given: Readonly<Record<string, unknown>> | undefined,
  wanted: Drivers,
  digits: number,
  told: string,
): void {
  const fine = (name: string): bigint => BigInt(Math.round(Number(given?.[name]) * 10 ** (digits + 4)));
  expect(fine('change'), told).toBe(wanted.change);
  expect(
    PARTS.reduce((sum, name) => sum + fine(name), 0n),
    told,
  ).toBe(wanted.change);
  const groups = Groups.parse(given?.by ?? []);
  for (const name of groups.length === 0 ? [] : (['change', ...PARTS] as const))
    expect(
      groups.reduce((sum, group) => sum + BigInt(Math.round(Number(group[name]) * 10 ** (digits + 4))), 0n),
      `${name} by group, ${told}`,
    ).toBe(fine(name));
  const most: Record<(typeof PARTS)[number], number> = {
    volume: 500,
    price: 500 * wanted.products.length,
    range: 500 * wanted.products.length,
    mix: 500 * (wanted.products.length + 1),
  };
  for (const name of PARTS) {
    const part: Fraction = wanted[name];
    expect(thousandthsApart(fine(name), part), `${name}, ${told}`).toBeLessThanOrEqual(most[name]);
  }
}
