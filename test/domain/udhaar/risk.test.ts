import { describe, expect, test } from 'vitest';
import { addDays } from '../../../src/domain/udhaar/ageing.js';
import type { Entry } from '../../../src/domain/udhaar/entry.js';
import { type Risk, riskOf } from '../../../src/domain/udhaar/risk.js';
import { credit, type Sketch, sealedBook } from '../../support/ledger/sealed.js';

const TODAY = '2026-03-31';
const paid = (on: string, amount: number, applied: Entry['applied']): Sketch => ({
  kind: 'payment',
  on,
  effect: -amount,
  applied,
});

/** Debts of 1,000, one a month from September on, each paid so many days after it fell due. */
function paidAfter(...late: number[]): Sketch[] {
  return late.flatMap((days, index) => {
    const due = addDays('2025-09-10', 30 * index);
    return [
      credit(addDays(due, -10), 1_000, due),
      paid(addDays(due, days), 1_000, [{ from: 2 * index + 2, to: 2 * index + 1, due, amount: 1_000 }]),
    ];
  });
}

const risk = (entries: readonly Sketch[]): Risk =>
  riskOf(sealedBook('main', {}, entries).entries, TODAY, undefined);
const factor = (entries: readonly Sketch[], name: string) => {
  const found = risk(entries);
  return found.enough ? found.factors.find((each) => each.name === name) : undefined;
};

describe('the delay', () => {
  test('runs to the day the money came, not to the day a correction set it to the debt', () => {
    // The fourth debt was paid in time, but the payment was set to a mistaken entry until that was reversed.
    const entries: Sketch[] = [
      ...paidAfter(0, 0, 0),
      credit('2025-12-01', 1_000, '2025-12-05'),
      credit('2025-12-01', 1_000, '2025-12-10'),
      paid('2025-12-10', 1_000, [{ from: 9, to: 7, due: '2025-12-05', amount: 1_000 }]),
      {
        kind: 'reversal',
        on: '2026-03-20',
        effect: -1_000,
        reverses: 7,
        applied: [
          { from: 9, to: 7, due: '2025-12-05', amount: -1_000 },
          { from: 10, to: 7, due: '2025-12-05', amount: 1_000 },
          { from: 9, to: 8, due: '2025-12-10', amount: 1_000 },
        ],
      },
    ];
    expect(factor(entries, 'payment_delay')).toMatchObject({ value: 0, points: 100 });
    expect(factor(entries, 'paid_on_time')).toMatchObject({ value: 100 });
  });

  test('of money paid ahead is none, and of a debt that was moved here late it is at least what it was then', () => {
    const ahead: Sketch[] = [
      ...paidAfter(0, 0, 0),
      paid('2025-12-01', 1_000, undefined),
      {
        ...credit('2026-01-01', 1_000, '2026-02-01'),
        applied: [{ from: 7, to: 8, due: '2026-02-01', amount: 1_000 }],
      },
    ];
    expect(factor(ahead, 'payment_delay')).toMatchObject({ value: 0 });
    const moved: Sketch[] = [
      ...ahead.slice(0, 7),
      {
        kind: 'transfer_in',
        on: '2026-01-11',
        effect: 1_000,
        dues: [{ due: '2026-01-01', amount: 1_000 }],
        applied: [{ from: 7, to: 8, due: '2026-01-01', amount: 1_000 }],
      },
    ];
    expect(factor(moved, 'payment_delay')).toMatchObject({ value: 2.5 });
  });
});

test('a debt that came back in part counts for its rest', () => {
  const due = '2026-01-10';
  const late: Sketch[] = [
    ...paidAfter(0, 0, 0),
    credit('2026-01-01', 1_000, due),
    {
      kind: 'refund',
      on: '2026-01-02',
      effect: -900,
      applied: [{ from: 8, to: 7, due, amount: 900 }],
    },
    paid('2026-01-20', 100, [{ from: 9, to: 7, due, amount: 100 }]),
  ];
  const found = risk(late);
  expect(found.settled).toBe(4);
  // 10 days on 100 of 3,100.
  expect(factor(late, 'payment_delay')).toMatchObject({ value: 0.3 });
  expect(factor(late.slice(0, 8), 'paid_on_time')).toMatchObject({ value: 96.8 });
});

test('the trend of who pays in time is full, that of who gets worse is not', () => {
  expect(factor(paidAfter(0, 0, 0, 0), 'trend')).toMatchObject({ value: 0, points: 100 });
  expect(factor(paidAfter(20, 20, 0, 0), 'trend')).toMatchObject({ value: -20, points: 100 });
  expect(factor(paidAfter(20, 20, 20, 20), 'trend')).toMatchObject({ value: 0, points: 50 });
  expect(factor(paidAfter(0, 0, 20, 20), 'trend')).toMatchObject({ value: 20, points: 33 });
});
