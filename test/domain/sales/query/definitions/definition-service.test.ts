import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { fingerprint } from '../../../../../src/domain/cursor.js';
import { Repository } from '../../../../../src/domain/ports/store/repository.js';
import {
  DEFINITION,
  type Definition,
  type InlineDefinition,
} from '../../../../../src/domain/sales/query/definitions/definition.js';
import type { QueryRequest } from '../../../../../src/domain/sales/query/request.js';
import { embeddedStore } from '../../../../support/embedded-store.js';
import { clerkError } from '../../../../support/failures.js';
import { NOON } from '../../shop.js';
import { Clerk, keyed } from '../clerk.js';

const store = embeddedStore();

/** Sales of one product, by name. */
function only(name: string, product: string, measure = 'net_sales'): InlineDefinition {
  return { name, measure, filters: [{ member: 'product', op: 'is', values: [product] }] };
}

const TEA = only('tea_sales', 'Tata Tea 250 g');
const SIZE: InlineDefinition = {
  name: 'size',
  of: 'order_value',
  groups: [{ label: 'small', op: 'less_than', values: ['150'] }],
  otherwise: 'large',
};

async function filled(): Promise<Clerk> {
  const clerk = await Clerk.open(store);
  await clerk.sell('P1', 2);
  await clerk.sell('P2', 1);
  return clerk;
}

/** The token of a query that defines these and asks for the last. */
function tokenOf(clerk: Clerk, ...define: InlineDefinition[]): Promise<string> {
  const last = define.at(-1);
  const names = last === undefined ? [] : [last.name];
  return clerk.token(
    last?.groups === undefined
      ? { define, measures: names }
      : { define, measures: ['orders'], dimensions: names },
  );
}

async function rowOf(clerk: Clerk, ...measures: string[]) {
  return (await clerk.ask({ measures })).rows[0];
}

/** Writes definitions into the store as another version of Munshi may have. */
async function put(clerk: Clerk, ...records: Definition[]): Promise<void> {
  const kept = new Repository(store.table(), clerk.id, DEFINITION, clerk.shop.replica.accept);
  await kept.putMany(records, new Map(), NOON);
}

const measured = (name: string, of: Partial<Extract<Definition, { kind: 'measure' }>>): Definition => ({
  name,
  label: name,
  description: 'Of a test',
  kind: 'measure',
  ...of,
});

