import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { ClerkError } from '../../../src/domain/errors.js';
import type { Shop } from '../../../src/domain/open-shop.js';
import type { Sale } from '../../../src/domain/sales/sale.js';
import { embeddedStore, freshShop } from '../../support/embedded-store.js';
import { clerkError } from '../../support/failures.js';
import { anotherProcess, shopWithProducts } from './shop.js';

const store = embeddedStore();
let keys = 0;

function keyed() {
  keys += 1;
  return { key: `key-${keys}`, payload: keys };
}

/** A shop, the same shop in another process, and a sale of 3 teas and 1.5 kg of rice. */
async function sold(): Promise<{ shop: Shop; other: Shop; sale: Sale }> {
  const id = freshShop();
  const shop = await shopWithProducts(store.table(), id);
  const sale = await shop.sales.record(
    {
      lines: [
        { product: 'P1', quantity: 3_000 },
        { product: 'P2', quantity: 1_500, discount: 85 },
      ],
      tax_included: true,
      customer: 'C1',
      payment: 'upi',
      freight: 4_000,
      round_to: 100,
    },
    keyed(),
  );
  return { shop, other: anotherProcess(store.table(), id), sale };
}

const refund = (shop: Shop, sale: Sale, product: string, quantity: number) =>
  shop.sales.reverse({ refers_to: sale.sale_id, lines: [{ product, quantity }] }, keyed());
const cancel = (shop: Shop, sale: Sale) => shop.sales.reverse({ refers_to: sale.sale_id }, keyed());

/** How each of several came out: the code of a refusal, or `done`. */
async function outcomes(work: readonly Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(work);
  return settled.map((each) => {
    if (each.status === 'fulfilled') return 'done';
    return each.reason instanceof ClerkError ? each.reason.code : String(each.reason);
  });
}

/** Thousandths sold less thousandths come back, by product, as another process reads them. */
async function left(shop: Shop): Promise<Record<string, number>> {
  // The index shows another process's writes with a little delay.
  await delay(200);
  await shop.replica.sync();
  const { rows } = await shop.replica.read(
    'SELECT product_id, sum(quantity)::BIGINT FROM lines GROUP BY 1 ORDER BY 1',
    [],
  );
  return Object.fromEntries(rows.map(([product, quantity]) => [String(product), Number(quantity)]));
}

