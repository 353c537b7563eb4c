import { describe, expect, test } from 'vitest';
import { itemOf } from '../../../support/bills/record.js';
import { embeddedStore } from '../../../support/embedded-store.js';
import { clerkError } from '../../../support/failures.js';
import { keyed, postingShop } from '../../../support/posting/shop.js';

const store = embeddedStore();
const SALT = itemOf('TATA SALT 1KG', 10_000, 2_500);
const field = (value: string, confidence: number, review?: string) => ({
  value,
  text: value,
  confidence,
  checks: [],
  ...(review === undefined ? {} : { review }),
});

describe('a proposal', () => {
  test('tells what stands out: costs, price, MRP, tax, HSN, stock that is not kept', async () => {
    const { read, propose, post } = await postingShop(store.table());
    await post(await read({ id: 'old', items: [SALT], date: '2026-03-01' }));
    const bill = await read({
      id: 'dear',
      items: [
        itemOf('TATA SALT 1KG', 5_000, 3_100, { taxRate: 500, hsn: '2106' }),
        itemOf('Carry Bag', 100_000, 80),
      ],
    });
    const { lines } = await propose(bill);
    expect(lines[0]?.warnings).toEqual([
      { kind: 'cost_jump', percent: 24, was: 25_000_000, on: '2026-03-01' },
      { kind: 'cost_above_price', price: 2_800 },
      { kind: 'cost_above_mrp', mrp: 3_000 },
      { kind: 'tax_differs', bill: 500, product: 0 },
      { kind: 'hsn_differs', bill: '2106', product: '2501' },
    ]);
    expect(lines[1]?.warnings).toEqual([{ kind: 'stock_not_kept' }]);
  });

  test('compares with the last purchase that was not taken back', async () => {
    const { read, propose, post, reverse } = await postingShop(store.table());
    const wrong = await read({ id: 'wrong', items: [itemOf('TATA SALT 1KG', 10_000, 25_000)] });
    await post(wrong);
    await reverse(wrong);
    const { lines } = await propose(await read({ id: 'right', items: [SALT] }));
    expect(lines[0]?.warnings).toEqual([]);
  });

  test('asks for what is not sure, and takes what a person says', async () => {
    const { read, propose, post, product, shop } = await postingShop(store.table());
    const bill = await read({
      id: 'unsure',
      items: [
        itemOf('WHO KNOWS', 1_000, 500),
        itemOf('Sugar', 0, 4_200, { quantity: undefined, amount: 84_000 }),
        { ...SALT, review: 'The quantity could not be read; it is the amount divided by the rate.' },
        itemOf('Delivery', 1_000, 5_000),
      ],
      more: {
        total: { value: 1, text: '1', confidence: 0.9, checks: [] },
        vendor: field('SHR?? GUPTR', 0.4, 'hard to read'),
        date: field('2027-01-01', 0.5),
      },
    });
    const { needs, code } = await propose(bill);
    expect(code).toBeUndefined();
    expect(needs.map((need) => need.field)).toEqual([
      'supplier',
      'date',
      'amount',
      'line 1, product',
      'line 2, quantity',
      'line 3, quantity',
      'line 4, product',
    ]);
    const refusal = await clerkError(shop.postings.post(bill, { lines: [] }, 'abc', keyed()));
    expect(refusal).toMatchObject({ code: 'refused', field: 'supplier' });

    const { posting } = await post(bill, {
      supplier: 'Nayi Dukaan',
      number: 'N-7',
      date: '2026-03-30',
      due: '2026-04-05',
      total: 123_456,
      lines: [
        { line: 1, product: 'new: Mystery Snack 50 g' },
        { line: 2, quantity: 20_000 },
        { line: 3, quantity: 9_000, unit_cost: 2_000 },
        { line: 4, skip: true },
      ],
    });
    expect(posting).toMatchObject({
      supplier_id: 'nayi-dukaan',
      number: 'N-7',
      due: '2026-04-05',
      total: 123_456,
    });
    expect(await product('salt')).toMatchObject({ cost: 2_000 });
    expect(await product('sugar')).toMatchObject({ cost: 4_200 });
    expect(await product(posting.groups[0]?.product_id ?? '')).toMatchObject({
      name: 'Mystery Snack 50 g',
      supplier_id: 'nayi-dukaan',
      cost: 500,
    });
    expect((await shop.books.suppliers.get('nayi-dukaan'))?.record.name).toBe('Nayi Dukaan');
  });

  test('learns what a supplier calls things; that can be seen, corrected, forgotten, and set back', async () => {
    const { shop, read, propose, post, reverse } = await postingShop(store.table());
    const items = [itemOf('NMK TTA', 4_000, 60_000)];
    const said = { lines: [{ line: 1, product: 'salt', unit: 'unit' }] };
    const first = await read({ id: 'L1', items });
    await post(first, said);
    const second = await read({ id: 'L2', items });
    const [line] = (await propose(second)).lines;
    expect(line?.match).toMatchObject({
      by: 'alias',
      alias: { means: 'salt', bill_id: first, printed: 'NMK TTA' },
    });
    await post(second, { lines: [{ line: 1, product: 'tea', unit: 'case' }] });
    const third = await read({ id: 'L3', items });
    expect((await propose(third)).lines[0]).toMatchObject({
      match: { alias: { means: 'tea', packs: true } },
      quantity: 96_000,
      unit: { by: 'alias' },
    });
    await reverse(second);
    expect((await propose(third)).lines[0]?.match).toMatchObject({
      alias: { means: 'salt', bill_id: first },
    });
    expect(await shop.postings.forget(third, { lines: [{ line: 1 }] }, keyed())).toBe(1);
    expect((await propose(third)).needs).toHaveLength(1);
    expect(await clerkError(shop.postings.forget(third, { lines: [{ line: 1 }] }, keyed()))).toMatchObject({
      code: 'invalid_input',
    });
  });

  test.each([
    ['of the same file', { file: 'x' }, 'same_file'],
    ['of the same supplier and number', { number: 'X-1' }, 'same_number'],
    [
      'of nearly the same seller and day, and the same sum',
      { vendor: 'Gupta Tradars', date: '2026-03-27' },
      'near_same',
    ],
  ])('points out a posted bill %s, and posts it only as another one', async (_name, like, kind) => {
    const { shop, read, propose, post, reverse } = await postingShop(store.table());
    const first = await read({ id: 'X', file: 'x', number: 'X-1', items: [SALT] });
    const again = await read({ id: 'Y', number: 'Y-1', items: [SALT], ...like });
    const supplier = { supplier: 'S1', lines: [] };
    const before = await propose(again, supplier);
    expect(before).toMatchObject({ repeats: false, duplicates: [{ kind, bill_id: first }] });
    await post(first);
    const after = await propose(again, supplier);
    expect(after).toMatchObject({ repeats: true, duplicates: [{ kind, bill_id: first, status: 'posted' }] });
    // What was proposed before the other was posted says nothing of it.
    expect(await clerkError(shop.postings.post(again, supplier, before.code, keyed()))).toMatchObject({
      code: 'conflict',
    });
    await shop.postings.post(again, supplier, after.code, keyed());
    await reverse(again);
    await reverse(first);
    expect((await propose(again, supplier)).repeats).toBe(false);
  });

  test('of one bill read twice, two posts at once post it once, also where the readings have no goods in common', async () => {
    const { shop, read, propose, post } = await postingShop(store.table());
    await post(await read({ id: 'T0', items: [itemOf('Carry Bag', 1_000, 80)] }));
    const ids = [
      await read({ id: 'T1', file: 't', number: 'T', items: [SALT] }),
      await read({ id: 'T2', file: 't', number: 'T', items: [itemOf('Sugar', 1_000, 4_100)] }),
    ];
    const codes = await Promise.all(ids.map(async (id) => [id, (await propose(id)).code] as const));
    const outcomes = await Promise.allSettled(
      codes.map(([id, code]) => shop.postings.post(id, { lines: [] }, code, keyed())),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await shop.payables.unpaid(10)).bills).toHaveLength(2);
  });
});

