import { describe, expect, test } from 'vitest';
import type { InlineDefinition } from '../../../../../src/domain/sales/query/definitions/definition.js';
import { embeddedStore } from '../../../../support/embedded-store.js';
import { clerkError } from '../../../../support/failures.js';
import { Clerk } from '../clerk.js';

const store = embeddedStore();
const TEA = [{ member: 'product', op: 'is', values: ['Tata Tea 250 g'] }] as const;

/** Two teas and one rice on one bill each, and a sugar that Anita bought. */
async function filled(): Promise<Clerk> {
  const clerk = await Clerk.open(store);
  await clerk.sell('P1', 2);
  await clerk.sell('P2', 1);
  await clerk.sell('P3', 2, { customer: 'C1' });
  return clerk;
}

/** The only row of a query for what is defined. */
async function figure(clerk: Clerk, ...define: InlineDefinition[]) {
  const { rows, columns } = await clerk.ask({ define, measures: define.slice(-1).map(({ name }) => name) });
  return { value: rows[0]?.[columns[0]?.name ?? ''], type: columns[0]?.type };
}

describe('what a query defines', () => {
  test('is worked out as it says', async () => {
    const clerk = await filled();
    const of = (definition: Omit<InlineDefinition, 'name'>) => figure(clerk, { name: 'own', ...definition });
    expect(await of({ measure: 'net_sales', filters: TEA })).toEqual({ value: 200, type: 'money' });
    expect(await of({ plus: ['net_sales'], minus: ['net_sales'] })).toEqual({ value: 0, type: 'money' });
    expect(await of({ plus: ['net_sales'], per: ['orders'] })).toEqual({ value: 130.0333, type: 'money' });
    expect(await of({ plus: ['net_sales'], per: ['orders'], filters: TEA })).toMatchObject({ value: 200 });
    expect(await of({ plus: ['net_sales'], per: ['gross_sales'], type: 'percent' })).toEqual({
      value: 100,
      type: 'percent',
    });
    expect(await of({ plus: ['orders'], per: ['buyers'] })).toEqual({ value: 3, type: 'number' });
    expect(await of({ plus: ['net_sales'], times: '0.02' })).toEqual({ value: 7.802, type: 'money' });
    expect(await of({ plus: ['orders'], times: '-0.5' })).toEqual({ value: -1.5, type: 'number' });
    expect(await of({ aggregate: 'largest', of: 'order_value' })).toMatchObject({ value: 200 });
    expect(await of({ aggregate: 'count_distinct', of: 'payment' })).toEqual({ value: 0, type: 'count' });
  });

  test('of an aggregate says over which records: those that have the value, sold or not', async () => {
    const clerk = await filled();
    const { rows, receipt } = await clerk.ask({
      define: [{ name: 'names', aggregate: 'count_distinct', of: 'product' }],
      measures: ['names', 'products_sold'],
    });
    expect(rows).toEqual([{ names: 6, products_sold: 3 }]);
    expect(receipt.definitions.names).toBe('count distinct of product (over products)');
  });

  test('is the same figure under another type', async () => {
    const clerk = await filled();
    for (const [measure, value] of [['net_sales', 390.1] as const, ['quantity', 5] as const])
      for (const type of ['number', 'count', 'quantity', 'money'] as const)
        expect(await figure(clerk, { name: 'own', plus: [measure], type }), `${measure} as ${type}`).toEqual({
          value,
          type,
        });
  });

  test('may be made of what comes before it', async () => {
    const clerk = await filled();
    const tea: InlineDefinition = { name: 'tea', measure: 'net_sales', filters: TEA };
    const big: InlineDefinition = {
      name: 'big_tea',
      measure: 'tea',
      filters: [{ member: 'order_value', op: 'more_than', values: ['500'] }],
    };
    expect(await figure(clerk, tea, big)).toMatchObject({ value: 0 });
    expect(await clerkError(figure(clerk, big, tea))).toMatchObject({ field: 'define[0].measure' });
  });

  test('puts values into groups, the first that holds', async () => {
    const clerk = await filled();
    const groups = [
      { label: 'small', op: 'less_than', values: ['100'] },
      { label: 'middle', op: 'less_than', values: ['150'] },
    ] as const;
    const { rows } = await clerk.ask({
      define: [{ name: 'size', of: 'order_value', groups, otherwise: 'large' }],
      measures: ['orders'],
      dimensions: ['size'],
      order_by: [{ member: 'size', direction: 'asc' }],
    });
    expect(rows).toEqual([
      { size: 'large', orders: 1 },
      { size: 'small', orders: 2 },
    ]);
  });

  test('groups customers by a figure, also one that is held to such groups', async () => {
    const clerk = await filled();
    await clerk.sell('P1', 5, { customer: 'C1' });
    const define: InlineDefinition[] = [
      {
        name: 'spend',
        of: 'net_sales',
        each: 'customer',
        groups: [{ label: 'big', op: 'at_least', values: ['500'] }],
      },
      {
        name: 'big_sales',
        measure: 'net_sales',
        filters: [{ member: 'spend', op: 'is', values: ['big'] }],
      },
      {
        name: 'loyalty',
        of: 'big_sales',
        each: 'customer',
        groups: [{ label: 'some', op: 'more_than', values: ['0'] }],
      },
    ];
    const { rows } = await clerk.ask({
      define,
      measures: ['net_sales', 'big_sales'],
      dimensions: ['loyalty'],
    });
    expect(rows).toEqual([
      { loyalty: 'some', net_sales: 590.2, big_sales: 590.2 },
      { net_sales: 299.9, big_sales: 0 },
    ]);
    const wrong = await clerk.ask({
      define,
      measures: ['net_sales'],
      filters: [{ member: 'spend', op: 'is_not', values: ['bigg'] }],
    });
    expect(wrong.receipt.notes).toEqual(['No spend is "bigg". The nearest are big.']);
    await clerk.save('spend', await clerk.token({ define, dimensions: ['spend'] }));
    await clerk.save('big_sales', await clerk.token({ define, measures: ['big_sales'] }));
    const used = await clerkError(clerk.remove('spend'));
    expect(used).toMatchObject({ code: 'refused', valid: ['big_sales'] });
    expect((await clerk.ask({ measures: ['big_sales'] })).rows).toEqual([{ big_sales: 590.2 }]);
  });

  test('tells values that do not exist, of filters and of groups', async () => {
    const clerk = await filled();
    const filters = [{ member: 'product', op: 'is', values: ['Tata Te'] }] as const;
    const { receipt } = await clerk.ask({
      define: [{ name: 'tea', measure: 'net_sales', filters }],
      measures: ['tea', 'net_sales'],
    });
    expect(receipt.notes).toEqual([expect.stringMatching(/No product is "Tata Te".*Tata Tea 250 g/)]);
    const grouped = await clerk.ask({
      define: [
        { name: 'own', of: 'product', groups: [{ label: 'Rice', op: 'is', values: ['Basmati Ryce'] }] },
      ],
      measures: ['net_sales'],
      dimensions: ['own'],
    });
    expect(grouped.rows).toEqual([{ own: 'other', net_sales: 390.1 }]);
    expect(grouped.receipt.notes).toEqual([expect.stringContaining('Basmati Ryce')]);
  });

  test.each([
    'order',
    'select',
    'group',
    'n1',
    'k0',
    'k1',
    'c0_net_sales',
    'o0',
    'm_net_sales',
    'main',
    'top',
    'kept',
    'early',
    'net_sales_over',
    'average_net_sales',
    'own__net_sales',
  ])('may be called %s', async (name) => {
    const clerk = await filled();
    const query = {
      define: [
        { name: 'own', plus: ['net_sales'], filters: TEA },
        { name, measure: 'net_sales', filters: TEA },
      ],
      measures: ['net_sales', name, 'own'],
      dimensions: ['product'],
      filters: [{ member: name, op: 'at_least', values: ['0'] }],
      add: ['rank', 'share', 'totals'],
      order_by: [{ member: name, direction: 'desc' }],
    } as const;
    const { rows, totals } = await clerk.ask(query);
    expect(rows[0]).toMatchObject({ product: 'Tata Tea 250 g', [name]: 200, own: 200, [`${name}_rank`]: 1 });
    expect(totals).toMatchObject({ net_sales: 390.1, [name]: 200 });
    const timed = await clerk.ask({
      ...query,
      dimensions: [],
      grain: 'month',
      period: { named: 'this_month' },
      compare: ['previous_period'],
      moving_average: 2,
    });
    expect(timed.rows[0]).toMatchObject({
      month: '2026-03',
      [name]: 200,
      [`${name}_previous`]: 0,
      [`${name}_moving_average`]: 200,
    });
    const grouped = await clerk.ask({
      define: [{ name, of: 'product', groups: [{ label: 'Tea', op: 'contains', values: ['tea'] }] }],
      measures: ['net_sales'],
      dimensions: [name],
    });
    expect(grouped.rows).toContainEqual({ [name]: 'Tea', net_sales: 200 });
  });
});