describe('a definition that was saved', () => {
  test('is a measure or grouping that queries know by name, and describe themselves with', async () => {
    const clerk = await filled();
    expect(await clerk.save('tea_sales', await tokenOf(clerk, TEA), 'Sales of tea')).toEqual({
      kind: 'measure',
      replaced: false,
    });
    expect(await clerk.save('size', await tokenOf(clerk, SIZE))).toEqual({
      kind: 'dimension',
      replaced: false,
    });
    const { rows, receipt } = await clerk.ask({ measures: ['tea_sales'], dimensions: ['size'] });
    expect(rows).toEqual([{ size: 'large', tea_sales: 200 }]);
    expect(receipt.definitions).toEqual({ tea_sales: 'Sales of tea' });
  });

  test('is known to the next query of another server, and gone with its removal', async () => {
    const clerk = await filled();
    const other = clerk.another();
    await clerk.heard();
    expect(await rowOf(other, 'net_sales')).toEqual({ net_sales: 299.9 });
    await clerk.save('tea_sales', await tokenOf(clerk, TEA));
    await clerk.heard();
    expect(await rowOf(other, 'tea_sales')).toEqual({ tea_sales: 200 });
    expect((await other.shop.guide.search('tea sales'))[0]).toMatchObject({ name: 'tea_sales', saved: true });
    await other.remove('tea_sales');
    await clerk.heard();
    expect(await clerkError(rowOf(clerk, 'tea_sales'))).toMatchObject({
      code: 'invalid_input',
      field: 'measures[0]',
    });
  });

  test('by two servers at once under one name is one of the two', async () => {
    const clerk = await filled();
    const other = clerk.another();
    await other.ask({ measures: ['orders'] });
    const [tea, rice] = [await tokenOf(clerk, TEA), await tokenOf(other, only('tea_sales', 'Basmati Rice'))];
    const saved = await Promise.all([
      clerk.shop.definitions.save({ name: 'tea_sales', receipt: tea, description: 'Tea' }, keyed()),
      other.shop.definitions.save({ name: 'tea_sales', receipt: rice, description: 'Rice' }, keyed()),
    ]);
    expect(saved.map(({ replaced }) => replaced).sort()).toEqual([false, true]);
    await clerk.heard();
    const [here, there] = [await rowOf(clerk, 'tea_sales'), await rowOf(other, 'tea_sales')];
    expect(here).toEqual(there);
    expect([{ tea_sales: 200 }, { tea_sales: 99.9 }]).toContainEqual(here);
  });

  test('twice with one key is saved once, and the key is not for another', async () => {
    const clerk = await filled();
    const receipt = await tokenOf(clerk, TEA);
    const write = keyed();
    expect(await clerk.save('tea_sales', receipt, 'Tea', write)).toEqual({
      kind: 'measure',
      replaced: false,
    });
    expect(await clerk.save('tea_sales', receipt, 'Tea', write)).toEqual({
      kind: 'measure',
      replaced: false,
    });
    expect(
      await clerkError(clerk.save('tea_sales', receipt, 'Other', { ...write, payload: 'other' })),
    ).toMatchObject({ code: 'conflict', field: 'idempotency_key' });
    expect(await clerk.save('tea_sales', receipt, 'Tea')).toMatchObject({ replaced: true });
  });

  test('may be replaced, also for what is made of it, after it was tried out under its name', async () => {
    const clerk = await filled();
    await clerk.save('tea_sales', await tokenOf(clerk, TEA));
    const half: InlineDefinition = { name: 'half_tea', plus: ['tea_sales'], times: '0.5' };
    await clerk.save('half_tea', await tokenOf(clerk, half));
    expect(await rowOf(clerk, 'half_tea')).toEqual({ half_tea: 100 });
    const rice = only('tea_sales', 'Basmati Rice');
    const tried = await clerk.ask({ define: [rice], measures: ['tea_sales', 'half_tea'] });
    expect(tried.rows).toEqual([{ tea_sales: 99.9, half_tea: 49.95 }]);
    // Until it is saved, others see what was.
    expect(await rowOf(clerk, 'tea_sales')).toEqual({ tea_sales: 200 });
    expect(await clerk.save('tea_sales', tried.receipt.token ?? '')).toMatchObject({ replaced: true });
    expect(await rowOf(clerk, 'tea_sales', 'half_tea')).toEqual({ tea_sales: 99.9, half_tea: 49.95 });
  });

  test('leaves the answer it came from able to run again', async () => {
    const clerk = await filled();
    const receipt = await tokenOf(clerk, TEA);
    await clerk.save('tea_sales', receipt);
    expect(await clerk.changes(receipt)).toMatchObject({ same: true });
    await clerk.save('tea_sales', await tokenOf(clerk, only('tea_sales', 'Basmati Rice')));
    expect(await clerk.changes(receipt)).toMatchObject({ same: true });
  });

  test('and redefined is told by answers it was part of', async () => {
    const clerk = await filled();
    await clerk.save('tea_sales', await tokenOf(clerk, TEA));
    await clerk.save(
      'half_tea',
      await tokenOf(clerk, { name: 'half_tea', plus: ['tea_sales'], times: '0.5' }),
    );
    const receipt = await clerk.token({ measures: ['half_tea'], dimensions: ['product'] });
    await clerk.save('tea_sales', await tokenOf(clerk, TEA), 'The same in other words');
    expect(await clerk.changes(receipt)).toMatchObject({ same: true });
    expect((await clerk.changes(receipt)).notes).toBeUndefined();
    await clerk.save('tea_sales', await tokenOf(clerk, only('tea_sales', 'Basmati Rice')));
    expect(await clerk.changes(receipt)).toMatchObject({
      same: false,
      notes: [
        'What the measures or dimensions mean was changed since.',
        expect.stringContaining('cannot be shown'),
      ],
    });
  });
});