describe('refused with the field and the cause', () => {
  test.each<[string, object, string]>([
    ['a line that is not there', { lines: [{ line: 2 }] }, 'lines[0]'],
    ['line 0', { lines: [{ line: 0 }] }, 'lines[0]'],
    ['a line twice', { lines: [{ line: 1 }, { line: 1 }] }, 'lines[1]'],
    ['a product that is not there', { lines: [{ line: 1, product: 'Tata Slat 1 kg' }] }, 'lines[0].product'],
    ['1e12 of it', { lines: [{ line: 1, quantity: 1e15 }] }, 'lines[0].quantity'],
    ['nothing of it', { lines: [{ line: 1, quantity: 0 }] }, 'lines[0].quantity'],
    ['another unit', { lines: [{ line: 1, unit: 'bale' }] }, 'lines[0].unit'],
    ['a batch with control characters', { lines: [{ line: 1, batch: 'B\u0007' }] }, 'lines[0].batch'],
    ['a product turned around', { lines: [{ line: 1, product: 'new: \u202eevil' }] }, 'lines[0].product'],
    ['goods that were over', { lines: [{ line: 1, expires: '2026-03-01' }] }, 'lines[0].expires'],
    ['a supplier of blanks', { supplier: '  ', lines: [] }, 'supplier'],
    ['a number with a line end', { number: 'A\n1', lines: [] }, 'number'],
    ['a day to come', { date: '2026-04-01', lines: [] }, 'date'],
    ['due before the bill', { due: '2026-03-27', lines: [] }, 'due'],
    ['a total of nothing', { total: 0, lines: [] }, 'amount'],
  ])('%s', async (_name, answers, at) => {
    const { read, propose, items } = await postingShop(store.table());
    const bill = await read({ id: 'bad', items: [SALT] });
    const before = await items();
    expect(await clerkError(propose(bill, { lines: [], ...answers }))).toMatchObject({
      code: 'invalid_input',
      field: at,
    });
    expect(await items()).toEqual(before);
  });

  test('a bill of another shop, and ids that are none', async () => {
    const { shop, propose } = await postingShop(store.table());
    const other = await (await postingShop(store.table())).read({ id: 'theirs', items: [SALT] });
    for (const id of [other, '../../etc/passwd', '20260331-0000000000000', '', 'x#y', 'a'.repeat(200)]) {
      expect(await clerkError(propose(id))).toMatchObject({ code: 'not_found', field: 'bill_id' });
      expect(await clerkError(shop.postings.reverse(id, keyed()))).toMatchObject({ code: 'not_found' });
      expect(await clerkError(shop.payables.pay(id, 100, undefined, keyed()))).toMatchObject({
        code: 'not_found',
      });
    }
  });
});