describe('refused, naming the part and the fix, is', () => {
  const own = (definition: Omit<InlineDefinition, 'name'>): InlineDefinition => ({
    name: 'own',
    ...definition,
  });

  test.each<[string, InlineDefinition, string, string]>([
    ['nothing said', own({}), 'measure', 'plus'],
    ['only what it is divided by', own({ per: ['orders'] }), 'measure', 'plus'],
    ['a measure with per', own({ measure: 'net_sales', per: ['orders'] }), 'per', 'plus ["net_sales"]'],
    [
      'a measure with per and filters',
      own({ measure: 'net_sales', per: ['orders'], filters: TEA }),
      'per',
      'filters',
    ],
    ['a measure with a type', own({ measure: 'net_sales', filters: TEA, type: 'number' }), 'type', 'plus'],
    ['two kinds', own({ measure: 'net_sales', plus: ['orders'] }), 'measure', 'define another'],
    ['a sum with of', own({ plus: ['orders'], of: 'price' }), 'of', 'define another'],
    [
      'groups with filters',
      own({ of: 'price', groups: [{ label: 'a', op: 'is', values: ['1'] }], filters: TEA }),
      'filters',
      'of, each, otherwise',
    ],
    [
      'a rest without groups',
      own({ aggregate: 'sum', of: 'price', otherwise: 'x' }),
      'otherwise',
      'of, filters',
    ],
    ['no groups', own({ of: 'price', groups: [] }), 'groups', 'at least one'],
    ['no sum', own({ plus: [], minus: ['orders'] }), 'plus', 'at least one'],
    ['groups of nothing', own({ groups: [{ label: 'a', op: 'is', values: ['1'] }] }), 'of', 'price'],
    ['a measure as it is', own({ measure: 'net_sales' }), 'filters', 'difference'],
    ['no such measure', own({ measure: 'net_sale', filters: TEA }), 'measure', 'describe_data'],
    ['no such part', own({ plus: ['orders', 'ordres'] }), 'plus[1]', 'describe_data'],
    ['parts of two kinds', own({ plus: ['orders', 'net_sales'] }), 'plus[1]', 'count'],
    ['a ratio of ratios', own({ plus: ['average_order_value'], per: ['orders'] }), 'plus[0]', 'made of'],
    ['a ratio of no kind', own({ plus: ['net_sales'], per: ['quantity'] }), 'type', 'percent for a share'],
    ['a percentage of nothing', own({ plus: ['net_sales'], type: 'percent' }), 'type', 'per'],
    ['a factor in words', own({ plus: ['orders'], times: 'two' }), 'times', '0.02'],
    ['a factor with an exponent', own({ plus: ['orders'], times: '1e3' }), 'times', '0.02'],
    ['an aggregate of nothing', own({ aggregate: 'sum' }), 'of', 'days_to_ship'],
    ['a sum of words', own({ aggregate: 'sum', of: 'product' }), 'aggregate', 'count_distinct'],
    [
      'no such dimension',
      own({ measure: 'net_sales', filters: [{ member: 'prodct', op: 'is', values: ['x'] }] }),
      'filters[0].member',
      'describe_data',
    ],
    [
      'a filter on a measure',
      own({ measure: 'net_sales', filters: [{ member: 'orders', op: 'more_than', values: ['1'] }] }),
      'filters[0].member',
      'order_value',
    ],
    [
      'a comparison',
      own({ plus: ['net_sales'], minus: ['net_sales_previous'] }),
      'minus[0]',
      'come with compare',
    ],
    ['the largest of a measure', own({ aggregate: 'largest', of: 'net_sales' }), 'of', 'order_value'],
    ['a sum of a dimension', own({ plus: ['order_value'] }), 'plus[0]', 'aggregate and of'],
    [
      'a filter in words',
      own({ measure: 'net_sales', filters: [{ member: 'price', op: 'is', values: ['ten'] }] }),
      'filters[0].values[0]',
      'plain number',
    ],
    [
      'a group in words',
      own({
        of: 'price',
        groups: [
          { label: 'a', op: 'is', values: ['10'] },
          { label: 'b', op: 'at_most', values: ['ten'] },
        ],
      }),
      'groups[1].values[0]',
      'plain number',
    ],
    [
      'a group of nothing',
      own({ of: 'price', groups: [{ label: 'a', op: 'at_most' }] }),
      'groups[0].values',
      'list of text',
    ],
    [
      'a group by the wrong operator',
      own({ of: 'product', groups: [{ label: 'a', op: 'at_most', values: ['x'] }] }),
      'groups[0].op',
      'is_not',
    ],
    ['a name with a space', { name: 'own sales', measure: 'net_sales', filters: TEA }, 'name', 'underscores'],
    ['a name of one letter', { name: 'x', measure: 'net_sales', filters: TEA }, 'name', 'underscores'],
    [
      'a name of the prototype',
      { name: '__proto__', measure: 'net_sales', filters: TEA },
      'name',
      'underscores',
    ],
    ['a name of Munshi', { name: 'orders', measure: 'net_sales', filters: TEA }, 'name', 'another name'],
    [
      'a name of a dimension',
      { name: 'product', measure: 'net_sales', filters: TEA },
      'name',
      'another name',
    ],
    ['a name of a grain', { name: 'month', measure: 'net_sales', filters: TEA }, 'name', 'another name'],
  ])('%s', async (_, definition, field, fix) => {
    const clerk = await Clerk.open(store);
    const refused = await clerkError(clerk.ask({ define: [definition], measures: ['orders'] }));
    expect(refused).toMatchObject({ field: `define[0].${field}`, fix: expect.stringContaining(fix) });
    expect(['invalid_input', 'conflict']).toContain(refused.code);
    expect(refused.message.length).toBeGreaterThan(10);
  });

  test('one name twice', async () => {
    const clerk = await Clerk.open(store);
    const tea: InlineDefinition = { name: 'tea', measure: 'net_sales', filters: TEA };
    expect(await clerkError(clerk.ask({ define: [tea, tea], measures: ['tea'] }))).toMatchObject({
      code: 'conflict',
      field: 'define[1].name',
    });
  });

  test('two columns of one name', async () => {
    const clerk = await Clerk.open(store);
    const define: InlineDefinition[] = [{ name: 'net_sales_share', measure: 'net_sales', filters: TEA }];
    const query = { define, measures: ['net_sales', 'net_sales_share'], dimensions: ['product'] };
    expect((await clerk.ask(query)).columns).toHaveLength(3);
    expect(await clerkError(clerk.ask({ ...query, add: ['share'] }))).toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('net_sales_share'),
      fix: expect.stringContaining('another name'),
    });
  });
});
