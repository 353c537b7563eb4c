import { beforeAll, describe, expect, test } from 'vitest';
import { ask, fillOdd, NAMES, notes, refusal } from '../support/odd-shop.js';
import { SharedServer } from '../support/shared-server.js';

const munshi = new SharedServer({ MUNSHI_LOG_LEVEL: 'error' });
beforeAll(() => fillOdd(munshi));

describe('names that look like something else', () => {
  test.each(NAMES)('"%s" is found by is, starts_with and contains, and alone', async (name) => {
    const found = async (op: string, value: string) =>
      (
        await ask(munshi, { dimensions: ['product'], filters: [{ member: 'product', op, values: [value] }] })
      ).rows.map(({ product }) => product);
    expect(await found('is', name)).toEqual([name]);
    expect(await found('contains', name)).toContain(name);
    expect(await found('starts_with', name)).toContain(name);
    expect(await found('is_not', name)).not.toContain(name);
  });

  test.each([
    ['%', ['100% Wool']],
    ['_', ['a_b', '{as_of}']],
    ['\\', ['back\\slash']],
    ["'", ["O'Neil's", "x'); DROP TABLE sales; --"]],
    ['crème BRÛLÉE', ['CRÈME brûlée 2', 'Crème Brûlée']],
  ])('%s is itself in contains, not a wildcard', async (value, wanted) => {
    const { rows } = await ask(munshi, {
      dimensions: ['product'],
      filters: [{ member: 'product', op: 'contains', values: [value] }],
    });
    expect(rows.map(({ product }) => product)).toEqual(wanted);
  });

  test.each([
    'net_sales; DROP TABLE sales',
    'sum(l.net_fine)',
    'l.net_fine',
    'net_sales" FROM sales; --',
    '*',
    '__proto__',
    'constructor',
    'ｎｅｔ＿ｓａｌｅｓ',
  ])('a member named %s is refused by name', async (name) => {
    for (const [query, field] of [
      [{ measures: [name] }, 'measures[0]'],
      [{ measures: ['orders'], dimensions: [name] }, 'dimensions[0]'],
      [{ measures: ['orders'], filters: [{ member: name, op: 'is', values: ['1'] }] }, 'filters[0].member'],
      [{ measures: ['orders'], dimensions: ['product'], pivot: name }, 'pivot'],
      [{ measures: ['orders'], order_by: [{ member: name, direction: 'asc' }] }, 'order_by[0].member'],
    ] as const)
      expect(await refusal(munshi, query), field).toMatchObject({ code: 'invalid_input', field });
  });
});

describe('values as people write them', () => {
  const count = async (member: string, op: string, value: string) =>
    (await ask(munshi, { measures: ['products'], filters: [{ member, op, values: [value] }] })).rows[0]
      ?.products;

  test.each(['True', 'TRUE', 'yes', ' no ', 'False'])('%s is yes or no', async (value) => {
    expect(await count('discontinued', 'is', value)).toBe(/no|false/i.test(value) ? NAMES.length : 0);
  });

  test.each(['10', '10.00', '₹10', 'Rs 10', 'Rs. 10/-', 'INR 10', '10 INR', '₹ 10.00', ' 10 '])(
    'a price of %s',
    async (value) => {
      expect(await count('price', 'is', value)).toBe(1);
      expect(await count('price', 'at_least', value)).toBe(NAMES.length - 9);
    },
  );

  test.each(['1,000', '1,00,000', 'Rs 1,000.50', '₹1,00,000/-'])('an amount of %s', async (value) => {
    expect(await count('price', 'less_than', value)).toBe(NAMES.length);
  });

  test.each([
    '$10',
    '10,5',
    '1,0',
    '10.000,00',
    '1,000,00',
    'ten',
    '€10',
    'Rs',
    '₹',
    '1e3',
    '10 20',
    '--10',
    '0x10',
    '१०',
  ])('%s is no amount here', async (value) => {
    const told = await refusal(munshi, {
      measures: ['products'],
      filters: [{ member: 'price', op: 'is', values: [value] }],
    });
    expect(told).toMatchObject({ code: 'invalid_input', field: 'filters[0].values[0]' });
  });

  test('a count has no currency', async () => {
    const filters = [{ member: 'orders', op: 'at_least', values: ['Rs 1'] }];
    expect((await refusal(munshi, { measures: ['orders'], filters })).field).toBe('filters[0].values[0]');
  });
});

describe('what is easily misread', () => {
  test('a measure that only filters cannot be ordered by, and is told how', async () => {
    const told = await refusal(munshi, {
      measures: ['net_sales'],
      dimensions: ['product'],
      filters: [{ member: 'orders', op: 'more_than', values: ['1'] }],
      order_by: [{ member: 'orders', direction: 'desc' }],
    });
    expect(told).toMatchObject({
      field: 'order_by[0].member',
      message: expect.stringContaining('only a filter'),
      fix: expect.stringContaining('Name orders'),
    });
  });

  test('shares of what does not add up are said to be of the sum of the rows', async () => {
    const shares = (measures: string[], dimensions: string[]) =>
      ask(munshi, { measures, dimensions, add: ['share'] });
    expect(notes(await shares(['orders', 'net_sales'], ['product']))).toMatch(
      /^orders_share .*sum of the rows.*$/,
    );
    expect(notes(await shares(['average_price'], ['product']))).toContain('average_price_share');
    expect(notes(await shares(['orders', 'net_sales'], ['customer']))).toBe('');
    expect(notes(await shares(['buyers'], ['customer']))).toBe('');
    expect(notes(await shares(['buyers'], ['category']))).toContain('buyers_share');
  });

  test('totals do not regard filters on measures, and say so', async () => {
    const query = { measures: ['orders'], dimensions: ['product'], add: ['totals'] };
    const filters = [{ member: 'orders', op: 'less_than', values: ['5'] }];
    const [all, some] = [await ask(munshi, query), await ask(munshi, { ...query, filters })];
    expect(some.row_count).toBeLessThan(all.row_count);
    expect(await munshi.ask('query_sales', { ...query, filters })).toMatchObject({ totals: { orders: 120 } });
    expect(notes(some)).toContain('totals do not regard filters on measures');
  });
});
