/**
 * The local engine on made-up Indian bills. MUNSHI_BILLS=N tries N of each kind, MUNSHI_TEST_SEED others; the shares
 * it prints are the ones docs/bills.md states.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { type Bill, SURE } from '../../../src/domain/bills/bill.js';
import { readBill } from '../../../src/domain/bills/second-look.js';
import type { Engine } from '../../../src/domain/ports/reading/local/engine.js';
import { readHere } from '../../../src/domain/ports/reading/local/read-here.js';
import { localEngine } from '../../support/bills/engine.js';
import { type BillImage, billImage } from '../../support/bills/image.js';
import type { Wear } from '../../support/bills/wear.js';

const OPTIONS = { today: '2026-03-31', order: 'dmy', currency: 'INR' } as const;
const COUNT = Number(process.env.MUNSHI_BILLS ?? 3);
const SEED = Number(process.env.MUNSHI_TEST_SEED ?? 7);
/** Longer than a slow machine takes for a page, many times over. */
const LIMIT = 120_000 + COUNT * 60_000;

let engine: Engine | undefined;
beforeAll(async () => {
  engine = await localEngine();
}, LIMIT);

const read = (using: Engine, { jpeg }: BillImage): Promise<Bill> =>
  readHere(using, jpeg, (reading) => readBill(reading, OPTIONS));

interface Shares {
  total: number;
  gstin: number;
  date: number;
  items: number;
  summed: number;
  summedRight: number;
  sure: number;
  sureRight: number;
}

async function measure(using: Engine, how: Wear): Promise<Shares> {
  const shares: Shares = {
    total: 0,
    gstin: 0,
    date: 0,
    items: 0,
    summed: 0,
    summedRight: 0,
    sure: 0,
    sureRight: 0,
  };
  for (let number = 0; number < COUNT; number += 1) {
    const image = await billImage(SEED, number, how);
    const { truth } = image;
    const bill = await read(using, image);
    const right =
      bill.items.length === truth.items.length &&
      truth.items.every(
        ({ quantity, rate, amount }, index) =>
          bill.items[index]?.quantity === quantity &&
          bill.items[index]?.rate === rate &&
          bill.items[index]?.amount === amount,
      );
    const summed = bill.items.length > 0 && bill.items.every(({ checks }) => checks.includes('items_sum'));
    const sure = (bill.total?.confidence ?? 0) >= SURE;
    const totalRight = bill.total?.value === truth.total;
    shares.total += Number(totalRight);
    shares.gstin += Number(bill.vendorGstin?.value === truth.vendorGstin);
    shares.date += Number(bill.date?.value === truth.date);
    shares.items += Number(right);
    shares.summed += Number(summed);
    shares.summedRight += Number(summed && right);
    shares.sure += Number(sure);
    shares.sureRight += Number(sure && totalRight);
  }
  console.log(JSON.stringify({ ...how, of: COUNT, ...shares }));
  return shares;
}

describe('made-up bills', () => {
  test.each<[string, Wear, number]>([
    ['clean', { photo: false }, 0.9],
    ['as a phone takes them', { photo: true }, 0.8],
  ])(
    '%s',
    async (_name, how, items) => {
      if (engine === undefined) return;
      const shares = await measure(engine, how);
      expect(shares.total).toBeGreaterThanOrEqual(Math.floor(0.95 * COUNT));
      expect(shares.gstin).toBeGreaterThanOrEqual(Math.floor(0.95 * COUNT));
      expect(shares.items).toBeGreaterThanOrEqual(Math.floor(items * COUNT));
      expect(shares.sureRight).toBe(shares.sure);
    },
    LIMIT,
  );

  test.each([4, 90, 180, 270])(
    'turned by %i degrees',
    async (turned) => {
      if (engine === undefined) return;
      const shares = await measure(engine, { photo: false, turned });
      expect(shares.total).toBeGreaterThanOrEqual(Math.floor(0.93 * COUNT));
    },
    LIMIT,
  );
});
