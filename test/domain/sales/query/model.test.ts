import { describe, expect, test } from 'vitest';
import { ClerkError } from '../../../../src/domain/errors.js';
import { compile } from '../../../../src/domain/sales/query/compile.js';
import { DIMENSIONS } from '../../../../src/domain/sales/query/dimensions/index.js';
import { ENTITIES } from '../../../../src/domain/sales/query/entities.js';
import { EXAMPLES } from '../../../../src/domain/sales/query/examples.js';
import { MEASURES } from '../../../../src/domain/sales/query/measures/index.js';
import { Model } from '../../../../src/domain/sales/query/model.js';
import { Planner, settingAt } from '../../../../src/domain/sales/query/planner.js';
import { querySales } from '../../../../src/tools/query-sales.js';
import { embeddedStore } from '../../../support/embedded-store.js';
import { DIMENSION_RULES } from '../../../support/oracle/dimensions.js';
import { MEASURE_RULES } from '../../../support/oracle/measures.js';
import { openQueries } from '../../../support/oracle/open.js';
import { randomShop } from '../../../support/oracle/shop.js';

const store = embeddedStore();
/** A shop with something of everything. */
const SHOP = randomShop(7);
const MODEL = new Model(ENTITIES, DIMENSIONS, MEASURES);
const MOST_MEASURES = 12;

const clock = (): Date => SHOP.now;
const planner = new Planner(MODEL, SHOP.settings, clock());

/** Whether a measure may be broken down by a dimension; anything but a plain refusal is a fault. */
function goesTogether(measure: string, dimension: string): boolean {
  const plan = planner.plan({ measures: [measure], dimensions: [dimension], limit: 1 }, 0);
  try {
    compile(MODEL, plan, settingAt(SHOP.settings, clock()));
    return true;
  } catch (error) {
    if (error instanceof ClerkError && error.code === 'refused') return false;
    throw error;
  }
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return items.length === 0 ? [] : [items.slice(0, size), ...chunks(items.slice(size), size)];
}

test('the shop of these tests has something of everything', () => {
  const { sales, products, categories, suppliers, customers, employees, territories, shippers } = SHOP;
  for (const records of [sales, products, categories, suppliers, customers, employees, territories, shippers])
    expect(records.length).toBeGreaterThan(0);
});

test('the oracle of the property test knows every measure and dimension', () => {
  expect([...MEASURE_RULES.keys()].sort()).toEqual(MEASURES.map(({ name }) => name).sort());
  expect([...DIMENSION_RULES.keys()].sort()).toEqual(DIMENSIONS.map(({ name }) => name).sort());
});

