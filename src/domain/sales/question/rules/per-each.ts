import type { Draft } from '../draft.js';
import { find, pattern } from '../match.js';
import { senseOf, THINGS } from '../senses.js';
import { Unread } from '../unread.js';

const AVERAGE = pattern('average');
const AVERAGE_SALE = pattern('measure');
const PERIODIC = pattern('periodic');
const EACH = pattern('each unit:grain|thing');
/** What is counted to divide by, for each unit of time that has a column. */
const COUNTED = {
  day: 'order_date',
  month: 'order_month',
  year: 'order_year',
  fiscal_year: 'fiscal_year',
} as const;

/** "Average sales per day", "daily average", "average orders per customer": a figure divided by how many there were. */
export function readPerEach(draft: Draft): void {
  // "The average sale of each month" is that of months, and not of bills.
  const sale = find(draft.items, AVERAGE_SALE);
  const ofSale = sale !== undefined && /^(?:average|avg|ausat) sales?$/i.test(sale.items[0]?.text ?? '');
  const average = find(draft.items, AVERAGE) ?? (ofSale ? sale : undefined);
  if (average === undefined) return;
  const periodic = find(draft.items, PERIODIC);
  const each = find(draft.items, EACH);
  const grain = senseOf(periodic?.items[0], 'periodic')?.grain ?? senseOf(each?.one('unit'), 'grain')?.grain;
  const thing = senseOf(each?.one('unit'), 'thing')?.thing;
  if (ofSale && grain === undefined) return;
  if (ofSale) draft.addMeasure('net_sales');
  if (grain !== undefined) {
    draft.perEach = { grain };
    draft.claim([...average.items, ...(periodic?.items ?? each?.items ?? [])]);
  } else if (thing !== undefined && thing !== 'order') {
    draft.perEach = { thing };
    draft.claim([...average.items, ...(each?.items ?? [])]);
  }
}

/** What is counted once over a time however often it came. */
const DISTINCT = new Set(['buyers', 'repeat_buyers', 'new_buyers', 'products_sold']);

/** Puts the figures divided in place of the figures. */
export function settlePerEach(draft: Draft): void {
  const { perEach } = draft;
  if (perEach === undefined) return;
  const [measure, ...others] = draft.measures;
  const sums = measure !== undefined && draft.model.measure(measure)?.per === undefined;
  if (measure === undefined || others.length > 0 || !sums || draft.grain !== undefined)
    throw new Unread('Of which figure the average is to be taken is not clear.', {
      fix: 'Ask for one figure: "average net sales per day last month".',
      soFar: draft.request(),
    });
  if ('thing' in perEach && perEach.thing === 'customer' && measure === 'net_sales') {
    draft.measures.splice(0, 1, 'sales_per_buyer');
    return;
  }
  if ('grain' in perEach && DISTINCT.has(measure))
    throw new Unread(`An average of ${measure} counts whoever came twice once only.`, {
      fix: `Ask for ${measure} by ${perEach.grain}.`,
      soFar: draft.request(),
    });
  const unit = 'grain' in perEach ? perEach.grain : perEach.thing;
  const count = `${unit}s`;
  const of = 'grain' in perEach ? columnOf(perEach.grain) : THINGS[perEach.thing].dimension;
  if (of === undefined)
    throw new Unread(`An average per ${unit} is not counted.`, {
      fix: `Ask for the figure by ${unit}, or for an average per day, month or year.`,
      soFar: draft.request(),
    });
  const name = `${measure}_per_${unit}`;
  draft.define.push(
    { name: `${count}_counted`, aggregate: 'count_distinct', of },
    { name, plus: [measure], per: [`${count}_counted`] },
  );
  draft.measures.splice(0, 1, name);
  if (of === 'customer') draft.addFilter({ member: of, op: 'is_not_empty' });
  draft.taken.push(
    'grain' in perEach
      ? `The average is over ${count} with a sale${unit === 'day' ? '' : ', also those of which only a part is recorded'}.`
      : `The average is over each ${unit} with a sale.`,
  );
}

function columnOf(grain: string): string | undefined {
  return Object.entries(COUNTED).find(([name]) => name === grain)?.[1];
}
