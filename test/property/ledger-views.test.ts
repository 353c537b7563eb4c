import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Account } from '../../src/domain/udhaar/account.js';
import { genesis, isSound, seal } from '../../src/domain/udhaar/chain.js';
import type { Entry } from '../../src/domain/udhaar/entry.js';
import { asOf, fold, statementRows } from '../../src/domain/udhaar/fold.js';
import { OpenList } from '../../src/domain/udhaar/open-list.js';
import { riskOf } from '../../src/domain/udhaar/risk.js';
import { Working } from '../../src/domain/udhaar/working.js';

const day = fc
  .integer({ min: 0, max: 400 })
  .map((days) => new Date(Date.UTC(2025, 0, 1) + days * 86_400_000).toISOString().slice(0, 10));
const step = fc.record({
  debt: fc.boolean(),
  amount: fc.integer({ min: 1, max: 1_000 }),
  on: day,
  terms: fc.integer({ min: 0, max: 90 }),
});

/** Entries of one account, made the way the service makes them. */
function entriesOf(steps: readonly { debt: boolean; amount: number; on: string; terms: number }[]): Entry[] {
  const entries: Entry[] = [];
  const empty = { first: [], spilled: 0, total: 0 };
  let account: Account = {
    customer_id: 'c',
    currency: 'INR',
    opened_on: '2025-01-01',
    seq: 0,
    head: genesis('shop', 'c'),
    balance: 0,
    debts: empty,
    advances: empty,
    settings: {},
  };
  for (const { debt, amount, on, terms } of steps) {
    const working = new Working(account, new OpenList(account.debts), new OpenList(account.advances));
    const due = new Date(Date.parse(on) + terms * 86_400_000).toISOString().slice(0, 10);
    if (debt) working.owe([{ due, amount }]);
    else working.receive(amount);
    working.settle();
    const kind = debt ? ('credit' as const) : ('payment' as const);
    const facts = { kind, on, recorded_at: '2026-01-01T00:00:00Z', key: `key ${entries.length}` };
    const posted = working.post(facts, Number.POSITIVE_INFINITY);
    entries.push(posted.entry);
    account = posted.account;
  }
  return entries;
}

const book = fc.array(step, { maxLength: 40 }).map(entriesOf);

describe('as of any day', () => {
  test('the balance is the sum of what counts by then, and the parts add up to it', () => {
    fc.assert(
      fc.property(book, day, (entries, date) => {
        const view = asOf(entries, date);
        const sum = entries.reduce((all, { on, effect }) => all + (on <= date ? effect : 0), 0);
        expect(view.balance).toBe(sum);
        expect([view.open, view.advance]).toEqual([Math.max(sum, 0), Math.max(-sum, 0)]);
        expect(Object.values(view.ageing).reduce((all, part) => all + part, 0)).toBe(view.open);
        expect(view.open - view.ageing.not_due).toBe(view.overdue);
        for (const { left, amount } of view.debts) {
          expect(left).toBeGreaterThan(0);
          expect(left).toBeLessThanOrEqual(amount);
        }
      }),
    );
  });

  test('the last day of all is what the entries come to, allocation by allocation', () => {
    fc.assert(
      fc.property(book, (entries) => {
        const [whole, dated] = [fold(entries), fold(entries, '9999-12-31')];
        expect(dated).toEqual(whole);
      }),
    );
  });

  test('a statement in two halves is the statement in one', () => {
    fc.assert(
      fc.property(book, day, (entries, date) => {
        const next = new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
        const all = statementRows(entries, '1900-01-01', '9999-12-31');
        const [before, after] = [
          statementRows(entries, '1900-01-01', date),
          statementRows(entries, next, '9999-12-31'),
        ];
        expect([...before.rows, ...after.rows]).toEqual(all.rows);
        expect(after.opening).toBe(before.rows.at(-1)?.balance ?? 0);
      }),
    );
  });
});

describe('the chain', () => {
  test('no field of an entry can change unseen', () => {
    fc.assert(
      fc.property(
        book.filter((entries) => entries.length > 0),
        fc.nat(),
        fc.nat(),
        (entries, which, field) => {
          const entry = entries[which % entries.length];
          if (entry === undefined) return;
          expect(isSound(entry)).toBe(true);
          const names = Object.keys(entry).filter((name) => name !== 'hash');
          const name = names[field % names.length] ?? 'kind';
          const spoilt: Entry = { ...entry, [name]: 'something else' };
          expect(isSound(spoilt)).toBe(false);
          const { hash: _, ...rest } = spoilt;
          expect(seal(rest).hash).not.toBe(entry.hash);
        },
      ),
    );
  });
});

describe('the risk score', () => {
  const paidOn = (late: number, rounds: number): Entry[] =>
    entriesOf(
      Array.from({ length: rounds }, (_, index) => {
        const start = Date.UTC(2025, index, 1);
        const at = (days: number) => new Date(start + days * 86_400_000).toISOString().slice(0, 10);
        return [
          { debt: true, amount: 1_000, on: at(0), terms: 10 },
          { debt: false, amount: 1_000, on: at(10 + late), terms: 0 },
        ];
      }).flat(),
    );

  test('is between 0 and 100, its weights are the whole, and it is not given for a new customer', () => {
    fc.assert(
      fc.property(book, day, (entries, date) => {
        const risk = riskOf(entries, date, 5_000);
        if (!risk.enough) return;
        expect(risk.score).toBeGreaterThanOrEqual(0);
        expect(risk.score).toBeLessThanOrEqual(100);
        expect(risk.factors.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(100, 0);
        for (const { improve } of risk.factors) expect(improve.length).toBeGreaterThan(10);
      }),
    );
    expect(riskOf(paidOn(0, 2), '2025-12-01', undefined).enough).toBe(false);
    expect(riskOf(paidOn(0, 5), '2025-02-20', undefined).enough).toBe(false);
  });

  test('falls the later a customer pays', () => {
    const scores = [0, 5, 15, 19].map((late) => {
      const risk = riskOf(paidOn(late, 8), '2025-12-01', undefined);
      return risk.enough ? risk.score : Number.NaN;
    });
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(scores[0]).toBeGreaterThan((scores[3] ?? 0) + 20);
    const risk = riskOf(paidOn(0, 8), '2025-12-01', undefined);
    expect(risk.enough && risk.factors.map(({ name, value }) => [name, value])).toEqual([
      ['payment_delay', 0],
      ['paid_on_time', 100],
      ['trend', 0],
      ['relation', 334],
    ]);
  });
});
