import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { understand } from '../../../src/domain/bills/understand.js';
import { type PageLine, pageOf, RECEIPT } from '../../support/bills/page.js';

const OPTIONS = { today: '2026-03-31', order: 'dmy', currency: 'INR' } as const;
const read = (lines: readonly PageLine[], degrees = 0) => understand([pageOf(lines, degrees)], OPTIONS);

describe('a bill is understood from its words', () => {
  test('every field, with its place and what bears it out', () => {
    const bill = read(RECEIPT);
    expect(bill.total).toMatchObject({
      value: 33_100,
      checks: ['labelled', 'cash_less_change', 'items_sum'],
    });
    expect(bill.total?.confidence).toBeGreaterThan(0.95);
    expect(bill.vendor?.value).toBe('GUPTA GENERAL STORE');
    expect(bill.address?.value).toBe('12, MG Road, Pune - 411001');
    expect(bill.vendorGstin?.value).toBe('27AAPFU0939F1ZV');
    expect(bill.billNumber?.value).toBe('GST-1042');
    expect(bill.date).toMatchObject({ value: '2025-03-14', text: '14/03/2025' });
    expect(bill.currency?.value).toBe('INR');
    expect(bill.subtotal?.value).toBe(31_500);
    expect(bill.taxes.map(({ kind, rate, amount }) => [kind, rate, amount.value])).toEqual([
      ['cgst', 250, 788],
      ['sgst', 250, 788],
    ]);
    expect(bill.rounding?.value).toBe(24);
    expect([bill.paid?.value, bill.change?.value]).toEqual([50_000, 16_900]);
    expect(bill.items.map(({ name, quantity, rate, amount }) => [name, quantity, rate, amount])).toEqual([
      ['Tata Salt 1kg', 3_000, 2_600, 7_800],
      ['Toor Dal', 1_500, 15_800, 23_700],
    ]);
    expect(
      bill.items.every(({ checks, review }) => checks.includes('items_sum') && review === undefined),
    ).toBe(true);
    const { left, top, right, bottom } = bill.total?.place ?? { left: 0, top: 0, right: 0, bottom: 0 };
    expect([left, top, right, bottom].map(Math.round)).toEqual([960, 774, 1_026, 794]);
  });

  test('is the same whatever the skew', () => {
    const upright = read(RECEIPT);
    fc.assert(
      fc.property(fc.double({ min: -8, max: 8, noNaN: true }), (degrees) => {
        const bill = read(RECEIPT, degrees);
        expect(bill.total?.value).toBe(upright.total?.value);
        expect(bill.items.map(({ name, amount }) => [name, amount])).toEqual(
          upright.items.map(({ name, amount }) => [name, amount]),
        );
      }),
      { numRuns: 40 },
    );
  });

  test('arithmetic decides between sums that are all called total', () => {
    const bill = read([
      [[0, 'SHOP SDN BHD']],
      [[0, 'Total 0% supplies: 17.89']],
      [[0, 'Total 6% supplies (excl. GST): 39.96']],
      [[0, 'GST: 2.39']],
      [[0, 'Total 6% supplies (Inc. GST): 42.35']],
      [[0, 'Total Payable: 60.24']],
    ]);
    expect(bill.total).toMatchObject({ value: 6_024, checks: ['labelled', 'parts_sum'] });
  });

  test('a rounded total beats the one before rounding, and tax in a total is no total', () => {
    const bill = read([
      [[0, 'CORNER MART']],
      [[0, 'Total Sales (Inclusive GST) RM 45.34']],
      [[0, 'Rounding Adjustment RM 0.01']],
      [[0, 'Rounding RM 45.35']],
      [[0, 'CASH RM 50.00']],
      [[0, 'CHANGE RM 4.65']],
      [[0, 'GST @6% included in total RM 2.57']],
    ]);
    expect(bill.total?.value).toBe(4_535);
    expect(bill.currency?.value).toBe('MYR');
  });

  test('a total that nothing bears out is not sure and says why', () => {
    const bill = read([[[0, 'CORNER MART']], [[0, 'Total 45.30']]]);
    expect(bill.total?.value).toBe(4_530);
    expect(bill.total?.confidence).toBeLessThan(0.95);
    expect(bill.total?.review).toBe('Nothing else on the bill adds up to this total.');
  });

  test('a quantity that cannot be read follows from amount and rate, and is to be reviewed', () => {
    const bill = read(RECEIPT.map((line) => line.filter(([, text]) => text !== '3')));
    expect(bill.items[0]).toMatchObject({ quantity: 3_000, rate: 2_600, amount: 7_800 });
    expect(bill.items[0]?.review).toMatch(/^The quantity could not be read/);
  });

  test('an amount misread leaves the total sure by the cash, the lines not', () => {
    const bill = read(
      RECEIPT.map((line) => line.map(([x, text]) => [x, text === '237.00' ? '287.00' : text] as const)),
    );
    expect(bill.total?.value).toBe(33_100);
    expect(bill.items[1]?.checks).toEqual([]);
    expect(bill.items.every(({ review }) => review !== undefined)).toBe(true);
  });

  test('no words give no bill, and any words none that throws', () => {
    expect(understand([pageOf([])], OPTIONS)).toMatchObject({ items: [], taxes: [] });
    const text = fc.array(
      fc.constantFrom('Total', '9.00', 'RM', '1,2', '-', '%', '12/12/2024', 'S/B', '=', '0', '₹', 'x', '(1)'),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12 }), (lines) => {
        const bill = read(lines.map((words) => [[0, words.join(' ')]]));
        expect(bill.total === undefined || bill.total.confidence <= 1).toBe(true);
      }),
    );
  });
});
