import { expect, test } from 'vitest';
import { ClerkError } from '../../../src/domain/errors.js';
import { movementItem } from '../../../src/domain/inventory/keys.js';
import type { Stock } from '../../../src/domain/inventory/movement.js';
import { type Change, post } from '../../../src/domain/inventory/posting.js';

const PRODUCT = { product_id: 'a-product-with-a-rather-long-id', name: 'Tea' };
const NOW = new Date('2026-03-31T06:30:00Z');
const SAID = { on: '2026-03-31', key: 'a-key', now: NOW, field: '' };
const EMPTY: Stock = { product_id: PRODUCT.product_id, seq: 0, on_hand: 0, shelves: [] };

const apply = (stock: Stock, change: Change) => post(change, stock, PRODUCT, SAID);
const lot = (index: number) => ({
  batch: `batch-number-of-a-supplier-${String(index).padStart(3, '0')}`,
  expires: `2027-01-${String(1 + (index % 28)).padStart(2, '0')}`,
});

/** As many lots as can be, half of them at another place. */
function full(): Stock {
  return Array.from({ length: 100 }, (_, index) => index).reduce(
    (stock, index) =>
      apply(stock, {
        kind: 'purchase',
        location: index % 2 === 0 ? 'counter' : 'godown',
        quantity: 1_000 + index,
        ...lot(index),
      }).stock,
    EMPTY,
  );
}

test('a lot beyond the bound is refused; one that is open takes more, and loose stock comes in', () => {
  const stock = full();
  const buy = (more: object) =>
    apply(stock, { kind: 'purchase', location: 'counter', quantity: 1_000, ...more }).stock.on_hand;
  expect(() => buy(lot(100))).toThrow(ClerkError);
  expect(() => buy(lot(1))).toThrow(ClerkError);
  expect(buy(lot(0))).toBe(stock.on_hand + 1_000);
  expect(buy({})).toBe(stock.on_hand + 1_000);
});

test('what comes back is never refused: beyond the bound it joins the loose stock', () => {
  const legs = [{ location: 'counter', ...lot(200), quantity: 500 }];
  const { movement, stock } = apply(full(), { kind: 'return', legs });
  expect(movement.legs).toEqual([{ location: 'counter', quantity: 500 }]);
  expect(stock.shelves.find(({ location }) => location === 'counter')?.loose).toBe(500);
});

test('the item of a movement stays small with as many lots and legs as there can be', () => {
  const stock = full();
  const sold = apply(stock, { kind: 'sale', location: 'counter', quantity: 90_000, may_go_below: true });
  expect(sold.movement.legs.length).toBe(51);
  const largest = Math.max(
    ...[apply(stock, { kind: 'count', location: 'counter', quantity: 0 }), sold].map(
      (each) => JSON.stringify(movementItem('shop', each.movement, each.stock, NOW)).length,
    ),
  );
  expect(largest).toBeLessThan(20_000);
});