describe('every member', () => {
  test.each(MEASURES.map(({ name }) => name))('%s runs alone, as a total', async (name) => {
    const { queries } = openQueries(store.table(), SHOP);
    const { rows, columns, receipt } = await queries.run({ measures: [name], limit: 20 });
    expect(rows).toHaveLength(1);
    expect(columns.map((column) => column.name)).toEqual([name]);
    expect(receipt.definitions[name]).toBe(MODEL.measure(name)?.description);
  });

  test('every dimension runs alone, as a list without a repeat', async () => {
    const { queries } = openQueries(store.table(), SHOP);
    for (const { name } of DIMENSIONS) {
      const { rows, columns } = await queries.run({ dimensions: [name], limit: 500 });
      expect(columns.map((column) => column.name)).toEqual([name]);
      expect(rows.length, name).toBeGreaterThan(0);
      expect(new Set(rows.map((row) => row[name])).size, name).toBe(rows.length);
    }
  });

  test('every measure runs with every dimension it goes with, and is refused with every other', async () => {
    const { queries, guide } = openQueries(store.table(), SHOP);
    const goesWith = new Map<string, string[]>();
    for (const { name } of MEASURES) goesWith.set(name, (await guide.detail(name)).goes_with);
    for (const { name: dimension } of DIMENSIONS) {
      const fitting = MEASURES.map(({ name }) => name).filter((name) =>
        goesWith.get(name)?.includes(dimension),
      );
      expect(fitting, `measures that go with ${dimension}`).toEqual(
        MEASURES.map(({ name }) => name).filter((name) => goesTogether(name, dimension)),
      );
      for (const measures of chunks(fitting, MOST_MEASURES)) {
        const { rows } = await queries.run({ measures, dimensions: [dimension], limit: 5 });
        expect(rows.length, `${measures.join(', ')} by ${dimension}`).toBeGreaterThan(0);
      }
    }
    for (const [measure, dimensions] of goesWith) expect(dimensions.length, measure).toBeGreaterThan(0);
  }, 240_000);

  test('every measure and dimension can be explained, with values as an answer shows them', async () => {
    const { guide, queries } = openQueries(store.table(), SHOP);
    for (const { name } of [...MEASURES, ...DIMENSIONS, ...ENTITIES]) {
      const detail = await guide.detail(name);
      expect(detail.description.length, name).toBeGreaterThan(5);
      expect(detail.label.length, name).toBeGreaterThan(1);
    }
    for (const { name } of DIMENSIONS) {
      const { goes_with: goesWith, sample_values: samples = [] } = await guide.detail(name);
      expect(goesWith, name).toEqual(
        MEASURES.filter((measure) => goesTogether(measure.name, name)).map((measure) => measure.name),
      );
      const { rows } = await queries.run({ dimensions: [name], limit: 500 });
      const shown = rows.map((row) => row[name]).filter((value) => value !== undefined);
      for (const sample of samples) expect(shown.map(String), name).toContain(sample);
      expect(samples.length, name).toBe(Math.min(10, shown.length));
    }
  });

  test('every number can be compared with its average', async () => {
    const { queries } = openQueries(store.table(), SHOP);
    const counted = DIMENSIONS.filter(({ type }) => !['text', 'date', 'boolean'].includes(type));
    for (const { name } of counted) {
      const of = (op: 'above_average' | 'below_average') =>
        queries.run({ dimensions: [name], filters: [{ member: name, op }], limit: 500 });
      const [above, below] = await Promise.all([of('above_average'), of('below_average')]);
      const highest = Math.max(...below.rows.map((row) => Number(row[name])));
      for (const row of above.rows) expect(Number(row[name]), name).toBeGreaterThan(highest);
    }
    for (const { name, type } of MEASURES.filter((measure) => measure.type !== 'date')) {
      const filters = [{ member: name, op: 'above_average' as const }];
      await expect(queries.run({ measures: [name], filters, limit: 1 }), type).resolves.toBeDefined();
    }
  });

  test('a text filter that matches nothing is answered with values that exist', async () => {
    const { queries } = openQueries(store.table(), SHOP);
    for (const { name } of DIMENSIONS.filter(({ type }) => type === 'text')) {
      const filters = [{ member: name, op: 'is' as const, values: ['Nobody of this name'] }];
      const { rows, hint } = await queries.run({ dimensions: [name], filters, limit: 20 });
      expect(rows, name).toEqual([]);
      expect(hint, name).toContain(name);
    }
  });
});

describe('the examples', () => {
  test.each(EXAMPLES.map(({ question, query }) => ({ question, query })))('$question', async ({ query }) => {
    const { queries } = openQueries(store.table(), SHOP);
    const parsed = querySales.definition.inputSchema.properties;
    for (const key of Object.keys(query)) expect(Object.keys(parsed ?? {})).toContain(key);
    await expect(queries.run({ limit: 20, ...query })).resolves.toHaveProperty('rows');
  });
});

describe('names', () => {
  const members = [...MEASURES, ...DIMENSIONS];

  test('are there once, and are safe as a column', () => {
    const names = members.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(ENTITIES.map(({ name }) => name)).size).toBe(ENTITIES.length);
    for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9_]{1,59}$/);
  });

  test.each([
    ['measures', MEASURES],
    ['dimensions', DIMENSIONS],
  ] as const)('of %s have labels of their own', (_kind, own) => {
    const labels = own.map(({ label }) => label.toLowerCase());
    expect(new Set(labels).size).toBe(labels.length);
  });

  test('no two measures go by the same word: the wrong figure would look right', () => {
    const owners = new Map<string, string>();
    for (const { name, label, synonyms = [] } of MEASURES) {
      for (const word of new Set([name.replaceAll('_', ' '), label.toLowerCase(), ...synonyms])) {
        expect(owners.get(word), `"${word}" is ${owners.get(word)} and ${name}`).toBeUndefined();
        owners.set(word, name);
      }
    }
  });

  test('no synonym of one dimension is the name of another', () => {
    const own = new Map(DIMENSIONS.map(({ name }) => [name.replaceAll('_', ' '), name]));
    for (const { name, synonyms = [] } of DIMENSIONS)
      for (const word of synonyms) expect([undefined, name], word).toContain(own.get(word));
  });

  test('synonyms are in lower case, as they are compared', () => {
    for (const { synonyms = [] } of [...members, ...ENTITIES])
      for (const word of synonyms) expect(word).toBe(word.toLowerCase());
  });
});