describe('a refund', () => {
  test('takes quantities back at the price they were sold at, as a document of its own', async () => {
    const { shop, sale } = await sold();
    const back = await refund(shop, sale, 'tata tea 250 g', 1_000);
    expect(back).toMatchObject({
      kind: 'refund',
      refers_to: sale.sale_id,
      total: -10_000,
      customer_id: 'C1',
      payment: 'upi',
      tax_included: true,
    });
    expect(back.lines).toEqual([
      { product_id: 'P1', quantity: -1_000, unit_price: 10_000, tax: -4_761_905, unit_cost: 7_000 },
    ]);
    expect(back.sale_id).not.toBe(sale.sale_id);
    expect((await shop.books.sales.get(sale.sale_id))?.record).toEqual(sale);
  });

  test('of all parts gives back what was paid for the goods, to the paisa', async () => {
    const { shop, sale } = await sold();
    // 300.00 + 149.85 - 0.85 + 40.00, to whole rupees.
    expect([sale.total, sale.rounding ?? 0]).toEqual([48_900, 0]);
    const parts = [
      await refund(shop, sale, 'P2', 333),
      await refund(shop, sale, 'P1', 3_000),
      await refund(shop, sale, 'P2', 667),
      await refund(shop, sale, 'P2', 500),
    ];
    expect(parts.reduce((sum, { total }) => sum + total, 0)).toBe(-(48_900 - 4_000));
    expect(await left(shop)).toEqual({ P1: 0, P2: 0 });
  });

  test('of more than is left is refused, and says how much is', async () => {
    const { shop, sale } = await sold();
    await refund(shop, sale, 'P1', 2_000);
    const error = await clerkError(refund(shop, sale, 'P1', 1_001));
    expect([error.code, error.field]).toEqual(['refused', 'lines[0].quantity']);
    expect(error.message).toContain('Only 1 of this product');
    expect((await clerkError(refund(shop, sale, 'P3', 1_000))).code).toBe('refused');
  });

  test('several at once from two processes never give back more than was sold', async () => {
    const { shop, other, sale } = await sold();
    const work = Array.from({ length: 10 }, (_, index) =>
      refund(index % 2 ? shop : other, sale, 'P1', 1_000),
    );
    const came = await outcomes(work);
    expect(came.filter((outcome) => outcome === 'done')).toHaveLength(3);
    expect(came.every((outcome) => ['done', 'refused', 'busy'].includes(outcome))).toBe(true);
    expect(await left(other)).toEqual({ P1: 0, P2: 1_500 });
  });

  test('two of everything at once: one is done', async () => {
    const { shop, other, sale } = await sold();
    const came = await outcomes([refund(shop, sale, 'P2', 1_500), refund(other, sale, 'P2', 1_500)]);
    expect(came.toSorted()).toEqual(['done', 'refused']);
  });

  test('with one key many times is one refund', async () => {
    const { shop, other, sale } = await sold();
    const write = keyed();
    const request = { refers_to: sale.sale_id, lines: [{ product: 'P1', quantity: 1_000 }] };
    const done = await Promise.all(
      Array.from({ length: 10 }, (_, index) => (index % 2 ? shop : other).sales.reverse(request, write)),
    );
    expect(new Set(done.map(({ sale_id: id }) => id)).size).toBe(1);
    expect(await left(other)).toEqual({ P1: 2_000, P2: 1_500 });
  });

  test('needs no record of the product any more', async () => {
    const { shop, sale } = await sold();
    const elsewhere = {
      ...sale,
      sale_id: '20260101-GONE',
      lines: [{ ...sale.lines[0], product_id: 'GONE', quantity: 1_000, unit_price: 500 }],
    };
    await shop.books.sales.putMany([elsewhere], new Map(), new Date());
    expect((await refund(shop, elsewhere, 'GONE', 1_000)).lines[0]?.product_id).toBe('GONE');
  });
});

describe('a cancellation', () => {
  test('takes the whole document back, freight and rounding too', async () => {
    const { shop, sale } = await sold();
    const back = await cancel(shop, sale);
    expect(back).toMatchObject({ kind: 'cancellation', total: -sale.total, freight: -4_000 });
    expect(await left(shop)).toEqual({ P1: 0, P2: 0 });
  });

  test('is done once, and nothing comes back after it', async () => {
    const { shop, sale } = await sold();
    await cancel(shop, sale);
    const error = await clerkError(cancel(shop, sale));
    expect([error.code, error.message]).toEqual(['refused', 'This sale was cancelled before.']);
    expect((await clerkError(refund(shop, sale, 'P1', 1))).code).toBe('refused');
  });

  test('is refused after a refund', async () => {
    const { shop, sale } = await sold();
    await refund(shop, sale, 'P1', 1);
    const error = await clerkError(cancel(shop, sale));
    expect([error.code, error.fix]).toEqual(['refused', 'Use kind refund for what is left.']);
  });

  test('and refunds at once: all of the sale comes back once or in parts', async () => {
    const { shop, other, sale } = await sold();
    const came = await outcomes([
      cancel(shop, sale),
      refund(other, sale, 'P1', 3_000),
      cancel(other, sale),
      refund(shop, sale, 'P1', 3_000),
    ]);
    expect(came.filter((outcome) => outcome === 'done')).toHaveLength(1);
    expect((await left(other)).P1).toBe(0);
  });
});

describe('what cannot be taken back', () => {
  test.each(['20260331-NOTHERE', 'nothing', '', '20260331-#SHOP'])(
    'the sale %j that is not there',
    async (id) => {
      const { shop } = await sold();
      const error = await clerkError(shop.sales.reverse({ refers_to: id }, keyed()));
      expect([error.code, error.field]).toEqual(['not_found', 'refers_to']);
    },
  );

  test('a refund', async () => {
    const { shop, sale } = await sold();
    const back = await refund(shop, sale, 'P1', 1_000);
    expect((await clerkError(cancel(shop, back))).code).toBe('refused');
  });

  test('a sale of another shop', async () => {
    const [{ sale }, { shop }] = [await sold(), await sold()];
    expect((await clerkError(cancel(shop, sale))).code).toBe('not_found');
  });
});
