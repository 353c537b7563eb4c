import { generateDemoShop } from '../../../../src/domain/demo/generate.js';
import { compile } from '../../../../src/domain/sales/query/compile.js';
import { defineInline } from '../../../../src/domain/sales/query/definitions/inline.js';
import { DIMENSIONS } from '../../../../src/domain/sales/query/dimensions/index.js';
import { ENTITIES } from '../../../../src/domain/sales/query/entities.js';
import { MEASURES } from '../../../../src/domain/sales/query/measures/index.js';
import { Model } from '../../../../src/domain/sales/query/model.js';
import { Planner } from '../../../../src/domain/sales/query/planner.js';
import { otherCountryNames } from '../../../../src/domain/sales/question/country-names.js';
import type { Reader } from '../../../../src/domain/sales/question/grammar.js';
import { Lexicon } from '../../../../src/domain/sales/question/lexicon/lexicon.js';
import { periodsOf } from '../../../../src/domain/sales/question/periods.js';
import { ShopSettings } from '../../../../src/domain/shop.js';
import { type Named, NameIndex } from '../../../../src/domain/words/names/name-index.js';

/** Noon of the day on which the questions are asked. */
export const ASKED = new Date('2026-11-21T06:30:00Z');

const model = new Model(ENTITIES, DIMENSIONS, MEASURES);
const lexicon = new Lexicon(model, []);

/** A trader who imports and exports: what occurs in its records, by what it is a value of. */
const TRADER: Readonly<Record<string, readonly string[]>> = {
  product: [
    'Chai',
    'Chang',
    'Tofu',
    'Konbu',
    "Chef Anton's Cajun Seasoning",
    "Chef Anton's Gumbo Mix",
    'Northwoods Cranberry Sauce',
  ],
  category: ['Beverages', 'Dairy Products', 'Meat/Poultry', 'Produce', 'Seafood'],
  supplier: ['Exotic Liquids', 'Tokyo Traders'],
  supplier_city: ['London', 'Tokyo'],
  supplier_country: ['Germany', 'Italy', 'Japan', 'UK', 'USA'],
  customer: ['Alfreds Futterkiste', 'Around the Horn', 'Ernst Handel'],
  customer_city: ['Berlin', 'London', 'Paris'],
  customer_country: ['Brazil', 'France', 'Germany', 'Italy', 'Mexico', 'UK', 'USA'],
  employee: ['Nancy Davolio', 'Andrew Fuller', 'Margaret Peacock', 'Steven Buchanan'],
  employee_title: ['Sales Representative', 'Sales Manager'],
  employee_city: ['London', 'Seattle'],
  employee_country: ['UK', 'USA'],
  shipper: ['Speedy Express', 'United Package', 'Federal Shipping'],
  ship_city: ['Berlin', 'London', 'Paris'],
  ship_country: ['Brazil', 'France', 'Germany', 'Italy', 'UK', 'USA'],
  sales_region: ['Eastern', 'Western'],
};

/** What questions to a trader are read with. */
export function trader(): Reader {
  const names = Object.entries(TRADER).flatMap(([member, values]) => namesOf(member, values));
  return reader(names, { currency: 'USD', time_zone: 'UTC', fiscal_year_start: 1 });
}

/** What questions to the demo shop are read with. */
export function kirana(): Reader {
  const demo = generateDemoShop({ seed: 1, lastDay: '2026-11-21', days: 2 });
  const places = (
    whose: string,
    records: readonly { city?: string; region?: string; country?: string }[],
  ) => [
    ...namesOf(
      `${whose}_city`,
      records.flatMap(({ city }) => city ?? []),
    ),
    ...namesOf(
      `${whose}_region`,
      records.flatMap(({ region }) => region ?? []),
    ),
    ...namesOf(
      `${whose}_country`,
      records.flatMap(({ country }) => country ?? []),
    ),
  ];
  const names = [
    ...namesOf(
      'product',
      demo.products.map(({ name }) => name),
    ),
    ...namesOf(
      'category',
      demo.categories.map(({ name }) => name),
    ),
    ...namesOf(
      'supplier',
      demo.suppliers.map(({ name }) => name),
    ),
    ...namesOf(
      'customer',
      demo.customers.map(({ name }) => name),
    ),
    ...namesOf(
      'employee',
      demo.employees.map((each) => `${each.first_name} ${each.last_name}`),
    ),
    ...namesOf(
      'employee_title',
      demo.employees.flatMap(({ title }) => title ?? []),
    ),
    ...namesOf(
      'shipper',
      demo.shippers.map(({ name }) => name),
    ),
    ...places('customer', demo.customers),
    ...places('supplier', demo.suppliers),
    ...places('employee', demo.employees),
    ...namesOf('payment', ['cash', 'upi', 'card', 'credit']),
    ...namesOf('channel', ['counter', 'phone', 'delivery']),
  ];
  return reader(names, { locale: 'en-IN', currency: 'INR', time_zone: 'Asia/Kolkata', fiscal_year_start: 4 });
}

function namesOf(member: string, values: readonly string[]): Named[] {
  const different = [...new Set(values)];
  const others = member.endsWith('_country') ? otherCountryNames(different) : [];
  return [...different.map((value) => ({ member, value })), ...others.map((each) => ({ member, ...each }))];
}

function reader(names: readonly Named[], more: object): Reader {
  const settings = ShopSettings.parse({ shop_id: 'test', name: 'Test', locale: 'en', ...more });
  return {
    model,
    lexicon,
    currency: settings.currency,
    names: [new NameIndex(names)],
    empty: new Set(),
    periods: periodsOf(settings, ASKED),
    check: (query) => {
      const extended = defineInline(model, query.define ?? []);
      const planner = new Planner(extended, settings, ASKED);
      const plan = planner.plan(query, 0);
      compile(extended, plan, planner.setting(plan));
    },
  };
}
