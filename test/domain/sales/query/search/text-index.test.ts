import { expect, test } from 'vitest';
import { DIMENSIONS } from '../../../../../src/domain/sales/query/dimensions/index.js';
import { ENTITIES } from '../../../../../src/domain/sales/query/entities.js';
import { GuideIndex } from '../../../../../src/domain/sales/query/guide-index.js';
import { MEASURES } from '../../../../../src/domain/sales/query/measures/index.js';
import { Model } from '../../../../../src/domain/sales/query/model.js';
import { OPTIONS } from '../../../../../src/domain/sales/query/options.js';
import { ASKED_AS, askedAs } from '../../../../../src/domain/sales/query/search/asked-as/index.js';
import { type Described, TextIndex } from '../../../../../src/domain/sales/query/search/text-index.js';

const described = (names: readonly string[], more: Partial<Described> = {}): Described => ({
  names,
  asked: [],
  description: '',
  weight: 1,
  ...more,
});

test('forms of a word, mistyped letters and words written as one are found', () => {
  const index = new TextIndex([
    described(['Cancellations']),
    described(['Supplier']),
    described(['Postal code'], { asked: ['pin code'] }),
    described(['Freight']),
  ]);
  expect(index.search('cancelled')[0]).toBe(0);
  expect(index.search('suplier')[0]).toBe(1);
  expect(index.search('pincode')[0]).toBe(2);
  expect(index.search('shipping charge')[0]).toBe(3);
  expect(index.search('')).toEqual([]);
});

test('of two alike the lighter comes second', () => {
  const index = new TextIndex([described(['Customers'], { weight: 0.8 }), described(['Customers'])]);
  expect(index.search('customers')).toEqual([1, 0]);
});

test('a phrase that is asked in full comes before the words of it apart', () => {
  const index = new TextIndex([
    described(['Order'], { description: 'Value, order and more of an order value.' }),
    described(['Average'], { asked: ['order value'] }),
  ]);
  expect(index.search('order value')[0]).toBe(1);
});

const model = new Model(ENTITIES, DIMENSIONS, MEASURES);
const guide = new GuideIndex({ model, definitions: [], questions: [], unfit: [] });
const first = (text: string): string[] =>
  guide
    .search(text)
    .slice(0, 3)
    .map(({ name }) => name);

test('of figures by a group both are found', () => {
  expect(first('turnover by town')).toEqual(expect.arrayContaining(['net_sales', 'city']));
  expect(first('profit per product')).toEqual(expect.arrayContaining(['margin', 'product']));
});

test('for when something is asked tells little of what it is', () => {
  expect(first('discount last month')).toContain('discount');
  expect(first('pichhle mahine ka munafa')).toContain('margin');
});

test('what a shop defines is found by its own words', () => {
  const own = {
    kind: 'measure',
    name: 'tea_takings',
    label: 'Tea takings',
    description: 'Net sales of tea.',
    synonyms: ['chai ki kamai'],
  };
  const index = new TextIndex([
    ...MEASURES.map(({ name, label, description, synonyms = [] }) =>
      described([name, label, ...synonyms], { asked: askedAs(name), description }),
    ),
    described([own.name, own.label, ...own.synonyms], { description: own.description }),
  ]);
  for (const text of ['tea takings', 'chai ki kamai', 'takings from tea'])
    expect(index.search(text)[0]).toBe(MEASURES.length);
});

test('phrases are kept only for what there is', () => {
  const names = [...MEASURES, ...DIMENSIONS, ...OPTIONS].map(({ name }) => name);
  for (const name of Object.keys(ASKED_AS)) expect(names).toContain(name);
});
