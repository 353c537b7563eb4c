import { describe, expect, test } from 'vitest';
import { understand } from '../../../src/domain/bills/understand.js';
import { type PageLine, pageOf } from '../../support/bills/page.js';

const OPTIONS = { today: '2026-03-31', order: 'dmy', currency: 'INR' } as const;
const TOP: readonly PageLine[] = [
  [[120, 'GUPTA GENERAL STORE']],
  [[0, 'Bill No: GST-1042 Date: 14/03/2025']],
];
const HEAD: PageLine = [
  [0, 'Item'],
  [300, 'Qty'],
  [420, 'Rate'],
  [560, 'Amount'],
];
const SALT = goods('Tata Salt 1kg', '10', '26.00', '260.00');
const SUGAR = goods('Sugar', '2', '40.00', ' 80.00');

function goods(name: string, quantity: string, rate: string, amount: string): PageLine {
  return [
    [0, name],
    [310, quantity],
    [420, rate],
    [560, amount.trim()],
  ];
}

function total(sum: string, label = 'Grand Total'): PageLine {
  return [
    [0, label],
    [560, sum],
  ];
}

const read = (...lines: readonly PageLine[]) => understand([pageOf([...TOP, ...lines])], OPTIONS);

describe('papers that are not like others', () => {
  test.each(['26.00', '0.00'])('goods free of charge are a line of their own, with rate %s', (rate) => {
    const bill = read(HEAD, SALT, goods('Tata Salt 1kg FREE', '1', rate, '0.00'), SUGAR, total('340.00'));
    expect(bill.items.map(({ name, quantity, amount }) => [name, quantity, amount])).toEqual([
      ['Tata Salt 1kg', 10_000, 26_000],
      ['Tata Salt 1kg FREE', 1_000, 0],
      ['Sugar', 2_000, 8_000],
    ]);
    expect(bill.items[1]?.rate).toBeUndefined();
    expect(bill.items.map(({ review }) => review !== undefined)).toEqual([false, true, false]);
    expect(bill.total).toMatchObject({ value: 34_000, checks: ['labelled', 'items_sum'] });
  });

  test('what did not come counts nothing, and its rate is no amount', () => {
    const bill = read(HEAD, SALT, goods('Sugar', '0', '40.00', '0.00'), total('260.00'));
    expect(bill.items.map(({ quantity, amount }) => [quantity, amount])).toEqual([
      [10_000, 26_000],
      [0, 0],
    ]);
  });

  test.each(['CASE', 'CS', 'BDL', 'CRATE', 'CARTON', 'POUCH'])(
    '%s is a unit, no part of the name',
    (unit) => {
      const columns: PageLine = [...HEAD, [360, 'Unit']];
      const line: PageLine = [
        [0, 'Tata Salt 1kg'],
        [310, '2'],
        [360, unit],
        [420, '540.00'],
        [560, '1,080.00'],
      ];
      const [item] = read(columns, line, total('1,080.00')).items;
      expect(item).toMatchObject({ name: 'Tata Salt 1kg', unit, quantity: 2_000, rate: 54_000 });
    },
  );

  test.each(['Tata Salt 1kg', 'Tata Rock Salt 1 kg', 'Tata Iodised Salt 1 kg'])(
    'batch and expiry are no part of the name, and all of %s is',
    (name) => {
      const columns = ['Item', 'Batch', 'Exp', 'Qty', 'Rate', 'Amount'];
      const line = [name, 'B77', '12/26', '10', '26.00', '260.00'];
      const at = (texts: readonly string[]): PageLine =>
        texts.map((text, index) => [[0, 300, 400, 510, 600, 720][index] ?? 0, text]);
      const sums: PageLine = [
        [0, 'Grand Total'],
        [720, '260.00'],
      ];
      const { items } = understand([pageOf([...TOP, at(columns), at(line), sums])], OPTIONS);
      expect(items).toMatchObject([{ name, quantity: 10_000, rate: 2_600 }]);
    },
  );

  test.each(['CREDIT NOTE', 'CREDITNOTE', 'PROFORMA INVOICE', 'Delivery Challan', 'QUOTATION'])(
    'the total of a %s is never sure',
    (heading) => {
      const sums = [HEAD, SALT, SUGAR, total('340.00')];
      expect(read(...sums).total?.confidence).toBeGreaterThan(0.95);
      const bill = read([[200, heading]], ...sums);
      expect(bill.total).toMatchObject({ value: 34_000, confidence: 0.5 });
      expect(bill.total?.review).toContain('calls itself');
    },
  );

  test.each([
    ['Total EUR', 'EUR'],
    ['Total £', 'GBP'],
    ['Total AED', 'AED'],
  ])('%s names the currency', (label, currency) => {
    expect(read(HEAD, SALT, SUGAR, total('340.00', label)).currency?.value).toBe(currency);
  });
});
