import { describe, expect, test } from 'vitest';
import { nearest } from '../../src/domain/nearest.js';

const NAMES = ['net_sales', 'gross_sales', 'orders', 'customer', 'customer_city', 'product', 'price'];

describe('the nearest names', () => {
  test.each([
    ['net_salse', 'net_sales'],
    ['netsales', 'net_sales'],
    ['Net Sales', 'net_sales'],
    ['NET-SALES', 'net_sales'],
    ['order', 'orders'],
    ['custmer', 'customer'],
    ['customers', 'customer'],
    ['pryce', 'price'],
    ['customercity', 'customer_city'],
  ])('to %s begin with %s', (typed, wanted) => {
    expect(nearest(typed, NAMES)[0]).toBe(wanted);
  });

  test.each(['', '   ', '___', 'zzzzzzzz', '🛒', '1'])('to "%s" are none', (typed) => {
    expect(nearest(typed, NAMES)).toEqual([]);
  });

  test('are five at most, each once, and never other than the candidates', () => {
    const many = Array.from({ length: 50 }, (_, at) => `name_${at}`);
    const found = nearest('name', many);
    expect(found).toHaveLength(5);
    expect(new Set(found).size).toBe(5);
    for (const name of found) expect(many).toContain(name);
  });

  test('to a megabyte come without looking at all of it', () => {
    expect(nearest('n'.repeat(1_000_000), NAMES)).toEqual([]);
  });
});
