import type { FilterRequest } from '../query/filters.js';
import type { Model } from '../query/model.js';
import type { QueryRequest } from '../query/request.js';
import { THINGS } from './senses.js';

const BEFORE: Readonly<Record<string, string>> = {
  product: 'of',
  customer: 'to',
  employee: 'by',
  payment: 'paid by',
  shipper: 'shipped by',
};
const OPS: Partial<Record<FilterRequest['op'], string>> = {
  more_than: 'more than',
  at_least: 'at least',
  less_than: 'less than',
  at_most: 'at most',
};

/**
 * A query as a question in English. What the question cannot say is left out, so that whoever uses it has to see
 * whether it reads back.
 */
export function inWords(query: QueryRequest, model: Model): string {
  const {
    measures = [],
    dimensions = [],
    filters = [],
    period,
    grain,
    compare = [],
    limit,
    add = [],
  } = query;
  const label = (name: string): string =>
    (model.measure(name) ?? model.dimension(name))?.label.toLowerCase() ?? name.replaceAll('_', ' ');
  const [measure] = measures;
  const [first, ...others] = dimensions;
  const figures = measures.map(label).join(' and ');
  const share = add.includes('share') ? 'share of ' : '';
  const down = query.order_by?.[0]?.direction === 'asc' ? 'bottom' : 'top';
  const ranked = limit !== undefined && first !== undefined && measure !== undefined;
  const groups = [...dimensions.map(label), ...(grain === undefined ? [] : [grain.replace('_', ' ')])];
  const asked = ranked
    ? `${down} ${limit} ${many(first, label)} by ${figures}`
    : measure === undefined
      ? [`list ${many(first ?? '', label)}`, ...others.map(label)].join(' with ')
      : `${share}${figures}${groups.length === 0 ? '' : ` by ${groups.join(' and ')}`}`;
  return [
    asked,
    ...filters.flatMap((filter) => condition(filter, label)),
    ...(period?.named === undefined ? [] : [time(period.named)]),
    ...compare.map((named) => beside(named)),
  ].join(' ');
}

function many(name: string, label: (name: string) => string): string {
  const thing = Object.entries(THINGS).find(([, { dimension }]) => dimension === name);
  const one = thing?.[0] ?? label(name);
  return /y$/.test(one) ? `${one.slice(0, -1)}ies` : `${one}s`;
}

function condition({ member, op, values = [] }: FilterRequest, label: (name: string) => string): string[] {
  const said = OPS[op];
  if (said !== undefined) return [`with ${label(member)} ${said} ${values.join(' and ')}`];
  if (op === 'between') return [`with ${label(member)} between ${values.join(' and ')}`];
  if (op === 'contains') return [`of ${values.join(' and ')}`];
  if (op === 'bought') return [`who bought ${values.join(' or ')}`];
  if (op === 'never_bought') return [`who never bought ${values.join(' or ')}`];
  const before = BEFORE[member] ?? 'in';
  if (op === 'is') return [`${before} ${values.join(' or ')}`];
  return op === 'is_not' ? [`except ${values.join(' or ')}`] : [];
}

function time(named: string): string {
  const [from, to] = named.split('..');
  if (to !== undefined) return `from ${from} to ${to}`;
  const plain = named.replaceAll('_', ' ');
  return /^\d{4}-\d{2}-\d{2}$/.test(plain) ? `on ${plain}` : /^\d/.test(plain) ? `in ${plain}` : plain;
}

function beside(named: string): string {
  if (named === 'previous_period') return 'compared with the previous period';
  if (named === 'same_period_last_year') return 'compared with the same period last year';
  return named === 'previous_bucket' ? 'growth' : `compared with ${time(named).replace(/^(?:in|on) /, '')}`;
}