describe('saving is refused, and nothing is kept', () => {
  test.each([
    ['net_sales', 'conflict', 'has a member'],
    ['product', 'conflict', 'has a member'],
    ['month', 'conflict', 'name of a grain'],
    ['fiscal_year', 'conflict', 'fiscal_year'],
  ])('under the name %s', async (name, code, message) => {
    const clerk = await filled();
    const refused = await clerkError(clerk.save(name, await tokenOf(clerk, TEA)));
    expect(refused).toMatchObject({ code, field: 'name', fix: 'Choose another name.' });
    expect(refused.message).toContain(message);
  });

  test('under a name that another kind has', async () => {
    const clerk = await filled();
    await clerk.save('tea_sales', await tokenOf(clerk, TEA));
    const refused = await clerkError(clerk.save('tea_sales', await clerk.token({ measures: ['orders'] })));
    expect(refused).toMatchObject({ code: 'conflict', field: 'name' });
    await clerk.save('teas', await clerk.token({ measures: ['tea_sales'] }));
    expect(
      await clerkError(clerk.save('teas', await tokenOf(clerk, { ...TEA, name: 'teas' }))),
    ).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('question is saved as teas'),
    });
    expect(await rowOf(clerk, 'tea_sales')).toEqual({ tea_sales: 200 });
  });

  test('while what it is made of is not saved, and works once it is', async () => {
    const clerk = await filled();
    const receipt = await tokenOf(clerk, TEA, {
      name: 'tea_share',
      plus: ['tea_sales'],
      per: ['net_sales'],
      type: 'percent',
    });
    expect(await clerkError(clerk.save('tea_share', receipt))).toMatchObject({
      code: 'refused',
      field: 'name',
      message: 'tea_share is made of tea_sales, which is not saved.',
      fix: expect.stringContaining('Save tea_sales first'),
      valid: ['tea_sales'],
    });
    await clerk.save('tea_sales', receipt);
    await clerk.save('tea_share', receipt);
    expect(await rowOf(clerk, 'tea_share')).toEqual({ tea_share: 66.6889 });
  });

  test('where what it is made of was removed since', async () => {
    const clerk = await filled();
    await clerk.save('tea_sales', await tokenOf(clerk, TEA));
    const receipt = await tokenOf(clerk, { name: 'half_tea', plus: ['tea_sales'], times: '0.5' });
    await clerk.remove('tea_sales');
    expect(await clerkError(clerk.save('half_tea', receipt))).toMatchObject({
      field: 'receipt',
      message: expect.stringContaining('There is no measure called tea_sales'),
      fix: expect.stringContaining('Ask again'),
    });
  });

  test('where it would break what is made of it', async () => {
    const clerk = await filled();
    await clerk.save('tea_sales', await tokenOf(clerk, TEA));
    await clerk.save(
      'half_tea',
      await tokenOf(clerk, { name: 'half_tea', plus: ['tea_sales'], times: '0.5' }),
    );
    const ratio: InlineDefinition = { name: 'tea_sales', plus: ['net_sales'], per: ['orders'] };
    expect(await clerkError(clerk.save('tea_sales', await tokenOf(clerk, ratio)))).toMatchObject({
      code: 'refused',
      field: 'name',
      message: expect.stringContaining('half_tea is made of tea_sales and would no longer fit'),
    });
    expect(await rowOf(clerk, 'tea_sales', 'half_tea')).toEqual({ tea_sales: 200, half_tea: 100 });
  });

  test('where it would be made of itself', async () => {
    const clerk = await filled();
    await clerk.save('tea_sales', await tokenOf(clerk, TEA));
    await clerk.save('big_tea', await tokenOf(clerk, only('big_tea', 'Twin', 'tea_sales')));
    const circle = only('tea_sales', 'Twin', 'big_tea');
    expect(await clerkError(clerk.ask({ define: [circle], measures: ['tea_sales'] }))).toMatchObject({
      field: 'define[0].measure',
    });
  });

  test('for a token that is cut, of another shop, or holds what cannot be kept', async () => {
    const [clerk, other] = [await filled(), await filled()];
    const receipt = await tokenOf(clerk, TEA);
    const body = [
      { define: [{ name: 'poison', plus: [], minus: ['net_sales'] }], measures: ['poison'] },
      0,
      1,
      '',
      '',
    ];
    const packed = deflateRawSync(JSON.stringify(body)).toString('base64url');
    const forged = `r1.${packed}.${fingerprint(clerk.id, [packed]).slice(0, 8)}`;
    for (const token of [receipt.slice(0, -1), receipt.slice(1), await tokenOf(other, TEA)])
      expect(await clerkError(clerk.save('tea_sales', token))).toMatchObject({
        code: 'invalid_input',
        field: 'receipt',
      });
    expect((await clerkError(clerk.save('poison', forged))).code).toBe('invalid_input');
    expect(await rowOf(clerk, 'orders')).toEqual({ orders: 2 });
  });
});

