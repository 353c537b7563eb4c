import type { ShopSettings } from '../../shop.js';
import { zonedMoment } from '../../time.js';
import type { Receipt } from './answer.js';
import { alternatives, type Filter } from './filters.js';
import { isDated } from './period.js';
import type { Plan } from './plan.js';

const MOST_VALUES = 5;

interface Stand {
  readonly shop: ShopSettings;
  readonly notes: readonly string[];
  readonly rowsRead: number;
  readonly asOf: Date;
  readonly sql: string | undefined;
}

/** What the figures of a plan stand on, in words. */
export function receiptOf(plan: Plan, { shop, notes, rowsRead, asOf, sql }: Stand): Receipt {
  const { from, to, date } = plan.period;
  const dated = isDated(plan.period) || plan.grain !== undefined;
  return {
    shop: shop.name,
    definitions: Object.fromEntries(plan.measures.map(({ name, description }) => [name, description])),
    period: dated ? { from, to, date, time_zone: shop.time_zone } : undefined,
    filters: plan.filters.length === 0 ? undefined : filtersInWords(plan.filters),
    compared_with:
      plan.compare.length === 0
        ? undefined
        : plan.compare.map(({ name, period }) => ({
            from: period.from,
            to: period.to,
            columns: `…_${name}`,
          })),
    rows_read: rowsRead,
    as_of: zonedMoment(asOf, shop.time_zone),
    notes: notes.length === 0 ? undefined : [...notes],
    sql,
  };
}

/** One text for each condition that must hold; alternatives of one group stand in one. */
function filtersInWords(filters: readonly Filter[]): string[] {
  return alternatives(filters, inWords).map((any) => any.join(' or '));
}

function inWords({ member, op, values = [], than, days }: Filter): string {
  const more = values.length - MOST_VALUES;
  const factor =
    op === 'above_average' || op === 'below_average' ? values.map((value) => `x ${value}`) : values;
  return [
    member,
    op.replaceAll('_', ' '),
    than ?? factor.slice(0, MOST_VALUES).join(', '),
    more > 0 ? `and ${more} more` : '',
    days === undefined ? '' : daysInWords(days),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function daysInWords({ from, to }: NonNullable<Filter['days']>): string {
  if (from === undefined && to === undefined) return '(ever)';
  return `(${[from === undefined ? '' : `from ${from}`, to === undefined ? '' : `to ${to}`].filter((part) => part !== '').join(' ')})`;
}
