import type { Grain } from '../../query/model.js';
import type { Draft } from '../draft.js';
import { find, type Match, pattern } from '../match.js';
import { type Item, senseOf } from '../senses.js';
import { Unread } from '../unread.js';

const IDLE = pattern('never|not not? verb=buy|verb=sell|verb=spend');
const ABSENT = pattern('never|not not? verb=earn');
const UNSHIPPED = pattern('not verb=ship');
const NOTHING = pattern('without|not total? figure:measure|thing=order');
const RESTING = pattern('idle');
const LASTING = pattern('of|in|from|with? long:number|comparison grain from?');
const DAYS: Partial<Record<Grain, number>> = { day: 1, week: 7, month: 30, quarter: 91, year: 365 };
const SINCE = new Set(['days_since_purchase', 'days_since_sold']);
const NEVER = {
  customer: 'Customers who never bought are not among those who have not bought for so long.',
  product: 'Products that never sold are not among those that have not sold for so long.',
} as const;
const DAY_UNITS = /^last (\d+) (day|week|month|year)s?$/;

/** Customers who never bought, products that did not sell: ever, for so long, or in the period of the question. */
export function readIdle(draft: Draft): void {
  draft.each(UNSHIPPED, () => {
    draft.addFilter({ member: 'delivery', op: 'is', values: ['not shipped'] });
  });
  const stopped = draft.items.find((item) => /^stopped/i.test(item.text));
  if (stopped !== undefined && !isTimed(draft))
    throw new Unread(`Since when "${stopped.text}" is meant is not said.`, {
      fix: 'Say e.g. "stopped buying after August", or "not seen for 60 days".',
    });
  draft.each(IDLE, () => idle(draft));
  // "Have not come": customers alone do.
  draft.each(ABSENT, (match) => {
    const came = /^(?:c[oa]me|coming|aay[aei])$/i.test(match.items.at(-1)?.text ?? '');
    return came && idler(draft) === 'customer' && idle(draft);
  });
  draft.each(NOTHING, (match) => {
    const measure = senseOf(match.one('figure'), 'measure')?.name;
    if (measure !== undefined && measure !== 'net_sales' && measure !== 'orders') return false;
    if (senseOf(match.items[0], 'without') === undefined && !isTimed(draft)) return false;
    return idle(draft);
  });
  draft.each(RESTING, (match) => {
    if (draft.filters.some(({ member }) => SINCE.has(member))) return true;
    if (isTimed(draft)) return idle(draft);
    throw new Unread(`How long "${match.items[0]?.text}" is meant to be is not said.`, {
      fix: 'Say e.g. "not sold in the last 30 days", or "customers not seen for 60 days".',
    });
  });
}

function isTimed(draft: Draft): boolean {
  return draft.period !== undefined || find(draft.items, LASTING) !== undefined;
}

function idle(draft: Draft): boolean {
  const thing = idler(draft);
  if (thing === undefined) return false;
  const since = thing === 'customer' ? 'days_since_purchase' : 'days_since_sold';
  const long = lasting(draft) ?? ofPeriod(draft);
  if (long !== undefined) {
    draft.addFilter({ member: since, op: long.op, values: [String(long.days)] });
    if (long.rough) draft.taken.push('A month is counted as 30 days, a year as 365.');
    draft.taken.push(NEVER[thing]);
    return true;
  }
  if (draft.period === undefined || draft.period.named === 'all') {
    draft.addFilter(
      thing === 'customer'
        ? { member: 'purchase_count', op: 'is', values: ['0'] }
        : { member: 'last_sold_date', op: 'is_empty' },
    );
    return true;
  }
  const { first, last } = draft.period;
  // "Not since August", "stopped buying after August": the last time was before.
  if (first !== undefined && last === undefined) {
    const date = thing === 'customer' ? 'last_purchase_date' : 'last_sold_date';
    draft.addFilter({ member: date, op: 'less_than', values: [first] });
    draft.shown.push(date);
    draft.period = undefined;
    draft.taken.push(NEVER[thing]);
    return true;
  }
  const measure = thing === 'customer' ? 'orders' : 'quantity';
  draft.addFilter({ member: measure, op: 'is', values: ['0'] });
  draft.conditioned.push(measure);
  draft.includeEmpty = true;
  return true;
}

/** Who or what was idle: the customers or products that the question names, else what the verb tells. */
function idler(draft: Draft): 'customer' | 'product' | undefined {
  for (const item of draft.items) {
    const thing = senseOf(item, 'thing')?.thing;
    if (thing === 'customer' || thing === 'product') return thing;
  }
  if (draft.items.some((item) => senseOf(item, 'who') !== undefined)) return 'customer';
  return draft.verbs.has('sell') && isTimed(draft) ? 'product' : undefined;
}

interface Long {
  readonly op: 'at_least' | 'more_than';
  readonly days: number;
  readonly rough: boolean;
}

/** "For 90 days", "in over 2 months". */
function lasting(draft: Draft): Long | undefined {
  const match: Match | undefined = find(draft.items, LASTING);
  const unit = senseOf(match?.one('grain'), 'grain')?.grain;
  if (match === undefined || unit === undefined) return undefined;
  const { count, op } = lengthOf(match.one('long'));
  const days = DAYS[unit];
  if (count === undefined || days === undefined || op === undefined) return undefined;
  draft.claim(match.items);
  return { op, days: count * days, rough: unit === 'month' || unit === 'year' };
}

function lengthOf(item: Item | undefined): { readonly count?: number; readonly op?: Long['op'] } {
  const number = senseOf(item, 'number')?.value;
  if (number !== undefined) return { count: number, op: 'at_least' };
  const compared = senseOf(item, 'comparison')?.comparison;
  const value = Number(compared?.values[0]);
  if (compared?.op === 'more_than' || compared?.op === 'at_least') return { count: value, op: compared.op };
  return {};
}

/** "In the last 30 days": counted back from today. */
function ofPeriod(draft: Draft): Long | undefined {
  const [, count, unit] = DAY_UNITS.exec(draft.period?.named ?? '') ?? [];
  if (count === undefined || (unit !== 'day' && unit !== 'week' && unit !== 'month' && unit !== 'year'))
    return undefined;
  draft.period = undefined;
  return {
    op: 'at_least',
    days: Number(count) * (DAYS[unit] ?? 1),
    rough: unit === 'month' || unit === 'year',
  };
}