describe('removing', () => {
  test('is refused while a definition or a question is made of it, naming them', async () => {
    const clerk = await filled();
    await clerk.save('tea_sales', await tokenOf(clerk, TEA));
    await clerk.save(
      'half_tea',
      await tokenOf(clerk, { name: 'half_tea', plus: ['tea_sales'], times: '0.5' }),
    );
    await clerk.save('how_much_tea', await clerk.token({ measures: ['tea_sales'] }));
    await clerk.save(
      'tea_of_its_own',
      await clerk.token({ define: [only('tea_sales', 'Basmati Rice')], measures: ['tea_sales'] }),
    );
    expect(await clerkError(clerk.remove('tea_sales'))).toMatchObject({
      code: 'refused',
      field: 'name',
      fix: 'Remove or change that first.',
      valid: ['half_tea', 'how_much_tea'],
    });
    expect(await rowOf(clerk, 'half_tea')).toEqual({ half_tea: 100 });
    await clerk.remove('half_tea');
    await clerk.remove('how_much_tea');
    expect(await clerk.remove('tea_sales')).toBe('measure');
    expect((await clerk.ask({ again: 'tea_of_its_own' })).rows).toEqual([{ tea_sales: 99.9 }]);
  });

  test('of what is not there says so, and the name is free again after', async () => {
    const clerk = await filled();
    expect(await clerkError(clerk.remove('tea_sales'))).toMatchObject({ code: 'not_found', field: 'name' });
    await clerk.save('tea_sales', await tokenOf(clerk, TEA));
    await clerk.remove('tea_sales');
    expect(await clerkError(clerk.remove('tea_sales'))).toMatchObject({ code: 'not_found' });
    expect(await clerk.save('tea_sales', await clerk.token({ measures: ['orders'] }))).toEqual({
      kind: 'question',
      replaced: false,
    });
  });
});

describe('a question', () => {
  test('that no longer fits says so of the question, not of a field nobody sent', async () => {
    const clerk = await filled();
    const define: QueryRequest['define'] = [only('brand_new', 'Twin')];
    await clerk.save('daily', await clerk.token({ define, measures: ['brand_new'] }));
    // As if made by a version that knew a measure which this one does not.
    const receipt = await clerk.token({ define: [only('gone', 'Twin')], measures: ['gone'] });
    await clerk.save('gone', receipt);
    await clerk.save('asks_gone', await clerk.token({ measures: ['gone'] }));
    await put(clerk, { ...measured('gone', { measure: 'net_sales' }), removed: true });
    const kept = new Repository(store.table(), clerk.id, DEFINITION, clerk.shop.replica.accept);
    await kept.putMany(
      [{ ...measured('gone', { measure: 'net_sales' }), removed: true }],
      new Map([['gone', 5]]),
      new Date(NOON.getTime() + 3_600_000),
    );
    expect(await clerkError(clerk.ask({ again: 'asks_gone' }))).toMatchObject({
      code: 'invalid_input',
      field: 'again',
      message: expect.stringContaining('can no longer be run: There is no measure "gone"'),
      fix: expect.stringContaining('asks_gone'),
    });
  });
});

