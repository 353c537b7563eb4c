import { dayNumber } from '../../calendar/days.js';
import type { QueryAnswer } from '../query/answer.js';
import type { Measure } from '../query/model.js';
import type { QueryRequest } from '../query/request.js';
import { partsOf } from '../query/values.js';
import type { SalesFact, Statement } from './fact.js';
import { type Around, conditionsWords, rowDimensions, rowsWords, stateOf } from './subject.js';
import { beforeBooks, whenWords } from './when.js';
import { dayWords } from './wording.js';

const LAST = 'last_order_date';

/** What is not there: of what, under which conditions, on which days; and when the last sale of the kind was. */
export async function emptyFacts(
  query: QueryRequest,
  answer: QueryAnswer,
  around: Around,
): Promise<Statement> {
  const { model, sales } = around;
  const measures = (query.measures ?? []).flatMap((name) => model.measure(name) ?? []);
  const dimensions = rowDimensions(query, model);
  const ofSales =
    measures.length === 0
      ? dimensions.every(({ entity }) => entity === 'sales' || entity === 'lines')
      : measures.every((measure) => countsSales(around, measure));
  const { period, filters = [] } = answer.receipt;
  const days = { from: period?.from, to: period?.to };
  const held = { query, sales, ...stateOf(query, answer, sales) };
  const when = period === undefined ? '' : whenWords(held, days).trimEnd();
  const about = `${conditionsWords(filters)}${when}`;
  const label = measures[0]?.label;
  const none: SalesFact = {
    kind: 'rows',
    name: `${ofSales ? 'sales' : (label ?? rowsWords(2, dimensions))}${about}`,
    figure: 'none',
    value: 0,
  };
  if (ofSales && sales.count === 0)
    return { weight: 0, sentence: 'The books hold no sale yet.', facts: [none] };
  if (!ofSales) {
    const said = label === undefined ? `No ${rowsWords(1, dimensions)}${about}` : `${label}${about}: none`;
    return { weight: 0, sentence: `${said}.`, facts: [none] };
  }
  const last = beforeBooks(held, days) ? undefined : await lastSale(query, days.to, around);
  return {
    weight: 0,
    sentence: `No sale${about}${last === undefined ? '' : `; the last one was on ${dayWords(last)}`}.`,
    facts: [none, ...(last === undefined ? [] : [lastFact(last, held.now)])],
  };
}

function countsSales({ model }: Around, measure: Measure): boolean {
  return (
    measure.filters === undefined &&
    partsOf(model, measure).every(({ over }) => over.sales !== undefined || over.lines !== undefined)
  );
}

/** The day of the latest sale under the conditions on what is sold, up to a day. */
async function lastSale(
  { define, filters = [], period }: QueryRequest,
  to: string | undefined,
  { model, ask }: Around,
): Promise<string | undefined> {
  if ((period?.date ?? 'sold') !== 'sold') return undefined;
  const { rows } = await ask({
    measures: [LAST],
    ...(define === undefined ? {} : { define }),
    filters: filters.filter(({ member }) => model.dimension(member) !== undefined),
    ...(to === undefined ? {} : { period: { to } }),
  });
  const day = rows[0]?.[LAST];
  return typeof day === 'string' ? day : undefined;
}

function lastFact(last: string, now: string): SalesFact {
  return {
    kind: 'last',
    name: 'the last one',
    figure: dayWords(last),
    value: dayNumber(now.slice(0, 10)) - dayNumber(last),
    unit: 'days',
    from: last,
    to: last,
  };
}
