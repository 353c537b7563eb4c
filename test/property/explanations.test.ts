import { describe, expect, test } from 'vitest';
import { ClerkError } from '../../src/domain/errors.js';
import { numbersIn } from '../../src/domain/ports/language/numbers.js';
import type { SalesFact } from '../../src/domain/sales/explain/fact.js';
import type { QueryAnswer } from '../../src/domain/sales/query/answer.js';
import type { Model } from '../../src/domain/sales/query/model.js';
import type { QueryService } from '../../src/domain/sales/query/query-service.js';
import type { QueryRequest } from '../../src/domain/sales/query/request.js';
import { embeddedStore } from '../support/embedded-store.js';
import { withAdditions } from '../support/oracle/additions.js';
import { expected } from '../support/oracle/answer.js';
import { openQueries } from '../support/oracle/open.js';
import { randomQuery } from '../support/oracle/queries.js';
import { Dice, randomShop } from '../support/oracle/shop.js';
import { World } from '../support/oracle/world.js';

const store = embeddedStore();
const SHOPS = Number(process.env.MUNSHI_EXPLAINED_SHOPS ?? 3);
const FIRST = 301;
const QUERIES = 30;

/** Names within a text are no numbers of its own. */
function withoutNames(text: string, facts: readonly SalesFact[]): string {
  const names = facts.flatMap(({ of = {} }) => Object.values(of).map(String));
  return names
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, name) => (name === '' ? rest : rest.replaceAll(name, ' … ')), text);
}

/** The figure of a fact by plain loops over the records; undefined where it is not one that loops give. */
function plainly(world: World, query: QueryRequest, fact: SalesFact): unknown {
  const { define, filters, period } = query;
  const { measure, from, to, until, of } = fact;
  if (measure === undefined) return undefined;
  const dimensions = of === undefined ? [] : rowDimensions(query);
  const days = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  const cut = to === undefined || until === undefined ? [] : upTo(to, until);
  const rows = expected(world, {
    ...(define === undefined ? {} : { define }),
    filters: [...(filters ?? []), ...cut],
    measures: [measure],
    ...(dimensions.length === 0 ? {} : { dimensions }),
    period: { ...days, ...(period?.date === undefined ? {} : { date: period.date }) },
  });
  const row = rows?.find((each) => dimensions.every((name) => each[name] === of?.[name]));
  return row?.[measure];
}

/** Before an hour of a day, and all of the days before it. */
function upTo(day: string, until: string): NonNullable<QueryRequest['filters']> {
  return [
    { member: 'order_date', op: 'is_not', values: [day], or_group: 99 },
    { member: 'hour_of_day', op: 'less_than', values: [String(Number(until.slice(0, 2)))], or_group: 99 },
  ];
}

function rowDimensions({ dimensions = [], pivot }: QueryRequest): readonly string[] {
  const rows = dimensions.filter((name) => name !== pivot);
  return rows.length === 0 && pivot !== undefined ? [pivot] : rows;
}

const OF_THE_QUERY = /average$|bought$/;
/** Whether a condition means something else for other days than those of the query. */
function changesWithDays({ member, op }: { member: string; op: string }, model: Model): boolean {
  const dimension = model.dimension(member);
  return OF_THE_QUERY.test(op) || dimension === undefined || dimension.entity.endsWith('_history');
}

/** Kinds whose value is that of the measure for the fact's row and days. */
const PLAIN = new Set([
  'total',
  'overall',
  'figure',
  'row',
  'highest',
  'lowest',
  'last_full',
  'partial',
  'record',
]);

/** An answer, or undefined where it is refused because its members do not go together. */
async function ask(queries: QueryService, query: QueryRequest): Promise<QueryAnswer | undefined> {
  try {
    return await queries.run(query);
  } catch (error) {
    if (error instanceof ClerkError && error.code === 'refused') return undefined;
    throw error;
  }
}

describe('an explanation of any query', () => {
  const seen = new Map<string, number>();

  test.each(Array.from({ length: SHOPS }, (_, index) => index + FIRST))('shop %i', async (seed) => {
    const shop = randomShop(seed);
    const world = new World(shop);
    const asked = openQueries(store.table(), shop);
    const dice = new Dice(seed * 1_000);
    for (let at = 0; at < QUERIES; at += 1) {
      const plain = randomQuery(dice, world);
      const query = dice.chance(0.5) ? withAdditions(dice, world, plain) : plain;
      const told = `shop ${seed}, query ${at}: ${JSON.stringify(query)}`;
      const answer = await ask(asked.queries, query);
      if (answer === undefined) continue;
      const { explanation } = await asked.explainer.explain(query, answer).catch((error: unknown) => {
        throw new Error(told, { cause: error });
      });
      const { text, facts } = explanation;
      expect(text, told).not.toMatch(/undefined|NaN|\[object/);
      const known = new Set(
        numbersIn(facts.map(({ name, figure }) => withoutNames(`${name}: ${figure}`, facts)).join('\n')),
      );
      for (const number of numbersIn(withoutNames(text, facts)))
        expect(known.has(number), `${told}\n${text}\n${number} of ${[...known].join(' ')}`).toBe(true);
      for (const fact of facts) {
        seen.set(fact.kind, (seen.get(fact.kind) ?? 0) + 1);
        if (!PLAIN.has(fact.kind)) continue;
        if (query.filters?.some((filter) => changesWithDays(filter, asked.model))) continue;
        expect(fact.value, `${told}\n${text}\n${JSON.stringify(fact)}`).toEqual(
          plainly(world, query, fact) ?? 0,
        );
      }
    }
  });

  test('all kinds of facts were among them', () => {
    expect([...seen.keys()]).toEqual(
      expect.arrayContaining(['total', 'row', 'share', 'change', 'highest', 'partial']),
    );
  });
});