describe('what does not fit', () => {
  test('is shown, and harms nothing', async () => {
    const clerk = await filled();
    await put(
      clerk,
      measured('old_margin', { measure: 'margin_of_yore', filters: TEA.filters }),
      measured('made_of_old', { formula: { plus: ['old_margin'], times: '2' } }),
      measured('net_sales', { formula: { plus: ['orders'] } }),
      { ...measured('good', { formula: { plus: ['orders'], times: '2' } }) },
    );
    expect(await rowOf(clerk, 'net_sales', 'good')).toEqual({ net_sales: 299.9, good: 4 });
    const entries = await clerk.shop.guide.entries('measure');
    const shown = (name: string) => entries.filter((entry) => entry.name === name && entry.saved === true);
    for (const name of ['old_margin', 'made_of_old'])
      expect(shown(name)).toEqual([
        expect.objectContaining({
          description: expect.stringContaining('Cannot be used any more: There is no measure'),
        }),
      ]);
    expect(await clerkError(rowOf(clerk, 'old_margin'))).toMatchObject({ field: 'measures[0]' });
    expect(await clerk.remove('old_margin')).toBe('measure');
    expect((await clerk.shop.guide.entries()).filter(({ name }) => name === 'old_margin')).toEqual([]);
  });

  test('is left out where this version cannot even read it', async () => {
    const clerk = await filled();
    const item = new Repository(store.table(), clerk.id, DEFINITION, clerk.shop.replica.accept).item(
      measured('later', { formula: { plus: ['orders'] } }),
      1,
      NOON,
    );
    await store
      .table()
      .putMany([{ ...item, body: JSON.stringify({ name: 'later', kind: 'of a later version', secret: 1 }) }]);
    await clerk.heard();
    expect(await rowOf(clerk.another(), 'orders')).toEqual({ orders: 2 });
  });
});

test('a shop keeps 500, in any order and however they hang together', { timeout: 120_000 }, async () => {
  const clerk = await filled();
  const name = (at: number): string => `d${String(999 - at)}`;
  const filters = [{ member: 'product', op: 'is', values: ['Tata Tea 250 g'] }] as const;
  // Each is made of the one before, and comes before it by name: the hardest order to add them in.
  await put(
    clerk,
    ...Array.from({ length: 499 }, (_, at) =>
      measured(name(at), { measure: at === 0 ? 'net_sales' : name(at - 1), filters }),
    ),
  );
  const started = process.cpuUsage();
  expect(await rowOf(clerk, name(30))).toEqual({ [name(30)]: 200 });
  const { user } = process.cpuUsage(started);
  expect(user / 1e6, 'seconds of CPU to take them in').toBeLessThan(5);
  const receipt = await tokenOf(clerk, TEA);
  await clerk.save('tea_sales', receipt);
  const full = await clerkError(clerk.save('tea_again', await tokenOf(clerk, { ...TEA, name: 'tea_again' })));
  expect(full).toMatchObject({ code: 'refused', field: 'name', message: expect.stringContaining('500') });
  expect(full.fix).toContain('Remove');
  expect(await clerk.save('tea_sales', receipt)).toMatchObject({ replaced: true });
  await clerk.remove('tea_sales');
  await clerk.save('tea_again', await tokenOf(clerk, { ...TEA, name: 'tea_again' }));
});
