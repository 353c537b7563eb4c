import { describe, expect, it } from 'vitest';
import type { AlertKind } from '../../../src/domain/advice/alerts/finding.js';
import { priorityOf } from '../../../src/domain/advice/alerts/priority.js';
import { noProduct, type ProductFacts } from '../../../src/domain/advice/facts/facts.js';
import { productFindings } from '../../../src/domain/advice/rules/all.js';
import type { Context } from '../../../src/domain/advice/rules/context.js';
import { Thresholds } from '../../../src/domain/advice/thresholds.js';

const TODAY = 20_000;
const context: Context = {
  today: TODAY,
  thresholds: Thresholds.parse({}),
  currency: 'INR',
  digits: 2,
  opened: TODAY - 400,
  wasOpen: (day) => day !== TODAY - 6,
  leadDays: () => undefined,
  customerName: ({ id }) => id,
};

/** A product that sold ten a day up to yesterday, with 500 on hand. */
function product(more: Partial<ProductFacts['record'] & object> = {}): ProductFacts {
  const facts = noProduct('P');
  facts.record = {
    name: 'Tea',
    unit: undefined,
    price: 5_000,
    cost: 3_000,
    mrp: undefined,
    taxRate: 0,
    supplier: undefined,
    leadDays: undefined,
    stated: 500_000,
    statedOnOrder: 0,
    reorderLevel: undefined,
    trackStock: true,
    discontinued: false,
    removed: false,
    ...more,
  };
  for (let day = TODAY - 60; day < TODAY; day += 1) facts.sold.set(day, 10_000);
  facts.firstSold = TODAY - 60;
  facts.lastSold = TODAY - 1;
  return facts;
}

const kinds = (facts: ProductFacts): AlertKind[] =>
  productFindings(facts, context).flatMap(({ kind, raises }) => (raises ? [kind] : []));
const forecast = (facts: ProductFacts, day: number, point: number, width: number): void => {
  facts.forecasts.set(day, { last: day - 1, point, low: point - width, high: point + width });
};

describe('a product', () => {
  it('in order raises nothing', () => {
    expect(kinds(product())).toEqual([]);
    expect(kinds(product({ removed: true, stated: 0, price: 1 }))).toEqual([]);
    expect(kinds(product({ trackStock: false, stated: 0 }))).toEqual([]);
  });

  it('is low below what sells in the lead time assumed, unless enough is on order', () => {
    expect(kinds(product({ stated: 70_000 }))).toEqual(['low_stock']);
    expect(kinds(product({ stated: 71_000 }))).toEqual([]);
    expect(kinds(product({ stated: 10_000, statedOnOrder: 90_000 }))).toEqual([]);
    expect(kinds(product({ stated: 10_000, discontinued: true }))).toEqual([]);
  });

  it('sold below cost before tax loses money, whatever its label says', () => {
    const [loss] = productFindings(product({ price: 3_300, taxRate: 1_800 }), context);
    expect(loss).toMatchObject({ kind: 'negative_margin', risk: 203 * 10 * 30 });
    expect(kinds(product({ price: 3_600, taxRate: 1_800 }))).toEqual([]);
  });

  it('is never too quiet when it is out of stock, the shop was shut or the interval reaches zero', () => {
    const quiet = (point: number, width: number, more: Partial<ProductFacts['record'] & object> = {}) => {
      const facts = product(more);
      facts.sold.set(TODAY - 1, 0);
      forecast(facts, TODAY - 1, point, width);
      return kinds(facts);
    };
    expect(quiet(10, 4)).toEqual(['sales_drop']);
    expect(quiet(10, 6)).toEqual([]);
    expect(quiet(10, 10)).toEqual([]);
    expect(quiet(10, 4, { stated: 0 })).toEqual(['out_of_stock']);
    const shut = product();
    shut.sold.set(TODAY - 6, 0);
    forecast(shut, TODAY - 6, 10, 4);
    expect(context.wasOpen(TODAY - 6)).toBe(false);
    expect(kinds(shut)).toEqual([]);
  });

  it('three days running outside the interval are as unusual as one far outside', () => {
    const facts = product();
    for (const day of [TODAY - 2, TODAY - 3]) {
      facts.sold.set(day, 15_000);
      forecast(facts, day, 10, 4);
    }
    expect(kinds(facts)).toEqual([]);
    facts.sold.set(TODAY - 1, 15_000);
    forecast(facts, TODAY - 1, 10, 4);
    expect(kinds(facts)).toEqual(['sales_spike']);
  });

  it('whose forecasts are off by a third for four weeks has a bias', () => {
    const facts = product();
    for (let day = TODAY - 28; day < TODAY; day += 1) forecast(facts, day, 13 + (day % 3), 9);
    expect(kinds(facts)).toEqual(['forecast_bias']);
    for (let day = TODAY - 28; day < TODAY; day += 1) forecast(facts, day, 9 + (day % 3), 9);
    expect(kinds(facts)).toEqual([]);
  });
});

it('goods that expired are lost, not at risk', () => {
  const facts = product();
  facts.lots.set('a', { location: 'shop', batch: 'A', expires: TODAY - 1, quantity: 4_000 });
  expect(productFindings(facts, context)).toMatchObject([
    { kind: 'expired', risk: 0, lost: 12_000, arithmetic: '4 units x INR 30.00 cost = INR 120.00' },
  ]);
});

it('a product is out of stock since its goods went, not since they were ordered', () => {
  const facts = product({ stated: 0 });
  facts.stock = {
    quantity: 0,
    ordered: 12_000,
    cost: undefined,
    movedOn: TODAY - 14,
    orderedOn: TODAY,
  };
  expect(productFindings(facts, context)).toMatchObject([{ kind: 'out_of_stock', since: TODAY - 14 }]);
});

describe('the priority', () => {
  it.each([
    ['overdue_credit', 1_000, 'critical'],
    ['overdue_credit', 250, 'high'],
    ['overdue_credit', 50, 'medium'],
    ['overdue_credit', 49, 'low'],
    ['overdue_credit', undefined, 'medium'],
    ['dead_stock', 9_000, 'medium'],
    ['above_mrp', 0, 'critical'],
    ['expired', 1, 'high'],
  ] as const)('of %s with %s at risk, of 1000 taken a day, is %s', (kind, risk, priority) => {
    expect(priorityOf({ kind, risk }, 1_000)).toBe(priority);
  });
});
